package events

import "reflect"

// TrialEndedInactive is the data of the event trial_ended_inactive.
type TrialEndedInactive struct {
	Customer        Customer     `json:"customer" validate:"required" doc:"Whose trial has ended."`
	Merchant        Merchant     `json:"merchant" validate:"required" doc:"Who the contract is with."`
	Subscription    Subscription `json:"subscription" validate:"required" doc:"The contract that was in its trial."`
	Trial           Trial        `json:"trial" validate:"required" doc:"The trial that has ended."`
	ReactivateUntil Date         `json:"reactivate_until,omitzero" doc:"Last day on which the customer can go on where the trial ended, if there is a limit." example:"2026-12-29"`
	Links           Links        `json:"links" validate:"required" doc:"Where the customer can take up the contract."`
}

func (t TrialEndedInactive) relations(r *relations) {
	r.inOrder("trial.ends_on", t.Trial.EndsOn, "reactivate_until", t.ReactivateUntil)
}

func trialEndedInactive() *Event {
	return &Event{
		ID:    "trial_ended_inactive",
		Title: "Trial ended, inactive",
		Description: "Happens once, when the last day of a trial has passed and no regular phase follows, " +
			"because the customer gave no payment data or did not want to go on. The contract is inactive and nothing is charged.",
		Audience: "customer",
		Data:     reflect.TypeFor[TrialEndedInactive](),
		Required: []string{"trial.ends_on", "links.portal"},
		Names: map[string]string{
			"billwerk":  "ContractChanged (trial ended, inactive)",
			"chargebee": "subscription_cancelled",
			"stripe":    "customer.subscription.paused",
		},
	}
}
