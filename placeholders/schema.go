package placeholders

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

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

// ForEvent reads the schema of an event from its Go types. An error means that
// the event's type is wrong, not the template.
func ForEvent(e *events.Event) (*Fields, error) {
	given, err := structFields(e.Data, false, nil)
	if err != nil {
		return nil, fmt.Errorf("event %s: %w", e.ID, err)
	}
	if e.Derived == nil {
		return given, nil
	}
	derived, err := structFields(e.Derived, true, nil)
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

func structFields(t reflect.Type, derived bool, outer []reflect.Type) (*Fields, error) {
	if slices.Contains(outer, t) {
		return nil, fmt.Errorf("type %s holds itself", t)
	}
	outer = append(outer, t)
	fs := &Fields{byName: map[string]*Field{}}
	for i := range t.NumField() {
		sf := t.Field(i)
		name, _, _ := strings.Cut(sf.Tag.Get("json"), ",")
		if name == "-" || !sf.IsExported() {
			continue
		}
		f := &Field{
			Name: name, Doc: sf.Tag.Get("doc"), Example: sf.Tag.Get("example"),
			derived: derived, index: i,
			Optional: !derived && !required(sf),
		}
		if err := f.setType(sf.Type, outer); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		fs.add(f)
	}
	return fs, nil
}

// required says whether the application must give the field. Lists, and
// numbers and bools that are no pointers, have no absent state: they are never
// optional.
func required(sf reflect.StructField) bool {
	rule, _, _ := strings.Cut(sf.Tag.Get("validate"), ",")
	if rule == "required" {
		return true
	}
	switch sf.Type.Kind() {
	case reflect.Slice, reflect.Int, reflect.Int64, reflect.Bool:
		return true
	}
	return false
}

func (f *Field) setType(t reflect.Type, outer []reflect.Type) error {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	kind, ok := kindOf(t)
	if !ok {
		return fmt.Errorf("type %s is no placeholder type", t)
	}
	f.Kind = kind
	var err error
	switch kind {
	case Enum:
		f.Values = reflect.Zero(t).Interface().(interface{ Values() []string }).Values()
	case Object:
		f.Fields, err = structFields(t, f.derived, outer)
	case List:
		f.Fields, err = structFields(t.Elem(), f.derived, outer)
	}
	return err
}

func kindOf(t reflect.Type) (Kind, bool) {
	switch t {
	case reflect.TypeFor[string]():
		return String, true
	case reflect.TypeFor[events.Text]():
		return Text, true
	case reflect.TypeFor[events.Markdown]():
		return Markdown, true
	case reflect.TypeFor[int](), reflect.TypeFor[int64]():
		return Integer, true
	case reflect.TypeFor[events.Decimal]():
		return Decimal, true
	case reflect.TypeFor[events.Percent]():
		return Percent, true
	case reflect.TypeFor[events.Money]():
		return Money, true
	case reflect.TypeFor[events.Date]():
		return Date, true
	case reflect.TypeFor[time.Time]():
		return DateTime, true
	case reflect.TypeFor[events.URL]():
		return URL, true
	case reflect.TypeFor[events.Email]():
		return Email, true
	case reflect.TypeFor[bool]():
		return Bool, true
	case reflect.TypeFor[events.File]():
		return File, true
	}
	switch {
	case t.Kind() == reflect.String && t.Implements(reflect.TypeFor[interface{ Values() []string }]()):
		return Enum, true
	case t.Kind() == reflect.Struct:
		return Object, true
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct:
		return List, true
	}
	return None, false
}
