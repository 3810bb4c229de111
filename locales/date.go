package locales

import (
	"strings"
	"time"
)

// Style says how long a date or a time is. Short to Full are for both, the
// others for dates only.
type Style int

// The zero Style is Short.
const (
	Short     Style = iota // "3/5/26", "2:05 PM"
	Medium                 // "Mar 5, 2026", "2:05:09 PM"
	Long                   // "March 5, 2026", "2:05:09 PM GMT+1"
	Full                   // "Thursday, March 5, 2026", "2:05:09 PM GMT+01:00"
	MonthDay               // "March 5"
	MonthYear              // "March 2026"
	Weekday                // "Thursday"
)

// Date writes the day of t in the location that t carries, in the Gregorian
// calendar. An unknown style is taken for Medium.
func (l *Locale) Date(t time.Time, style Style) string {
	return string(l.appendPattern(make([]byte, 0, 64), l.datePattern(style), t))
}

// Time writes the time of day of t in the location that t carries. Long and
// Full add the offset from UTC: zones have no names here, only the location
// UTC itself is called UTC. A style for dates only is taken for Short.
func (l *Locale) Time(t time.Time, style Style) string {
	return string(l.appendPattern(make([]byte, 0, 64), l.timePattern(style), t))
}

// DateTime writes a date and a time in the styles of [Locale.Date] and
// [Locale.Time]. Dates with the month as a word join the time by the word the
// language has for it, if any: "March 5, 2026 at 2:05 PM".
func (l *Locale) DateTime(t time.Time, date, time Style) string {
	glue := l.calendar.glue[Long]
	if date >= Short && date <= Full {
		glue = l.calendar.glue[date]
	}
	b := make([]byte, 0, 96)
	for len(glue) > 0 {
		switch {
		case strings.HasPrefix(glue, "{0}"):
			b, glue = l.appendPattern(b, l.timePattern(time), t), glue[3:]
		case strings.HasPrefix(glue, "{1}"):
			b, glue = l.appendPattern(b, l.datePattern(date), t), glue[3:]
		default:
			n := 1
			for n < len(glue) && glue[n] != '{' {
				n++
			}
			b, glue = l.appendPattern(b, glue[:n], t), glue[n:] // quoted words only
		}
	}
	return string(b)
}

func (l *Locale) datePattern(style Style) string {
	switch style {
	case Short, Medium, Long, Full:
		return l.calendar.dates[style]
	case MonthDay:
		return l.calendar.monthDay
	case MonthYear:
		return l.calendar.monthYear
	case Weekday:
		return "cccc"
	}
	return l.calendar.dates[Medium]
}

func (l *Locale) timePattern(style Style) string {
	if style < Short || style > Full {
		style = Short
	}
	return l.calendar.times[style]
}
