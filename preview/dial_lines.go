package preview

import (
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/billet-mail/billet/events"
)

// turnLines gives every list n entries, or as many as it may have. A long list
// repeats its entries; lists inside of them keep their length then.
func turnLines(n int) func(*turning) error {
	return func(t *turning) error {
		lists := t.lists()
		if len(lists) == 0 {
			return errors.New(t.noList())
		}
		var err error
		for _, path := range lists {
			if n > 1 && strings.Contains(path, "[]") {
				continue
			}
			spare := t.spare(path)
			if n > 0 && !spare.IsValid() {
				err = errors.New("no sample has an entry of " + path)
				continue
			}
			fault := t.try(func(data reflect.Value) {
				visit(t.event.Fields(), data, "", func(s spot) {
					if s.path == path {
						resize(s, n, spare)
					}
				})
			})
			if fault == nil {
				t.lines = true
			} else {
				err = fault
			}
		}
		if t.lines {
			return nil
		}
		return err
	}
}

// lists are the paths of the lists in the data, also of empty ones.
func (t *turning) lists() []string {
	var paths []string
	visit(t.event.Fields(), t.data.Elem(), "", func(s spot) {
		if s.field.Kind == events.KindList && !slices.Contains(paths, s.path) {
			paths = append(paths, s.path)
		}
	})
	return paths
}

// noList says why the data has no list.
func (t *turning) noList() string {
	for _, p := range t.event.Document().Placeholders {
		if group, _, inside := strings.Cut(p.Path, "."); p.Kind == events.KindList && inside {
			return "there is no " + group + " in this data, and so no list (choose another sample)"
		}
	}
	return "the event has no list"
}

// spare is an entry for an empty list: the first one of a sample that has any;
// invalid if none has.
func (t *turning) spare(path string) reflect.Value {
	var found reflect.Value
	look := func(s spot) {
		if s.path == path && !found.IsValid() && s.value.Len() > 0 {
			found = s.value.Index(0)
		}
	}
	visit(t.event.Fields(), t.data.Elem(), "", look)
	for _, sample := range t.samples {
		if found.IsValid() {
			break
		}
		if data, err := t.event.Decode(sample.Source); err == nil {
			visit(t.event.Fields(), reflect.ValueOf(data).Elem(), "", look)
		}
	}
	return found
}

// resize gives a list n entries, which repeat those that it has. An empty list
// takes the spare one.
func resize(s spot, n int, spare reflect.Value) {
	if n = mostOf(s.field, n); n == 0 {
		s.value.Set(reflect.MakeSlice(s.value.Type(), 0, 0))
		return
	}
	items := s.value
	if items.Len() == 0 {
		spare = copyOf(spare)
		inCurrency(s.field.Elem.Fields, spare, currencyOf(s))
		items = reflect.Append(items, spare)
	}
	resized := reflect.MakeSlice(items.Type(), n, n)
	for i := range n {
		resized.Index(i).Set(copyOf(items.Index(i % items.Len())))
	}
	s.value.Set(resized)
}

// mostOf is a number, or the limit that a field's rules set, if it is lower.
func mostOf(f *events.Field, most int) int {
	own, _, _ := strings.Cut(f.Rules, "dive") // what follows is about the entries
	for _, rule := range strings.Split(own, ",") {
		if limit, ok := strings.CutPrefix(rule, "max="); ok {
			if n, err := strconv.Atoi(limit); err == nil {
				most = min(most, n)
			}
		}
	}
	return most
}

// currencyOf is the currency of the first amount beside a field, "" if there is
// none.
func currencyOf(s spot) string {
	for i := range s.object.NumField() {
		if f := s.object.Field(i); f.CanInterface() {
			if m, ok := f.Interface().(events.Money); ok && !m.IsZero() {
				return m.Currency()
			}
		}
	}
	return ""
}

// inCurrency turns all amounts of an entry into the same digits of a currency.
func inCurrency(fields []events.Field, entry reflect.Value, code string) {
	visit(fields, entry, "", func(s spot) {
		m, ok := s.value.Interface().(events.Money)
		if !ok || m.IsZero() || code == "" || m.Currency() == code {
			return
		}
		minor, err := strconv.ParseInt(strings.ReplaceAll(m.Number(), ".", ""), 10, 64)
		if err != nil {
			return
		}
		if changed, err := events.MoneyFromMinor(minor, code); err == nil {
			s.value.Set(reflect.ValueOf(changed))
		}
	})
}
