package events

import (
	"fmt"
	"reflect"
	"time"

	"github.com/billet-mail/billet/diag"
)

// Validate judges data that an application has made: a value of the event's
// Data type or a pointer to one. The error is a [diag.List] with the faults
// that [Event.Decode] would find, at most 100; their ranges are zero, their
// messages name the path. It is safe for concurrent use as long as nobody
// changes the data.
func (e *Event) Validate(data any) error {
	if e == nil || e.rules == nil {
		return errNotDefined
	}
	v := reflect.ValueOf(data)
	switch {
	case v.IsValid() && v.Type() == e.Data:
		pointer := reflect.New(e.Data)
		pointer.Elem().Set(v)
		v = pointer
	case v.IsValid() && v.Type() == reflect.PointerTo(e.Data) && !v.IsNil():
	default:
		return e.wrongGoType(v)
	}
	found := &findings{}
	checkGoFields(e.fields, v.Elem(), nil, found)
	e.rules.check(e.fields, v, found, goPlaces{e.fields, v.Elem()})
	return found.err(nil)
}

func (e *Event) wrongGoType(v reflect.Value) error {
	got := "nil"
	if v.IsValid() {
		got = v.Type().String()
		if v.Kind() == reflect.Pointer && v.IsNil() {
			got = "a nil " + got
		}
	}
	var list diag.List
	list.Add(diag.DataGoType, diag.Range{}, fmt.Sprintf("pass %s or a non-nil pointer to it", e.Data),
		"the data of %s is of the wrong type: %s", e.ID, got)
	return list.Err()
}

func checkGoFields(fields []Field, v reflect.Value, at *path, found *findings) {
	for i := range fields {
		f := &fields[i]
		checkGo(f, v.Field(f.Index), at.field(f.Name), found)
	}
}

func checkGo(f *Field, v reflect.Value, at *path, found *findings) {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return
		}
		v = v.Elem()
	}
	switch f.Kind {
	case KindObject:
		checkGoFields(f.Fields, v, at, found)
	case KindList:
		for i := range v.Len() {
			checkGo(f.Elem, v.Index(i), at.element(i), found)
		}
	default:
		checkGoValue(f, v, at, found)
	}
}

// checkGoValue judges what the constructors of this package cannot: string
// kinds that were converted, and results of arithmetic. Zero values are absent;
// the rules say whether they may be.
func checkGoValue(f *Field, v reflect.Value, at *path, found *findings) {
	if v.IsZero() {
		if f.Name == "" && f.Kind != KindInteger && f.Kind != KindBool {
			found.add(at.String(), 0, 0, &problem{diag.DataMissing, "is required and must not be empty", "remove the entry, or give it a value"})
		}
		return
	}
	report := func(member string, p *problem) { found.add(join(at.String(), member), 0, 0, p) }
	if v.Kind() == reflect.String {
		if p := checkWords(f, v.String()); p != nil {
			report("", p)
		}
		return
	}
	var err error
	member := ""
	switch v := v.Interface().(type) {
	case Money:
		_, err = NewMoney(v.Number(), v.Currency())
		member = "amount"
	case Decimal:
		_, err = NewDecimal(v.String())
	case Percent:
		_, err = NewPercent(v.String())
	case File:
		checkFile(v, report)
	case time.Time:
		if year := v.Year(); year < 1 || year > 9999 {
			_, p := parseDateTime("")
			report("", p)
		}
	}
	if err != nil {
		report(member, asProblem(err))
	}
}
