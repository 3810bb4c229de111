package bench

import (
	"html"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func messageOf(t *testing.T, way Way, invoice *Invoice) Message {
	meter, message, err := way.Start(invoice)
	require.NoError(t, err, way.Name)
	cost, err := meter(1)
	require.NoError(t, err, way.Name)
	require.Positive(t, cost.Nanoseconds, way.Name)
	return message
}

func invoices(language string) map[string]*Invoice {
	inTime := SampleIn(language, FewLines)
	inTime.Overdue = false
	return map[string]*Invoice{
		"few lines":   SampleIn(language, FewLines),
		"many lines":  SampleIn(language, ManyLines),
		"no lines":    SampleIn(language, 0),
		"not overdue": inTime,
	}
}

func TestEveryWayHoldsEveryValue(t *testing.T) {
	for _, way := range append(allWays(t), startHermes(t)) {
		if way.Part {
			continue
		}
		for name, invoice := range invoices("en") {
			if name == "no lines" && strings.HasPrefix(way.Name, "hermes") {
				continue // its table begins with the first line's columns
			}
			assert.Empty(t, Missing(messageOf(t, way, invoice), invoice), "%s, %s", way.Name, name)
		}
	}
}

func TestMissingNamesWhatAMessageLacks(t *testing.T) {
	invoice := &Invoice{InvoiceNumber: "7", Total: "9", Lines: []Line{{Description: "A & B"}}}
	assert.Equal(t, []string{
		`html: "7"`, `text: "7"`, `html: "9"`, `text: "9"`,
		`html: "A & B"`, `text: "A"`, `text: "&"`, `text: "B"`,
		`subject: "7"`, `subject: "9"`,
	}, Missing(Message{}, invoice))
	assert.Empty(t, Missing(Message{Subject: "7 9", HTML: "7 9 A &amp; B", Text: "7 9 A & B"}, invoice))
}

// The rivals differ only in how they write entities, and the naive pipeline in
// its text part, which html2text makes.
func TestRivalsMakeTheSamePage(t *testing.T) {
	rivals, err := Rivals()
	require.NoError(t, err)
	for name, invoice := range invoices("en") {
		if name == "no lines" {
			continue // the naive pipeline leaves out an empty table's body
		}
		want := messageOf(t, rivals[len(rivals)-1], invoice)
		for _, way := range rivals {
			got := messageOf(t, way, invoice)
			assert.Equal(t, want.Subject, got.Subject, "%s, %s", way.Name, name)
			assert.Equal(t, html.UnescapeString(want.HTML), html.UnescapeString(got.HTML), "%s, %s", way.Name, name)
			if way.Name != NaiveName {
				assert.Equal(t, want.Text, got.Text, "%s, %s", way.Name, name)
			}
		}
	}
}

// The floor must stay one: a string for each part, and no memory beyond.
func TestFloorAllocatesEachPartOnce(t *testing.T) {
	page, err := Finish(Folder(), "invoice", "en")
	require.NoError(t, err)
	floor := NewFloor(page)
	for name, invoice := range invoices("en") {
		allocations := testing.AllocsPerRun(10, func() { _, _ = floor.Render(invoice) })
		assert.LessOrEqual(t, allocations, 3.0, name)
	}
}

func TestValuesAreEscaped(t *testing.T) {
	invoice := Sample(1)
	invoice.CustomerName = `<b>&"'>`
	for _, way := range allWays(t) {
		if way.Part {
			continue
		}
		message := messageOf(t, way, invoice)
		assert.NotContains(t, message.HTML, "<b>", way.Name)
		assert.Contains(t, html.UnescapeString(message.HTML), "Hello "+invoice.CustomerName, way.Name)
	}
}

func TestMailIsOfTheSizeMeant(t *testing.T) {
	naive, err := NewNaive(Folder(), "invoice", "en")
	require.NoError(t, err)
	message, err := naive.Render(Sample(FewLines))
	require.NoError(t, err)
	assert.InDelta(t, 20_000, len(message.HTML), 1_000)
	styles, err := fs.ReadFile(Folder(), "styles/inline.css")
	require.NoError(t, err)
	assert.Equal(t, 130, strings.Count(string(styles), "{"))
}

func TestLoadFolderHasPagesOfTheirOwn(t *testing.T) {
	languages := []string{"en", "fr"}
	folder, err := LoadFolder(3, languages)
	require.NoError(t, err)
	config, err := fs.ReadFile(folder, "billet.yaml")
	require.NoError(t, err)
	assert.Contains(t, string(config), "available: [en, fr]")
	seen := map[string]bool{}
	for i := range 3 {
		for _, language := range languages {
			naive, err := NewNaive(folder, LoadTemplate(i), language)
			require.NoError(t, err)
			_, page, err := naive.Page(Sample(1))
			require.NoError(t, err)
			assert.False(t, seen[page], "%s in %s is another's page", LoadTemplate(i), language)
			assert.Contains(t, page, `<html lang="`+language+`"`)
			seen[page] = true
		}
	}
	loaders, err := Loaders(folder, 3, languages)
	require.NoError(t, err)
	one, err := loaders[0].Load()
	require.NoError(t, err)
	all, err := loaders[1].Load()
	require.NoError(t, err)
	assert.Len(t, one, 6)
	assert.Equal(t, one, all)
}

func TestFaultyFolders(t *testing.T) {
	full := func(change map[string]string) fs.FS {
		folder := fstest.MapFS{}
		for _, name := range []string{"layouts/default.html", "styles/inline.css", "styles/head.css", "templates/invoice/en.md"} {
			data, err := fs.ReadFile(Folder(), name)
			require.NoError(t, err)
			folder[name] = &fstest.MapFile{Data: data}
		}
		for name, text := range change {
			folder[name] = &fstest.MapFile{Data: []byte(text)}
		}
		return folder
	}
	cases := map[string]struct {
		folder fs.FS
		want   string
	}{
		"no files":        {fstest.MapFS{}, "file does not exist"},
		"no front matter": {full(map[string]string{"templates/invoice/en.md": "# Hello"}), "no front matter"},
		"bad tag":         {full(map[string]string{"templates/invoice/en.md": "---\n---\n{% if %}"}), "Error (where: parser)"},
		"no table":        {full(map[string]string{"templates/invoice/en.md": "---\n---\n# Hello"}), `the finished page has no "zlineDescriptionz"`},
	}
	for name, c := range cases {
		_, err := Finish(c.folder, "invoice", "en")
		assert.ErrorContains(t, err, c.want, name)
	}
	_, err := Finish(full(nil), "invoice", "en")
	assert.NoError(t, err)
	_, err = Finish(full(nil), "invoice", "fr")
	assert.ErrorIs(t, err, fs.ErrNotExist)
}
