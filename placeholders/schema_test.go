package placeholders_test

import (
	"flag"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/placeholders"
)

var update = flag.Bool("update", false, "rewrite the wants of the cases")

func TestSchema(t *testing.T) {
	var b strings.Builder
	describe(&b, schema(t), "")
	const file = "testdata/schema.txtar"
	archive, err := txtar.ParseFile(file)
	require.NoError(t, err)
	require.Len(t, archive.Files, 1)
	if *update {
		archive.Files[0].Data = []byte(b.String())
		require.NoError(t, os.WriteFile(file, txtar.Format(archive), 0o644))
		return
	}
	assert.Equal(t, string(archive.Files[0].Data), b.String())
}

func describe(b *strings.Builder, fields *placeholders.Fields, indent string) {
	for _, f := range fields.All() {
		fmt.Fprintf(b, "%s%s %s", indent, f.Name, f.Kind)
		if f.Optional {
			b.WriteString("?")
		}
		if f.Derived() {
			b.WriteString(" derived")
		}
		if f.Values != nil {
			fmt.Fprintf(b, " of %s", strings.Join(f.Values, ", "))
		}
		if f.Doc != "" {
			fmt.Fprintf(b, ": %s", f.Doc)
		}
		b.WriteString("\n")
		if f.Fields != nil {
			describe(b, f.Fields, indent+"  ")
		}
	}
}

func TestPathsEnterObjectsOnly(t *testing.T) {
	paths := schema(t).Paths()
	assert.Contains(t, paths, "company.owner.name")
	assert.Contains(t, paths, "lines")
	assert.NotContains(t, paths, "lines.text")
	assert.Contains(t, paths, "steps")
}

func TestAllIsACopy(t *testing.T) {
	fields := schema(t)
	fields.All()[0] = nil
	assert.NotNil(t, fields.All()[0])
	f, ok := fields.Lookup("name")
	assert.True(t, ok)
	assert.Equal(t, "Jo", f.Example)
	_, ok = fields.Lookup("Untagged")
	assert.False(t, ok)
	assert.Equal(t, "name", fields.Names()[0])
}

// The events of the catalogue all have a schema.
func TestCanonicalEvents(t *testing.T) {
	for _, e := range events.Canonical().All() {
		fields, err := placeholders.ForEvent(e)
		require.NoError(t, err, e.ID)
		assert.NotEmpty(t, fields.All(), e.ID)
	}
}

type itself struct {
	Inner *itself `json:"inner"`
}

type itselfInList struct {
	Items []struct {
		Back []itselfInList `json:"back"`
	} `json:"items"`
}

func TestSchemaRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		data, derived reflect.Type
		want          string
	}{
		"float": {reflect.TypeFor[struct {
			X float64 `json:"x"`
		}](), nil, "event e: x: type float64 is no placeholder type"},
		"map": {reflect.TypeFor[struct {
			X map[string]string `json:"x"`
		}](), nil, "event e: x: type map[string]string is no placeholder type"},
		"list of words": {reflect.TypeFor[struct {
			X []string `json:"x"`
		}](), nil, "event e: x: type []string is no list of objects"},
		"list of money": {reflect.TypeFor[struct {
			X []events.Money `json:"x"`
		}](), nil, "event e: x: type []events.Money is no list of objects"},
		"list of pointers": {reflect.TypeFor[struct {
			X []*part `json:"x"`
		}](), nil, "event e: x: type []*placeholders_test.part is no list of objects"},
		"inside": {reflect.TypeFor[struct {
			A struct {
				B uint `json:"b"`
			} `json:"a"`
		}](), nil, "event e: a: b: type uint is no placeholder type"},
		"itself":         {reflect.TypeFor[itself](), nil, "event e: inner: type placeholders_test.itself holds itself"},
		"itself in list": {reflect.TypeFor[itselfInList](), nil, "event e: items: back: type placeholders_test.itselfInList holds itself"},
		"twice": {reflect.StructOf([]reflect.StructField{
			{Name: "A", Type: reflect.TypeFor[string](), Tag: `json:"x"`},
			{Name: "B", Type: reflect.TypeFor[string](), Tag: `json:"x"`},
		}), nil, "event e: x is there twice"},
		"given and derived": {reflect.TypeFor[part](), reflect.TypeFor[part](), "event e: id is both given and derived"},
		"no struct":         {reflect.TypeFor[string](), nil, "event e: type string is no struct"},
		"nothing":           {nil, nil, "event e: type <nil> is no struct"},
		"derived no struct": {reflect.TypeFor[part](), reflect.TypeFor[[]part](), "event e: type []placeholders_test.part is no struct"},
	} {
		t.Run(name, func(t *testing.T) {
			fields, err := placeholders.ForEvent(&events.Event{ID: "e", Data: c.data, Derived: c.derived})
			assert.Nil(t, fields)
			assert.EqualError(t, err, c.want)
		})
	}
}
