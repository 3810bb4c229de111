package events

import "reflect"

// TrialEnding is the data of the event trial_ending.
type TrialEnding struct {
	Customer     Customer     `json:"customer" validate:"required" doc:"Whose trial ends."`
	Merchant     Merchant     `json:"merchant" validate:"required" doc:"Who the contract is with."`
	Subscription Subscription `json:"subscription" validate:"required" doc:"The contract that is in its trial."`
	Trial        Trial        `json:"trial" validate:"required" doc:"The trial that ends."`
	Links        Links        `json:"links" validate:"required" doc:"Where the customer manages or cancels the contract."`
	FirstCharge  Money        `json:"first_charge,omitzero" validate:"omitempty,not_negative" doc:"What will be charged when the trial has ended, if anything." example:"{\"amount\": \"49.00\", \"currency\": \"EUR\"}"`
	Card         *Card        `json:"card,omitempty" doc:"The card that will be charged, if one is on file."`
}

// TrialEndingDerived holds the placeholders that follow from a trial_ending's
// data and the time of the mail.
type TrialEndingDerived struct {
	DaysLeft int `json:"days_left_of_trial" validate:"required" doc:"Calendar days until the trial's last day, 0 on the day itself and after it." example:"7"`
}

func trialEnding(zones *zones) *Event {
	return &Event{
		ID:    "trial_ending",
		Title: "Trial ending",
		Description: "Happens some days before the last day of a trial, " +
			"while the contract is still in it and has not been cancelled. How many days before is set for each offer.",
		Audience: "customer",
		Data:     reflect.TypeFor[TrialEnding](),
		Derived:  reflect.TypeFor[TrialEndingDerived](),
		Derive: func(data any, at Moment) any {
			d, ok := data.(*TrialEnding)
			if !ok || d == nil {
				return TrialEndingDerived{}
			}
			today := zones.today(at, d.Customer.TimeZone)
			return TrialEndingDerived{DaysLeft: daysUntil(d.Trial.EndsOn, today)}
		},
		Required: []string{"trial.ends_on", "links.portal"},
		Names: map[string]string{
			"billwerk":  "TrialEndApproaching",
			"chargebee": "subscription_trial_end_reminder",
			"rapyd":     "Trial Nearing End",
			"stripe":    "customer.subscription.trial_will_end",
		},
	}
}
