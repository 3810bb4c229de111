package billet

import (
	"reflect"

	"github.com/billet-mail/billet/placeholders"
)

// languageReader finds the customer's language in the data of an event. A nil
// one finds none.
type languageReader struct{ layout *placeholders.Layout }

func newLanguageReader(fields *placeholders.Fields) *languageReader {
	customer, ok := fields.Lookup("customer")
	if !ok || customer.Kind != placeholders.Object {
		return nil
	}
	language, ok := customer.Fields.Lookup("language")
	if !ok || language.Kind != placeholders.String {
		return nil
	}
	r := &languageReader{layout: &placeholders.Layout{}}
	r.layout.Slot([]*placeholders.Field{customer, language})
	r.layout.Seal()
	return r
}

// language is the tag in the data, "" if there is none.
func (r *languageReader) language(data any) string {
	if r == nil {
		return ""
	}
	v := reflect.Indirect(reflect.ValueOf(data))
	return r.layout.Bind(v, reflect.Value{})[0].Text
}
