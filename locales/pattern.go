package locales

import (
	"strings"
	"time"
)

// appendPattern writes t by a CLDR date pattern (UTS 35, part 4): letters are
// fields, quoted text and all else stand for themselves. It knows the fields
// that the tables use; the generator refuses others.
func (l *Locale) appendPattern(b []byte, pattern string, t time.Time) []byte {
	for i := 0; i < len(pattern); {
		c := pattern[i]
		if c == '\'' {
			end := strings.IndexByte(pattern[i+1:], '\'')
			if end < 0 {
				return append(b, pattern[i+1:]...)
			}
			b = append(b, pattern[i+1:i+1+end]...)
			i += end + 2
			continue
		}
		n := 1
		for i+n < len(pattern) && pattern[i+n] == c {
			n++
		}
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' {
			b = l.appendField(b, c, n, t)
		} else {
			b = append(b, pattern[i:i+n]...)
		}
		i += n
	}
	return b
}

// appendField writes the field of n letters c.
func (l *Locale) appendField(b []byte, c byte, n int, t time.Time) []byte {
	number := l.number
	switch c {
	case 'y':
		if n == 2 {
			return number.appendInt(b, max(t.Year(), 0)%100, 2)
		}
		return number.appendInt(b, max(t.Year(), 0), n)
	case 'M':
		switch n {
		case 4:
			return append(b, l.name.months[t.Month()-1]...)
		case 3:
			return append(b, l.name.monthsShort[t.Month()-1]...)
		}
		return number.appendInt(b, int(t.Month()), n)
	case 'L':
		return append(b, l.name.monthsAlone[t.Month()-1]...)
	case 'd':
		return number.appendInt(b, t.Day(), n)
	case 'E':
		return append(b, l.name.days[t.Weekday()]...)
	case 'c':
		return append(b, l.name.daysAlone[t.Weekday()]...)
	case 'H':
		return number.appendInt(b, t.Hour(), n)
	case 'h':
		return number.appendInt(b, (t.Hour()+11)%12+1, n)
	case 'm':
		return number.appendInt(b, t.Minute(), n)
	case 's':
		return number.appendInt(b, t.Second(), n)
	case 'a':
		if t.Hour() < 12 {
			return append(b, l.name.am...)
		}
		return append(b, l.name.pm...)
	case 'z':
		return l.appendOffset(b, n == 4, t)
	}
	return b
}

// appendOffset writes the offset from UTC in the localized GMT format: long
// "GMT+01:00", else "GMT+1". Seconds, which offsets had before 1972, are left
// out.
func (l *Locale) appendOffset(b []byte, long bool, t time.Time) []byte {
	if t.Location() == time.UTC {
		return append(b, "UTC"...)
	}
	_, offset := t.Zone()
	minutes, sign := offset/60, l.calendar.east
	if minutes < 0 {
		minutes, sign = -minutes, l.calendar.west
	}
	if minutes == 0 {
		return append(b, l.calendar.gmtZero...)
	}
	before, after, _ := strings.Cut(l.calendar.gmt, "{0}")
	b = append(b, before...)
	b = append(b, sign...)
	if long {
		b = l.number.appendInt(b, minutes/60, 2)
	} else {
		b = l.number.appendInt(b, minutes/60, 1)
	}
	if long || minutes%60 != 0 {
		b = append(b, ':')
		b = l.number.appendInt(b, minutes%60, 2)
	}
	return append(b, after...)
}
