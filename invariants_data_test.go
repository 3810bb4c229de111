package billet_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/events"
)

// probe is the data of an event that has every kind of placeholder, required
// and optional.
type probe struct {
	Word    string          `json:"word" validate:"required,max=20000" doc:"d" example:"w"`
	Note    string          `json:"note,omitempty" validate:"max=20000" doc:"d" example:"n"`
	Address events.Text     `json:"address" validate:"required,max=20000" doc:"d" example:"a"`
	Remark  events.Text     `json:"remark,omitempty" validate:"max=20000" doc:"d" example:"r"`
	Letter  events.Markdown `json:"letter" validate:"required,max=20000" doc:"d" example:"l"`
	Footer  events.Markdown `json:"footer,omitempty" validate:"max=20000" doc:"d" example:"f"`

	Count  int            `json:"count" validate:"required" doc:"d" example:"1"`
	Limit  *int           `json:"limit,omitempty" doc:"d" example:"1"`
	Rate   events.Decimal `json:"rate" validate:"required" doc:"d" example:"1.5"`
	Bonus  events.Decimal `json:"bonus,omitzero" doc:"d" example:"1.5"`
	Tax    events.Percent `json:"tax" validate:"required" doc:"d" example:"20"`
	Total  events.Money   `json:"total" validate:"required" doc:"d" example:"{\"amount\":\"1.00\",\"currency\":\"EUR\"}"`
	Paid   events.Money   `json:"paid,omitzero" doc:"d" example:"{\"amount\":\"1.00\",\"currency\":\"EUR\"}"`
	At     events.Date    `json:"at" validate:"required" doc:"d" example:"2026-01-02"`
	Until  events.Date    `json:"until,omitzero" doc:"d" example:"2026-01-02"`
	Sent   time.Time      `json:"sent" validate:"required" doc:"d" example:"2026-01-02T03:04:05Z"`
	Seen   time.Time      `json:"seen,omitzero" doc:"d" example:"2026-01-02T03:04:05Z"`
	Site   events.URL     `json:"site" validate:"required" doc:"d" example:"https://example.com"`
	Mirror events.URL     `json:"mirror,omitempty" doc:"d" example:"https://example.com"`
	Mail   events.Email   `json:"mail" validate:"required" doc:"d" example:"a@example.com"`
	Active bool           `json:"active" validate:"required" doc:"d" example:"true"`
	Trial  *bool          `json:"trial,omitempty" doc:"d" example:"true"`
	Plan   string         `json:"plan,omitempty" validate:"omitempty,oneof=basic pro" doc:"d" example:"pro"`

	Company *probeCompany `json:"company,omitempty" doc:"d"`
	Lines   []probeLine   `json:"lines,omitempty" validate:"max=100,dive" doc:"d"`
}

type probeCompany struct {
	Name string `json:"name" validate:"required,max=20000" doc:"d" example:"c"`
	VAT  string `json:"vat,omitempty" validate:"max=20000" doc:"d" example:"v"`
}

type probeLine struct {
	Text  string       `json:"text" validate:"required,max=20000" doc:"d" example:"t"`
	Note  string       `json:"note,omitempty" validate:"max=20000" doc:"d" example:"t"`
	Long  events.Text  `json:"long,omitempty" validate:"max=20000" doc:"d" example:"t"`
	Price events.Money `json:"price" validate:"required" doc:"d" example:"{\"amount\":\"1.00\",\"currency\":\"EUR\"}"`
	Link  events.URL   `json:"link,omitempty" doc:"d" example:"https://example.com"`
	Parts []probePart  `json:"parts,omitempty" validate:"max=100,dive" doc:"d"`
}

type probePart struct {
	ID string `json:"id" validate:"required,max=20000" doc:"d" example:"i"`
}

// probeEvents is the catalogue with the probe event.
func probeEvents(t testing.TB) *events.Catalogue {
	e, err := events.Define(events.Event{ID: "probe", Title: "Probe", Data: reflect.TypeFor[probe]()})
	require.NoError(t, err)
	catalogue, err := events.Canonical().With(e)
	require.NoError(t, err)
	return catalogue
}

// probeOf is data whose words are all the same.
func probeOf(word string, items int) *probe {
	yes, five := true, 5
	euros := func(minor int64) events.Money { m, _ := events.MoneyFromMinor(minor, "EUR"); return m }
	d := &probe{
		Word: word, Note: word, Address: events.Text(word), Remark: events.Text(word),
		Letter: "Hello *there*", Footer: "Bye", Count: 3, Limit: &five, Rate: events.DecimalFromInt(2), Bonus: events.DecimalFromInt(3),
		Tax: events.Percent{Decimal: events.DecimalFromInt(20)}, Total: euros(1250), Paid: euros(-50),
		At: events.DateOf(time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)), Until: events.DateOf(time.Date(2026, 2, 3, 0, 0, 0, 0, time.UTC)),
		Sent: time.Unix(1e9, 0).UTC(), Seen: time.Unix(2e9, 0).UTC(),
		Site: "https://example.com/a?b=c", Mirror: "https://example.org/", Mail: "jo@example.com", Active: true, Trial: &yes, Plan: "pro",
		Company: &probeCompany{Name: word, VAT: word},
	}
	for range items {
		d.Lines = append(d.Lines, probeLine{Text: word, Note: word, Long: events.Text(word), Price: euros(100),
			Link: "https://example.net/x", Parts: []probePart{{word}, {word}}})
	}
	return d
}

// hostileValues are what a value may try to be instead of words.
func hostileValues() []string {
	return []string{
		"<script>alert(1)</script>", "</p></td></body>", "<!--", "-->", "<![endif]-->", "]]>", "<![CDATA[", "</title><b>", "</textarea>", "</style>",
		`" onload="x`, "' onload='x", `">`, "&amp;", "&lt;b&gt;", "&#x3c;", "&", "`", "{{ word }}", "{% if word %}", "{% endif %}", "{# x", "{.button}", "{id=x}",
		"[a](javascript:alert(1))", "![x](https://evil.example/y.png)", "<https://evil.example>", "https://evil.example/", "**bold**", "a\n# Big", "\n\n- item\n", "    code", "| a | b |", "|", "\\",
		"x\r\nBcc: evil@example.com", "x\nSubject: y", "\n", "\r", "a\u2028b\u2029c\u0085d", "\u202Eabc", "\u2066x", "a\x00b", "\x1b[0m", "\ufffe", "\xff\xfe", "\xed\xa0\x80", "e\u0301\u200d\u00a0", "\ufeff",
		"b0000000y0z", "b1234567y1z", "..", ".", "../..", "/", "//evil.example", "\\\\evil.example", "@evil.example", ":80", "?x=y", "#f", "%2e%2e", "%", "javascript:alert(1)", "data:text/html,x", "cid:x",
		"+1,2;3=4&5", "日本語 مرحبا", strings.Repeat("<", 10<<10), strings.Repeat("a ", 5<<10), strings.Repeat("\n", 500), " ", "  x  ", "\t",
	}
}

// randomProbe is valid data: everything optional is there or not, and values go
// to the ends of what they can be.
func randomProbe(r *rand.Rand, words []string) *probe {
	d := &probe{}
	randomObject(r, events.FieldsOf(reflect.TypeFor[probe]()), reflect.ValueOf(d).Elem(), words)
	return d
}

func randomObject(r *rand.Rand, fields []events.Field, v reflect.Value, words []string) {
	for _, f := range fields {
		if f.Required || r.IntN(2) == 0 {
			randomValue(r, f, v.Field(f.Index), words)
		}
	}
}

func randomValue(r *rand.Rand, f events.Field, v reflect.Value, words []string) {
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	pick := func(list ...any) { v.Set(reflect.ValueOf(list[r.IntN(len(list))]).Convert(v.Type())) }
	switch f.Kind {
	case events.KindObject:
		randomObject(r, f.Fields, v, words)
	case events.KindList:
		n := []int{0, 1, 2, 50}[r.IntN(4)]
		if strings.HasPrefix(f.Name, "parts") {
			n = min(n, 3)
		}
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			randomValue(r, *f.Elem, v.Index(i), words)
		}
	case events.KindMoney:
		amounts := []string{"0.00", "-12.50", "9999999999999999.99", "-9999999999999999.99", "0.01"}
		m, err := events.NewMoney(amounts[r.IntN(len(amounts))], "EUR")
		if err != nil {
			panic(err)
		}
		v.Set(reflect.ValueOf(m))
	case events.KindDecimal:
		pick(events.DecimalFromInt(0), events.DecimalFromInt(-7), events.DecimalFromInt(999999999999999999))
	case events.KindPercent:
		pick(events.Percent{Decimal: events.DecimalFromInt(0)}, events.Percent{Decimal: events.DecimalFromInt(-100)})
	case events.KindDate:
		pick(events.DateOf(time.Date(1, 1, 2, 0, 0, 0, 0, time.UTC)), events.DateOf(time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)), events.DateOf(time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)))
	case events.KindDateTime:
		pick(time.Date(1, 1, 2, 0, 0, 0, 0, time.UTC), time.Date(9999, 12, 31, 23, 59, 59, 0, time.FixedZone("", 14*3600)))
	case events.KindURL:
		pick("https://example.com/?a=b&c='d'\"<>", "HTTP://user@example.com:8080/#x", "mailto:a@example.com?subject=x", "tel:+1", "https://例え.jp/ü")
	case events.KindEmail:
		pick("jo@example.com", "o'neil+tag@example.com", "ü@例え.jp")
	case events.KindEnum:
		pick("basic", "pro")
	case events.KindInteger:
		pick(0, 1, -1, 1<<62)
	case events.KindBool:
		pick(true, false)
	case events.KindString, events.KindText, events.KindMarkdown:
		v.SetString(words[r.IntN(len(words))])
	default:
		panic(fmt.Sprint("no random value of the kind ", f.Kind))
	}
}
