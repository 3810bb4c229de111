package events

// Subscription is a contract that is billed again and again.
type Subscription struct {
	ID    string `json:"id" validate:"required,max=100" doc:"Your own identifier of the subscription." example:"sub_2210"`
	Plan  string `json:"plan" validate:"required,max=500" doc:"Name of what the customer has booked." example:"Team, 10 seats"`
	Phase string `json:"phase,omitempty" validate:"max=100" doc:"Phase that the contract is in, if its plan has phases." example:"Introductory offer"`
	Start Date   `json:"start" validate:"required" doc:"First day of the contract." example:"2026-11-22"`
	End   Date   `json:"end,omitzero" doc:"Last day of the contract, if it ends." example:"2027-11-21"`
	Price Money  `json:"price" validate:"required,not_negative" doc:"Price of one period." example:"{\"amount\": \"49.00\", \"currency\": \"EUR\"}"`

	Period Period `json:"period" validate:"required" doc:"How often the price is charged." example:"month"`
}

// Period is how often a subscription is billed.
type Period string

// The periods of a subscription.
const (
	PeriodDay      Period = "day"
	PeriodWeek     Period = "week"
	PeriodMonth    Period = "month"
	PeriodQuarter  Period = "quarter"
	PeriodHalfYear Period = "half_year"
	PeriodYear     Period = "year"
)

// Values lists every period, the shortest first.
func (Period) Values() []string {
	return []string{string(PeriodDay), string(PeriodWeek), string(PeriodMonth), string(PeriodQuarter), string(PeriodHalfYear), string(PeriodYear)}
}

func (s Subscription) relations(r *relations) {
	r.inOrder("start", s.Start, "end", s.End)
}
