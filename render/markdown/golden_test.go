package markdown_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/render/markdown"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// TestCases renders every NAME.md of testdata/*.txtar. What it must make
// follows it: NAME.html and NAME.text, with every first arm taken and every
// loop run twice; NAME.skip, the text with last arms taken and loops skipped,
// where it differs; or NAME.faults.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			testFile(t, file)
		})
	}
}

func testFile(t *testing.T, path string) {
	archive, err := txtar.ParseFile(path)
	require.NoError(t, err)
	require.NotEmpty(t, archive.Comment, "say why these cases matter")
	want := map[string]string{}
	for _, f := range archive.Files {
		want[f.Name] = string(f.Data)
	}
	rewritten := &txtar.Archive{Comment: archive.Comment}
	add := func(name, text string) {
		rewritten.Files = append(rewritten.Files, txtar.File{Name: name, Data: []byte(text)})
	}
	for _, f := range archive.Files {
		name, isInput := strings.CutSuffix(f.Name, ".md")
		if !isInput {
			continue
		}
		add(f.Name, string(f.Data))
		got := results(scan(string(f.Data)))
		for _, kind := range []string{"html", "text", "skip", "faults"} {
			if text, ok := got[kind]; ok {
				add(name+"."+kind, text)
			}
			if !*update {
				t.Run(name+"."+kind, func(t *testing.T) {
					_, wanted := want[name+"."+kind]
					_, made := got[kind]
					require.Equal(t, wanted, made, "golden %s.%s: run with -update, then read the change\n%s", name, kind, got[kind])
					assert.Equal(t, want[name+"."+kind], got[kind])
				})
			}
		}
	}
	if *update {
		require.NoError(t, os.WriteFile(path, txtar.Format(rewritten), 0o644))
	}
}

// results are the goldens of one template, by kind. A template with faults
// has only these.
func results(t template) map[string]string {
	result, faults := markdown.Render(t.doc)
	got := map[string]string{}
	if len(faults) > 0 {
		got["faults"] = describe(t, faults)
		return got
	}
	got["html"] = t.source(result.HTML)
	got["text"] = play(t, result.Text, false) + "\n"
	if skipped := play(t, result.Text, true) + "\n"; skipped != got["text"] {
		got["skip"] = skipped
	}
	return got
}

func describe(t template, faults diag.List) string {
	var b strings.Builder
	source := t.source(t.doc.Text)
	for _, f := range faults {
		r := f.Range
		severity := ""
		if f.Severity == diag.Warning {
			severity = "warning "
		}
		fmt.Fprintf(&b, "%d:%d-%d:%d %s%s %q\n\t%s\n\t%s\n", r.Start.Line, r.Start.Column, r.End.Line, r.End.Column,
			severity, f.Code, source[r.Start.Offset:r.End.Offset], f.Message, f.Help)
	}
	return b.String()
}
