package billet_test

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/starter"
)

// quiet is a mail folder of which Check reports nothing; cases put a fault into
// it.
var quiet = map[string]string{
	"layouts/default.html": `<!doctype html>
<html lang="{{ locale.tag }}" dir="{{ locale.dir }}">
<head><title>{{ subject }}</title></head>
<body>
<div lang="{{ locale.tag }}" dir="{{ locale.dir }}">
{{ content }}
</div>
</body>
</html>
`,
	"templates/payment_overdue/en.md": `---
subject: "Invoice {{ invoice.number }}"
preheader: "{{ invoice.amount_due }} to pay"
---
# Hello

[Pay {{ invoice.amount_due }}]({{ invoice.pay_url }})
`,
}

func quietFolder(c *goldenCase) fstest.MapFS {
	folder := folderOf(nil)
	for name, text := range quiet {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for name, file := range folderOf(c.archive.Files) {
		if _, minimal := minimal[name]; !minimal || has(c, name) {
			folder[name] = file
		}
	}
	return folder
}

func has(c *goldenCase, name string) bool {
	for _, f := range c.archive.Files {
		if f.Name == name {
			return true
		}
	}
	return false
}

// TestCheck runs the cases of testdata/check: a mail folder, and the warnings
// about its finished mails.
func TestCheck(t *testing.T) {
	cases(t, "testdata/check/*.txtar", func(t *testing.T, c *goldenCase) {
		files := quietFolder(c)
		folder, err := billet.Open(files, billet.Options{})
		require.NoError(t, err)
		warnings, err := folder.Check(context.Background())
		require.NoError(t, err)
		var out strings.Builder
		for _, w := range warnings {
			assert.Equal(t, diag.Warning, w.Severity)
			assert.NotEmpty(t, w.Help)
			assert.True(t, catalogued(w.Code), "%s is not in the catalogue", w.Code)
			out.WriteString(showFault(files, w))
		}
		assert.Equal(t, warnings.Normal(), warnings)
		c.want(t, "want.warnings", out.String())

		again, err := folder.Check(context.Background())
		require.NoError(t, err)
		assert.Equal(t, warnings, again, "the same in every run")
	})
}

// The folder that the cases put a fault into has none of its own.
func TestCheckQuiet(t *testing.T) {
	folder, err := billet.Open(quietFolder(&goldenCase{archive: &txtar.Archive{}}), billet.Options{})
	require.NoError(t, err)
	warnings, err := folder.Check(context.Background())
	require.NoError(t, err)
	assert.Empty(t, warnings)
}

// A folder that was opened with marks, or for some of its templates, is checked
// like any other.
func TestCheckOptions(t *testing.T) {
	files := folderOf(nil)
	files["templates/payment_overdue/en.md"] = &fstest.MapFile{Data: []byte("---\nsubject: x\n---\n[here]({{ invoice.pay_url }}) {{ invoice.amount_due }}\n")}
	files["templates/signup/en.md"] = &fstest.MapFile{Data: []byte("---\nsubject: x\n---\n[here]({{ links.portal }}) {{ subscription.plan }} {{ subscription.price }}\n")}
	var all []diag.List
	for _, o := range []billet.Options{{}, {Marks: true}, {Templates: []string{"signup"}}} {
		folder, err := billet.Open(files, o)
		require.NoError(t, err)
		warnings, err := folder.Check(context.Background())
		require.NoError(t, err)
		all = append(all, warnings)
	}
	assert.Equal(t, all[0], all[1])
	count := func(list diag.List, file string) (n int) {
		for _, w := range list {
			if w.Range.File == file {
				n++
			}
		}
		return n
	}
	assert.Positive(t, count(all[0], "templates/payment_overdue/en.md"))
	assert.Zero(t, count(all[2], "templates/payment_overdue/en.md"))
	assert.Equal(t, count(all[0], "templates/signup/en.md"), count(all[2], "templates/signup/en.md"))
}

func TestCheckCancelled(t *testing.T) {
	folder, err := billet.Open(starter.Folder(), billet.Options{Templates: []string{"signup"}})
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = folder.Check(ctx)
	assert.ErrorIs(t, err, context.Canceled)
}

// TestCheckStarter holds that the starter is as good as the checks ask for.
func TestCheckStarter(t *testing.T) {
	folder, err := billet.Open(starter.Folder(), billet.Options{})
	require.NoError(t, err)
	warnings, err := folder.Check(context.Background())
	require.NoError(t, err)
	assert.Empty(t, warnings)
}

// TestCheckStarterBroken holds that each check finds a fault in the starter.
func TestCheckStarterBroken(t *testing.T) {
	for _, c := range []struct {
		file, old, new string
		want           diag.Code
	}{
		{"billet.yaml", `muted: "#596273"`, `muted: "#9aa2b1"`, diag.AccessContrast},
		{"billet.yaml", `dark_muted: "#a6afbd"`, `dark_muted: "#4a515c"`, diag.AccessContrastDark},
		{"billet.yaml", `accent_text: "#ffffff"`, `accent_text: "#9aa2b1"`, diag.AccessContrast},
		{"styles/head.css", ".name a {\n    color", ".name b {\n    color", diag.AccessContrastDark},
		{"styles/head.css", "font-size: 14px", "font-size: 13px", diag.AccessTextSize},
		{"styles/inline.css", "  font-size: 13px;\n  line-height: 20px;\n  color", "  font-size: 11px;\n  line-height: 20px;\n  color", diag.AccessTextSize},
		{"styles/inline.css", "border: 8px solid", "border: 11px solid", diag.ClientSupport},
		{"styles/inline.css", "  max-height: 0;\n  overflow: hidden;\n  font-size: 1px;", "", diag.ClientSupport},
		{"layouts/default.html", ` role="presentation" width="100%"`, ` width="100%"`, diag.AccessTableRole},
		{"layouts/default.html", ` lang="{{ locale.tag }}" dir="{{ locale.dir }}">`, ">", diag.AccessLanguage},
		{"layouts/default.html", "<title>{{ subject }}</title>", "", diag.AccessTitle},
		{"layouts/default.txt", "{{ t(\"terms\") }} <{{ brand.links.terms }}>", "", diag.TextLink},
		{"layouts/default.html", "{{ content }}", "{{ content }}<p>Only €7.30</p>", diag.TextAmount},
		{"templates/signup/en.md", "\n# ", "\n## ", diag.AccessHeadings},
		{"templates/signup/en.md", "subject: '", "subject: 'Thank you very much for this: ", diag.InboxSubject},
		{"templates/signup/en.md", "preheader: ", "#preheader: ", diag.InboxPreheader},
	} {
		files := starterFiles(t)
		text := string(files[c.file].Data)
		require.Contains(t, text, c.old)
		files[c.file] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(text, c.old, c.new))}
		folder, err := billet.Open(files, billet.Options{Templates: []string{"signup"}})
		require.NoError(t, err)
		warnings, err := folder.Check(context.Background())
		require.NoError(t, err)
		found := false
		for _, w := range warnings {
			found = found || w.Code == c.want
		}
		assert.True(t, found, "%s: %q for %q gives no %s but %v", c.file, c.new, c.old, c.want, warnings)
	}
}

func starterFiles(t *testing.T) fstest.MapFS {
	all, err := starter.Choose(starter.Choice{})
	require.NoError(t, err)
	files := fstest.MapFS{}
	for _, f := range all {
		files[f.Name] = &fstest.MapFile{Data: []byte(f.Text)}
	}
	return files
}

// BenchmarkCheck checks all mails of the starter.
func BenchmarkCheck(b *testing.B) {
	folder, err := billet.Open(starter.Folder(), billet.Options{})
	require.NoError(b, err)
	b.ReportAllocs()
	for b.Loop() {
		_, err := folder.Check(context.Background())
		require.NoError(b, err)
	}
}

// BenchmarkOpen opens the starter with all checks, as a program does when it
// starts.
func BenchmarkOpen(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		_, err := billet.Open(starter.Folder(), billet.Options{})
		require.NoError(b, err)
	}
}
