package render_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/locales"
	"github.com/billet-mail/billet/placeholders"
	"github.com/billet-mail/billet/render"
	"github.com/billet-mail/billet/template"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// folder is the files of a case, with layouts where it has none.
type folder map[string]*diag.Source

func (f folder) Source(path string) (*diag.Source, bool) {
	src, ok := f[path]
	return src, ok
}

func (f folder) List(string) []string { return nil }

func folderOf(archive *txtar.Archive) folder {
	f := folder{}
	add := func(name, text string) { f[name] = diag.NewSource(name, text) }
	add("layouts/default.html", "<html>\n<head></head>\n<body>\n{{ content }}\n</body>\n</html>\n")
	add("layouts/default.txt", "{{ content }}\n")
	for _, file := range archive.Files {
		if string(file.Data) == "none\n" {
			delete(f, file.Name)
		} else if !strings.HasPrefix(file.Name, "want.") {
			add(file.Name, string(file.Data))
		}
	}
	return f
}

// compile compiles mail.md of a folder for the signup event.
func compile(t testing.TB, files template.Files, source *diag.Source) (*render.Page, diag.List, *events.Event) {
	canonical, ok := events.Canonical().Lookup("signup")
	require.True(t, ok)
	plain := *canonical
	plain.Required = nil // the cases are about other things
	e := &plain
	fields, err := placeholders.ForEvent(e)
	require.NoError(t, err)
	english, err := locales.New("en")
	require.NoError(t, err)
	var texts []string
	if all, ok := files.(folder); ok {
		for _, each := range all {
			texts = append(texts, each.Text())
		}
	}
	c, faults := render.NewCompiler(files, texts, nil)
	require.Empty(t, faults)
	front := template.ReadFrontMatter(source, &faults)
	require.Empty(t, faults)
	language := &render.Language{Locale: english, Chain: []string{"en"}, Strings: map[string]locales.String{}, Brand: map[string]*expr.Constant{}}
	made := c.Compile(render.Request{Name: "mail", Source: source, Front: front, Language: language, Events: []render.Event{{Event: e, Fields: fields}}})
	return made.Page, made.Faults, e
}

// TestFaults runs testdata/*.txtar: a template mail.md with its folder, and
// everything that is wrong with it. A file of the word none is left out.
func TestFaults(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			require.NoError(t, err)
			require.NotEmpty(t, bytes.TrimSpace(archive.Comment), "a case says why it is there")
			files := folderOf(archive)
			page, faults, _ := compile(t, files, files["mail.md"])
			assert.Equal(t, faults.Err() == nil, page != nil)
			got := described(files, faults)
			last := len(archive.Files) - 1
			if archive.Files[last].Name != "want.faults" {
				require.True(t, *update, "want.faults is missing: write it with -update, then read it\n%s", got)
				archive.Files, last = append(archive.Files, txtar.File{Name: "want.faults"}), last+1
			}
			if !*update {
				assert.Equal(t, string(archive.Files[last].Data), got)
				return
			}
			archive.Files[last].Data = []byte(got)
			require.NoError(t, os.WriteFile(path, txtar.Format(archive), 0o644))
		})
	}
}

func described(files folder, faults diag.List) string {
	var b strings.Builder
	for _, f := range faults {
		fmt.Fprintf(&b, "%s:%d:%d-%d:%d %s ", f.Range.File, f.Range.Start.Line, f.Range.Start.Column, f.Range.End.Line, f.Range.End.Column, f.Code)
		if src := files[f.Range.File]; src != nil {
			fmt.Fprintf(&b, "%q", src.Text()[f.Range.Start.Offset:f.Range.End.Offset])
		}
		fmt.Fprintf(&b, "\n\t%s\n\t%s\n", f.Message, f.Help)
	}
	return b.String()
}

// TestEveryCodeHasACase looks for the codes of layouts among the faults of this
// package's cases and those of render/page.
func TestEveryCodeHasACase(t *testing.T) {
	elsewhere := []diag.Code{diag.PageScope} // TestScope of render/page
	var all strings.Builder
	for _, pattern := range []string{"testdata/*.txtar", "page/testdata/*.txtar"} {
		paths, err := filepath.Glob(pattern)
		require.NoError(t, err)
		for _, path := range paths {
			text, err := os.ReadFile(path)
			require.NoError(t, err)
			all.Write(text)
		}
	}
	for _, doc := range diag.Catalogue() {
		if strings.HasPrefix(string(doc.Code), "page-") && !slices.Contains(elsewhere, doc.Code) {
			assert.True(t, strings.Contains(all.String(), " "+string(doc.Code)+" "), "no case has the code %s", doc.Code)
		}
	}
}

// breaking is a folder whose files cannot be read without a panic, as a
// dependency might panic on them.
type breaking struct{ folder }

func (b breaking) Source(path string) (*diag.Source, bool) {
	if strings.HasPrefix(path, "partials/") {
		panic("as a parser might")
	}
	return b.folder.Source(path)
}

// TestPanicBelow holds that a panic below becomes a fault of its template.
func TestPanicBelow(t *testing.T) {
	source := diag.NewSource("mail.md", "---\nsubject: S\n---\n{% include \"x.md\" %}\n")
	page, faults, _ := compile(t, breaking{folderOf(&txtar.Archive{})}, source)
	require.Nil(t, page)
	require.Len(t, faults, 1)
	assert.Equal(t, diag.TemplateComposition, faults[0].Code)
	assert.Equal(t, "mail.md", faults[0].Range.File)
	assert.Contains(t, faults[0].Message, "as a parser might")
}

// TestRenderErrors holds that Render returns errors and never panics, even for
// data that is not the event's.
func TestRenderErrors(t *testing.T) {
	files := folderOf(&txtar.Archive{})
	page, faults, e := compile(t, files, diag.NewSource("mail.md", "---\nsubject: \"Hello {{ customer.name }}\"\n---\n\nHello {{ customer.name }}\n"))
	require.Empty(t, faults)
	at := events.Moment{Now: time.Unix(1e9, 0)}
	sample := e.Samples()[0]
	data, err := e.Decode(sample.Source)
	require.NoError(t, err)

	var scratch render.Scratch
	parts, err := page.Render(render.Occasion{Event: e, Data: data, At: at, Limit: 1 << 20}, &scratch)
	require.NoError(t, err)
	assert.NotEmpty(t, parts.Subject)
	subject, html, text := parts.Subject, parts.HTML.String(), parts.Text.String()

	_, err = page.Render(render.Occasion{Event: e, Data: data, At: at, Limit: 10}, &scratch)
	assert.True(t, errors.Is(err, render.ErrTooLarge), err)

	other, _ := events.Canonical().Lookup("payment_overdue")
	assert.False(t, page.Serves(other.ID))
	_, err = page.Render(render.Occasion{Event: other, Data: data, At: at, Limit: 1 << 20}, &scratch)
	assert.ErrorContains(t, err, "does not serve")

	for _, wrong := range []any{nil, "words", 3, struct{}{}, (*int)(nil)} {
		_, err = page.Render(render.Occasion{Event: e, Data: wrong, At: at, Limit: 1 << 20}, &scratch)
		assert.Error(t, err, "%T", wrong)
	}

	longer, err := e.Decode(e.Samples()[1].Source)
	require.NoError(t, err)
	_, err = page.Render(render.Occasion{Event: e, Data: longer, At: at, Limit: 1 << 20}, &scratch)
	require.NoError(t, err)
	again, err := page.Render(render.Occasion{Event: e, Data: data, At: at, Limit: 1 << 20}, &scratch)
	require.NoError(t, err)
	assert.Equal(t, parts, again, "scratch space is nothing but that")
	assert.Equal(t, subject+html+text, parts.Subject+parts.HTML.String()+parts.Text.String(), "parts do not refer to it")
}
