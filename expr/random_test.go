package expr_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/billet-mail/billet/events"
)

// dice makes random data and random lines of steps, the same for one seed.
type dice struct{ *rand.Rand }

func newDice(seed uint64) dice { return dice{rand.New(rand.NewPCG(seed, 1))} }

func pick[T any](d dice, of ...T) T { return of[d.IntN(len(of))] }

// words are hostile: control characters, broken UTF-8, bidi overrides, markup.
func (d dice) words() string {
	return pick(d, "", "", "a", "Jo", "\x00", "\xff\xfe", "a\r\nb\u2028c", "\u202eevil\u202c", "</script><b>", "{{ name }}",
		"日本語 テキスト", "e\u0301\u0301", strings.Repeat("x ", 500), "%s%d", "\u0130ß\u01c5", " ", "'’'")
}

func (d dice) number() int64 {
	return pick(d, 0, 1, -1, 7, math.MaxInt64, math.MinInt64, d.Int64(), -d.Int64())
}

func (d dice) decimal() events.Decimal {
	n, err := events.NewDecimal(pick(d, "0", "0.00", "-1.5", "999999999999999999", "0.000000000000000001", "-99999999999.9999999", "3"))
	if err != nil || d.IntN(4) == 0 {
		return events.Decimal{}
	}
	return n
}

func (d dice) money() events.Money {
	m, err := events.NewMoney(pick(d, "0", "-1", "7", "9999999999999"), pick(d, "EUR", "JPY", "KWD"))
	if err != nil || d.IntN(4) == 0 {
		return events.Money{}
	}
	return m
}

func (d dice) date() events.Date {
	return events.DateOf(time.Date(pick(d, 0, 1, 2026, 9999), 2, 29, 0, 0, 0, 0, time.UTC))
}

func (d dice) time() time.Time {
	return pick(d, time.Time{}, time.Unix(0, 0), time.Date(9999, 12, 31, 23, 59, 59, 0, time.FixedZone("x", 14*3600)))
}

func (d dice) parts() []part {
	parts := make([]part, d.IntN(3))
	for i := range parts {
		parts[i].ID = d.words()
	}
	return parts
}

func (d dice) lines() []line {
	lines := make([]line, d.IntN(4))
	for i := range lines {
		lines[i] = line{d.words(), d.words(), events.Text(d.words()), events.Markdown(d.words()), d.money(), d.decimal(), d.parts()}
	}
	return lines
}

// facts is data that no validation has seen: required values may be missing.
func (d dice) facts() *facts {
	f := &facts{
		Name: d.words(), Nick: d.words(), Address: events.Text(d.words()), Remark: events.Text(d.words()),
		Words: events.Markdown(d.words()), Letter: events.Markdown(d.words()),
		Count: int(d.number()), Big: d.number(), Small: d.number(),
		Rate: d.decimal(), Bonus: d.decimal(), Tax: events.Percent{Decimal: d.decimal()}, Discount: events.Percent{Decimal: d.decimal()},
		Invoice: bill{d.words(), d.money(), d.money(), d.lines()}, Fee: d.money(),
		At: d.date(), Until: d.date(), Sent: d.time(), Seen: d.time(),
		Site: events.URL(d.words()), Mirror: events.URL(d.words()), Mail: events.Email(d.words()),
		Active: d.IntN(2) == 0, Period: period(pick(d, "month", "year", "", "x")), Plan: pick(d, "basic", "pro", "", "x"),
		Empty: d.lines(),
	}
	if d.IntN(2) == 0 {
		limit, trial := int(d.number()), d.IntN(2) == 0
		f.Limit, f.Trial, f.Extra = &limit, &trial, &events.File{}
		f.Company = &company{d.words(), d.words(), d.money(), d.parts()}
	}
	return f
}

// line is a random template in short; about every third is proved.
func (d dice) line() string {
	var steps []string
	for range d.IntN(4) {
		switch d.IntN(5) {
		case 0, 1:
			steps = append(steps, pick(d, "if ", "else ")+d.condition(2))
		case 2:
			steps = append(steps, "for "+pick(d, "l", "m")+" in "+pick(d, "invoice.lines", "empty", "l.parts", "company.seats", "steps")+pick(d, "", " reversed"))
		default:
			steps = append(steps, "with "+pick(d, "a", "b", "name")+"="+d.expression(2)+pick(d, "", "", " only"))
		}
	}
	if d.IntN(3) == 0 {
		return strings.Join(append(steps, "test "+d.condition(3)), between)
	}
	return strings.Join(append(steps, d.expression(3)), between)
}

func (d dice) expression(depth int) string {
	if depth == 0 {
		return pick(d, "name", "nick", "address", "remark", "words", "letter", "count", "big", "small", "limit", "rate", "bonus",
			"tax", "discount", "invoice.total", "invoice.paid", "fee", "at", "until", "sent", "seen", "site", "mirror", "active",
			"trial", "period", "plan", "company.name", "company.credit", "company", "l.text", "l.note", "l.price", "l.quantity", "m.id",
			"forloop.counter", "forloop.first", "a", "b", "brand.name", "brand.slogan", "days", "left", "next", "0", "7", "-1", "1.5",
			`"x"`, `"year"`, "999999999999999999", `t("help")`, "invoice.lines", "l.parts")
	}
	inner := d.expression(d.IntN(depth))
	switch d.IntN(6) {
	case 0, 1:
		return "(" + inner + ")" + pick(d, " + ", " - ", " * ") + d.expression(depth-1)
	case 2:
		return "(" + inner + ")|default:" + pick(d, `"x"`, "0", "name", "1.5", "address", "rate", "(invoice.total)", `"https://x"`)
	case 3:
		return "-(" + inner + ")"
	case 4:
		return pick(d, `t("days", count=`, `t("greeting", name=`) + inner + ")"
	}
	return "(" + inner + ")|" + pick(d, "abs", "upper", "lower", "title", "capfirst", `cut:"a"`, "length", "wordcount", "truncatechars:3",
		"truncatewords:1", "number:2", "percent", "percent:3", `money:"code"`, "currency", `date:"full"`, `time:"long"`,
		`datetime:"short"`, `label:"period"`, `yesno:"a,b"`, "divisibleby:0", "divisibleby:3", `list:"text"`, `list:"long"`, `list:"id"`)
}

func (d dice) condition(depth int) string {
	if depth == 0 {
		return d.expression(1)
	}
	switch d.IntN(4) {
	case 0:
		return "not (" + d.condition(depth-1) + ")"
	case 1:
		return "(" + d.condition(depth-1) + ")" + pick(d, " and ", " or ") + "(" + d.condition(depth-1) + ")"
	case 2:
		return d.expression(0) + pick(d, " == ", " != ", " < ", " <= ", " > ", " >= ", " in ", " not in ") + d.expression(0)
	}
	return d.expression(0)
}
