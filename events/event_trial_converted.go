package events

import "reflect"

// TrialConverted is the data of the event trial_converted.
type TrialConverted struct {
	Customer     Customer     `json:"customer" validate:"required" doc:"Whose trial has ended."`
	Merchant     Merchant     `json:"merchant" validate:"required" doc:"Who the contract is with."`
	Subscription Subscription `json:"subscription" validate:"required" doc:"The contract, now in its regular phase."`
	Trial        Trial        `json:"trial" validate:"required" doc:"The trial that has ended."`
	FirstCharge  Money        `json:"first_charge,omitzero" validate:"omitempty,not_negative" doc:"What is charged now, if anything." example:"{\"amount\": \"49.00\", \"currency\": \"EUR\"}"`
	Card         *Card        `json:"card,omitempty" doc:"The card that is charged, if there is one."`
	Invoice      *Invoice     `json:"invoice,omitempty" doc:"The first invoice, if there is one already."`
	Links        Links        `json:"links" validate:"required" doc:"Where the customer manages or cancels the contract."`
}

func (t TrialConverted) relations(r *relations) {
	r.invoiceCurrency("first_charge", t.FirstCharge, t.Invoice)
}

func trialConverted() *Event {
	return &Event{
		ID:    "trial_converted",
		Title: "Trial converted",
		Description: "Happens once, when the last day of a trial has passed and the regular, paid phase of the contract begins. " +
			"Whether its first payment succeeds does not matter.",
		Audience: "customer",
		Data:     reflect.TypeFor[TrialConverted](),
		Required: []string{"subscription.plan", "subscription.price", "links.portal"},
		Names: map[string]string{
			"billwerk":  "ContractChanged (trial ended, normal phase)",
			"chargebee": "subscription_activated",
			"killbill":  "SUBSCRIPTION_PHASE",
			"stripe":    "customer.subscription.updated",
		},
	}
}
