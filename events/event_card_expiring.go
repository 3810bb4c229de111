package events

import (
	"reflect"
	"time"
)

// CardExpiring is the data of the event card_expiring.
type CardExpiring struct {
	Customer     Customer      `json:"customer" validate:"required" doc:"Whose card expires."`
	Merchant     Merchant      `json:"merchant" validate:"required" doc:"Who charges the card."`
	Card         Card          `json:"card" validate:"required" doc:"The card that expires."`
	Links        PaymentLinks  `json:"links" validate:"required" doc:"Where the customer gives a new card."`
	Subscription *Subscription `json:"subscription,omitempty" doc:"A contract that is paid by the card, if there is one."`
	NextChargeOn Date          `json:"next_charge_on,omitzero" doc:"Day of the next charge, if it is known." example:"2026-12-17"`
	NextCharge   Money         `json:"next_charge,omitzero" validate:"omitempty,not_negative" doc:"What will be charged on that day." example:"{\"amount\": \"49.00\", \"currency\": \"EUR\"}"`
}

// CardExpiry holds the placeholder that follows from the card of a
// card_expiring or card_expired.
type CardExpiry struct {
	CardExpiresOn Date `json:"card_expires_on" validate:"required" doc:"Last day on which the card is valid: the last of its month." example:"2027-08-31"`
}

// expiry works out the last day of a card's month.
func expiry(c Card) CardExpiry {
	if c.ExpMonth < 1 || c.ExpMonth > 12 {
		return CardExpiry{}
	}
	return CardExpiry{DateOf(time.Date(c.ExpYear, time.Month(c.ExpMonth)+1, 0, 0, 0, 0, 0, time.UTC))}
}

func cardExpiring() *Event {
	return &Event{
		ID:    "card_expiring",
		Title: "Card expiring",
		Description: "Happens once, about one month before the card that pays for a customer's contracts expires, " +
			"as long as no other card has been given.",
		Audience: "customer",
		Data:     reflect.TypeFor[CardExpiring](),
		Derived:  reflect.TypeFor[CardExpiry](),
		Derive: func(data any, _ Moment) any {
			d, ok := data.(*CardExpiring)
			if !ok || d == nil {
				return CardExpiry{}
			}
			return expiry(d.Card)
		},
		Required: []string{"card.last_four", "card_expires_on", "links.update_payment"},
		Names: map[string]string{
			"billwerk":  "PaymentBearerExpiring",
			"chargebee": "card_expiry_reminder",
			"stripe":    "customer.source.expiring",
		},
	}
}
