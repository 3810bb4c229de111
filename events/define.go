package events

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Define makes an event of one's own. Its types may be Go structs or made with
// reflect.StructOf; both are read by their tags (see [Field]), and decode and
// validate as the canonical events do. Of spec all exported fields count.
//
// The error joins all that is wrong: a malformed ID or field name, a type that
// data cannot hold, a text or a list without a limit (max), a list of objects
// without the rule dive, an optional number, bool or object that is no pointer,
// a required one that is, a field without doc, a value without example, an
// unknown rule, a required placeholder that does not exist, a sample that does not decode.
func Define(spec Event, samples ...Sample) (*Event, error) {
	e := &spec
	var faults definitionFaults
	if !nameForm.MatchString(e.ID) {
		faults.add("the ID must be lower-case words joined by underscores")
	}
	faults.structType("the data", e.Data)
	if e.Derived != nil {
		faults.structType("the derived placeholders", e.Derived)
	}
	if (e.Derived == nil) != (e.Derive == nil) {
		faults.add("derived type and derive function go together")
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	samples = slices.SortedFunc(slices.Values(samples), func(a, b Sample) int { return strings.Compare(a.Variant, b.Variant) })
	e.with(newRules(), samples)
	faults.fields(e.fields, "")
	faults.fields(e.derived, "")
	faults.placeholders(e)
	if len(faults) == 0 {
		faults.rules(e)
	}
	if len(faults) == 0 {
		faults.samples(e)
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	return e, nil
}

// nameForm is what IDs and field names look like.
var nameForm = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)

type definitionFaults []error

func (d *definitionFaults) add(format string, args ...any) {
	*d = append(*d, fmt.Errorf("events: "+format, args...))
}

func (d *definitionFaults) structType(what string, t reflect.Type) {
	if t == nil || t.Kind() != reflect.Struct || KindOf(t) != KindObject {
		d.add("%s must have a struct type", what)
	} else if nested(t) > maxNesting {
		d.add("%s must not be nested more than %d levels deep", what, maxNesting)
	}
}

// nested counts the levels of a type, one too many at most.
func nested(t reflect.Type) int {
	var levels func(t reflect.Type, left int) int
	levels = func(t reflect.Type, left int) int {
		for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
			t = t.Elem()
		}
		if left == 0 || KindOf(t) != KindObject {
			return 0
		}
		deepest := 0
		for i := range t.NumField() {
			deepest = max(deepest, levels(t.Field(i).Type, left-1))
		}
		return deepest + 1
	}
	return levels(t, maxNesting+1)
}

func (d *definitionFaults) fields(fields []Field, at string) {
	seen := map[string]bool{}
	for _, f := range fields {
		name := join(at, f.Name)
		if !nameForm.MatchString(f.Name) {
			d.add("%s: a name is lower-case words joined by underscores", name)
		}
		if seen[f.Name] {
			d.add("%s: the name is there twice", name)
		}
		seen[f.Name] = true
		if f.Doc == "" {
			d.add("%s: the doc is missing", name)
		}
		if f.Example == "" && f.Kind != KindObject && f.Kind != KindList {
			d.add("%s: the example is missing", name)
		}
		d.field(f, name)
	}
}

func (d *definitionFaults) field(f Field, name string) {
	pointer, element := f.Type.Kind() == reflect.Pointer, f.Name == ""
	switch f.Kind {
	case "":
		d.add("%s: data cannot hold the type %s", name, f.Type)
		return
	case KindInteger, KindBool, KindObject, KindFile:
		if !element && pointer == f.Required {
			d.add("%s: of integers, bools, objects and files the optional are pointers and the required are not", name)
		}
		d.fields(f.Fields, name)
	case KindString, KindText, KindMarkdown:
		if !strings.Contains(f.Rules, "max=") && !strings.Contains(f.Rules, "len=") {
			d.add("%s: a text needs a limit, such as max=500", name)
		}
		d.noPointer(pointer, name)
	case KindList:
		d.list(f, name)
		d.noPointer(pointer, name)
	default:
		d.noPointer(pointer, name)
	}
	d.noPointer(pointer && element, name)
}

func (d *definitionFaults) noPointer(pointer bool, name string) {
	if pointer {
		d.add("%s: only optional integers, bools, objects and files may be pointers", name)
	}
}

func (d *definitionFaults) list(f Field, name string) {
	each := strings.Split(f.Rules, ",")
	dive := slices.Index(each, "dive")
	isLimit := func(rule string) bool { return strings.HasPrefix(rule, "max=") }
	if limit := slices.IndexFunc(each, isLimit); limit < 0 || dive >= 0 && limit > dive {
		d.add("%s: a list needs a limit, such as max=100", name)
	}
	if dive < 0 {
		d.add("%s: a list needs the rule dive", name)
	}
	d.field(*f.Elem, name)
}

func (d *definitionFaults) placeholders(e *Event) {
	for _, path := range e.Required {
		_, data := fieldAt(e.fields, path)
		_, derived := fieldAt(e.derived, path)
		if !data && !derived {
			d.add("required placeholder %s does not exist", path)
		}
	}
}

// rules tries every rule on filled data: the validator panics at rules that it
// does not know or that do not fit the kind.
func (d *definitionFaults) rules(e *Event) {
	defer func() {
		if fault := recover(); fault != nil {
			d.add("a rule of the data is wrong: %v", fault)
		}
	}()
	v := reflect.New(e.Data)
	fill(e.fields, v.Elem())
	e.rules.check(e.fields, v, &findings{}, goPlaces{e.fields, v.Elem()})
}

func (d *definitionFaults) samples(e *Event) {
	for _, s := range e.samples {
		if s.Source == nil {
			d.add("sample %s has no source", s.Variant)
			continue
		}
		if _, err := e.Decode(s.Source); err != nil {
			*d = append(*d, err)
		}
	}
}

// fill gives every field a value that is not absent.
func fill(fields []Field, v reflect.Value) {
	for _, f := range fields {
		fillOne(f, v.Field(f.Index))
	}
}

func fillOne(f Field, v reflect.Value) {
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	switch f.Kind {
	case KindObject:
		fill(f.Fields, v)
	case KindList:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fillOne(*f.Elem, v.Index(0))
	case KindMoney:
		money, _ := MoneyFromMinor(1, "EUR")
		v.Set(reflect.ValueOf(money))
	case KindDecimal:
		v.Set(reflect.ValueOf(DecimalFromInt(1)))
	case KindPercent:
		v.Set(reflect.ValueOf(Percent{DecimalFromInt(1)}))
	case KindDate:
		v.Set(reflect.ValueOf(Date{2000, 1, 1}))
	case KindDateTime:
		v.Set(reflect.ValueOf(time.Unix(0, 0).UTC()))
	case KindFile:
		v.Set(reflect.ValueOf(File{Name: "a", MediaType: "a/b", Bytes: []byte("a")}))
	case KindInteger:
		v.SetInt(1)
	case KindBool:
		v.SetBool(true)
	default:
		v.SetString("x")
	}
}
