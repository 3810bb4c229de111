package events

import "reflect"

// Signup is the data of the event signup.
type Signup struct {
	Customer     Customer     `json:"customer" validate:"required" doc:"Who signed up."`
	Merchant     Merchant     `json:"merchant" validate:"required" doc:"Who the contract is with."`
	Subscription Subscription `json:"subscription" validate:"required" doc:"The new contract."`
	Links        Links        `json:"links" validate:"required" doc:"Where the customer manages the contract."`
	Trial        *Trial       `json:"trial,omitempty" doc:"The trial that the contract begins with, if it has one."`
	Invoice      *Invoice     `json:"invoice,omitempty" doc:"The first invoice, if there is one already."`
	Message      Markdown     `json:"message_from_merchant,omitempty" validate:"max=10000" doc:"Words of the merchant for this customer, as Markdown." example:"Your **onboarding call** is on Monday."`
}

func signup() *Event {
	return &Event{
		ID:    "signup",
		Title: "Signup",
		Description: "Happens once, when a customer's order for a new subscription has succeeded: " +
			"the contract exists, and the first payment, if one was due, went through.",
		Audience: "customer",
		Data:     reflect.TypeFor[Signup](),
		Required: []string{"subscription.plan", "links.portal"},
		Names: map[string]string{
			"billwerk":  "OrderSucceeded (Signup)",
			"chargebee": "subscription_created",
			"killbill":  "SUBSCRIPTION_CREATION",
			"paddle":    "subscription.created",
			"stripe":    "customer.subscription.created",
		},
	}
}
