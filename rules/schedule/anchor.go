package schedule

import (
	"time"

	"github.com/billet-mail/billet/events"
)

// Anchor is what a schedule counts from: a day, or a moment. The zero Anchor is
// absent, and nothing is due from it.
type Anchor struct {
	Date events.Date // a day, in the matter's zone
	Time time.Time   // a moment; only if Date is absent
}

// OnDate is an anchor that is a day.
func OnDate(d events.Date) Anchor { return Anchor{Date: d} }

// AtTime is an anchor that is a moment.
func AtTime(t time.Time) Anchor { return Anchor{Time: t} }

// CardExpiry is the last day of the month until which a card is valid; absent if
// there is no such month. One month ahead of it is the offset -1m.
func CardExpiry(year int, month time.Month) Anchor {
	if month < time.January || month > time.December {
		return Anchor{}
	}
	return OnDate(events.DateOf(time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC)))
}

// IsZero reports whether the Anchor is absent.
func (a Anchor) IsZero() bool { return a.Date.IsZero() && a.Time.IsZero() }

// String is "2026-11-30", or the moment in UTC: "2026-11-30T17:00:00Z", with
// fractions of a second if it has any. One moment has one text in every zone. It
// is "" if absent.
func (a Anchor) String() string {
	switch {
	case !a.Date.IsZero():
		return a.Date.String()
	case !a.Time.IsZero():
		return a.Time.UTC().Format(time.RFC3339Nano)
	}
	return ""
}

// Occurrence is the key of what is planned for a matter from an anchor. The same
// matter with another anchor, next year's expiring card for one, is another
// occurrence. The matter may hold any text: the anchor follows the last @.
func Occurrence(matter string, anchor Anchor) string { return matter + "@" + anchor.String() }
