package preview

import (
	"reflect"

	"github.com/billet-mail/billet/events"
)

// spot is a field of the data, whether it is there or not.
type spot struct {
	path   string // as in the documentation: invoice.lines[].amount
	field  *events.Field
	value  reflect.Value // with its pointer, if it has one; it can be set
	object reflect.Value // that the field is in
}

// visit shows the fields of an object and of all objects in it, from the
// outside in.
func visit(fields []events.Field, object reflect.Value, at string, show func(spot)) {
	for i := range fields {
		f := &fields[i]
		s := spot{at + f.Name, f, object.Field(f.Index), object}
		show(s)
		value := reflect.Indirect(s.value)
		switch {
		case !value.IsValid(): // an absent group
		case f.Kind == events.KindObject:
			visit(f.Fields, value, s.path+".", show)
		case f.Kind == events.KindList:
			for i := range value.Len() {
				visit(f.Elem.Fields, value.Index(i), s.path+"[].", show)
			}
		}
	}
}

// copyOf is a value that shares nothing with another one that could change:
// the values of the catalogue, such as money, are immutable.
func copyOf(v reflect.Value) reflect.Value {
	c := reflect.New(v.Type()).Elem()
	switch {
	case v.Kind() == reflect.Pointer && !v.IsNil():
		c.Set(reflect.New(v.Type().Elem()))
		c.Elem().Set(copyOf(v.Elem()))
	case v.Kind() == reflect.Slice && !v.IsNil():
		c.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		for i := range v.Len() {
			c.Index(i).Set(copyOf(v.Index(i)))
		}
	case v.Kind() == reflect.Struct && events.KindOf(v.Type()) == events.KindObject:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				c.Field(i).Set(copyOf(v.Field(i)))
			}
		}
	default:
		c.Set(v)
	}
	return c
}
