package preview

import (
	"errors"
	"reflect"
	"slices"
	"strings"

	"github.com/billet-mail/billet/events"
)

// turnNoOptional removes all that may be missing, but for what the rest of the
// data demands: a payment by card keeps its card. Where another dial has said
// how long lists are, these stay, and the groups that they are in.
func turnNoOptional(t *turning) error {
	var present, lists []string
	visit(t.event.Fields(), t.data.Elem(), "", func(s spot) {
		isList := s.field.Kind == events.KindList
		if isList {
			lists = append(lists, s.path)
		}
		if !s.field.Required && !s.value.IsZero() && !(isList && t.lines) && !slices.Contains(present, s.path) {
			present = append(present, s.path)
		}
	})
	err := errors.New("this data has no optional values")
	found := false
	for _, path := range present {
		if t.lines && slices.ContainsFunc(lists, func(list string) bool { return strings.HasPrefix(list, path+".") }) {
			continue
		}
		if fault := t.try(absent(t.event, path)); fault == nil {
			found = true
		} else {
			err = fault
		}
	}
	if found {
		return nil
	}
	return err
}

// absent makes a field absent, in every entry of the lists that it is in.
func absent(event *events.Event, path string) func(reflect.Value) {
	return func(data reflect.Value) {
		visit(event.Fields(), data, "", func(s spot) {
			if s.path == path {
				s.value.SetZero()
			}
		})
	}
}
