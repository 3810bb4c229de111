package events

import (
	"reflect"
	"strings"

	"github.com/bojanz/currency"
	"github.com/go-playground/validator/v10"

	"github.com/billet-mail/billet/diag"
)

// rules judges data by the tags of its fields and by what tags cannot say. It
// is immutable once made, and safe for concurrent use.
type rules struct {
	validate *validator.Validate
	zones    *zones
}

func newRules() *rules {
	r := &rules{validate: validator.New(), zones: &zones{}}
	r.validate.RegisterTagNameFunc(func(f reflect.StructField) string {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		return name
	})
	// The rules see these types as text, "" if absent.
	r.validate.RegisterCustomTypeFunc(func(v reflect.Value) any {
		switch v := v.Interface().(type) {
		case Money:
			return v.Number()
		case Decimal:
			return v.String()
		case Percent:
			return v.String()
		case Date:
			return v.String()
		}
		return nil
	}, Money{}, Decimal{}, Percent{}, Date{})
	for tag, holds := range map[string]func(string) bool{
		"currency":     currency.IsValid,
		"time_zone":    func(s string) bool { _, ok := r.zones.load(s); return ok },
		"not_negative": func(s string) bool { return !strings.HasPrefix(s, "-") },
	} {
		check := func(fl validator.FieldLevel) bool { return holds(fl.Field().String()) }
		// It fails for an empty name or function only.
		_ = r.validate.RegisterValidation(tag, check)
	}
	return r
}

// places finds where the value of a path stands, and whether it is there.
type places interface {
	// place returns the path of the nearest value that is missing, "" if the
	// value is there, and a range in bytes: of the value, or of what lacks it.
	place(path string) (missing string, start, end int)
}

// check judges data, a pointer to a struct of fields. Values that already have
// a fault are not judged again.
func (r *rules) check(fields []Field, data reflect.Value, found *findings, at places) {
	if broken, ok := r.validate.Struct(data.Interface()).(validator.ValidationErrors); ok {
		root := data.Type().Elem().Name()
		for _, one := range broken {
			if found.full() {
				break
			}
			name := one.Namespace()
			if root != "" {
				name = strings.TrimPrefix(name, root+".")
			}
			r.broken(fields, name, one, found, at)
		}
	}
	groups(nil, fields, data.Elem(), nil, func(f *Field, v reflect.Value, group *path) {
		if f != nil && f.Required {
			missingGroup(f, group.String(), found, at)
		}
		if one, ok := v.Addr().Interface().(related); ok {
			one.relations(&relations{group.String(), found, at})
		}
	})
}

// missingGroup reports a required object or file that is not there. The
// validator looks at their members only, which may all be optional.
func missingGroup(f *Field, group string, found *findings, at places) {
	if missing, start, end := at.place(group); missing == group && !found.covers(group) {
		found.add(group, start, end, &problem{diag.DataMissing, "is missing", addHelp(*f)})
	}
}

// broken reports a rule that a value breaks.
func (r *rules) broken(fields []Field, name string, one validator.FieldError, found *findings, at places) {
	field, _ := fieldAt(fields, name)
	single := field.Kind != KindObject && field.Kind != KindList
	if found.covers(name) || single && found.below(name) {
		return
	}
	missing, start, end := at.place(name)
	if missing != "" {
		if !found.covers(missing) {
			field, _ = fieldAt(fields, missing)
			found.add(missing, start, end, &problem{diag.DataMissing, "is missing", addHelp(field)})
		}
		return
	}
	tag, param := one.Tag(), one.Param()
	if tag == "required" && (field.Kind == KindInteger || field.Kind == KindBool) {
		// The validator takes 0 and false for absent, a payload does not.
		tag, param = r.otherRule(one.Value(), field)
		if tag == "" {
			return
		}
	}
	found.add(name, start, end, ruleProblem(field, tag, param))
}

// otherRule finds the first rule but "required" that a value breaks.
func (r *rules) otherRule(value any, field Field) (tag, param string) {
	var others []string
	for _, rule := range strings.Split(field.Rules, ",") {
		if rule != "required" {
			others = append(others, rule)
		}
	}
	if len(others) == 0 {
		return "", ""
	}
	broken, ok := r.validate.Var(value, strings.Join(others, ",")).(validator.ValidationErrors)
	if !ok {
		return "", ""
	}
	return broken[0].Tag(), broken[0].Param()
}

func addHelp(field Field) string {
	if field.Doc == "" {
		return "add it"
	}
	return "add it; it holds: " + strings.TrimSuffix(field.Doc, ".")
}

// jsonPlaces finds values in a payload.
type jsonPlaces struct{ root *node }

func (j jsonPlaces) place(path string) (missing string, start, end int) {
	all := steps(path)
	last, left := j.root.find(all)
	if left == 0 {
		return "", last.start, last.end
	}
	missing = strings.ReplaceAll(strings.Join(all[:len(all)-left+1], "."), ".[", "[")
	return missing, last.start, last.start + 1
}

// goPlaces finds values in Go data, which have no place in a text.
type goPlaces struct {
	fields []Field
	data   reflect.Value
}

func (g goPlaces) place(path string) (missing string, start, end int) {
	v, at := g.data, ""
	for _, step := range steps(path) {
		if v.Kind() == reflect.Pointer {
			v = v.Elem()
		}
		if index, ok := elementIndex(step); ok {
			at += step
			if v.Kind() != reflect.Slice || index >= v.Len() {
				return at, 0, 0
			}
			v = v.Index(index)
			continue
		}
		at = join(at, step)
		field, ok := fieldAt(g.fields, at)
		if !ok || v.Kind() != reflect.Struct {
			return "", 0, 0
		}
		v = v.Field(field.Index)
		if v.IsZero() && field.Kind != KindInteger && field.Kind != KindBool {
			return at, 0, 0
		}
	}
	return "", 0, 0
}
