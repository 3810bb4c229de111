package template_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/template"
	"github.com/billet-mail/billet/template/tag"
)

var update = flag.Bool("update", false, "write the wanted files anew")

// TestCompose runs the cases of testdata/compose. Every file of a case below
// templates/ and layouts/ is composed and proved for the event of the cases; the
// file want shows the text with its tags between ‹ and ›, block tags and HTML
// partials between ⟦ and ⟧, or everything that is wrong. In the files of
// a case, ¶ at the end of a line stands for a carriage return.
func TestCompose(t *testing.T) {
	paths, err := filepath.Glob("testdata/compose/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, name := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			require.NoError(t, err)
			prose, chain := setting(string(archive.Comment))
			require.NotEmpty(t, prose, "a case says why it is there")
			want(t, name, archive, results(t, archive, chain))
		})
	}
}

// setting takes the line "locale: fr-CA fr en" out of the prose.
func setting(comment string) (prose string, chain []string) {
	chain = []string{"en"}
	for line := range strings.Lines(comment) {
		if value, ok := strings.CutPrefix(line, "locale:"); ok {
			chain = strings.Fields(value)
			continue
		}
		prose += line
	}
	return strings.TrimSpace(prose), chain
}

func results(t *testing.T, archive *txtar.Archive, chain []string) string {
	f := folder{}
	for _, file := range archive.Files {
		if file.Name != "want" {
			f.add(file.Name, strings.ReplaceAll(string(file.Data), "¶\n", "\r\n"))
		}
	}
	var out strings.Builder
	for _, file := range archive.Files {
		if dir := strings.Split(file.Name, "/")[0]; dir != "templates" && dir != "layouts" {
			continue
		}
		p := compose(t, f, file.Name, chain)
		fmt.Fprintf(&out, "=== %s\n", file.Name)
		if len(p.report) > 0 {
			for _, d := range p.report {
				out.WriteString(showFault(f, d))
			}
			continue
		}
		for _, doc := range p.documents() {
			proveDocument(t, f, p.tags, doc)
		}
		if p.subject != nil {
			fmt.Fprintf(&out, "subject: %s\n", show(f, p.tags, p.subject))
		}
		if p.preheader != nil {
			fmt.Fprintf(&out, "preheader: %s\n", show(f, p.tags, p.preheader))
		}
		out.WriteString(ended(show(f, p.tags, p.body)))
		for i := range p.tags.Tags {
			if insert := p.tags.Insert(i); insert != nil {
				fmt.Fprintf(&out, "--- HTML of %s\n%s", f.written(p.tags.Tags[i].Range), ended(show(f, p.tags, insert.HTML)))
				fmt.Fprintf(&out, "--- text of %s\n%s", f.written(p.tags.Tags[i].Range), ended(show(f, p.tags, insert.Text)))
			}
		}
	}
	return out.String()
}

func ended(s string) string {
	if s != "" && !strings.HasSuffix(s, "\n") {
		return s + "\\\n"
	}
	return s
}

// show is a document with its tags as their authors wrote them.
func show(f folder, tags *template.Tags, doc *template.Document) string {
	var out strings.Builder
	for at := 0; ; {
		start, end, index, ok := tags.Next(doc.Text, at)
		if !ok {
			out.WriteString(doc.Text[at:])
			return strings.ReplaceAll(out.String(), "\r\n", "¶\n")
		}
		info := tags.Tags[index]
		left, right := "‹", "›"
		if info.Block || info.Role == tag.Insert {
			left, right = "⟦", "⟧"
		}
		out.WriteString(doc.Text[at:start] + left + f.written(info.Range) + right)
		at = end
	}
}

// showFault is a fault with its source line and what it covers of it.
func showFault(f folder, d diag.Diagnostic) string {
	src := f[d.Range.File]
	if src == nil {
		return d.Error() + "\n"
	}
	line := src.Line(d.Range.Start.Line)
	width := max(d.Range.End.Column-d.Range.Start.Column, 1)
	if d.Range.End.Line != d.Range.Start.Line {
		width = max(len([]rune(line))-d.Range.Start.Column+1, 1)
	}
	carets := strings.Repeat(" ", d.Range.Start.Column-1) + strings.Repeat("^", width)
	if d.Range.End.Line != d.Range.Start.Line {
		carets += fmt.Sprintf(" to %d:%d", d.Range.End.Line, d.Range.End.Column)
	}
	return fmt.Sprintf("%s\n\t%s\n\t%s\n", d.Error(), line, carets)
}

func want(t *testing.T, name string, archive *txtar.Archive, got string) {
	t.Helper()
	for i, file := range archive.Files {
		if file.Name != "want" {
			continue
		}
		if !*update {
			require.Equal(t, string(file.Data), got)
		}
		if !bytes.Equal(file.Data, []byte(got)) {
			archive.Files[i].Data = []byte(got)
			require.NoError(t, os.WriteFile(name, txtar.Format(archive), 0o644))
		}
		return
	}
	require.True(t, *update, "want is missing; write it with -update")
	archive.Files = append(archive.Files, txtar.File{Name: "want", Data: []byte(got)})
	require.NoError(t, os.WriteFile(name, txtar.Format(archive), 0o644))
}
