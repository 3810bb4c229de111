package events

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/billet-mail/billet/diag"
)

// Decode never panics; what it accepts validates, fits the JSON Schema, and
// reads back as it was written. Faults lie inside the payload.
func FuzzDecode(f *testing.F) {
	c := testCatalogue(f)
	schemas := map[string]*jsonschema.Schema{}
	for _, e := range c.All() {
		schemas[e.ID] = schemaOf(f, e, false)
	}
	for i, e := range c.All() {
		for _, s := range e.Samples() {
			f.Add(i, s.Source.Text())
		}
	}
	f.Add(0, `{"string": "x", "integer": 1, "bool": true, "decimal": 1e2, "words": ["a"], "entries": [{"name": "y", "count": 1}]}`)
	f.Add(0, `{"string": "\ud83d", "file": {"name": "a", "media_type": "a/b", "bytes": "QQ=="}, "money": {"amount": "1", "currency": "JPY"}}`)
	f.Fuzz(func(t *testing.T, which int, text string) {
		all := c.All()
		e := all[((which%len(all))+len(all))%len(all)]
		data, err := e.Decode(diag.NewSource("data.json", text))
		if err != nil {
			for _, d := range err.(diag.List) {
				if d.Range.Start.Offset > d.Range.End.Offset || d.Range.End.Offset > len(text) || !utf8.ValidString(d.Message) {
					t.Fatalf("%+v", d)
				}
			}
			return
		}
		if err := e.Validate(data); err != nil {
			t.Fatalf("decodes, but: %v", err)
		}
		if err := fits(schemas[e.ID], strings.TrimPrefix(text, "\ufeff")); err != nil {
			t.Fatalf("decodes, but: %v", err)
		}
		roundTrip(t, e, data)
		if e.Derive != nil {
			e.Derive(data, Moment{Now: time.Unix(0, 0)})
		}
	})
}

// The scanner takes what encoding/json takes, but for what is refused on
// purpose: depth, bad UTF-8, halves of surrogate pairs. And it reads texts the
// same.
func FuzzScan(f *testing.F) {
	for _, seed := range []string{`{"a": [1, -0.5e+3, "\u00e9\ud83d\ude00\n", true, null]}`, `[1,]`, `"\ud83d"`, "\"\xff\"", `{"a" 1}`, `01`, `1 2`, ``, `"a`, "\"\t\""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		found := &findings{}
		root := scan(text, found)
		valid := json.Valid([]byte(text))
		switch {
		case root != nil && !valid && !strings.HasPrefix(text, "\ufeff"):
			t.Fatal("accepted, but encoding/json refuses it")
		case root == nil && len(found.all) == 0:
			t.Fatal("refused without a fault")
		case root == nil && valid && found.all[0].code == diag.DataSyntax:
			t.Fatalf("refused, but encoding/json accepts it: %v", found.all)
		}
		if root != nil && root.kind == "text" && valid && len(found.all) == 0 {
			var want string
			if err := json.Unmarshal([]byte(text), &want); err != nil || want != root.text {
				t.Fatalf("%q is not %q", root.text, want)
			}
		}
	})
}

func FuzzMoney(f *testing.F) {
	for _, seed := range []string{"12.50", "-0", "0.005", "999999999999999999", "1e3", ".5", "00"} {
		f.Add(seed, "EUR")
		f.Add(seed, "JPY")
	}
	f.Fuzz(func(t *testing.T, amount, code string) {
		m, err := NewMoney(amount, code)
		if err != nil {
			return
		}
		again, err := NewMoney(m.Number(), m.Currency())
		if err != nil || again.String() != m.String() {
			t.Fatalf("%q %q: %v %v %v", amount, code, m, again, err)
		}
		if zero, err := m.Sub(again); err != nil || zero.Sign() != 0 {
			t.Fatalf("%v less itself is %v", m, zero)
		}
	})
}

func FuzzDecimal(f *testing.F) {
	for _, seed := range []string{"0", "-1.50", "1e3", "25e-7", "1e999", "0.000000000000000001", "-0.0"} {
		f.Add(seed, "2.5")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		x, errX := NewDecimal(a)
		y, errY := NewDecimal(b)
		if errX != nil || errY != nil {
			return
		}
		if again, err := NewDecimal(x.String()); err != nil || again != x {
			t.Fatalf("%q reads back as %v, %v", x, again, err)
		}
		if x.Add(y).Sub(y).Cmp(x) != 0 || x.Mul(y).Cmp(y.Mul(x)) != 0 || x.Cmp(y) != -y.Cmp(x) {
			t.Fatalf("arithmetic of %v and %v", x, y)
		}
	})
}

func FuzzDate(f *testing.F) {
	for _, seed := range []string{"2026-11-22", "2028-02-29", "0001-01-01", "9999-12-31", "2026-13-01", "2026-1-1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := ParseDate(text)
		if err != nil {
			return
		}
		if d.String() != text || d.IsZero() || DateOf(d.In(time.UTC)) != d || d.Days(d) != 0 {
			t.Fatalf("%q is %v", text, d)
		}
	})
}

func FuzzURL(f *testing.F) {
	for _, seed := range []string{"https://example.com", "HTTP://a", "mailto:a@b", "tel:1", "javascript:x", "//x", "https://a b", "http:a"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if checkURL(text) != nil {
			return
		}
		scheme, _, _ := strings.Cut(strings.ToLower(text), ":")
		if scheme != "https" && scheme != "http" && scheme != "mailto" && scheme != "tel" || strings.ContainsAny(text, " \t\r\n\x00") {
			t.Fatalf("accepted %q", text)
		}
	})
}
