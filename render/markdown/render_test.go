package markdown_test

import (
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/render/markdown"
	"github.com/billet-mail/billet/template/tag"
)

func TestMarks(t *testing.T) {
	template := scan("# A\n\nb {{ c }}\n\n- d\n  {% if x %}\n  - e\n  {% endif %}\n- f\n\n| g |\n|---|\n| h |\n\n> i\n{.panel}\n\n- k: l\n{.facts}\n\n```\nm\n```\n\n---\n")
	template.doc.Marks = true
	result, faults := markdown.Render(template.doc)
	require.Empty(t, faults)
	blocks := 0
	for _, piece := range strings.Split(result.HTML, `data-billet-at="`)[1:] {
		offset, _, _ := strings.Cut(piece, `"`)
		blocks++
		assert.Regexp(t, `^[0-9]+$`, offset)
	}
	assert.Equal(t, 16, blocks, result.HTML)
	for _, want := range []string{
		`<h1 data-billet-at="0">A`, `<p data-billet-at="5">b`, `<hr data-billet-at="`, `<pre data-billet-at="`,
		`<table class="panel" data-billet-at="`, `<table class="facts" data-billet-at="`,
	} {
		assert.Contains(t, result.HTML, want)
	}
}

func TestLimits(t *testing.T) {
	for name, text := range map[string]string{
		"text":         strings.Repeat("a\n\n", 100_000),
		"block":        strings.Repeat("a\n", 20_000),
		"quotes":       "a\n\n" + strings.Repeat(">", 101) + " a",
		"items":        "a\n\n" + strings.Repeat("- ", 101) + "a",
		"numbers":      "a\n\n" + strings.Repeat("1. ", 101) + "a",
		"brackets":     strings.Repeat("[", 501),
		"images":       strings.Repeat("![", 501),
		"addresses":    strings.Repeat("[a](", 501),
		"columns":      strings.Repeat("|a", 51) + "|\n" + strings.Repeat("|-", 51) + "|\n",
		"cells":        "|a|b|c|d|\n|-|-|-|-|\n" + strings.Repeat("|a|b|c|d|\n", 1300),
		"cells, quote": "> |a|b|c|d|\n> |-|-|-|-|\n" + strings.Repeat("> |a|b|c|d|\n", 1300),
	} {
		t.Run(name, func(t *testing.T) {
			source := diag.NewSource("t.md", text)
			result, faults := markdown.Render(markdown.Document{Text: text, Range: source.Range})
			require.Len(t, faults, 1)
			assert.Equal(t, diag.MarkdownTooLarge, faults[0].Code)
			assert.NotEqual(t, diag.Pos{}, faults[0].Range.End)
			assert.Empty(t, result)
		})
	}
	for name, text := range map[string]string{
		"text":     strings.Repeat("a\n\n", 80_000),
		"quotes":   strings.Repeat(">", 100) + " a",
		"rule":     strings.Repeat("-", 1000) + "\n\n" + strings.Repeat("*", 1000),
		"brackets": strings.Repeat("[a](tel:1) ", 2000),
		"columns":  strings.Repeat("|a", 50) + "|\n" + strings.Repeat("|-", 50) + "|\n",
		"rows":     "|a|b|\n|-|-|\n" + strings.Repeat("|a|b|\n", 2400),
	} {
		t.Run("within "+name, func(t *testing.T) {
			_, faults := markdown.Render(markdown.Document{Text: text})
			assert.Empty(t, faults)
		})
	}
}

// TestHostileText repeats what makes Markdown parsers slow. The bound is wide:
// without limits the worst of these take minutes.
func TestHostileText(t *testing.T) {
	for _, unit := range []string{
		"- ", "> ", "[a](", "[", "](", "*a **a ", "*a_ ", "`a ``b ", "<a ", "<!-- ", "&a", "~~a ~", "[a](b){.c} ", "[a](b) ",
		"**TOK ", "TOK\n", "TOK| a |\n", "[TOK](", "[a]: b\n", "- a\n\n", "a | b\n", "- a\nTOK\n", "{.a b=\"",
	} {
		for _, size := range []int{30 << 10, 120 << 10} {
			table := tag.NewTable(unit)
			table.Tags = []tag.Tag{{Role: tag.Open, Name: "if"}}
			text := strings.ReplaceAll(strings.Repeat(unit, size/len(unit)), "TOK", table.Token(0))
			begin := time.Now()
			_, _ = markdown.Render(markdown.Document{Text: text[:min(len(text), size)], Tags: table})
			assert.Less(t, time.Since(begin), 20*time.Second, "%q", unit)
		}
	}
}

// TestUnreadable holds that a panic below does not leave the package.
func TestUnreadable(t *testing.T) {
	template := scan("[{{ a }}]({{ b }})")
	template.doc.Same = func(int, int) bool { panic("as goldmark might") }
	result, faults := markdown.Render(template.doc)
	require.Len(t, faults, 1)
	assert.Equal(t, diag.MarkdownUnreadable, faults[0].Code)
	assert.Empty(t, result)
}

func TestWithoutTags(t *testing.T) {
	result, faults := markdown.Render(markdown.Document{Text: "a *b*\n\n![](cid:x)"})
	require.Len(t, faults, 1)
	assert.Equal(t, diag.Range{}, faults[0].Range)
	assert.Equal(t, "<p>a <em>b</em></p>\n<p><img src=\"cid:x\" alt=\"\"></p>\n", result.HTML)
}

func TestConcurrentUse(t *testing.T) {
	template := scan("- {{ a }}\n{% if x %}\n- [b]({{ c }})\n{% endif %}\n")
	want, faults := markdown.Render(template.doc)
	require.Empty(t, faults)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			got, _ := markdown.Render(template.doc)
			assert.Equal(t, want, got)
		})
	}
	group.Wait()
}

// TestLineEnds holds that files from Windows make the same mails.
func TestLineEnds(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	require.NoError(t, err)
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		require.NoError(t, err)
		for _, f := range archive.Files {
			if !strings.HasSuffix(f.Name, ".md") {
				continue
			}
			unix, windows := scan(string(f.Data)), scan(strings.ReplaceAll(string(f.Data), "\n", "\r\n"))
			want, wantFaults := markdown.Render(unix.doc)
			got, gotFaults := markdown.Render(windows.doc)
			require.Len(t, gotFaults, len(wantFaults), "%s %s: %v", file, f.Name, gotFaults)
			if len(wantFaults) == 0 {
				assert.Equal(t, unix.source(want.HTML), windows.source(strings.ReplaceAll(got.HTML, "\r", "")), "%s %s", file, f.Name)
				assert.Equal(t, play(unix, want.Text, false), play(windows, got.Text, false), "%s %s", file, f.Name)
			}
		}
	}
}

// TestEveryCodeHasACase holds the codes against the goldens and the tests of
// this file.
func TestEveryCodeHasACase(t *testing.T) {
	elsewhere := map[diag.Code]bool{diag.MarkdownTooLarge: true, diag.MarkdownUnreadable: true, diag.MarkdownTagLost: true}
	files, err := filepath.Glob("testdata/*.txtar")
	require.NoError(t, err)
	var goldens strings.Builder
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		require.NoError(t, err)
		for _, f := range archive.Files {
			if strings.HasSuffix(f.Name, ".faults") {
				goldens.Write(f.Data)
			}
		}
	}
	for _, doc := range diag.Catalogue() {
		if !strings.HasPrefix(string(doc.Code), "markdown-") {
			continue
		}
		assert.NotEmpty(t, doc.Title, doc.Code)
		assert.NotEmpty(t, doc.Remedy, doc.Code)
		assert.True(t, elsewhere[doc.Code] || strings.Contains(goldens.String(), string(doc.Code)+" "), "no golden has %s", doc.Code)
	}
}
