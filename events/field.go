package events

import (
	"reflect"
	"slices"
	"strings"
)

// Field describes one placeholder, as struct tags declare it:
//
//	Number string `json:"number" validate:"required" doc:"Number printed on the invoice." example:"F-2026-0042"`
//
// json gives the name, validate the rules (those of the validator package, and
// currency, time_zone and not_negative of this one), doc what it holds, and
// example a value of it. A field without the rule required is optional: its Go
// zero value means that it is absent. Optional integers, bools and objects are
// pointers.
type Field struct {
	Name     string // "" for the elements of a list
	Doc      string
	Example  string // as JSON, without the quotes of a text; objects and lists have none
	Kind     Kind
	Required bool
	Rules    string       // the tag validate
	Values   []string     // of an enum
	Fields   []Field      // of an object
	Elem     *Field       // of a list
	Type     reflect.Type // with its pointer, if it has one
	Index    int          // of the field in its struct
}

// maxNesting is how deep objects and lists of an event's type may be nested.
const maxNesting = 8

// FieldsOf lists the fields of a struct type, in the order of the type. Fields
// without a json name are left out. Nesting deeper than 8 levels is cut off.
func FieldsOf(t reflect.Type) []Field { return fieldsOf(t, maxNesting) }

func fieldsOf(t reflect.Type, depth int) []Field {
	if t == nil || t.Kind() != reflect.Struct || depth == 0 {
		return nil
	}
	fields := make([]Field, 0, t.NumField())
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if !f.IsExported() || name == "" || name == "-" {
			continue
		}
		field := fieldOf(f.Type, f.Tag.Get("validate"), depth)
		field.Name, field.Index = name, i
		field.Doc, field.Example = f.Tag.Get("doc"), f.Tag.Get("example")
		fields = append(fields, field)
	}
	return fields
}

// fieldOf describes a type under rules. Of a list, the rules after "dive" are
// those of its elements.
func fieldOf(t reflect.Type, rules string, depth int) Field {
	field := Field{Kind: KindOf(t), Type: t, Rules: rules}
	each, inner := strings.Split(rules, ","), ""
	if dive := slices.Index(each, "dive"); dive >= 0 {
		each, inner = each[:dive], strings.Join(each[dive+1:], ",")
	}
	field.Required = slices.Contains(each, "required")
	switch field.Kind {
	case KindString:
		for _, rule := range each {
			if values, ok := strings.CutPrefix(rule, "oneof="); ok {
				field.Kind, field.Values = KindEnum, strings.Fields(values)
			}
		}
	case KindEnum:
		field.Values = reflect.Zero(base(t)).Interface().(Enum).Values()
	case KindObject:
		field.Fields = fieldsOf(base(t), depth-1)
	case KindList:
		elem := fieldOf(base(t).Elem(), inner, depth-1)
		field.Elem = &elem
	}
	return field
}

// base is the type without its pointer.
func base(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		return t.Elem()
	}
	return t
}

// fieldAt finds the field of a path among fields. The path may have indexes
// (invoice.lines[2].amount) or not (invoice.lines.amount).
func fieldAt(fields []Field, path string) (field Field, ok bool) {
	for _, step := range steps(path) {
		if _, isElement := elementIndex(step); isElement {
			if field.Elem == nil {
				return Field{}, false
			}
			field = *field.Elem
			fields = field.Fields
			continue
		}
		i := slices.IndexFunc(fields, func(f Field) bool { return f.Name == step })
		if i < 0 {
			return Field{}, false
		}
		field = fields[i]
		fields = field.Fields
		if field.Elem != nil {
			fields = field.Elem.Fields
		}
	}
	return field, path != ""
}
