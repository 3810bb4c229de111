package schedule

import "time"

// Schedule is a checked plan of steps. It is immutable and safe for concurrent
// use.
type Schedule struct {
	options  Options
	calendar *calendar
}

// New checks the options and makes a schedule of them. The error joins every
// [Fault].
func New(o Options) (*Schedule, error) {
	if err := o.faults(); err != nil {
		return nil, err
	}
	return &Schedule{options: o, calendar: newCalendar(o)}, nil
}

// Options are what the schedule was made of. They must not be changed.
func (s *Schedule) Options() Options { return s.options }

// Plan lists all steps of a matter with their times, as if it never stopped.
// Times never go back from a step to the next.
func (s *Schedule) Plan(m Matter) []Planned { return nil }

// Due says what is to be sent at a time. It does not change anything: whoever
// sends a step adds it to Matter.Sent.
func (s *Schedule) Due(m Matter, now time.Time) Result { return Result{} }

// Explain says of every step what becomes of it at a time.
func (s *Schedule) Explain(m Matter, now time.Time) []Status { return nil }

// Lead is how far the first step lies before the anchor, at most, in whole days,
// with months of 31; 0 if it does not. A period shorter than that never sees it
// in time.
func (s *Schedule) Lead() int { return 0 }
