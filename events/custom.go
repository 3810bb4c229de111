package events

import (
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/billet-mail/billet/diag"
)

// EventSchema declares an event of one's own in words, as a mail folder does.
// See [FromSchema].
type EventSchema struct {
	ID          string // lower-case words joined by underscores
	Title       string
	Description string // says exactly when it happens
	Audience    string // customer or staff; "" is customer
	Required    []string
	Names       map[string]string
	Fields      []SchemaField
}

// SchemaField declares one placeholder.
type SchemaField struct {
	Name     string
	Type     string // a [Kind], or a shared group such as customer or invoice
	Optional bool
	Doc      string        // a shared group may go without
	Example  string        // as in [Field]; objects, lists and shared groups have none
	Values   []string      // of an enum
	Fields   []SchemaField // of an object, and of each entry of a list
	Max      int           // characters of a string, text or Markdown, entries of a list; 0 is the default of the type
}

// CustomDerived holds the derived placeholders of every event that is declared
// by a schema.
type CustomDerived struct {
	Notice Notice `json:"notice" validate:"required" doc:"This mail in its schedule."`
}

// FromSchema makes an event that is declared in words. It decodes, validates and
// documents itself as the canonical events do. Beside its fields it has the
// derived placeholder notice.step, and two samples made of the examples: plain
// has the required fields only, rich has all of them.
//
// The error is [SchemaFaults], all at once.
func FromSchema(s EventSchema) (*Event, error) {
	b := &schemaBuilder{}
	b.head(s)
	data := b.object(s.Fields, "fields", "", 1)
	if len(b.faults) > 0 {
		return nil, b.faults
	}
	if nested(data) > maxNesting {
		b.fault("fields", diag.EventLimit, "move what is deepest further up", "the fields are nested more than %d levels deep", maxNesting)
		return nil, b.faults
	}
	e, err := Define(Event{
		ID: s.ID, Title: s.Title, Description: s.Description, Audience: audience(s), Data: data,
		Derived: reflect.TypeFor[CustomDerived](),
		Derive:  func(_ any, at Moment) any { return CustomDerived{Notice{Step: at.step()}} },
		Names:   s.Names,
	})
	if err != nil {
		return nil, err // what Define refuses has been found before
	}
	e.Required = slices.Clone(s.Required)
	b.required(e)
	b.examples(e, s.Fields)
	if len(b.faults) > 0 {
		return nil, b.faults
	}
	return e, nil
}

func audience(s EventSchema) string {
	if s.Audience == "" {
		return "customer"
	}
	return s.Audience
}

// schemaBuilder makes types of declarations and collects what is wrong.
type schemaBuilder struct {
	faults SchemaFaults
	count  int // of fields
}

// enumValue is what the values of an enum look like. The validator's rules,
// which hold them, give blanks, commas and bars a meaning of their own, and
// also 0x2C and 0x7C, which stand for them.
var enumValue = regexp.MustCompile(`^[A-Za-z0-9_.-]+$`)

func (b *schemaBuilder) head(s EventSchema) {
	if !nameForm.MatchString(s.ID) {
		b.fault("id", diag.EventName, "write it like order_shipped", "the ID %s must be lower-case words joined by underscores", quoted(s.ID))
	}
	if s.Title == "" {
		b.fault("title", diag.EventMissing, "give the event a short name for people", "the title is missing")
	}
	if s.Description == "" {
		b.fault("description", diag.EventMissing, "say exactly when the event happens", "the description is missing")
	}
	if known := []string{"customer", "staff"}; !slices.Contains(known, audience(s)) {
		b.fault("audience", diag.EventAudience, diag.DidYouMean(s.Audience, known), "the audience must be customer or staff")
	}
	if len(s.Fields) == 0 {
		b.fault("fields", diag.EventMissing, "an event has at least the field customer, of the type customer", "the fields are missing")
	}
}

// required holds that the placeholders exist that templates must use.
func (b *schemaBuilder) required(e *Event) {
	var known []string
	for _, p := range e.Document().Placeholders {
		known = append(known, strings.ReplaceAll(p.Path, "[]", ""))
	}
	for i, path := range e.Required {
		if !slices.Contains(known, path) {
			b.fault(element("required", i), diag.EventRequired, diag.DidYouMean(path, known), "the event has no placeholder %s", quoted(path))
		}
	}
}
