package template_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/template"
)

// FuzzCompose puts random files together, in all formats. Each becomes a
// document in which everything has its place, or there is a fault of its
// author; none is ever a fault of ours, and none takes long.
func FuzzCompose(f *testing.F) {
	for _, archive := range seeds(f) {
		var bodies, partials []string
		for _, file := range archive.Files {
			switch text := string(file.Data); {
			case strings.HasPrefix(file.Name, "partials/"):
				partials = append(partials, text)
			case strings.HasPrefix(file.Name, "templates/"), strings.HasPrefix(file.Name, "layouts/"):
				bodies = append(bodies, text)
			}
		}
		for i, body := range bodies {
			parent, first, second := bodies[(i+1)%len(bodies)], "", ""
			if len(partials) > 0 {
				first, second = partials[i%len(partials)], partials[(i+1)%len(partials)]
			}
			f.Add(body, parent, first, second)
		}
	}
	f.Fuzz(func(t *testing.T, body, parent, first, second string) {
		files := folder{}
		for _, name := range []string{"templates/a/en.md", "layouts/a.html", "layouts/a.txt"} {
			files.add(name, body)
		}
		for _, name := range []string{"templates/base/en.md", "layouts/base.html", "layouts/base.txt"} {
			files.add(name, parent)
		}
		for _, ext := range []string{".md", ".html", ".txt"} {
			files.add("partials/a"+ext, first)
			files.add("partials/b"+ext, second)
		}
		files.add("locales/en.yaml", "help:\n  markdown: \"Write **{name}**\"\n")
		start := time.Now()
		for _, name := range []string{"templates/a/en.md", "layouts/a.html", "layouts/a.txt"} {
			proveComposed(t, files, name)
		}
		require.Less(t, time.Since(start), 10*time.Second)
	})
}

func proveComposed(t *testing.T, files folder, name string) {
	p := compose(t, files, name, []string{"en"})
	for _, d := range p.report {
		require.NotEqual(t, diag.TemplateComposition, d.Code, d.Message)
		require.NotEmpty(t, d.Message)
		proveRange(t, files, d.Range)
	}
	if p.body == nil {
		require.NotEmpty(t, p.report, "no document, and no fault")
		return
	}
	for _, doc := range p.documents() {
		for at := 0; ; {
			start, end, kind, index, ok := p.tags.NextWord(doc.Text, at)
			if !ok {
				break
			}
			require.Zero(t, kind)
			require.Less(t, index, len(p.tags.Tags))
			require.Equal(t, p.tags.Tags[index].Range.Start, doc.Range(start, end).Start)
			at = end
		}
		for at := range doc.Text {
			proveRange(t, files, doc.Range(at, at+1))
		}
	}
}

// FuzzFrontMatter reads random front matter. What is read as a subject leads
// byte by byte into the file.
func FuzzFrontMatter(f *testing.F) {
	for _, archive := range seeds(f) {
		for _, file := range archive.Files {
			if strings.HasPrefix(string(file.Data), "---") {
				f.Add(strings.ReplaceAll(string(file.Data), "¶\n", "\r\n"))
			}
		}
	}
	f.Add("---\nsubject: \"\\N \\_ \\L \\\" \\/ \\U0001f642 \\t\"\n---\n")
	f.Add("---\n\"subject\": !!binary aGVsbG8=\n---\n")
	f.Add("---\n? subject\n: a\n---\n")
	f.Fuzz(func(t *testing.T, text string) {
		src := diag.NewSource("templates/a/en.md", text)
		files := folder{src.Name(): src}
		var report diag.List
		front := template.ReadFrontMatter(src, &report)
		require.LessOrEqual(t, front.Body, len(text))
		for _, d := range report {
			proveRange(t, files, d.Range)
		}
		for _, phrase := range []template.Phrase{front.Subject, front.Preheader} {
			if !phrase.Given() {
				continue
			}
			last := 0
			for at := range phrase.Text {
				r := phrase.Range(at, len(phrase.Text))
				proveRange(t, files, r)
				require.GreaterOrEqual(t, r.Start.Offset, last, "%q", phrase.Text)
				last = r.Start.Offset
			}
		}
	})
}

func seeds(f *testing.F) []*txtar.Archive {
	paths, err := filepath.Glob("testdata/compose/*.txtar")
	require.NoError(f, err)
	var archives []*txtar.Archive
	for _, name := range paths {
		data, err := os.ReadFile(name)
		require.NoError(f, err)
		archives = append(archives, txtar.Parse(data))
	}
	return archives
}
