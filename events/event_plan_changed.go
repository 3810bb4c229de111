package events

import "reflect"

// PlanChanged is the data of the event plan_changed.
type PlanChanged struct {
	Customer     Customer     `json:"customer" validate:"required" doc:"Whose plan changes."`
	Merchant     Merchant     `json:"merchant" validate:"required" doc:"Who the contract is with."`
	Kind         PlanChange   `json:"kind" validate:"required" doc:"Which way the plan changes." example:"upgrade"`
	Previous     PreviousPlan `json:"previous" validate:"required" doc:"What the customer had before."`
	Subscription Subscription `json:"subscription" validate:"required" doc:"The contract with its new plan and price."`
	EffectiveOn  Date         `json:"effective_on" validate:"required" doc:"First day of the new plan." example:"2026-12-01"`
	Prorated     Money        `json:"prorated,omitzero" doc:"What is charged once for the rest of the current period; negative if it is credited." example:"{\"amount\": \"12.40\", \"currency\": \"EUR\"}"`
	Invoice      *Invoice     `json:"invoice,omitempty" doc:"The invoice for the change, if there is one already."`
	Links        Links        `json:"links" validate:"required" doc:"Where the customer manages the contract."`
}

// PreviousPlan is what a contract was before it changed.
type PreviousPlan struct {
	Plan   string `json:"plan" validate:"required,max=500" doc:"Name of what the customer had booked." example:"Solo"`
	Price  Money  `json:"price,omitzero" validate:"omitempty,not_negative" doc:"Price of one period." example:"{\"amount\": \"9.00\", \"currency\": \"EUR\"}"`
	Period Period `json:"period,omitempty" doc:"How often that price was charged." example:"month"`
}

// PlanChange is which way a plan changes.
type PlanChange string

// The ways a plan changes.
const (
	PlanUpgrade   PlanChange = "upgrade"
	PlanDowngrade PlanChange = "downgrade"
	PlanOther     PlanChange = "change" // neither up nor down
)

// Values lists every way.
func (PlanChange) Values() []string {
	return []string{string(PlanUpgrade), string(PlanDowngrade), string(PlanOther)}
}

func (p PlanChanged) relations(r *relations) {
	r.inOrder("subscription.start", p.Subscription.Start, "effective_on", p.EffectiveOn)
	r.invoiceCurrency("prorated", p.Prorated, p.Invoice)
}

func planChanged() *Event {
	return &Event{
		ID:    "plan_changed",
		Title: "Plan changed",
		Description: "Happens when a customer's order to change the plan of a running subscription has succeeded: " +
			"an upgrade, a downgrade, or a change that is neither. The new plan may begin at once or on a later day.",
		Audience: "customer",
		Data:     reflect.TypeFor[PlanChanged](),
		Required: []string{"previous.plan", "subscription.plan", "effective_on"},
		Names: map[string]string{
			"billwerk":  "OrderSucceeded (Upgrade, Downgrade)",
			"chargebee": "subscription_changed",
			"killbill":  "SUBSCRIPTION_CHANGE",
			"stripe":    "customer.subscription.updated",
		},
	}
}
