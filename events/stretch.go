package events

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// ErrNoList says that an event's data has no list that could be stretched.
var ErrNoList = errors.New("the data has no list")

// Stretch makes data of which every list has n entries, or as many as it may
// have: for looking at a mail in its longest form. Lists repeat their entries;
// an empty list repeats the first one of the event's samples. Lists inside of
// lists keep their length. What must add up is added up anew.
//
// data is valid data of the event: its Data type or a pointer to it. It is not
// changed; the result is a pointer to other data, as valid. The error is
// [ErrNoList], or says why the longer data would not be valid. It is safe for
// concurrent use.
func (e *Event) Stretch(data any, n int) (any, error) {
	given := reflect.Indirect(reflect.ValueOf(data))
	if !given.IsValid() || given.Type() != e.Data {
		return nil, fmt.Errorf("data of the event %s is a %s", e.ID, e.Data)
	}
	stretched := reflect.New(e.Data)
	stretched.Elem().Set(deepCopy(given))
	found := false
	visitLists(e.Fields(), stretched.Elem(), "", func(l list) {
		if strings.Contains(l.path, "[]") {
			return
		}
		if spare := e.entry(l); spare.IsValid() || n <= 0 {
			l.resize(min(n, l.most()), spare)
			found = true
		}
	})
	if !found {
		return nil, ErrNoList
	}
	addUp(stretched.Interface(), e.Fields())
	return stretched.Interface(), e.Validate(stretched.Interface())
}

// list is a list in data.
type list struct {
	path   string // as in the documentation: invoice.lines
	field  Field
	value  reflect.Value // can be set
	object reflect.Value // that it is in
}

// visitLists shows the lists of an object and of all that is in it.
func visitLists(fields []Field, object reflect.Value, at string, show func(list)) {
	for _, f := range fields {
		value := reflect.Indirect(object.Field(f.Index))
		switch {
		case !value.IsValid(): // an absent group
		case f.Kind == KindObject:
			visitLists(f.Fields, value, at+f.Name+".", show)
		case f.Kind == KindList:
			show(list{at + f.Name, f, value, object})
			for i := range value.Len() {
				if f.Elem.Kind == KindObject {
					visitLists(f.Elem.Fields, value.Index(i), at+f.Name+"[].", show)
				}
			}
		}
	}
}

// entry is an entry to begin with: the first one of the list, else of the
// samples that have one; invalid if none has.
func (e *Event) entry(l list) reflect.Value {
	if l.value.Len() > 0 {
		return l.value.Index(0)
	}
	var found reflect.Value
	for _, sample := range e.Samples() {
		data, err := e.Decode(sample.Source)
		if err != nil {
			continue
		}
		visitLists(e.Fields(), reflect.ValueOf(data).Elem(), "", func(other list) {
			if other.path == l.path && other.value.Len() > 0 && !found.IsValid() {
				found = deepCopy(other.value.Index(0))
			}
		})
	}
	if found.IsValid() {
		inCurrency(l.field.Elem, found, currencyOf(l.object))
	}
	return found
}

// resize gives the list n entries.
func (l list) resize(n int, spare reflect.Value) {
	resized := reflect.MakeSlice(l.value.Type(), max(n, 0), max(n, 0))
	for i := range resized.Len() {
		entry := spare
		if l.value.Len() > 0 {
			entry = l.value.Index(i % l.value.Len())
		}
		resized.Index(i).Set(deepCopy(entry))
	}
	l.value.Set(resized)
}

// most is how many entries the list may have by its rules.
func (l list) most() int {
	own, _, _ := strings.Cut(l.field.Rules, "dive") // what follows is about the entries
	for rule := range strings.SplitSeq(own, ",") {
		if limit, ok := strings.CutPrefix(rule, "max="); ok {
			if n, err := strconv.Atoi(limit); err == nil {
				return n
			}
		}
	}
	return 0
}

// deepCopy is a value that shares nothing with another one that could change:
// scalars, such as Money, are immutable.
func deepCopy(v reflect.Value) reflect.Value {
	c := reflect.New(v.Type()).Elem()
	switch {
	case v.Kind() == reflect.Pointer && !v.IsNil():
		c.Set(reflect.New(v.Type().Elem()))
		c.Elem().Set(deepCopy(v.Elem()))
	case v.Kind() == reflect.Slice && !v.IsNil():
		c.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		for i := range v.Len() {
			c.Index(i).Set(deepCopy(v.Index(i)))
		}
	case v.Kind() == reflect.Struct && KindOf(v.Type()) == KindObject:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				c.Field(i).Set(deepCopy(v.Field(i)))
			}
		}
	default:
		c.Set(v)
	}
	return c
}
