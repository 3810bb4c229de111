package events

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
)

// schemaOf compiles an event's JSON Schema with a program of others, which may
// take formats for rules.
func schemaOf(t testing.TB, e *Event, formats bool) *jsonschema.Schema {
	text, err := e.JSONSchema()
	require.NoError(t, err)
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	require.NoError(t, err)
	compiler := jsonschema.NewCompiler()
	if formats {
		compiler.AssertFormat()
	}
	require.NoError(t, compiler.AddResource("event.json", doc))
	schema, err := compiler.Compile("event.json")
	require.NoError(t, err)
	return schema
}

func fits(schema *jsonschema.Schema, text string) error {
	data, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		return err
	}
	return schema.Validate(data)
}

// Samples, the examples of the documentation and whatever else Decode accepts
// fit the schema.
func TestSchemaAccepts(t *testing.T) {
	for _, e := range Canonical().All() {
		schema := schemaOf(t, e, true)
		for _, s := range e.Samples() {
			assert.NoError(t, fits(schema, s.Source.Text()), "%s", s.Source.Name())
		}
		assert.NoError(t, fits(schema, examplePayload(e.fields, true)), e.ID)
	}
	eachCase(t, "accept", func(t *testing.T, e *Event, src *diag.Source) {
		if text := src.Text(); json.Valid([]byte(text)) {
			assert.NoError(t, fits(schemaOf(t, e, true), text))
		}
	})
}

// The schema refuses what it can know of: fields, kinds, enums, limits.
func TestSchemaRefuses(t *testing.T) {
	known := map[diag.Code]bool{
		diag.DataUnknownField: true, diag.DataMissing: true, diag.DataNull: true, diag.DataType: true, diag.DataEnum: true,
	}
	compared := 0
	eachCase(t, "refuse", func(t *testing.T, e *Event, src *diag.Source) {
		if !json.Valid([]byte(src.Text())) {
			return
		}
		_, err := e.Decode(src)
		var faults diag.List
		require.True(t, errors.As(err, &faults))
		for _, d := range faults {
			if known[d.Code] && !strings.Contains(d.Message, " if the kind is ") && !conditional(d) && !strings.Contains(d.Message, "blank: ") {
				compared++
				assert.Error(t, fits(schemaOf(t, e, true), src.Text()), d.Message)
				return
			}
		}
	})
	assert.Greater(t, compared, 20)
}

// conditional reports a field that is missing only because of what another one
// says.
func conditional(d diag.Diagnostic) bool {
	return d.Code == diag.DataMissing && !strings.HasPrefix(d.Help, "add it") && d.Help != "give it a value"
}

func TestSchemaKeywords(t *testing.T) {
	e, err := Define(kindsEvent())
	require.NoError(t, err)
	schema := schemaOf(t, e, true)
	base := `{"string": "x", "integer": 1, "bool": true, `
	for _, member := range []string{
		`"string": "x"`, `"integer": 99`, `"small": null`, `"choice": ""`, `"choice": null`, `"url": ""`, `"decimal": 1.5`, `"decimal": "1.5"`,
		`"entries": []`, `"entries": [{"name": "y"}]`, `"words": ["a"]`, `"money": {"amount": "-1", "currency": "EUR"}`,
	} {
		assert.NoError(t, fits(schema, base+member+"}"), member)
	}
	for _, member := range []string{
		`"string": ""`, `"string": "twenty-one characters"`, `"integer": 100`, `"integer": -1`, `"integer": 1.5`, `"bool": null`, `"bool": "true"`,
		`"choice": "blue"`, `"url": "javascript:x"`, `"url": 5`, `"decimal": "1,5"`, `"decimal": ""`, `"date": "31.10.2026"`, `"date": ""`,
		`"datetime": "2026-11-20T09:00:00"`, `"money": 5`, `"money": {"amount": 5, "currency": "EUR"}`, `"money": {"amount": "5", "currency": "euro"}`,
		`"money": {"amount": "5"}`, `"entries": [{}]`, `"entries": [{"name": "y", "count": 10}]`, `"entries": [null]`,
		`"words": ["a", "b", "c", "d"]`, `"group": {"nam": "x"}`, `"file": {"name": "a"}`, `"other": 1`,
	} {
		assert.Error(t, fits(schema, base+member+"}"), member)
	}
}
