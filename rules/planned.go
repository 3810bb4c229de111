package rules

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/billet-mail/billet/placeholders"
	"github.com/billet-mail/billet/rules/ledger"
	"github.com/billet-mail/billet/rules/schedule"
)

// planned decides about the steps of a schedule for one recipient.
func (s *Set) planned(in *Input, n *notification, o *Occurrence, r recipient, row []placeholders.Value, d Decision) []Decision {
	m := schedule.Matter{
		Anchor: n.anchor.from(row), Zone: s.location(n, row), Offer: o.Matter.Offer, OnSignature: o.Matter.OnSignature, Country: o.Matter.Country,
	}
	key := ledger.Key{
		Notification: n.ID, Occurrence: schedule.Occurrence(cmp.Or(o.Matter.ID, o.Key), m.Anchor), Recipient: strings.ToLower(r.Email),
	}
	entries := in.sent(key.Notification, key.Occurrence)
	m.Sent = ledger.Steps(entries, key.Recipient, in.Now, in.RetryAfter)
	result := n.schedule.Due(m, in.Now)
	if ahead := len(result.Due) > 0 || result.Next.Step > 0; ahead && d.Outcome != "" {
		d.Key = key
		return []Decision{d} // stopped
	}
	d.Outcome = ""
	var list []Decision
	for _, step := range result.Due {
		one := d
		one.Gates = append([]Gate(nil), d.Gates...)
		s.step(&one, n, r, key, step)
		one.pass("schedule", fmt.Sprintf("step %d was planned for %s", step.Step, n.countText(step, m)))
		one.pass("sent", sentText(m.Sent))
		one.Outcome, one.Reason = Send, OnStep
		list = append(list, one)
	}
	if len(list) > 0 {
		return list
	}
	if result.Next.Step > 0 {
		s.step(&d, n, r, key, result.Next)
		d.Outcome, d.Reason = Wait, waits(result.Reason)
		d.Gates = append(d.Gates, Gate{"schedule", false, fmt.Sprintf("step %d is planned for %s", result.Next.Step, n.countText(result.Next, m))})
		return []Decision{d}
	}
	switch result.Reason {
	case schedule.NoAnchor:
		d.fail("schedule", NoAnchor, n.Schedule.Anchor.Text+" is not given")
	case schedule.Sent, schedule.Finished:
		d.Key = key
		d.Key.Step = m.Sent[len(m.Sent)-1]
		d.pass("schedule", "no step is ahead")
		reason := Finished
		if result.Reason == schedule.Sent {
			reason = AlreadySent
		}
		for _, e := range entries {
			if e.Key.Recipient == key.Recipient && e.Ambiguous() {
				reason = Uncertain
			}
		}
		d.fail("sent", reason, sentText(m.Sent))
	default:
		d.fail("schedule", Missed, fmt.Sprintf("all steps from %s %s are past, the last was planned for %s", n.Schedule.Anchor.Text, m.Anchor, lastText(n.schedule, m)))
	}
	return []Decision{d}
}

// step makes a decision one about a step.
func (s *Set) step(d *Decision, n *notification, r recipient, key ledger.Key, step schedule.Planned) {
	key.Step = step.Step
	d.Key, d.Step, d.At = key, step.Step, step.At
	if step.Template != "" {
		s.words(d, step.Template, r.language)
	}
}

func waits(r schedule.Reason) Reason {
	switch r {
	case schedule.QuietTime:
		return QuietTime
	case schedule.ClosedDay:
		return ClosedDay
	}
	return NotYet
}

// countText is when a step is planned, and what it is counted from.
func (n *notification) countText(step schedule.Planned, m schedule.Matter) string {
	text := fmt.Sprintf("%s, %s from %s %s", clockText(step.At), step.Offset, n.Schedule.Anchor.Text, m.Anchor)
	if delay := n.schedule.Options().Delay; m.OnSignature && !delay.IsZero() {
		text += fmt.Sprintf(", and %s more because it is due on signature", delay)
	}
	return text
}

func clockText(t time.Time) string { return t.Format("Mon 2006-01-02 15:04 MST") }

func lastText(s *schedule.Schedule, m schedule.Matter) string {
	plan := s.Plan(m)
	if len(plan) == 0 {
		return "no time"
	}
	return clockText(plan[len(plan)-1].At)
}

func sentText(steps []int) string {
	switch len(steps) {
	case 0:
		return "nothing was sent before"
	case 1:
		return fmt.Sprintf("step %d was sent before", steps[0])
	}
	return fmt.Sprintf("%d steps were sent before, the last of them step %d", len(steps), steps[len(steps)-1])
}
