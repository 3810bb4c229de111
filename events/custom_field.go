package events

import (
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/billet-mail/billet/diag"
)

// maxSchemaFields is how many fields a declared event may have in all. Go never
// forgets a type that was made at run time.
const maxSchemaFields = 500

// sharedGroups are the groups that a declared event can use as types.
func sharedGroups() map[string]reflect.Type {
	return map[string]reflect.Type{
		"customer":     reflect.TypeFor[Customer](),
		"merchant":     reflect.TypeFor[Merchant](),
		"subscription": reflect.TypeFor[Subscription](),
		"trial":        reflect.TypeFor[Trial](),
		"invoice":      reflect.TypeFor[Invoice](),
		"payment":      reflect.TypeFor[Payment](),
		"card":         reflect.TypeFor[Card](),
		"links":        reflect.TypeFor[Links](),
	}
}

// valueTypes are the Go types of the kinds that are neither object nor list.
func valueTypes() map[string]reflect.Type {
	return map[string]reflect.Type{
		string(KindString):   reflect.TypeFor[string](),
		string(KindText):     reflect.TypeFor[Text](),
		string(KindMarkdown): reflect.TypeFor[Markdown](),
		string(KindInteger):  reflect.TypeFor[int64](),
		string(KindDecimal):  reflect.TypeFor[Decimal](),
		string(KindPercent):  reflect.TypeFor[Percent](),
		string(KindMoney):    reflect.TypeFor[Money](),
		string(KindDate):     reflect.TypeFor[Date](),
		string(KindDateTime): reflect.TypeFor[time.Time](),
		string(KindURL):      reflect.TypeFor[URL](),
		string(KindEmail):    reflect.TypeFor[Email](),
		string(KindBool):     reflect.TypeFor[bool](),
		string(KindEnum):     reflect.TypeFor[string](),
		string(KindFile):     reflect.TypeFor[File](),
	}
}

// limit is what Max means for a type.
type limit struct{ standard, most int }

func limits() map[string]limit {
	return map[string]limit{
		string(KindString):   {500, 100_000},
		string(KindText):     {5_000, 100_000},
		string(KindMarkdown): {10_000, 100_000},
		string(KindList):     {100, 1_000},
	}
}

// object makes the struct type of some fields. at is where they are declared,
// path the placeholder they belong to.
func (b *schemaBuilder) object(fields []SchemaField, at, path string, depth int) reflect.Type {
	var members []reflect.StructField
	var seen []string
	for i, f := range fields {
		at := element(at, i)
		b.count++
		if b.count > maxSchemaFields {
			b.fault(at, diag.EventLimit, "split the event, or leave out what no mail shows", "the event has more than %d fields", maxSchemaFields)
			break
		}
		b.name(f, at, path, seen)
		seen = append(seen, f.Name)
		t := b.field(f, at, join(path, f.Name), depth)
		if t == nil {
			continue
		}
		if f.Optional && isPointer(t) {
			t = reflect.PointerTo(t)
		}
		members = append(members, reflect.StructField{Name: "Field" + strconv.Itoa(i), Type: t, Tag: structTag(f)})
	}
	if len(b.faults) > 0 {
		return nil
	}
	return reflect.StructOf(members)
}

func (b *schemaBuilder) name(f SchemaField, at, path string, seen []string) {
	switch {
	case !nameForm.MatchString(f.Name):
		b.fault(at+".name", diag.EventName, "write it like delivery_date", "the name %s must be lower-case words joined by underscores", quoted(f.Name))
	case slices.Contains(seen, f.Name):
		b.fault(at+".name", diag.EventDuplicate, "remove one of the two", "the field %s is there twice", join(path, f.Name))
	case path == "" && f.Name == "notice":
		b.fault(at+".name", diag.EventName, "choose another name", "notice is a placeholder that Billet adds to each event")
	}
	if _, shared := sharedGroups()[f.Type]; f.Doc == "" && !shared {
		b.fault(at+".doc", diag.EventMissing, "say what the field holds; templates' authors read it", "%s has no doc", shown(join(path, f.Name)))
	}
}

// field is the type of a field, nil if it has none.
func (b *schemaBuilder) field(f SchemaField, at, path string, depth int) reflect.Type {
	group, shared := sharedGroups()[f.Type]
	value, simple := valueTypes()[f.Type]
	nests := f.Type == string(KindObject) || f.Type == string(KindList)
	if !shared && !simple && !nests {
		known := slices.Concat(slices.Sorted(maps.Keys(valueTypes())), []string{"list", "object"}, slices.Sorted(maps.Keys(sharedGroups())))
		b.fault(at+".type", diag.EventType, typeHelp(f.Type, known), "there is no type %s for %s", quoted(f.Type), path)
		return nil
	}
	b.parts(f, at, path)
	b.max(f, at, path)
	switch {
	case shared:
		return group
	case simple:
		return value
	case depth >= maxNesting:
		b.fault(at+".fields", diag.EventLimit, "move the fields further up", "the fields of %s are nested more than %d levels deep", path, maxNesting)
		return nil
	}
	t := b.object(f.Fields, at+".fields", path, depth+1)
	if t != nil && f.Type == string(KindList) {
		t = reflect.SliceOf(t)
	}
	return t
}

func typeHelp(got string, known []string) string {
	if near := diag.Suggest(got, known); near != "" {
		return "did you mean " + near + "?"
	}
	return "the types are " + strings.Join(known, ", ")
}

// parts holds that a field has the parts that its type needs, and no others.
func (b *schemaBuilder) parts(f SchemaField, at, path string) {
	_, simple := valueTypes()[f.Type]
	_, limited := limits()[f.Type]
	isEnum, nests := f.Type == string(KindEnum), f.Type == string(KindObject) || f.Type == string(KindList)
	for _, part := range []struct {
		name             string
		has, needs, fits bool
	}{
		{"example", f.Example != "", simple, simple},
		{"values", len(f.Values) > 0, isEnum, isEnum},
		{"fields", len(f.Fields) > 0, nests, nests},
		{"max", f.Max != 0, false, limited},
	} {
		switch {
		case part.needs && !part.has:
			b.fault(at+"."+part.name, diag.EventMissing, "a field of the type "+f.Type+" needs it", "%s has no %s", shown(path), part.name)
		case part.has && !part.fits:
			b.fault(at+"."+part.name, diag.EventPart, "remove it, or choose another type", "a field of the type %s, such as %s, has no %s", f.Type, path, part.name)
		}
	}
	for i, value := range f.Values {
		switch {
		case !enumValue.MatchString(value) || strings.Contains(value, "0x2C") || strings.Contains(value, "0x7C"):
			b.fault(element(at+".values", i), diag.EventValues, "write it with letters, digits, points, hyphens and underscores", "%s is no value for an enum", quoted(value))
		case slices.Contains(f.Values[:i], value):
			b.fault(element(at+".values", i), diag.EventDuplicate, "remove one of the two", "the value %s of %s is there twice", value, path)
		}
	}
}

func (b *schemaBuilder) max(f SchemaField, at, path string) {
	if one, limited := limits()[f.Type]; limited && (f.Max < 0 || f.Max > one.most) {
		b.fault(at+".max", diag.EventLimit, "without a max it is "+strconv.Itoa(one.standard), "the max of %s must be from 1 to %d", path, one.most)
	}
}

// isPointer reports the types whose zero value is a value.
func isPointer(t reflect.Type) bool {
	switch KindOf(t) {
	case KindInteger, KindBool, KindObject, KindFile:
		return true
	}
	return false
}

// structTag declares a field as [Field] reads it.
func structTag(f SchemaField) reflect.StructTag {
	option := ",omitzero"
	if !f.Optional {
		option = ""
	}
	doc := f.Doc
	if doc == "" {
		doc = "The " + f.Type + "." // a shared group says the rest itself
	}
	tag := "json:" + strconv.Quote(f.Name+option) + " doc:" + strconv.Quote(doc)
	if f.Example != "" {
		tag += " example:" + strconv.Quote(f.Example)
	}
	if rules := rulesOf(f); rules != "" {
		tag += " validate:" + strconv.Quote(rules)
	}
	return reflect.StructTag(tag)
}

func rulesOf(f SchemaField) string {
	var rules []string
	if !f.Optional {
		rules = append(rules, "required")
	}
	if one, limited := limits()[f.Type]; limited {
		most := f.Max
		if most == 0 {
			most = one.standard
		}
		rules = append(rules, "max="+strconv.Itoa(most))
	}
	switch f.Type {
	case string(KindEnum):
		if f.Optional {
			rules = append(rules, "omitempty")
		}
		rules = append(rules, "oneof="+strings.Join(f.Values, " "))
	case string(KindList):
		rules = append(rules, "dive")
	}
	return strings.Join(rules, ",")
}
