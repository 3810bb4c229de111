package events

import "reflect"

// PhaseEnded is the data of the event phase_ended.
type PhaseEnded struct {
	Customer     Customer     `json:"customer" validate:"required" doc:"Whose contract it is."`
	Merchant     Merchant     `json:"merchant" validate:"required" doc:"Who the contract is with."`
	Subscription Subscription `json:"subscription" validate:"required" doc:"The contract, as it is now."`
	Phase        EndedPhase   `json:"phase" validate:"required" doc:"The phase that has ended."`
	Next         *NextPhase   `json:"next,omitempty" doc:"The phase that follows; absent if the contract is inactive from now on."`
	Links        Links        `json:"links" validate:"required" doc:"Where the customer manages or renews the contract."`
}

// EndedPhase is a part of a contract's time that is over.
type EndedPhase struct {
	Name      string `json:"name" validate:"required,max=500" doc:"Name of the phase." example:"Introductory offer"`
	StartedOn Date   `json:"started_on,omitzero" doc:"First day of the phase." example:"2025-11-20"`
	EndedOn   Date   `json:"ended_on" validate:"required" doc:"Last day of the phase." example:"2026-11-19"`
}

// NextPhase is the part of a contract's time that follows.
type NextPhase struct {
	Name     string `json:"name" validate:"required,max=500" doc:"Name of the phase." example:"Standard"`
	StartsOn Date   `json:"starts_on" validate:"required" doc:"First day of the phase." example:"2026-11-20"`
	Price    Money  `json:"price" validate:"required,not_negative" doc:"Price of one period in this phase." example:"{\"amount\": \"59.00\", \"currency\": \"EUR\"}"`
	Period   Period `json:"period" validate:"required" doc:"How often the price is charged." example:"month"`
}

func (p EndedPhase) relations(r *relations) {
	r.inOrder("started_on", p.StartedOn, "ended_on", p.EndedOn)
}

func (p PhaseEnded) relations(r *relations) {
	if p.Next != nil {
		r.inOrder("phase.ended_on", p.Phase.EndedOn, "next.starts_on", p.Next.StartsOn)
	}
}

func phaseEnded() *Event {
	return &Event{
		ID:    "phase_ended",
		Title: "Phase ended",
		Description: "Happens when the last day of an active phase of a contract has passed, such as an introductory offer or a fixed term: " +
			"either another phase follows, or the contract is inactive. The end of a trial is not meant; it has events of its own.",
		Audience: "customer",
		Data:     reflect.TypeFor[PhaseEnded](),
		Required: []string{"phase.name", "phase.ended_on"},
		Names: map[string]string{
			"billwerk": "ContractChanged (active phase ended)",
			"killbill": "SUBSCRIPTION_PHASE",
		},
	}
}
