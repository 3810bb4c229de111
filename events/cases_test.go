package events

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
)

var update = flag.Bool("update", false, "rewrite the wants of the cases")

// A file testdata/{accept,refuse}/*.txtar holds cases EVENT/NAME.INPUT, each
// with a want EVENT/NAME.want. Inputs are
//
//	.json    the payload
//	.quoted  the payload as a quoted Go string, for bytes that do not show
//	.repeat  lines COUNT TEXT, joined: for sizes
//	.edit    the event's sample (plain, unless the first line says "sample V"),
//	         in which the first "- old" is replaced by "+ new"
//
// A want to refuse has a line for each fault: range, the text in it, code,
// message. A want to accept is the data written back.
func TestDecodeAccepts(t *testing.T) {
	runCases(t, "accept", func(t *testing.T, e *Event, src *diag.Source) string {
		data, err := e.Decode(src)
		require.NoError(t, err)
		assert.NoError(t, e.Validate(data))
		written, err := json.MarshalIndent(data, "", "  ")
		require.NoError(t, err)
		return string(written) + "\n"
	})
}

func TestDecodeRefuses(t *testing.T) {
	runCases(t, "refuse", func(t *testing.T, e *Event, src *diag.Source) string {
		data, err := e.Decode(src)
		require.Error(t, err)
		assert.Nil(t, data)
		var list diag.List
		require.True(t, errors.As(err, &list))
		var b strings.Builder
		for _, d := range list {
			assert.Equal(t, src.Name(), d.Range.File)
			r := d.Range
			fmt.Fprintf(&b, "%d:%d-%d:%d %s\n  %s: %s\n", r.Start.Line, r.Start.Column, r.End.Line, r.End.Column,
				excerpt(src.Text()[r.Start.Offset:r.End.Offset]), d.Code, d.Message)
			if d.Help != "" {
				fmt.Fprintf(&b, "  %s\n", d.Help)
			}
		}
		return b.String()
	})
}

func excerpt(s string) string {
	if len(s) > 60 {
		s = s[:60] + "…"
	}
	return strconv.Quote(s)
}

func runCases(t *testing.T, folder string, run func(*testing.T, *Event, *diag.Source) string) {
	files, err := filepath.Glob(filepath.Join("testdata", folder, "*.txtar"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	catalogue := testCatalogue(t)
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		require.NoError(t, err)
		require.NotEmpty(t, archive.Comment, "%s says why", file)
		wants := map[string]string{}
		for _, f := range archive.Files {
			if name, ok := strings.CutSuffix(f.Name, ".want"); ok {
				wants[name] = string(f.Data)
			}
		}
		updated := &txtar.Archive{Comment: archive.Comment}
		for _, f := range archive.Files {
			ext := filepath.Ext(f.Name)
			if ext == ".want" {
				continue
			}
			name := strings.TrimSuffix(f.Name, ext)
			t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar")+"/"+name, func(t *testing.T) {
				id, _, _ := strings.Cut(name, "/")
				e, ok := catalogue.Lookup(id)
				require.True(t, ok, "event of %s", f.Name)
				got := run(t, e, diag.NewSource("data.json", input(t, e, ext, string(f.Data))))
				updated.Files = append(updated.Files, f, txtar.File{Name: name + ".want", Data: []byte(got)})
				if !*update {
					want, ok := wants[name]
					require.True(t, ok, "no want for %s", f.Name)
					assert.Equal(t, want, got)
				}
			})
		}
		if *update && !t.Failed() {
			require.NoError(t, os.WriteFile(file, txtar.Format(updated), 0o644))
		}
	}
}

// eachCase runs over the inputs of a folder without their wants.
func eachCase(t *testing.T, folder string, run func(*testing.T, *Event, *diag.Source)) {
	files, err := filepath.Glob(filepath.Join("testdata", folder, "*.txtar"))
	require.NoError(t, err)
	catalogue := testCatalogue(t)
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		require.NoError(t, err)
		for _, f := range archive.Files {
			if ext := filepath.Ext(f.Name); ext != ".want" {
				id, _, _ := strings.Cut(f.Name, "/")
				e, ok := catalogue.Lookup(id)
				require.True(t, ok, f.Name)
				t.Run(f.Name, func(t *testing.T) {
					run(t, e, diag.NewSource("data.json", input(t, e, ext, string(f.Data))))
				})
			}
		}
	}
}

func input(t *testing.T, e *Event, ext, data string) string {
	switch ext {
	case ".json":
		return data
	case ".quoted":
		text, err := strconv.Unquote(strings.TrimSpace(data))
		require.NoError(t, err)
		return text
	case ".repeat":
		var b strings.Builder
		for line := range strings.Lines(data) {
			count, text, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
			n, err := strconv.Atoi(count)
			require.NoError(t, err)
			b.WriteString(strings.Repeat(text, n))
		}
		return b.String()
	case ".edit":
		return edited(t, e, data)
	}
	t.Fatalf("unknown input %s", ext)
	return ""
}

func edited(t *testing.T, e *Event, edits string) string {
	variant := "plain"
	if rest, ok := strings.CutPrefix(edits, "sample "); ok {
		variant, edits, _ = strings.Cut(rest, "\n")
	}
	text := sampleText(t, e, variant)
	for edit := range strings.SplitSeq(strings.TrimPrefix(edits, "- "), "\n- ") {
		old, now, ok := strings.Cut(strings.TrimSuffix(edit, "\n"), "\n+ ")
		require.True(t, ok, "an edit has a line - and a line +")
		require.Contains(t, text, old)
		text = strings.Replace(text, old, now, 1)
	}
	return text
}

func sampleText(t testing.TB, e *Event, variant string) string {
	for _, s := range e.Samples() {
		if s.Variant == variant {
			return s.Source.Text()
		}
	}
	t.Fatalf("no sample %s", variant)
	return ""
}

// testCatalogue is the canonical one with an event of every kind, whose type is
// made at run time as custom events' types are.
func testCatalogue(t testing.TB) *Catalogue {
	e, err := Define(kindsEvent())
	require.NoError(t, err)
	c, err := Canonical().With(e)
	require.NoError(t, err)
	return c
}

func kindsEvent() Event {
	entry := reflect.StructOf([]reflect.StructField{
		field[string]("name", "required,max=20"),
		field[*int]("count", "omitempty,min=1,max=9"),
	})
	entries := field[string]("entries", "max=3,dive")
	entries.Type = reflect.SliceOf(entry)
	group := field[string]("group", "")
	group.Type = reflect.PointerTo(entry)
	return Event{
		ID: "kinds", Title: "Kinds", Description: "Never happens.", Audience: "staff",
		Data: reflect.StructOf([]reflect.StructField{
			field[string]("string", "required,max=20"),
			field[Text]("text", "max=20"),
			field[Markdown]("markdown", "max=20"),
			field[int]("integer", "required,min=0,max=99"),
			field[*int8]("small", ""),
			field[Decimal]("decimal", ""),
			field[Percent]("percent", ""),
			field[Money]("money", ""),
			field[Date]("date", ""),
			field[time.Time]("datetime", ""),
			field[URL]("url", ""),
			field[Email]("email", ""),
			field[bool]("bool", "required"),
			field[Period]("period", ""),
			field[string]("choice", "omitempty,max=9,oneof=red green"),
			field[[]string]("words", "max=3,dive,required,max=9,alpha"),
			entries,
			group,
			field[*File]("file", ""),
		}),
		Required: []string{"string", "entries.name"},
	}
}

func field[T any](name, rules string) reflect.StructField {
	return reflect.StructField{
		Name: strings.ToUpper(name[:1]) + name[1:],
		Type: reflect.TypeFor[T](),
		Tag: reflect.StructTag(fmt.Sprintf(`json:"%s,omitzero" validate:%q doc:"Of a kind." example:"x"`,
			name, rules)),
	}
}
