package schedule

import "iter"

// Schedule is a checked plan of steps. It is immutable and safe for concurrent
// use.
type Schedule struct {
	options  Options
	calendar *calendar // nil if all days are business days
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
func (s *Schedule) Plan(m Matter) []Planned {
	if m.Anchor.IsZero() {
		return nil
	}
	var list []Planned
	f := s.frame(m)
	for step := range f.steps() {
		list = append(list, step.Planned)
	}
	return list
}

// Lead is how far the first step lies before the anchor, at most, in whole days,
// with months of 31; 0 if it does not. For an offer without an offset of its own
// it is that of the others. A period shorter than that never sees the step in
// time.
func (s *Schedule) Lead(offer string) int {
	first, ok := s.options.Offers[offer]
	switch {
	case ok:
	case len(s.options.Steps) > 0:
		first = s.options.Steps[0].Offset
	default:
		first = s.options.Offset
	}
	hours := (first.Months*31+first.Days)*24 + first.Hours
	return max(0, (-hours+23)/24)
}

// step is a step of a matter on its way through the judgement.
type step struct {
	Planned
	before bool // before its anchor
	merged bool // on the time of the next step
}

// steps yields the steps in their order.
func (f *frame) steps() iter.Seq[step] {
	return func(yield func(step) bool) {
		var held step // until it is known whether the next falls on its time
		for n := 1; n <= MostSteps; n++ {
			offset, template, ok := f.offset(n)
			if !ok {
				break
			}
			at, before := f.planned(offset)
			if held.Step > 0 {
				if at.Before(held.At) {
					at = held.At
				}
				held.merged = at.Equal(held.At)
				if !yield(held) {
					return
				}
			}
			held = step{Planned: Planned{Step: n, At: at, Offset: offset, Template: template}, before: before}
		}
		if held.Step > 0 {
			yield(held)
		}
	}
}

// offset is that of a step, false after the last.
func (f *frame) offset(n int) (Offset, string, bool) {
	o := &f.s.options
	if len(o.Steps) > 0 {
		if n > len(o.Steps) {
			return Offset{}, "", false
		}
		return o.Steps[n-1].Offset, o.Steps[n-1].Template, true
	}
	if o.Repeat.IsZero() && n > 1 || o.Times > 0 && n > o.Times {
		return Offset{}, "", false
	}
	offset := f.first.plus(o.Repeat.times(n - 1))
	if o.Until != nil && f.nominal(offset).After(f.until) {
		return Offset{}, "", false
	}
	return offset, "", true
}
