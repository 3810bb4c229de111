package schedule

import (
	"slices"
	"time"
)

// patience is how late a step may be that is skipped when late. Whoever asks
// once a day finds every step within it.
const patience = 24 * time.Hour

// Due says what is to be sent at a time. It does not change anything: whoever
// sends a step adds it to Matter.Sent.
func (s *Schedule) Due(m Matter, now time.Time) Result {
	switch {
	case m.Anchor.IsZero():
		return Result{Reason: NoAnchor}
	case m.stopped(now):
		return Result{Reason: Stopped}
	}
	f := s.frame(m)
	late, next, reason := f.late(m, now)
	due, waiting, resume := f.due(late, now)
	switch {
	case waiting.Step > 0:
		reason = ClosedDay
		if f.isQuiet(now.In(f.loc)) {
			reason = QuietTime
		}
		if next.Step == 0 || resume.Before(next.At) {
			next = waiting
			next.At = resume
		}
	case next.Step > 0:
		reason = NotYet
	}
	if len(due) > 0 {
		reason = Due
	}
	return Result{Due: due, Next: next, Reason: reason}
}

// stopped reports whether nothing of a matter is sent at a time or later.
func (m Matter) stopped(at time.Time) bool { return !m.StoppedAt.IsZero() && !at.Before(m.StoppedAt) }

// lastSent is the last step that was sent, 0 if none was.
func (m Matter) lastSent() int {
	if len(m.Sent) == 0 {
		return 0
	}
	return slices.Max(m.Sent)
}

// late finds the steps whose time has come, of which the last may still be
// sent, or all; and the step after them. Without either, the reason says why.
func (f *frame) late(m Matter, now time.Time) (late []step, next Planned, reason Reason) {
	sent := m.lastSent()
	total := 0
	reason = Missed
	for step := range f.steps() {
		total = step.Step
		switch {
		case step.Step <= sent || step.merged:
			continue
		case m.stopped(step.At):
			return late, Planned{}, Stopped
		case step.At.After(now):
			return late, step.Planned, NotYet
		case f.worthless(step, now):
		case f.s.options.CatchUp == All || len(late) == 0:
			late = append(late, step)
		default:
			late[0] = step
		}
	}
	switch {
	case sent < total:
	case total == 1:
		reason = Sent
	default:
		reason = Finished
	}
	return late, Planned{}, reason
}

// expiry is when a late step is not sent any more; zero if never.
func (f *frame) expiry(s step) time.Time {
	var expiry time.Time
	if s.before {
		expiry = f.ends
	}
	if tired := s.At.Add(patience); f.s.options.CatchUp == Skip && (expiry.IsZero() || tired.Before(expiry)) {
		expiry = tired
	}
	return expiry
}

func (f *frame) worthless(s step, at time.Time) bool {
	expiry := f.expiry(s)
	return !expiry.IsZero() && !at.Before(expiry)
}

// due parts late steps into those that go out and those that wait for an open
// time, of which it returns the last and when it comes.
func (f *frame) due(late []step, now time.Time) (due []Planned, waiting Planned, resume time.Time) {
	if len(late) == 0 {
		return nil, Planned{}, time.Time{}
	}
	now = now.In(f.loc)
	resume = f.reopens(now)
	for _, step := range late {
		if resume.After(now) && !f.worthless(step, resume) {
			waiting = step.Planned
			continue
		}
		due = append(due, step.Planned)
	}
	return due, waiting, resume
}
