package timeline

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// find points out what looks wrong.
func (p *player) find() {
	p.crowds()
	p.duplicates()
	p.gaps()
	slices.SortStableFunc(p.report.Findings, func(a, b Finding) int { return a.At.Compare(b.At) })
}

func (p *player) point(kind string, at time.Time, format string, args ...any) {
	p.report.Findings = append(p.report.Findings, Finding{Kind: kind, At: at, Day: p.scenario.day(at), Message: fmt.Sprintf(format, args...)})
}

// crowds are more mails to a recipient within a day than there should be. A
// crowd is told once, at its first mail too many.
func (p *player) crowds() {
	recent := map[string][]Entry{}
	for _, e := range p.report.Mails() {
		for _, to := range e.To {
			list := slices.DeleteFunc(append(recent[to], e), func(old Entry) bool { return e.At.Sub(old.At) >= 24*time.Hour })
			recent[to] = list
			if len(list) == p.scenario.MostPerDay+1 {
				p.point("crowd", e.At, "%s gets %d mails within a day: %s", to, len(list), names(list))
			}
		}
	}
}

func names(list []Entry) string {
	var all []string
	for _, e := range list {
		all = append(all, e.Notification)
	}
	return strings.Join(all, ", ")
}

// duplicates are mails with the words of an earlier one to the same recipient.
func (p *player) duplicates() {
	first := map[string]Entry{}
	for _, e := range p.report.Mails() {
		if e.Message == nil {
			continue
		}
		for _, to := range e.To {
			words := to + "\x00" + e.Subject + "\x00" + e.Message.Text()
			if old, ok := first[words]; ok {
				p.point("duplicate", e.At, "%s gets the same mail again: %s on day %d, %s now", to, old.Notification, old.Day, e.Notification)
				continue
			}
			first[words] = e
		}
	}
}

// gaps are long times without a mail about a matter that is open: that had a
// mail before and has another one after, or waits for one.
func (p *player) gaps() {
	last := map[string]Entry{}
	for _, e := range p.report.Entries {
		if e.Matter == "" || e.Kind != Mailed && e.Kind != Planned {
			continue
		}
		if old, ok := last[e.Matter]; ok && e.Day-old.Day > p.scenario.LongestGap {
			p.point("gap", old.At, "nothing is sent about %s for %d days: %s on day %d, %s on day %d", e.Matter, e.Day-old.Day, old.Notification, old.Day, e.Notification, e.Day)
		}
		last[e.Matter] = e
	}
}
