package events

import (
	"encoding/base64"
	"reflect"
	"strconv"
	"strings"

	"github.com/bojanz/currency"

	"github.com/billet-mail/billet/diag"
)

// words fills the kinds that JSON writes as text.
func (d decoder) words(f *Field, n *node, into reflect.Value, at *path) {
	name, help := wordsOf(f)
	if !d.is(n, at, text, name, help) {
		return
	}
	switch f.Kind {
	case KindDate:
		date, err := ParseDate(n.text)
		if err != nil {
			d.fault(n, at, asProblem(err))
			return
		}
		into.Set(reflect.ValueOf(date))
	case KindDateTime:
		t, p := parseDateTime(n.text)
		if p != nil {
			d.fault(n, at, p)
			return
		}
		into.Set(reflect.ValueOf(t))
	default:
		// An empty text is an absent value; the rules say whether it may be.
		if p := checkWords(f, n.text); p != nil && n.text != "" {
			d.fault(n, at, p)
			return
		}
		into.SetString(n.text)
	}
}

// checkWords judges a text by the field's kind.
func checkWords(f *Field, s string) *problem {
	switch f.Kind {
	case KindURL:
		return checkURL(s)
	case KindEmail:
		return checkEmail(s)
	case KindEnum:
		return checkEnum(s, f.Values)
	}
	if p := checkText(s); p != nil {
		return p
	}
	return checkBlank(f, s)
}

// wordsOf names what a text must be, and how to write it.
func wordsOf(f *Field) (name, help string) {
	switch f.Kind {
	case KindDate:
		return "a date", `write year, month and day: "2026-11-22"`
	case KindDateTime:
		return "a date with time and zone", `write it like "2026-11-22T09:30:00+01:00"`
	case KindURL:
		return "a web address", `write it as text, like "https://pay.example.com/42"`
	case KindEmail:
		return "an e-mail address", `write it as text, like "jo@example.com"`
	case KindEnum:
		return "one of " + strings.Join(f.Values, ", "), "write it as text, in double quotes"
	}
	return "text", "put it in double quotes"
}

func (d decoder) integer(n *node, into reflect.Value, at *path) {
	if !d.is(n, at, number, "a whole number", "write digits, without quotes") {
		return
	}
	i, err := strconv.ParseInt(n.text, 10, 64)
	if err != nil || into.OverflowInt(i) {
		d.fault(n, at, &problem{diag.DataNumber, "must be a whole number", "write digits only, without a point, and not more than the field can hold"})
		return
	}
	into.SetInt(i)
}

// decimal takes text and numbers: both keep every digit.
func (d decoder) decimal(kind Kind, n *node, into reflect.Value, at *path) {
	if n.kind != text && n.kind != number {
		name := "a decimal number"
		if kind == KindPercent {
			name = "a percentage"
		}
		d.wrongKind(n, at.String(), name, `write it like "12.5"`)
		return
	}
	value, err := NewDecimal(n.text)
	if err != nil {
		d.fault(n, at, asProblem(err))
		return
	}
	if kind == KindPercent {
		into.Set(reflect.ValueOf(Percent{value}))
		return
	}
	into.Set(reflect.ValueOf(value))
}

// money reads the amount and the currency, and reports both if both are wrong.
func (d decoder) money(n *node, into reflect.Value, at *path) {
	if n.kind != object {
		d.wrongKind(n, at.String(), "money", `write {"amount": "12.50", "currency": "EUR"}`)
		return
	}
	members := d.members(n, at, "amount", "currency")
	amount, code := members[0], members[1]
	const asText = `write the amount as text: "12.50"`
	switch {
	case amount == nil:
	case amount.kind == number:
		d.fault(amount, at.field("amount"), &problem{diag.DataMoney, "must be text, not a number", asText})
		amount = nil
	case !d.is(amount, at.field("amount"), text, "text", asText):
		amount = nil
	}
	if code == nil || !d.is(code, at.field("currency"), text, "text", `write the ISO 4217 code, like "EUR"`) {
		return
	}
	if !currency.IsValid(code.text) {
		d.fault(code, at.field("currency"), asProblem(badCurrency()))
		return
	}
	if amount == nil {
		return
	}
	value, err := NewMoney(amount.text, code.text)
	if err != nil {
		d.fault(amount, at.field("amount"), asProblem(err))
		return
	}
	into.Set(reflect.ValueOf(value))
}

// file reads name, media type and base64.
func (d decoder) file(n *node, into reflect.Value, at *path) {
	if !d.is(n, at, object, "a file", `write {"name": "a.pdf", "media_type": "application/pdf", "bytes": "…base64…"}`) {
		return
	}
	names := []string{"name", "media_type", "bytes"}
	members := d.members(n, at, names...)
	texts := make([]string, len(names))
	sound := map[string]bool{}
	for i, m := range members {
		if m != nil && d.is(m, at.field(names[i]), text, "text", "put it in double quotes") {
			texts[i], sound[names[i]] = m.text, true
		}
	}
	bytes, err := base64.StdEncoding.DecodeString(texts[2])
	if err != nil {
		d.fault(members[2], at.field("bytes"), &problem{diag.DataFile, "must be base64", "encode the file's bytes as base64 (RFC 4648, section 4)"})
		sound["bytes"] = false
	}
	file := File{Name: texts[0], MediaType: texts[1], Bytes: bytes}
	checkFile(file, func(member string, p *problem) {
		if sound[member] {
			d.fault(n.step(member), at.field(member), p)
		}
	})
	into.Set(reflect.ValueOf(file))
}

// members picks the named members of an object that are all required. One that
// is missing or null is reported, and is nil in the answer.
func (d decoder) members(n *node, at *path, names ...string) []*node {
	found := make([]*node, len(names))
	seen := make([]bool, len(names))
	for i := range n.members {
		m := &n.members[i]
		if index := d.known(m, at, len(names), func(i int) string { return names[i] }, seen); index >= 0 {
			found[index] = &m.value
		}
	}
	for i, name := range names {
		switch {
		case found[i] == nil:
			d.found.add(at.field(name).String(), n.start, n.start+1, &problem{diag.DataMissing, "is missing", "add it"})
		case found[i].kind == null:
			d.fault(found[i], at.field(name), &problem{diag.DataNull, "is required and must not be null", "give it a value"})
			found[i] = nil
		}
	}
	return found
}

// asProblem is the problem that a constructor of this package returned.
func asProblem(err error) *problem {
	if p, ok := err.(*problem); ok {
		return p
	}
	return &problem{diag.DataRule, "is not valid", ""}
}
