package events

import "reflect"

// CardExpired is the data of the event card_expired.
type CardExpired struct {
	Customer     Customer      `json:"customer" validate:"required" doc:"Whose card has expired."`
	Merchant     Merchant      `json:"merchant" validate:"required" doc:"Who charged the card."`
	Card         Card          `json:"card" validate:"required" doc:"The card that has expired."`
	Links        PaymentLinks  `json:"links" validate:"required" doc:"Where the customer gives a new card."`
	Subscription *Subscription `json:"subscription,omitempty" doc:"A contract that was paid by the card, if there is one."`
	NextChargeOn Date          `json:"next_charge_on,omitzero" doc:"Day of the next charge, which will fail without a new card, if it is known." example:"2026-12-17"`
	NextCharge   Money         `json:"next_charge,omitzero" validate:"omitempty,not_negative" doc:"What is to be charged on that day." example:"{\"amount\": \"49.00\", \"currency\": \"EUR\"}"`
}

func cardExpired() *Event {
	return &Event{
		ID:    "card_expired",
		Title: "Card expired",
		Description: "Happens once, on the first day on which the card that pays for a customer's contracts is no longer valid, " +
			"if no other card has been given.",
		Audience: "customer",
		Data:     reflect.TypeFor[CardExpired](),
		Derived:  reflect.TypeFor[CardExpiry](),
		Derive: func(data any, _ Moment) any {
			d, ok := data.(*CardExpired)
			if !ok || d == nil {
				return CardExpiry{}
			}
			return expiry(d.Card)
		},
		Required: []string{"card.last_four", "card_expires_on", "links.update_payment"},
		Names: map[string]string{
			"billwerk":  "PaymentBearerExpired",
			"chargebee": "card_expired",
		},
	}
}
