package schedule

import (
	"fmt"
	"strings"
	"time"
)

// Clock is a time of day, to the minute. The zero Clock is absent; Clocks are
// comparable with ==.
type Clock struct {
	minutes int // since midnight, plus one
}

// At is a time of day; of an hour or minute that does not exist, the absent
// Clock.
func At(hour, minute int) Clock {
	if hour < 0 || hour > 23 || minute < 0 || minute > 59 {
		return Clock{}
	}
	return Clock{hour*60 + minute + 1}
}

// ParseClock reads "09:00", from 00:00 to 23:59.
func ParseClock(text string) (Clock, error) {
	t, err := time.Parse("15:04", text)
	if err != nil || len(text) != len("15:04") {
		return Clock{}, fault("", fmt.Sprintf("%q is no time of day", shorten(text)), `write hours and minutes, such as "09:00"`)
	}
	return At(t.Hour(), t.Minute()), nil
}

// IsZero reports whether the Clock is absent.
func (c Clock) IsZero() bool { return c == Clock{} }

// String is "09:00", "" if absent.
func (c Clock) String() string {
	if c.IsZero() {
		return ""
	}
	return fmt.Sprintf("%02d:%02d", c.minute()/60, c.minute()%60)
}

// minute counts from midnight.
func (c Clock) minute() int { return c.minutes - 1 }

// sinceMidnight is the time of day as a duration on a day without a change of
// the clocks.
func (c Clock) sinceMidnight() time.Duration { return time.Duration(c.minute()) * time.Minute }

// Quiet is a time of each day in which nothing is sent, from From to before To;
// it may pass midnight. The zero Quiet is none.
type Quiet struct {
	From, To Clock
}

// ParseQuiet reads "21:00-08:00".
func ParseQuiet(text string) (Quiet, error) {
	const form = `write where they begin and end, such as "21:00-08:00"`
	before, after, ok := strings.Cut(text, "-")
	if !ok {
		return Quiet{}, fault("", fmt.Sprintf("%q are no quiet hours", shorten(text)), form)
	}
	from, err := ParseClock(strings.TrimSpace(before))
	if err != nil {
		return Quiet{}, err
	}
	to, err := ParseClock(strings.TrimSpace(after))
	if err != nil {
		return Quiet{}, err
	}
	if from == to {
		return Quiet{}, fault("", fmt.Sprintf("the quiet hours %s never end", shorten(text)), form)
	}
	return Quiet{from, to}, nil
}

// IsZero reports whether there are no quiet hours.
func (q Quiet) IsZero() bool { return q == Quiet{} }

// String is "21:00-08:00", "" if there are none.
func (q Quiet) String() string {
	if q.IsZero() {
		return ""
	}
	return q.From.String() + "-" + q.To.String()
}

// has reports whether a time of day, in minutes from midnight, is quiet.
func (q Quiet) has(minute int) bool {
	if q.IsZero() {
		return false
	}
	from, to := q.From.minute(), q.To.minute()
	if from < to {
		return from <= minute && minute < to
	}
	return minute >= from || minute < to
}
