package page_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/render/page"
	"github.com/billet-mail/billet/template"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// TestCases runs testdata/*.txtar. Every NAME.html is a page; what must come of
// it follows:
//
//	NAME.faults   what Prove and CompileHTML report; for a page without faults:
//	NAME.folded   prove-*: nothing; fold-*: the page with its constants
//	NAME.full     other cases: what the program writes of data with everything
//	NAME.sparse   and of data without anything optional
func TestCases(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) { testFile(t, path) })
	}
}

func testFile(t *testing.T, path string) {
	archive, err := txtar.ParseFile(path)
	require.NoError(t, err)
	require.NotEmpty(t, bytes.TrimSpace(archive.Comment), "a case says why it is there")
	want := map[string]string{}
	for _, f := range archive.Files {
		want[f.Name] = string(f.Data)
	}
	rewritten := &txtar.Archive{Comment: archive.Comment}
	kind, _, _ := strings.Cut(filepath.Base(path), "-")
	for _, f := range archive.Files {
		name, isPage := strings.CutSuffix(f.Name, ".html")
		if !isPage {
			continue
		}
		rewritten.Files = append(rewritten.Files, f)
		made := results(t, kind, strings.TrimSuffix(string(f.Data), "\n"))
		for _, result := range []string{"faults", "folded", "full", "sparse"} {
			got, ok := made[result]
			if ok {
				rewritten.Files = append(rewritten.Files, txtar.File{Name: name + "." + result, Data: []byte(got)})
			}
			if !*update {
				wanted, there := want[name+"."+result]
				require.Equal(t, there, ok, "%s.%s: write it with -update, then read it\n%s", name, result, got)
				assert.Equal(t, wanted, got, name+"."+result)
			}
		}
	}
	if *update {
		require.NoError(t, os.WriteFile(path, txtar.Format(rewritten), 0o644))
	}
}

func results(t *testing.T, kind, text string) map[string]string {
	w := read(t, text, template.HTML)
	p := w.compiled(t)
	if p == nil || kind == "prove" && len(w.report) > 0 {
		return map[string]string{"faults": w.faults()}
	}
	switch kind {
	case "prove":
		return nil
	case "fold":
		return map[string]string{"folded": w.source(w.fold()) + "\n"}
	}
	return map[string]string{"full": w.run(t, p, full()) + "\n", "sparse": w.run(t, p, sparse()) + "\n"}
}

// TestScope is about tags that Markdown moved out of the statement in which
// their author wrote them.
func TestScope(t *testing.T) {
	const text = `{% if yes %}{{ note }}{% else %}{{ name }}{% endif %}{{ street }}`
	for _, c := range []struct {
		name, want string
		places     map[int]template.Place
	}{
		{"as written", "", map[int]template.Place{1: {Opener: 0}, 3: {Opener: 0, Arm: 1}}},
		{"behind", "1:54-1:66 page-scope", map[int]template.Place{5: {Opener: 0}}},
		{"other arm", "1:33-1:43 page-scope", map[int]template.Place{3: {Opener: 0}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := read(t, text, template.HTML)
			w.report = nil // note is optional
			page.Prove(page.Source{HTML: w.doc.Text, Range: w.doc.Range, Tags: w.tags.Table, Constant: w.constant, Places: c.places}, &w.report)
			assert.True(t, strings.HasPrefix(w.faults(), c.want), w.faults())
			assert.Equal(t, c.want == "", w.faults() == "", w.faults())
		})
	}
}
