package events

import "reflect"

// SubscriptionCancelled is the data of the event subscription_cancelled.
type SubscriptionCancelled struct {
	Customer     Customer     `json:"customer" validate:"required" doc:"Whose contract is cancelled."`
	Merchant     Merchant     `json:"merchant" validate:"required" doc:"Who the contract is with."`
	Kind         Cancellation `json:"kind" validate:"required" doc:"What this mail tells: the cancellation was requested, has taken effect, or is for non-payment." example:"requested"`
	Subscription Subscription `json:"subscription" validate:"required" doc:"The contract."`
	RequestedOn  Date         `json:"requested_on,omitzero" doc:"Day on which the cancellation was asked for, if somebody asked." example:"2026-11-19"`
	EffectiveOn  Date         `json:"effective_on" validate:"required" doc:"Last day of the contract." example:"2026-12-31"`
	Reason       Text         `json:"reason,omitempty" validate:"max=1000" doc:"Why the contract is cancelled, in words for the customer." example:"We could not collect the last two invoices."`
	Invoice      *Invoice     `json:"invoice,omitempty" doc:"The last invoice, or the unpaid one, if there is one."`
	Links        Links        `json:"links" validate:"required" doc:"Where the customer can still reach the contract and its invoices."`
}

// Cancellation is what happened to end a contract.
type Cancellation string

// The kinds of cancellation.
const (
	CancellationRequested  Cancellation = "requested"   // the contract will end
	CancellationEffective  Cancellation = "effective"   // the contract has ended
	CancellationNonPayment Cancellation = "non_payment" // the merchant ends it
)

// Values lists every kind.
func (Cancellation) Values() []string {
	return []string{string(CancellationRequested), string(CancellationEffective), string(CancellationNonPayment)}
}

func (s SubscriptionCancelled) relations(r *relations) {
	r.inOrder("requested_on", s.RequestedOn, "effective_on", s.EffectiveOn)
	r.inOrder("subscription.start", s.Subscription.Start, "effective_on", s.EffectiveOn)
}

func subscriptionCancelled() *Event {
	return &Event{
		ID:    "subscription_cancelled",
		Title: "Subscription cancelled",
		Description: "Happens when the cancellation of a subscription has been accepted (requested), when the subscription has ended after it (effective), " +
			"and when the merchant cancels because invoices were not paid (non_payment). A fixed term that runs out is a phase_ended.",
		Audience: "customer",
		Data:     reflect.TypeFor[SubscriptionCancelled](),
		Required: []string{"subscription.plan", "effective_on"},
		Names: map[string]string{
			"billwerk":  "ContractCancelled",
			"chargebee": "subscription_cancelled",
			"killbill":  "SUBSCRIPTION_CANCEL",
			"stripe":    "customer.subscription.deleted",
		},
	}
}
