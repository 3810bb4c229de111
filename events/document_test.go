package events

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func smallEvent(t *testing.T) *Event {
	e, err := FromSchema(EventSchema{
		ID: "visit_booked", Title: "Visit booked", Description: "Happens when a visit has been booked.", Audience: "staff",
		Required: []string{"visitor.name", "starts_at"},
		Names:    map[string]string{"planner": "visit.created", "door": "booking|new"},
		Fields: []SchemaField{
			{Name: "starts_at", Type: "datetime", Doc: "When it begins.", Example: "2026-11-20T09:00:00+01:00"},
			{Name: "visitor", Type: "object", Doc: "Who comes.", Fields: []SchemaField{
				{Name: "name", Type: "string", Doc: "Full name | or alias.", Example: "Jo <Jo>", Max: 100},
				{Name: "phone", Type: "url", Doc: "Where to call.", Example: "tel:+15550100", Optional: true},
			}},
			{Name: "host", Type: "object", Doc: "Who is visited, if anybody.", Optional: true, Fields: []SchemaField{
				{Name: "floor", Type: "integer", Doc: "Floor of the office.", Example: "3"},
			}},
			{Name: "kind", Type: "enum", Doc: "Kind of visit.", Example: "tour", Values: []string{"tour", "talk"}, Optional: true},
			{Name: "rooms", Type: "list", Doc: "Rooms that are reserved.", Optional: true, Max: 5, Fields: []SchemaField{
				{Name: "label", Type: "text", Doc: "What is on the door.", Example: "Oak\n2nd floor"},
				{Name: "fee", Type: "money", Doc: "Fee, if any.", Example: `{"amount": "5.00", "currency": "EUR"}`, Optional: true},
				{Name: "share", Type: "percent", Doc: "Part of the fee that is charged.", Example: "50"},
			}},
			{Name: "card", Type: "card", Doc: "The card that pays, if one does.", Optional: true},
		},
	})
	require.NoError(t, err)
	return e
}

func TestDocument(t *testing.T) {
	const file = "testdata/document/small.txtar"
	e := smallEvent(t)
	doc, err := json.MarshalIndent(e.Document(), "", "  ")
	require.NoError(t, err)
	schema, err := e.JSONSchema()
	require.NoError(t, err)
	got := []txtar.File{
		{Name: "text", Data: []byte(e.Document().Text())},
		{Name: "markdown", Data: []byte(e.Markdown())},
		{Name: "json", Data: append(doc, '\n')},
		{Name: "schema", Data: schema},
	}
	archive, err := txtar.ParseFile(file)
	require.NoError(t, err)
	if *update {
		archive.Files = got
		require.NoError(t, os.WriteFile(file, txtar.Format(archive), 0o644))
		return
	}
	require.Len(t, archive.Files, len(got))
	for i, want := range archive.Files {
		assert.Equal(t, want.Name, got[i].Name)
		assert.Equal(t, string(want.Data), string(got[i].Data), want.Name)
	}
}

// docs/events.md is what the catalogue says of itself.
func TestDocsAreInStep(t *testing.T) {
	const file = "../docs/events.md"
	got := Canonical().Markdown()
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, string(want), got, "run go test ./events -update")
}

// Every link of the page leads to a heading of it, and no heading is there
// twice: its anchor would lead to the first.
func TestDocsLinks(t *testing.T) {
	page := Canonical().Markdown()
	headings := map[string]bool{}
	for line := range strings.Lines(page) {
		if name, ok := strings.CutPrefix(strings.TrimSpace(line), "### "); ok {
			assert.False(t, headings[strings.ToLower(name)], name)
			headings[strings.ToLower(name)] = true
		}
	}
	for _, link := range strings.Split(page, "](#")[1:] {
		anchor, _, _ := strings.Cut(link, ")")
		assert.True(t, headings[anchor], anchor)
	}
}

// Required placeholders and examples are in the documents of all events.
func TestDocumentsAreWhole(t *testing.T) {
	assert.Equal(t, 15, strings.Count(Canonical().Text(), "\n"))
	for _, e := range Canonical().All() {
		doc := e.Document()
		assert.Equal(t, "events."+e.Data.Name(), doc.GoType)
		known := map[string]Placeholder{}
		for _, p := range doc.Placeholders {
			known[p.Path] = p
			assert.NotEmpty(t, p.Doc, "%s: %s", e.ID, p.Path)
			if p.Kind != KindObject && p.Kind != KindList {
				assert.NotEmpty(t, p.Example, "%s: %s", e.ID, p.Path)
			}
			assert.Equal(t, p.Kind == KindEnum, len(p.Values) > 0)
		}
		for _, path := range e.Required {
			assert.Contains(t, known, path)
			assert.False(t, known[path].Optional, "%s: a template can use %s without an if", e.ID, path)
		}
	}
}

func TestEmptyCatalogue(t *testing.T) {
	var c Catalogue
	assert.Empty(t, c.Text())
	assert.NotContains(t, c.Markdown(), "Groups")
}
