package schedule

import (
	"slices"
	"time"
)

// Explain says of every step what becomes of it at a time. It is nil if the
// matter has no anchor.
func (s *Schedule) Explain(m Matter, now time.Time) []Status {
	if m.Anchor.IsZero() {
		return nil
	}
	result := s.Due(m, now)
	sent := m.lastSent()
	var list []Status
	f := s.frame(m)
	for step := range f.steps() {
		status := Status{step.Planned, Missed}
		isThis := func(p Planned) bool { return p.Step == step.Step }
		switch {
		case slices.Contains(m.Sent, step.Step):
			status.Reason = Sent
		case step.merged:
			status.Reason = Merged
		case step.Step <= sent:
		case m.stopped(now) || m.stopped(step.At):
			status.Reason = Stopped
		case step.At.After(now):
			status.Reason = NotYet
		case slices.ContainsFunc(result.Due, isThis):
			status.Reason = Due
		case f.waits(step, result, now):
			status.Reason = result.Reason
		}
		list = append(list, status)
	}
	return list
}

// waits reports whether a late step waits for an open time.
func (f *frame) waits(s step, r Result, now time.Time) bool {
	waiting := r.Reason == QuietTime || r.Reason == ClosedDay
	return waiting && !f.worthless(s, now) && (f.s.options.CatchUp == All || r.Next.Step == s.Step)
}
