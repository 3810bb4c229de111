package rules

import (
	"maps"
	"slices"
	"strings"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/placeholders"
	"github.com/billet-mail/billet/rules/schedule"
)

// leads warns of a schedule that no sample of its event ever sees fire, and of
// reminders that come earlier than the trial or the period is long.
func (s *Set) leads(n *notification, report *diag.List) {
	if n.schedule == nil || s.options.SampleTime.IsZero() {
		return
	}
	rows, missed, longest := 0, 0, 0
	for _, sample := range n.scope.event.Samples() {
		data, err := n.scope.event.Decode(sample.Source)
		if err != nil {
			continue
		}
		row := n.scope.bind(n.layout, &Occurrence{Data: data}, s.options.SampleTime)
		longest = max(longest, n.period.days(row))
		m := schedule.Matter{Anchor: n.anchor.from(row), Zone: s.location(n, row)}
		if m.Anchor.IsZero() {
			continue
		}
		rows++
		if n.schedule.Due(m, s.options.SampleTime).Reason == schedule.Missed {
			missed++
		}
	}
	at := n.Schedule.At
	if rows > 0 && missed == rows {
		report.Warn(diag.NotificationNever, at, "count from a date that is ahead when the event happens, or to the other side of it",
			"all steps of the schedule are past when %s happens, so that %s is never sent", n.Event.Text, n.ID)
	}
	for _, offer := range append([]string{""}, slices.Sorted(maps.Keys(n.schedule.Options().Offers))...) {
		if lead := n.schedule.Lead(offer); longest > 0 && lead > longest {
			report.Warn(diag.NotificationLead, at, "write an offset that fits into the period",
				"%s goes out %d days before %s, but the longest period of the samples has %d", strings.TrimSpace(n.ID+" "+offer), lead, n.Schedule.Anchor.Text, longest)
			return
		}
	}
}

// period is where the data has the length of the trial or of the period that an
// anchor belongs to.
type period struct {
	from, to int // slots of the first and the last day; -1 for none
	word     int // slot of the name of a period; -1 for none
}

// findPeriod must be called before the layout is sealed.
func findPeriod(n *notification) period {
	p := period{-1, -1, -1}
	slot := func(path string) int {
		var list []*placeholders.Field
		fields := n.scope.fields
		for _, name := range strings.Split(path, ".") {
			if fields == nil {
				return -1
			}
			f, ok := fields.Lookup(name)
			if !ok {
				return -1
			}
			list, fields = append(list, f), f.Fields
		}
		return n.layout.Slot(list)
	}
	switch path := n.Schedule.Anchor.Text; {
	case strings.HasPrefix(path, "trial."):
		p.from, p.to = slot("trial.started_on"), slot("trial.ends_on")
	case strings.HasPrefix(path, "subscription."):
		p.word = slot("subscription.period")
	}
	return p
}

// days is how long a period is, 0 if the data does not tell.
func (p period) days(row []placeholders.Value) int {
	if p.word >= 0 {
		return map[string]int{"day": 1, "week": 7, "month": 31, "quarter": 92, "half_year": 184, "year": 366}[row[p.word].Text]
	}
	if p.from < 0 || p.to < 0 {
		return 0
	}
	from, given := row[p.from].Ref.(*events.Date)
	to, also := row[p.to].Ref.(*events.Date)
	if !given || !also {
		return 0
	}
	return to.Days(*from)
}
