package billet_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/diag"
)

var update = flag.Bool("update", false, "write the wanted files anew")

// minimal is what a mail folder needs beside a template.
var minimal = map[string]string{
	"billet.yaml":          "format: 1\nbrand:\n  name: Acme & Sons\n  support_email: help@example.com\n  url: https://example.com\n  colors:\n    accent: \"#336699\"\nlanguages:\n  default: en\n  available: [en, fr]\n  fallbacks: {fr: [en]}\n",
	"layouts/default.html": "<!doctype html>\n<html lang=\"{{ locale.tag }}\">\n<head><title>{{ subject }}</title></head>\n<body>\n{{ content }}\n</body>\n</html>\n",
	"layouts/default.txt":  "{{ content }}\n",
}

// folderOf is the mail folder of a case: its files, and what is minimal. Files
// that begin with "want" or "data" are not part of it. A template's name may be
// shortened to en.md, and what is no text is written as base64: and its bytes.
func folderOf(files []txtar.File) fstest.MapFS {
	folder := fstest.MapFS{}
	for name, text := range minimal {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for _, f := range files {
		if strings.HasPrefix(f.Name, "want") || strings.HasPrefix(f.Name, "data") {
			continue
		}
		if !strings.Contains(f.Name, "/") && strings.HasSuffix(f.Name, ".md") {
			f.Name = "templates/payment_overdue/" + f.Name
		}
		if words, ok := strings.CutPrefix(string(f.Data), "base64:"); ok {
			f.Data, _ = base64.StdEncoding.DecodeString(strings.TrimSpace(words))
		}
		folder[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return folder
}

// TestRender runs the cases of testdata/render: a mail folder, and what comes
// out of it. The first word behind "sample:" in the prose is the sample to use.
func TestRender(t *testing.T) {
	cases(t, "testdata/render/*.txtar", func(t *testing.T, c *goldenCase) {
		folder, err := billet.Open(c.folder(), billet.Options{})
		require.NoError(t, err)
		data, err := folder.Sample("payment_overdue", c.setting("sample"))
		require.NoError(t, err)
		m, err := folder.Render(context.Background(), billet.RenderRequest{
			Event: "payment_overdue", Locale: c.setting("locale"), Data: data, Now: billet.SampleTime(),
		})
		require.NoError(t, err)
		c.want(t, "want.subject", m.Subject()+"\n")
		if m.Preheader() != "" {
			c.want(t, "want.preheader", m.Preheader()+"\n")
		}
		c.want(t, "want.html", body(m.HTML()))
		c.want(t, "want.txt", m.Text())
	})
}

// body is what stands in the page's body, but for the rest.
func body(html string) string {
	_, rest, ok := strings.Cut(html, "<body>\n")
	if !ok {
		return html
	}
	inner, _, _ := strings.Cut(rest, "</body>")
	return strings.TrimRight(inner, "\n") + "\n"
}

// TestFaults runs the cases of testdata/faults: a mail folder, and everything
// that is wrong with it.
func TestFaults(t *testing.T) {
	cases(t, "testdata/faults/*.txtar", func(t *testing.T, c *goldenCase) {
		faults := found(t, c.folder())
		var out strings.Builder
		for _, f := range faults {
			out.WriteString(showFault(c.folder(), f))
		}
		c.want(t, "want.faults", out.String())
	})
}

// found is all that is reported about a folder, whether it opens or not.
func found(t *testing.T, folder fs.FS) diag.List {
	opened, err := billet.Open(folder, billet.Options{})
	var faults diag.List
	if err == nil {
		faults = opened.Warnings()
	} else {
		require.True(t, errors.As(err, &faults), "%v", err)
	}
	require.NotEmpty(t, faults, "nothing is wrong with the folder")
	return faults
}

// showFault is a fault with its source line and what it covers of it.
func showFault(folder fs.FS, d diag.Diagnostic) string {
	var b strings.Builder
	if d.Severity == diag.Warning {
		b.WriteString("warning: ")
	}
	b.WriteString(d.Error() + "\n")
	text, err := fs.ReadFile(folder, d.Range.File)
	if err != nil || d.Range.Start.Line == 0 {
		return b.String()
	}
	src := diag.NewSource(d.Range.File, string(text))
	line := src.Line(d.Range.Start.Line)
	width := max(d.Range.End.Column-d.Range.Start.Column, 1)
	if d.Range.End.Line != d.Range.Start.Line {
		width = max(len([]rune(line))-d.Range.Start.Column+1, 1)
	}
	b.WriteString("\t" + line + "\n\t" + strings.Repeat(" ", d.Range.Start.Column-1) + strings.Repeat("^", width) + "\n")
	return b.String()
}

// goldenCase is a txtar file.
type goldenCase struct {
	archive *txtar.Archive
	changed bool
}

func (c *goldenCase) folder() fstest.MapFS { return folderOf(c.archive.Files) }

// setting is the word behind a name and a colon on a line of the prose.
func (c *goldenCase) setting(name string) string {
	for line := range strings.Lines(string(c.archive.Comment)) {
		if value, ok := strings.CutPrefix(line, name+":"); ok {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// visible shows characters that cannot be seen.
var visible = strings.NewReplacer("\u00a0", "\\u00a0", "\u202f", "\\u202f", "\u200c", "\\u200c", "\u034f", "\\u034f", "\u200e", "\\u200e", "\u200f", "\\u200f")

func (c *goldenCase) want(t *testing.T, name, got string) {
	t.Helper()
	got = visible.Replace(got)
	for i, f := range c.archive.Files {
		if f.Name == name {
			if *update {
				c.changed = c.changed || !bytes.Equal(f.Data, []byte(got))
				c.archive.Files[i].Data = []byte(got)
				return
			}
			require.Equal(t, string(f.Data), got, name)
			return
		}
	}
	require.True(t, *update, "%s is missing; write it with -update", name)
	c.archive.Files = append(c.archive.Files, txtar.File{Name: name, Data: []byte(got)})
	c.changed = true
}

func cases(t *testing.T, pattern string, run func(t *testing.T, c *goldenCase)) {
	paths, err := filepath.Glob(pattern)
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			require.NoError(t, err)
			require.NotEmpty(t, strings.TrimSpace(string(archive.Comment)), "a case says why it is there")
			c := &goldenCase{archive: archive}
			run(t, c)
			if c.changed {
				require.NoError(t, os.WriteFile(path, txtar.Format(archive), 0o644))
			}
		})
	}
}
