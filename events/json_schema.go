package events

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
)

// JSONSchema is a JSON Schema (draft 2020-12) of the event's payload, for
// editors and for applications in other languages.
//
// What [Event.Decode] accepts fits the schema. The reverse does not hold: sums,
// the order of dates, currencies, what one field demands of another, full card
// numbers and texts that show nothing are beyond it. Formats are annotations, as the draft has it.
//
// Derived placeholders are not part of a payload, so the schema refuses them.
func (e *Event) JSONSchema() ([]byte, error) {
	schema := objectSchema(e.fields)
	schema.Schema = "https://json-schema.org/draft/2020-12/schema"
	schema.Title, schema.Description = e.Title, e.Description
	var b bytes.Buffer
	w := json.NewEncoder(&b)
	w.SetEscapeHTML(false)
	w.SetIndent("", "  ")
	err := w.Encode(schema)
	return b.Bytes(), err
}

// jsonSchema holds the keywords that a payload needs; absent ones are zero.
type jsonSchema struct {
	Schema               string                 `json:"$schema,omitempty"`
	Title                string                 `json:"title,omitempty"`
	Description          string                 `json:"description,omitempty"`
	Type                 any                    `json:"type,omitempty"` // one name or several
	Properties           map[string]*jsonSchema `json:"properties,omitempty"`
	Required             []string               `json:"required,omitempty"`
	AdditionalProperties *bool                  `json:"additionalProperties,omitempty"`
	Items                *jsonSchema            `json:"items,omitempty"`
	MaxItems             *int                   `json:"maxItems,omitempty"`
	Enum                 []any                  `json:"enum,omitempty"`
	Format               string                 `json:"format,omitempty"`
	Pattern              string                 `json:"pattern,omitempty"`
	MinLength            *int                   `json:"minLength,omitempty"`
	MaxLength            *int                   `json:"maxLength,omitempty"`
	Minimum              *int                   `json:"minimum,omitempty"`
	Maximum              *int                   `json:"maximum,omitempty"`
	ContentEncoding      string                 `json:"contentEncoding,omitempty"`
	Examples             []any                  `json:"examples,omitempty"`
}

func objectSchema(fields []Field) *jsonSchema {
	closed := false
	schema := &jsonSchema{Type: "object", Properties: map[string]*jsonSchema{}, AdditionalProperties: &closed}
	for _, f := range fields {
		schema.Properties[f.Name] = fieldSchema(f)
		if f.Required {
			schema.Required = append(schema.Required, f.Name)
		}
	}
	return schema
}

// fieldSchema describes a value with its doc and example. An optional one may
// be null, an optional text also empty.
func fieldSchema(f Field) *jsonSchema {
	schema := kindSchema(f)
	schema.Description = f.Doc
	if f.Example != "" {
		schema.Examples = []any{exampleValue(f)}
	}
	if !f.Required && f.Name != "" {
		schema.mayBeAbsent()
	}
	return schema
}

func (s *jsonSchema) mayBeAbsent() {
	switch kind := s.Type.(type) {
	case string:
		s.Type = []string{kind, "null"}
	case []string:
		s.Type = append(kind, "null")
	}
	if len(s.Enum) > 0 {
		s.Enum = append(s.Enum, "", nil)
	}
}

func kindSchema(f Field) *jsonSchema {
	switch f.Kind {
	case KindObject:
		return objectSchema(f.Fields)
	case KindList:
		return listSchema(f)
	case KindMoney:
		return moneySchema()
	case KindFile:
		return fileSchema()
	case KindInteger:
		return integerSchema(f)
	case KindBool:
		return &jsonSchema{Type: "boolean"}
	case KindDecimal, KindPercent:
		return &jsonSchema{Type: []string{"string", "number"}, Pattern: `^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$`}
	case KindDate:
		return &jsonSchema{Type: "string", Format: "date", Pattern: `^[0-9]{4}-[0-9]{2}-[0-9]{2}$`}
	case KindDateTime:
		return &jsonSchema{Type: "string", Format: "date-time"}
	case KindEnum:
		schema := &jsonSchema{Type: "string"}
		for _, value := range f.Values {
			schema.Enum = append(schema.Enum, value)
		}
		return schema
	}
	return textSchema(f)
}

func listSchema(f Field) *jsonSchema {
	list, _, _ := strings.Cut(f.Rules, "dive")
	schema := &jsonSchema{Type: "array", Items: fieldSchema(*f.Elem)}
	eachRule(list, func(rule, param string) {
		if n, err := strconv.Atoi(param); err == nil && rule == "max" {
			schema.MaxItems = &n
		}
	})
	return schema
}

func moneySchema() *jsonSchema {
	schema := objectSchema(nil)
	schema.Properties["amount"] = &jsonSchema{Type: "string", Pattern: `^-?(0|[1-9][0-9]*)(\.[0-9]+)?$`}
	schema.Properties["currency"] = &jsonSchema{Type: "string", Pattern: `^[A-Z]{3}$`}
	schema.Required = []string{"amount", "currency"}
	return schema
}

func fileSchema() *jsonSchema {
	schema := objectSchema(nil)
	schema.Properties["name"] = &jsonSchema{Type: "string"}
	schema.Properties["media_type"] = &jsonSchema{Type: "string"}
	schema.Properties["bytes"] = &jsonSchema{Type: "string", ContentEncoding: "base64"}
	schema.Required = []string{"name", "media_type", "bytes"}
	return schema
}

func integerSchema(f Field) *jsonSchema {
	schema := &jsonSchema{Type: "integer"}
	eachRule(f.Rules, func(rule, param string) {
		n, err := strconv.Atoi(param)
		switch {
		case err != nil:
		case rule == "min":
			schema.Minimum = &n
		case rule == "max":
			schema.Maximum = &n
		}
	})
	return schema
}

// textSchema describes string, text, Markdown, web and e-mail addresses.
func textSchema(f Field) *jsonSchema {
	schema := &jsonSchema{Type: "string"}
	one, longest := 1, 0
	switch f.Kind {
	case KindURL:
		longest = maxURL
		schema.Pattern = `^([Hh][Tt][Tt][Pp][Ss]?|[Mm][Aa][Ii][Ll][Tt][Oo]|[Tt][Ee][Ll]):`
		if !f.Required {
			schema.Pattern += "|^$"
		}
	case KindEmail:
		longest = maxEmail
		if f.Required {
			schema.Format = "idn-email"
		}
	}
	if longest > 0 {
		schema.MaxLength = &longest
	}
	if f.Required {
		schema.MinLength = &one
	}
	eachRule(f.Rules, func(rule, param string) {
		n, err := strconv.Atoi(param)
		switch {
		case err != nil:
		case rule == "max":
			schema.MaxLength = &n
		case rule == "len":
			schema.MaxLength = &n
			if f.Required {
				schema.MinLength = &n
			}
		}
	})
	return schema
}

func eachRule(rules string, visit func(rule, param string)) {
	for rule := range strings.SplitSeq(rules, ",") {
		name, param, _ := strings.Cut(rule, "=")
		visit(name, param)
	}
}

// exampleValue is the field's example as JSON has it.
func exampleValue(f Field) any {
	switch f.Kind {
	case KindMoney, KindFile, KindInteger, KindBool:
		if json.Valid([]byte(f.Example)) {
			return json.RawMessage(f.Example)
		}
	}
	return f.Example
}
