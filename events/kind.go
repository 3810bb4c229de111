package events

import (
	"reflect"
	"time"
)

// Kind is what a placeholder holds, in the words of the catalogue.
type Kind string

// The kinds of placeholders.
const (
	KindString   Kind = "string"
	KindText     Kind = "text"
	KindMarkdown Kind = "markdown"
	KindInteger  Kind = "integer"
	KindDecimal  Kind = "decimal"
	KindPercent  Kind = "percent"
	KindMoney    Kind = "money"
	KindDate     Kind = "date"
	KindDateTime Kind = "datetime"
	KindURL      Kind = "url"
	KindEmail    Kind = "email"
	KindBool     Kind = "bool"
	KindEnum     Kind = "enum"
	KindObject   Kind = "object"
	KindList     Kind = "list"
	KindFile     Kind = "file"
)

// KindOf is the kind of a Go type of event data, "" if event data cannot hold
// the type. A pointer has the kind of what it points to.
func KindOf(t reflect.Type) Kind {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t {
	case reflect.TypeFor[Money]():
		return KindMoney
	case reflect.TypeFor[Decimal]():
		return KindDecimal
	case reflect.TypeFor[Percent]():
		return KindPercent
	case reflect.TypeFor[Date]():
		return KindDate
	case reflect.TypeFor[time.Time]():
		return KindDateTime
	case reflect.TypeFor[Text]():
		return KindText
	case reflect.TypeFor[Markdown]():
		return KindMarkdown
	case reflect.TypeFor[URL]():
		return KindURL
	case reflect.TypeFor[Email]():
		return KindEmail
	case reflect.TypeFor[File]():
		return KindFile
	}
	switch t.Kind() {
	case reflect.String:
		if t.Implements(reflect.TypeFor[Enum]()) {
			return KindEnum
		}
		return KindString
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return KindInteger
	case reflect.Bool:
		return KindBool
	case reflect.Slice:
		return KindList
	case reflect.Struct:
		return KindObject
	}
	return ""
}
