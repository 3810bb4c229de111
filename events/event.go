package events

import (
	"reflect"
	"slices"
)

// Event is a kind of billing fact, with all that a template's author and an
// application need to know about it. Events come from [Canonical] or [Define].
// They are shared: nobody changes them. They are safe for concurrent use.
type Event struct {
	ID          string // as in file names and commands: payment_overdue
	Title       string // for people: Payment overdue
	Description string // says exactly when it happens
	Audience    string // who its mail is for: customer or staff

	Data    reflect.Type // struct type of the data
	Derived reflect.Type // struct type of the derived placeholders, nil if there are none

	// Derive computes the derived placeholders: data is a pointer to a value of
	// the Data type, the result a value of the Derived type. It never panics; of
	// other data it derives nothing. It is nil if Derived is nil.
	Derive func(data any, at Moment) any

	// Required are the placeholders that every template of the event must use.
	Required []string

	// Names are what other systems call the event, by system: at "stripe" it is
	// "invoice.overdue".
	Names map[string]string

	fields  []Field
	derived []Field
	samples []Sample
	rules   *rules
}

// Fields describes the placeholders of the data.
func (e *Event) Fields() []Field { return slices.Clone(e.fields) }

// DerivedFields describes the derived placeholders.
func (e *Event) DerivedFields() []Field { return slices.Clone(e.derived) }

// Samples are examples of the event's data, ordered by variant; each of them
// decodes.
func (e *Event) Samples() []Sample { return slices.Clone(e.samples) }

// with completes an event.
func (e *Event) with(r *rules, samples []Sample) *Event {
	e.fields, e.derived = FieldsOf(e.Data), FieldsOf(e.Derived)
	e.samples, e.rules = samples, r
	return e
}
