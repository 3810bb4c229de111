package schedule

import (
	"time"

	"github.com/billet-mail/billet/events"
)

// day is a day of a calendar, without the limits and the absence of an
// events.Date.
type day struct {
	year  int
	month time.Month
	day   int
}

func dayOf(t time.Time) day {
	year, month, d := t.Date()
	return day{year, month, d}
}

func dayOfDate(d events.Date) day { return day{d.Year(), d.Month(), d.Day()} }

// plus goes along the calendar: months first, to the last day of a month that
// is too short, then days.
func (d day) plus(months, days int) day {
	if months != 0 {
		first := time.Date(d.year, d.month+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
		last := time.Date(first.Year(), first.Month()+1, 0, 0, 0, 0, 0, time.UTC)
		d = day{first.Year(), first.Month(), min(d.day, last.Day())}
	}
	if days == 0 {
		return d
	}
	return dayOf(time.Date(d.year, d.month, d.day+days, 0, 0, 0, 0, time.UTC))
}

func (d day) weekday() time.Weekday {
	return time.Date(d.year, d.month, d.day, 0, 0, 0, 0, time.UTC).Weekday()
}

// begin is the first moment of a day.
func (d day) begin(loc *time.Location) time.Time { return d.at(0, loc) }

// at is the moment of a day at which a clock on the wall shows the time that
// lies so long after midnight. If it never does, it is the first moment that
// exists after it; if it does twice, the first.
func (d day) at(sinceMidnight time.Duration, loc *time.Location) time.Time {
	seconds, rest := int(sinceMidnight/time.Second), int(sinceMidnight%time.Second)
	t := time.Date(d.year, d.month, d.day, 0, 0, seconds, rest, loc)
	wanted := time.Date(d.year, d.month, d.day, 0, 0, seconds, rest, time.UTC).Unix()
	_, offset := t.Zone()
	begin, end := t.ZoneBounds()
	switch shown := t.Unix() + int64(offset); {
	case shown > wanted:
		return begin.In(loc)
	case shown < wanted:
		return end.In(loc)
	case begin.IsZero() || t.Sub(begin) > 48*time.Hour:
		return t
	}
	_, before := begin.Add(-1).Zone()
	first := t.Add(-time.Duration(before-offset) * time.Second)
	if before > offset && first.Before(begin) {
		return first
	}
	return t
}

// sinceMidnight is the time that a clock on the wall shows.
func sinceMidnight(t time.Time) time.Duration {
	hour, minute, second := t.Clock()
	return time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute +
		time.Duration(second)*time.Second + time.Duration(t.Nanosecond())
}

// minuteOf counts the minutes from midnight that a clock on the wall shows.
func minuteOf(t time.Time) int {
	hour, minute, _ := t.Clock()
	return hour*60 + minute
}
