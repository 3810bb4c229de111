package placeholders

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/billet-mail/billet/events"
)

// Field is one placeholder of an object.
type Field struct {
	Name     string // as written in a template
	Kind     Kind
	Optional bool   // may be absent: zero, or a nil pointer
	Doc      string // what it means
	Example  string
	Values   []string // Enum: the names that it can have
	Fields   *Fields  // Object and List: the placeholders inside

	derived bool // a field of the event's derived struct
	index   int  // field index in its Go struct
}

// Derived reports whether Billet works the value out; the application never
// gives it.
func (f *Field) Derived() bool { return f.derived }

// Fields lists the placeholders of an object, in the order of the Go type. It
// is immutable and safe for concurrent use.
type Fields struct {
	list   []*Field
	byName map[string]*Field
}

// All returns the fields in order.
func (fs *Fields) All() []*Field { return slices.Clone(fs.list) }

// Lookup finds a field by name.
func (fs *Fields) Lookup(name string) (*Field, bool) {
	f, ok := fs.byName[name]
	return f, ok
}

// Names lists the fields' names in order.
func (fs *Fields) Names() []string {
	names := make([]string, len(fs.list))
	for i, f := range fs.list {
		names[i] = f.Name
	}
	return names
}

// Paths lists every path below the object ("invoice.number"); the fields of
// lists are not entered, for they have no path from here.
func (fs *Fields) Paths() []string {
	var paths []string
	for _, f := range fs.list {
		paths = append(paths, f.Name)
		if f.Kind == Object {
			for _, inner := range f.Fields.Paths() {
				paths = append(paths, f.Name+"."+inner)
			}
		}
	}
	return paths
}

// ForEvent reads the schema of an event from its types, as [events.FieldsOf]
// describes them. An error means that the event's type is wrong, not the
// template.
func ForEvent(e *events.Event) (*Fields, error) {
	given, err := objectFields(e.Data, false, nil)
	if err != nil {
		return nil, fmt.Errorf("event %s: %w", e.ID, err)
	}
	if e.Derived == nil {
		return given, nil
	}
	derived, err := objectFields(e.Derived, true, nil)
	if err != nil {
		return nil, fmt.Errorf("event %s: %w", e.ID, err)
	}
	for _, f := range derived.list {
		if given.byName[f.Name] != nil {
			return nil, fmt.Errorf("event %s: %s is both given and derived", e.ID, f.Name)
		}
		given.add(f)
	}
	return given, nil
}

func (fs *Fields) add(f *Field) {
	fs.list = append(fs.list, f)
	fs.byName[f.Name] = f
}

// objectFields reads a struct type that stands inside the outer ones.
func objectFields(t reflect.Type, derived bool, outer []reflect.Type) (*Fields, error) {
	if t == nil || t.Kind() != reflect.Struct {
		return nil, fmt.Errorf("type %v is no struct", t)
	}
	if slices.Contains(outer, t) {
		return nil, fmt.Errorf("type %s holds itself", t)
	}
	outer = append(slices.Clip(outer), t)
	fs := &Fields{byName: map[string]*Field{}}
	for _, given := range events.FieldsOf(t) {
		f := &Field{
			Name: given.Name, Doc: given.Doc, Example: given.Example, Values: given.Values,
			Kind: kindOf(given.Kind), Optional: optional(given), derived: derived, index: given.Index,
		}
		if fs.byName[f.Name] != nil {
			return nil, fmt.Errorf("%s is there twice", f.Name)
		}
		if err := f.setFields(given.Type, outer); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		fs.add(f)
	}
	return fs, nil
}

// optional says whether the field may be absent. Lists, and integers and bools
// that are no pointers, have no absent state.
func optional(f events.Field) bool {
	switch f.Type.Kind() {
	case reflect.Slice, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Bool:
		return false
	}
	return !f.Required
}

func (f *Field) setFields(t reflect.Type, outer []reflect.Type) (err error) {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch f.Kind {
	case None:
		return fmt.Errorf("type %s is no placeholder type", t)
	case Object:
		f.Fields, err = objectFields(t, f.derived, outer)
	case List:
		if kindOf(events.KindOf(t.Elem())) != Object || t.Elem().Kind() == reflect.Pointer {
			return fmt.Errorf("type %s is no list of objects", t)
		}
		f.Fields, err = objectFields(t.Elem(), f.derived, outer)
	}
	return err
}

func kindOf(k events.Kind) Kind {
	switch k {
	case events.KindString:
		return String
	case events.KindText:
		return Text
	case events.KindMarkdown:
		return Markdown
	case events.KindInteger:
		return Integer
	case events.KindDecimal:
		return Decimal
	case events.KindPercent:
		return Percent
	case events.KindMoney:
		return Money
	case events.KindDate:
		return Date
	case events.KindDateTime:
		return DateTime
	case events.KindURL:
		return URL
	case events.KindEmail:
		return Email
	case events.KindBool:
		return Bool
	case events.KindEnum:
		return Enum
	case events.KindObject:
		return Object
	case events.KindList:
		return List
	case events.KindFile:
		return File
	}
	return None
}
