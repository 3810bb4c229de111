package events

import "time"

// Trial is a free or cheap time before the first regular charge.
type Trial struct {
	StartedOn Date      `json:"started_on,omitzero" doc:"First day of the trial." example:"2026-11-08"`
	EndsOn    Date      `json:"ends_on" validate:"required" doc:"Last day of the trial, in the customer's time zone." example:"2026-11-29"`
	EndsAt    time.Time `json:"ends_at,omitzero" doc:"Exact moment the trial ends, if it does not end with the day." example:"2026-11-29T18:00:00+01:00"`
}

func (t Trial) relations(r *relations) {
	r.inOrder("started_on", t.StartedOn, "ends_on", t.EndsOn)
}
