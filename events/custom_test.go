package events

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
)

const customFaults = "testdata/custom/refuse.txtar"

func schemaFromJSON(t testing.TB, text string) EventSchema {
	var s EventSchema
	require.NoError(t, json.Unmarshal([]byte(text), &s))
	return s
}

// orderShipped uses every type and every shared group, each also optional.
func orderShipped() EventSchema {
	s := EventSchema{
		ID: "order_shipped", Title: "Order shipped", Description: "Happens when a parcel leaves.",
		Required: []string{"customer.name", "required_money", "entries.weight"},
		Names:    map[string]string{"shop": "order.shipped"},
	}
	for _, example := range [][2]string{
		{"string", `"Jo" & <b>`}, {"text", "one\ntwo"}, {"markdown", "**bold**"}, {"integer", "-3"}, {"decimal", "1.50"}, {"percent", "7.7"},
		{"money", `{"amount": "12.50", "currency": "EUR"}`}, {"date", "2026-11-20"}, {"datetime", "2026-11-20T09:00:00+01:00"},
		{"url", "https://example.com/1"}, {"email", "jo@example.com"}, {"bool", "false"}, {"enum", "on-time"},
		{"file", `{"name": "a.pdf", "media_type": "application/pdf", "bytes": "QQ=="}`},
		{"customer", ""}, {"merchant", ""}, {"subscription", ""}, {"trial", ""}, {"invoice", ""}, {"payment", ""}, {"card", ""}, {"links", ""},
	} {
		f := SchemaField{Name: "required_" + example[0], Type: example[0], Doc: "A value.", Example: example[1]}
		if f.Type == "enum" {
			f.Values = []string{"early", "on-time", "late"}
		}
		s.Fields = append(s.Fields, f)
		f.Name, f.Optional = "optional_"+example[0], true
		s.Fields = append(s.Fields, f)
	}
	entry := []SchemaField{
		{Name: "weight", Type: "decimal", Doc: "Weight in kg.", Example: "1.5"},
		{Name: "box", Type: "object", Doc: "Its box.", Optional: true, Fields: []SchemaField{{Name: "height", Type: "integer", Doc: "In cm.", Example: "30"}}},
	}
	return withFields(s,
		SchemaField{Name: "customer", Type: "customer", Doc: "Who gets it."},
		SchemaField{Name: "entries", Type: "list", Doc: "What is in it.", Max: 2, Fields: entry},
		SchemaField{Name: "more", Type: "list", Doc: "What else is in it.", Optional: true, Fields: entry},
		SchemaField{Name: "group", Type: "object", Doc: "A group.", Fields: entry},
	)
}

func withFields(s EventSchema, more ...SchemaField) EventSchema {
	s.Fields = append(s.Fields, more...)
	return s
}

// A declared event does all that a canonical one does.
func TestFromSchema(t *testing.T) {
	e, err := FromSchema(orderShipped())
	require.NoError(t, err)
	assert.Equal(t, "customer", e.Audience)
	c, err := Canonical().With(e)
	require.NoError(t, err)
	assert.Contains(t, c.IDs(), "order_shipped")

	require.Equal(t, []string{"plain", "rich"}, variants(e))
	schema := schemaOf(t, e, true)
	for _, s := range e.Samples() {
		data, err := e.Decode(s.Source)
		require.NoError(t, err)
		assert.NoError(t, e.Validate(data))
		roundTrip(t, e, data)
		assert.NoError(t, fits(schema, s.Source.Text()))
		assert.Equal(t, CustomDerived{Notice{Step: 3}}, e.Derive(data, Moment{Step: 3}))
	}
	assert.NotContains(t, e.Samples()[0].Source.Text(), "optional_")
	assert.Contains(t, e.Samples()[1].Source.Text(), `"optional_bool": false`)

	for _, f := range e.Fields() {
		_, kind, _ := strings.Cut(f.Name, "_")
		if _, ok := valueTypes()[kind]; ok {
			assert.Equal(t, Kind(kind), f.Kind)
		}
		assert.Equal(t, !strings.HasPrefix(f.Name, "optional_") && f.Name != "more", f.Required, f.Name)
	}
	assert.Contains(t, e.Document().Text(), "group.box.height ")
	assert.Contains(t, e.Markdown(), "| `entries[].box.height` | integer |")
}

// Faults of its payloads have places and rules, as those of canonical events.
func TestFromSchemaPayloads(t *testing.T) {
	e, err := FromSchema(orderShipped())
	require.NoError(t, err)
	text := e.Samples()[0].Source.Text()
	for old, now := range map[string]string{
		`"required_enum": "on-time"`: `"required_enum": "on_time"`,
		`"weight": "1.5"`:            `"weight": "1,5"`,
		`"required_bool": false`:     `"required_bool": null`,
		`"required_integer": -3`:     `"required_integre": -3`,
	} {
		require.Contains(t, text, old)
		text = strings.Replace(text, old, now, 1)
	}
	_, err = e.Decode(diag.NewSource("order.json", text))
	assert.ElementsMatch(t, []string{
		"data-enum required_enum must be one of early, on-time, late",
		"data-number entries[0].weight must be a decimal number",
		"data-null required_bool is required and must not be null",
		"data-unknown-field the data has no field required_integre",
		"data-missing required_integer is missing",
	}, faultsOf(t, err))
}

func TestFromSchemaRefuses(t *testing.T) {
	archive, err := txtar.ParseFile(customFaults)
	require.NoError(t, err)
	wants := map[string]string{}
	updated := &txtar.Archive{Comment: archive.Comment}
	for _, f := range archive.Files {
		wants[f.Name] = string(f.Data)
	}
	for _, f := range archive.Files {
		name, isCase := strings.CutSuffix(f.Name, ".json")
		if !isCase {
			continue
		}
		t.Run(name, func(t *testing.T) {
			e, err := FromSchema(schemaFromJSON(t, string(f.Data)))
			assert.Nil(t, e)
			var faults SchemaFaults
			require.True(t, errors.As(err, &faults), "%v", err)
			var got strings.Builder
			for _, fault := range faults {
				fmt.Fprintf(&got, "%s\n  %s: %s\n", fault.At, fault.Code, fault.Message)
				if fault.Help != "" {
					fmt.Fprintf(&got, "  %s\n", fault.Help)
				}
				assert.Contains(t, err.Error(), fault.At+": "+fault.Message)
			}
			updated.Files = append(updated.Files, f, txtar.File{Name: name + ".want", Data: []byte(got.String())})
			if !*update {
				want, ok := wants[name+".want"]
				require.True(t, ok, "no want for %s", f.Name)
				assert.Equal(t, want, got.String())
			}
		})
	}
	if *update && !t.Failed() {
		require.NoError(t, os.WriteFile(customFaults, txtar.Format(updated), 0o644))
	}
}

func TestFromSchemaHasALimit(t *testing.T) {
	s := orderShipped()
	for i := range 600 {
		s.Fields = append(s.Fields, SchemaField{Name: fmt.Sprintf("f%d", i), Type: "bool", Doc: "A tick.", Example: "true"})
	}
	_, err := FromSchema(s)
	assert.ErrorContains(t, err, "the event has more than 500 fields")
}

func TestEveryEventCodeHasACase(t *testing.T) {
	text, err := os.ReadFile(customFaults)
	require.NoError(t, err)
	for _, doc := range diag.Catalogue() {
		if strings.HasPrefix(string(doc.Code), "event-") {
			assert.Contains(t, string(text), "\n  "+string(doc.Code)+": ", "a case for %s", doc.Code)
		}
	}
}

// FromSchema never panics; the samples of what it accepts decode and fit the
// JSON Schema.
func FuzzFromSchema(f *testing.F) {
	archive, err := txtar.ParseFile(customFaults)
	require.NoError(f, err)
	for _, file := range archive.Files {
		if strings.HasSuffix(file.Name, ".json") {
			f.Add(string(file.Data))
		}
	}
	seed, err := json.Marshal(orderShipped())
	require.NoError(f, err)
	f.Add(string(seed))
	f.Fuzz(func(t *testing.T, text string) {
		var s EventSchema
		if json.Unmarshal([]byte(text), &s) != nil {
			return
		}
		e, err := FromSchema(s)
		if err != nil {
			var faults SchemaFaults
			require.True(t, errors.As(err, &faults), "%v", err)
			require.NotEmpty(t, faults)
			return
		}
		for _, sample := range e.Samples() {
			_, err := e.Decode(sample.Source)
			require.NoError(t, err)
			require.NoError(t, fits(schemaOf(t, e, true), sample.Source.Text()))
		}
		e.Markdown()
	})
}
