package schedule

import (
	"fmt"
	"strconv"
	"strings"
)

// Offset is a way along the calendar: months, then days, then hours. All have
// one sign; negative is earlier. The zero Offset leads nowhere.
type Offset struct {
	Months int // ±1200 at most
	Days   int // ±36600 at most; a week is 7
	Hours  int // ±10000 at most, 60 minutes each
}

const (
	mostMonths = 1200
	mostDays   = 36600
	mostHours  = 10000
)

// ParseOffset reads "3d", "-1m", "2h" or "1m2w3d4h": a sign, and numbers of
// months (m), weeks (w), days (d) and hours (h), in this order. "0" is no
// offset.
func ParseOffset(text string) (Offset, error) {
	bad := func(problem, remedy string) (Offset, error) {
		return Offset{}, fault("", fmt.Sprintf("%q is no offset: %s", shorten(text), problem), remedy)
	}
	const form = `write a number and m (months), w, d or h, such as "-3d" or "1m"`
	rest, negative := strings.CutPrefix(text, "-")
	if !negative {
		rest = strings.TrimPrefix(text, "+")
	}
	if rest == "0" {
		return Offset{}, nil
	}
	if rest == "" {
		return bad("there is no number", form)
	}
	var o Offset
	units := "mwdh"
	for rest != "" {
		end := strings.IndexFunc(rest, func(r rune) bool { return r < '0' || r > '9' })
		switch {
		case end == 0:
			return bad("there is no number before "+strconv.Quote(shorten(rest)), form)
		case end < 0:
			return bad("the number has no unit", form)
		}
		n, err := strconv.Atoi(rest[:end])
		if err != nil || n > mostDays {
			return bad("the number is too large", fmt.Sprintf("write %d days at most", mostDays))
		}
		unit := rest[end : end+1]
		rest = rest[end+1:]
		at := strings.Index(units, unit)
		switch {
		case strings.HasPrefix(rest, "in"):
			return bad("minutes are not counted", "write hours (h) or days (d)")
		case at < 0 && strings.Contains("mwdh", unit):
			return bad("its units are out of order or twice", "write months, weeks, days, hours: 1m2w3d4h")
		case at < 0:
			return bad("its unit is not known", form)
		}
		units = units[at+1:]
		switch unit {
		case "m":
			o.Months = n
		case "w":
			o.Days = 7 * n
		case "d":
			o.Days += n
		case "h":
			o.Hours = n
		}
	}
	if o.Months > mostMonths || o.Days > mostDays || o.Hours > mostHours {
		return bad("it is too long", fmt.Sprintf("write %d months, %d days or %d hours at most", mostMonths, mostDays, mostHours))
	}
	if negative {
		o = o.times(-1)
	}
	return o, nil
}

// IsZero reports whether the Offset leads nowhere.
func (o Offset) IsZero() bool { return o == Offset{} }

// String is the text that ParseOffset reads, with days for weeks: "-1m3d", "0d".
// If signs are mixed, as in a repeat after a lead, each part has its own.
func (o Offset) String() string {
	if o.IsZero() {
		return "0d"
	}
	var b strings.Builder
	if o.sign() < 0 && o.Months <= 0 && o.Days <= 0 && o.Hours <= 0 {
		b.WriteByte('-')
		o = o.times(-1)
	}
	for _, part := range []struct {
		n    int
		unit string
	}{{o.Months, "m"}, {o.Days, "d"}, {o.Hours, "h"}} {
		if part.n != 0 {
			b.WriteString(strconv.Itoa(part.n) + part.unit)
		}
	}
	return b.String()
}

// sign is that of the largest part.
func (o Offset) sign() int {
	switch {
	case o.hours() < 0:
		return -1
	case o.IsZero():
		return 0
	}
	return 1
}

// hours is about how long the Offset is, with months of 30 days.
func (o Offset) hours() int { return (o.Months*30+o.Days)*24 + o.Hours }

func (o Offset) times(n int) Offset { return Offset{o.Months * n, o.Days * n, o.Hours * n} }

func (o Offset) plus(p Offset) Offset {
	return Offset{o.Months + p.Months, o.Days + p.Days, o.Hours + p.Hours}
}

// shorten keeps what is quoted in a fault short.
func shorten(text string) string {
	const most = 40
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
