package events

import (
	"errors"
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/billet-mail/billet/diag"
)

// Decode reads a payload: a JSON object of the event's data, of at most 4 MiB,
// 100,000 values and 64 levels. It returns a pointer to a value of the Data
// type that [Event.Validate] accepts.
//
// It is strict: unknown and duplicate keys are faults, as are values of
// another kind, JSON numbers for money, and texts of which nothing shows; an
// optional text that is empty is absent. The error is a [diag.List] of all the
// faults, at most the first 100, each with its place in src; after a syntax
// error nothing behind it is read.
func (e *Event) Decode(src *diag.Source) (any, error) {
	if e == nil || e.rules == nil {
		return nil, errNotDefined
	}
	data, found := e.read(src.Text())
	if err := found.err(src); err != nil {
		return nil, err
	}
	return data, nil
}

// read reads a payload as far as it can and finds its faults.
func (e *Event) read(payload string) (any, *findings) {
	found := &findings{}
	root := scan(payload, found)
	if root == nil {
		return nil, found
	}
	data := reflect.New(e.Data)
	d := decoder{found}
	if root.kind == object {
		d.object(e.fields, root, data.Elem(), nil)
	} else {
		d.wrongKind(root, "", "an object", "write the fields between { and }")
	}
	e.rules.check(e.fields, data, found, jsonPlaces{root})
	return data.Interface(), found
}

var errNotDefined = errors.New("events: the event was not made by Canonical or Define")

// decoder fills Go values from nodes and collects what does not fit.
type decoder struct{ found *findings }

func (d decoder) object(fields []Field, n *node, into reflect.Value, at *path) {
	seen := make([]bool, len(fields))
	for i := range n.members {
		m := &n.members[i]
		index := d.known(m, at, len(fields), func(i int) string { return fields[i].Name }, seen)
		if index < 0 {
			continue
		}
		field := &fields[index]
		d.value(field, &m.value, into.Field(field.Index), at.field(field.Name))
	}
}

// known finds the field that a key names, of a number of fields. Unknown and
// duplicate keys are reported at the key.
func (d decoder) known(m *member, at *path, count int, name func(int) string, seen []bool) int {
	for i := range count {
		if name(i) != m.key {
			continue
		}
		if seen[i] {
			d.found.addText(at.field(m.key).String(), m.start, m.end, &problem{diag.DataDuplicate, "", "remove one of the two"},
				shown(at.field(m.key).String())+" is there twice")
			return -1
		}
		seen[i] = true
		return i
	}
	if d.found.full() {
		return -1
	}
	names := make([]string, count)
	for i := range names {
		names[i] = name(i)
	}
	key := printable(m.key)
	d.found.addText(join(at.String(), key), m.start, m.end, &problem{diag.DataUnknownField, "", diag.DidYouMean(key, names)},
		shown(at.String())+" has no field "+key)
	return -1
}

// printable is a key as a message may show it: at most 40 bytes of it.
func printable(key string) string {
	const most = 40
	rest := ""
	if len(key) > most {
		key, rest = strings.ToValidUTF8(key[:most], ""), "…"
	}
	return strings.Map(func(r rune) rune {
		if checkText(string(r)) != nil || unicode.IsSpace(r) && r != ' ' {
			return utf8.RuneError
		}
		return r
	}, key) + rest
}

// value fills into from n, by the field's kind.
func (d decoder) value(f *Field, n *node, into reflect.Value, at *path) {
	if n.kind == null {
		if f.Required || f.Name == "" {
			d.fault(n, at, &problem{diag.DataNull, "is required and must not be null", "give it a value"})
		}
		return
	}
	if into.Kind() == reflect.Pointer {
		into.Set(reflect.New(into.Type().Elem()))
		into = into.Elem()
	}
	switch f.Kind {
	case KindObject:
		if d.is(n, at, object, "an object", "write its fields between { and }") {
			d.object(f.Fields, n, into, at)
		}
	case KindList:
		if d.is(n, at, array, "a list", "write its entries between [ and ]") {
			d.list(f, n, into, at)
		}
	case KindMoney:
		d.money(n, into, at)
	case KindFile:
		d.file(n, into, at)
	case KindInteger:
		d.integer(n, into, at)
	case KindBool:
		if d.is(n, at, boolean, "true or false", "write true or false, without quotes") {
			into.SetBool(n.text == "true")
		}
	case KindDecimal, KindPercent:
		d.decimal(f.Kind, n, into, at)
	default:
		d.words(f, n, into, at)
	}
}

func (d decoder) list(f *Field, n *node, into reflect.Value, at *path) {
	into.Set(reflect.MakeSlice(into.Type(), len(n.items), len(n.items)))
	for i := range n.items {
		d.value(f.Elem, &n.items[i], into.Index(i), at.element(i))
	}
}

// is reports whether a node has the wanted kind; if not, that is a fault.
func (d decoder) is(n *node, at *path, wanted nodeKind, words, help string) bool {
	if n.kind != wanted {
		d.wrongKind(n, at.String(), words, help)
	}
	return n.kind == wanted
}

func (d decoder) wrongKind(n *node, at string, wanted, help string) {
	d.found.add(at, n.start, n.end, &problem{diag.DataType, "must be " + wanted + ", not " + string(n.kind), help})
}

func (d decoder) fault(n *node, at *path, p *problem) {
	d.found.add(at.String(), n.start, n.end, p)
}
