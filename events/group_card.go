package events

import (
	"unicode"

	"github.com/billet-mail/billet/diag"
)

// Card is a payment card as a mail may show it: never its number. Any text of
// it that holds a full card number is refused.
type Card struct {
	Brand    string `json:"brand" validate:"required,max=50" doc:"Brand of the card." example:"Visa"`
	LastFour string `json:"last_four" validate:"required,len=4,number" doc:"Last four digits of the card's number, exactly four." example:"4242"`
	ExpMonth int    `json:"exp_month" validate:"required,min=1,max=12" doc:"Month in which the card expires, 1 to 12." example:"8"`
	ExpYear  int    `json:"exp_year" validate:"required,min=2000,max=2100" doc:"Year in which the card expires, four digits." example:"2027"`
}

func (c Card) relations(r *relations) {
	full := &problem{diag.DataCardNumber, "must not hold a full card number", "send the brand and the last four digits only"}
	if holdsCardNumber(c.Brand) {
		r.fault("brand", nil, full)
	}
	if holdsCardNumber(c.LastFour) {
		r.fault("last_four", nil, full)
	}
}

// holdsCardNumber finds twelve or more digits with nothing but blanks, hyphens
// and dots between them (ISO/IEC 7812-1 numbers have up to 19). Nothing else
// that belongs to a card has as many, so the check digit does not matter.
func holdsCardNumber(text string) bool {
	const shortest = 12
	digits := 0
	for _, r := range text {
		switch {
		case unicode.IsDigit(r):
			digits++
		case r != ' ' && r != '-' && r != '.':
			digits = 0
		}
		if digits == shortest {
			return true
		}
	}
	return false
}
