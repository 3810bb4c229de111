package events

import (
	"time"

	"github.com/billet-mail/billet/diag"
)

// Date is a day of the calendar without a time zone; in JSON "2026-11-22"
// (RFC 3339, full-date). Years go from 0001 to 9999.
//
// The zero Date is absent. Dates are comparable with ==, immutable and safe
// for concurrent use.
type Date struct {
	year  int
	month time.Month
	day   int
}

// ParseDate reads "2026-11-22".
func ParseDate(text string) (Date, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil || t.Year() < 1 {
		return Date{}, &problem{diag.DataDate, "must be a date", `write year, month and day: "2026-11-22"`}
	}
	return DateOf(t), nil
}

// DateOf is the day of t in t's own location. Of a year outside 1 to 9999 it is
// the absent Date.
func DateOf(t time.Time) Date {
	year, month, day := t.Date()
	if year < 1 || year > 9999 {
		return Date{}
	}
	return Date{year, month, day}
}

// Year is 1 to 9999; 0 if absent.
func (d Date) Year() int { return d.year }

// Month is 1 to 12; 0 if absent.
func (d Date) Month() time.Month { return d.month }

// Day is the day of the month, 1 to 31; 0 if absent.
func (d Date) Day() int { return d.day }

// IsZero reports whether the Date is absent.
func (d Date) IsZero() bool { return d == Date{} }

// In is the first moment of the day in loc, the zero Time if the Date is absent
// or loc is nil.
func (d Date) In(loc *time.Location) time.Time {
	if d.IsZero() || loc == nil {
		return time.Time{}
	}
	return time.Date(d.year, d.month, d.day, 0, 0, 0, 0, loc)
}

// Days counts the calendar days that d lies after from; negative if before, 0
// if one of them is absent.
func (d Date) Days(from Date) int {
	if d.IsZero() || from.IsZero() {
		return 0
	}
	const day = 24 * 60 * 60 // seconds; in UTC every day has as many
	return int((d.In(time.UTC).Unix() - from.In(time.UTC).Unix()) / day)
}

// String is "2026-11-22", for messages and tests, not for mails; "" if absent.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.In(time.UTC).Format(time.DateOnly)
}

// MarshalText writes "2026-11-22", nothing if absent.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	got, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = got
	return nil
}

// parseDateTime reads an RFC 3339 date-time, which always names its zone.
func parseDateTime(text string) (time.Time, *problem) {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil || t.Year() < 1 {
		return time.Time{}, &problem{diag.DataDate, "must be a date with time and zone", `write it like "2026-11-22T09:30:00+01:00"`}
	}
	return t, nil
}
