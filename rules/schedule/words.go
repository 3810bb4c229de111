package schedule

import (
	"fmt"
	"strings"
)

// Days says on which days mails go out.
type Days int

const (
	AllDays      Days = iota // on every day
	BusinessDays             // not on Saturdays, Sundays and holidays
)

// Shift says where a step goes that falls on a day without mails.
type Shift int

const (
	Later   Shift = iota // to the next business day
	Earlier              // to the business day before
)

// CatchUp says what becomes of steps whose time passed while nobody asked.
type CatchUp int

const (
	Latest CatchUp = iota // the last of them is sent, those before it are missed
	Skip                  // none is sent that is a day late
	All                   // all are sent, in their order
)

// Of is whose zone or holidays count.
type Of int

const (
	Customer Of = iota // the customer's
	Company            // the company's
)

var (
	daysWords    = []string{"all", "business"}
	shiftWords   = []string{"later", "earlier"}
	catchUpWords = []string{"latest", "skip", "all"}
	ofWords      = []string{"customer", "company"}
)

// ParseDays reads "all" or "business".
func ParseDays(text string) (Days, error) { return parseWord[Days](text, daysWords) }

// ParseShift reads "later" or "earlier".
func ParseShift(text string) (Shift, error) { return parseWord[Shift](text, shiftWords) }

// ParseCatchUp reads "latest", "skip" or "all".
func ParseCatchUp(text string) (CatchUp, error) { return parseWord[CatchUp](text, catchUpWords) }

// ParseOf reads "customer" or "company".
func ParseOf(text string) (Of, error) { return parseWord[Of](text, ofWords) }

// String is the word that ParseDays reads.
func (d Days) String() string { return word(d, daysWords) }

// String is the word that ParseShift reads.
func (s Shift) String() string { return word(s, shiftWords) }

// String is the word that ParseCatchUp reads.
func (c CatchUp) String() string { return word(c, catchUpWords) }

// String is the word that ParseOf reads.
func (o Of) String() string { return word(o, ofWords) }

func parseWord[T ~int](text string, words []string) (T, error) {
	for i, word := range words {
		if text == word {
			return T(i), nil
		}
	}
	return 0, fault("", fmt.Sprintf("%q is not known here", shorten(text)), "write "+strings.Join(words, " or "))
}

func word[T ~int](value T, words []string) string {
	if value < 0 || int(value) >= len(words) {
		return ""
	}
	return words[value]
}
