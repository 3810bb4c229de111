package locales

import (
	"slices"
	"strings"
)

// localeRow names the rows of the other tables that a locale uses.
type localeRow struct {
	tag                                  string
	rtl                                  bool
	number, name, calendar, list, symbol int
}

// numberRow says how to write numbers. Sizes are the digits in the last group
// and in the groups before it.
type numberRow struct {
	zero                            rune // the digit 0; the others follow it
	decimal, group                  string
	moneyDecimal, moneyGroup        string
	minGrouping                     int // digits that must stand before the last group
	sizes, percentSizes, moneySizes [2]int
	number, percent                 affixes
	money, euro, moneyNumber        affixes // euro: amounts in EUR, which differ in English in Europe
}

// affixes are what stands before and after a number; "¤" stands for the
// currency.
type affixes struct{ pos, neg [2]string }

// of gives the affixes of a number by its sign.
func (a *affixes) of(negative bool) *[2]string {
	if negative {
		return &a.neg
	}
	return &a.pos
}

// nameRow has names from January on, and from Sunday on. The names that stand
// alone differ from those beside a day: Polish "marzec" and "5 marca".
type nameRow struct {
	months, monthsAlone, monthsShort [12]string
	days, daysAlone                  [7]string
	am, pm                           string
}

// calendarRow has the patterns of dates and times by style.
type calendarRow struct {
	dates, times, glue  [4]string
	monthDay, monthYear string
	gmt, gmtZero        string // "GMT{0}", "GMT"
	east, west          string // the signs of an offset
}

// listRow has the patterns that join the items of a list.
type listRow struct{ two, start, middle, end string }

// symbolRow has symbols of currencies as "EUR €;USD $".
type symbolRow struct{ standard, narrow string }

// pluralRow has the plural rules of a language, in the order to try them.
type pluralRow struct {
	tag   string
	rules []pluralRule
}

type pluralRule struct {
	category Category
	when     string
}

// findLocale gives the row of a tag, nil if the CLDR has none.
func findLocale(tag string) *localeRow {
	i, found := slices.BinarySearchFunc(localeTable[:], tag, func(row localeRow, tag string) int {
		return strings.Compare(row.tag, tag)
	})
	if !found {
		return nil
	}
	return &localeTable[i]
}

// findPlural gives the plural rules of a tag, nil if it has none of its own.
func findPlural(tag string) *pluralRow {
	for i := range pluralTable {
		if pluralTable[i].tag == tag {
			return &pluralTable[i]
		}
	}
	return nil
}

// languages lists the languages with tables, in order.
func languages() []string {
	var known []string
	for i := range localeTable {
		if !strings.Contains(localeTable[i].tag, "-") {
			known = append(known, localeTable[i].tag)
		}
	}
	return known
}
