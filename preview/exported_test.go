package preview_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/preview"
	"github.com/billet-mail/billet/starter"
)

// export exports a folder into dir.
func export(t testing.TB, folder fs.FS, dir string) (preview.Exported, error) {
	return preview.Export(t.Context(), preview.ExportOptions{Folder: folder, Dir: dir})
}

// tree is the text of all files below a folder.
func tree(t testing.TB, dir string) map[string]string {
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		files[name] = string(text)
		return err
	})
	require.NoError(t, err)
	return files
}

// Every mail of the starter has its three files, with what is sent.
func TestExport(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "review")
	exported, err := export(t, starter.Folder(), dir)
	require.NoError(t, err)
	files := tree(t, dir)
	folder, err := billet.Open(starter.Folder(), billet.Options{})
	require.NoError(t, err)
	mails := 0
	for _, template := range folder.Templates() {
		for _, event := range folder.Events().IDs() {
			for _, locale := range folder.Locales(template) {
				for _, sample := range folder.Samples(event) {
					m, err := folder.Render(t.Context(), billet.RenderRequest{
						Event: event, Template: template, Locale: locale, Data: sample.Source, Now: billet.SampleTime(),
					})
					if err != nil {
						continue // the template is for other events
					}
					mails++
					name := "mails/" + template + "/" + event + "." + sample.Variant + "." + locale
					assert.Equal(t, m.Text(), files[name+".txt"], name)
					own := regexp.MustCompile(`<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" [^>]*><meta [^>]*><base target="_blank">`)
					assert.Equal(t, m.HTML(), own.ReplaceAllString(files[name+".mail.html"], ""), name)
					assert.Contains(t, files[name+".html"], `<iframe sandbox title="The mail" src="./`+path.Base(name)+`.mail.html">`, name)
					assert.Contains(t, files["index.html"], `href="`+name+`.html"`)
				}
			}
		}
	}
	assert.Greater(t, mails, 100)
	assert.Equal(t, preview.Exported{Mails: mails, Index: filepath.Join(dir, "index.html")}, exported)
	assert.Len(t, files, 4*mails+2)
}

var (
	address = regexp.MustCompile(`\b(?:href|src)="([^"]*)"`)
	policy  = regexp.MustCompile(`^<!(?i:doctype) html>(?:\n<html lang="en">\n<head>\n)?<meta charset="utf-8">\n?<meta http-equiv="Content-Security-Policy" content="([^"]*)">`)
)

// All addresses on the pages lead to files of the export, and its policies allow
// nothing but these.
func TestExportAddresses(t *testing.T) {
	dir := t.TempDir()
	_, err := export(t, starter.Folder(), dir)
	require.NoError(t, err)
	files := tree(t, dir)
	for name, text := range files {
		if path.Ext(name) != ".html" {
			continue
		}
		found := policy.FindStringSubmatch(text)
		require.NotNil(t, found, name)
		assert.True(t, strings.HasPrefix(found[1], "default-src "), name)
		assert.NotContains(t, found[1], "script-src", name)
		assert.NotContains(t, found[1], "http", name)
		if strings.HasSuffix(name, ".mail.html") || strings.HasSuffix(name, ".dark.html") {
			continue
		}
		assert.NotContains(t, text, "<script", name)
		assert.NotContains(t, text, " style=", name)
		for _, each := range address.FindAllStringSubmatch(text, -1) {
			if each[1] == "data:," {
				continue
			}
			to, err := url.PathUnescape(each[1])
			require.NoError(t, err)
			assert.Contains(t, files, path.Join(path.Dir(name), to), name)
		}
	}
}

// fewMails is a part of the starter: an export renders every mail.
func fewMails(t testing.TB) *disk {
	d := newDisk(t)
	for name := range d.files {
		if strings.HasPrefix(name, "notifications/") {
			delete(d.files, name)
		}
		if template, ok := strings.CutPrefix(name, "templates/"); ok && !slices.Contains([]string{"signup", "purchase", "card_expired"}, path.Dir(template)) {
			delete(d.files, name)
		}
	}
	return d
}

// The same folder gives the same bytes, also over an earlier export.
func TestExportAgain(t *testing.T) {
	one, two := t.TempDir(), t.TempDir()
	for _, dir := range []string{one, two} {
		_, err := export(t, fewMails(t), dir)
		require.NoError(t, err)
	}
	first := tree(t, one)
	assert.Equal(t, first, tree(t, two))
	_, err := export(t, fewMails(t), one)
	require.NoError(t, err)
	assert.Equal(t, first, tree(t, one))
}

// What is right is written beside faults; what is not has a mark in the index.
func TestExportFaults(t *testing.T) {
	row := func(marks string, words ...any) string {
		return fmt.Sprintf(`<td class="locale">%s</td><td class="sample">%s</td><td class="words">%s</td><td class="marks">`, words...) + marks + "</td>"
	}
	const fault, fallback = `<span class="mark bad">fault</span>`, `<span class="mark warn">fallback: en</span>`
	whole, err := export(t, fewMails(t), t.TempDir())
	require.NoError(t, err)
	for name, test := range map[string]struct {
		change        func(d *disk)
		mails         int // more or fewer than in the whole folder
		missing       int
		index, inList []string
		gone          []string
	}{
		"template": {
			change: func(d *disk) { d.edit("templates/signup/fr.md", "customer.first_name", "customer.frist_name") },
			mails:  -6, missing: 6,
			index:  []string{row(fault, "en", "plain", ""), row(fault, "fr", "rich", ""), "there is no frist_name in customer", "^^^^^^^^^^"},
			inList: []string{"templates/signup/fr.md:7:21"},
			gone:   []string{"mails/signup/signup.plain.en.html", "mails/signup/signup.plain.en.txt"},
		},
		"missing language": {
			change: func(d *disk) { delete(d.files, "templates/purchase/fr.md") },
			mails:  -5,
			inList: []string{"templates/purchase: the template is not written in fr"},
			index: []string{
				`<span class="mark warn">no fr</span>`, "the template is not written in fr",
				`<td class="locale">fr</td><td class="sample">rich</td><td class="words"><a href="mails/purchase/purchase.rich.en.html">`, fallback,
			},
			gone: []string{"mails/purchase/purchase.plain.fr.html"},
		},
		"sample": {
			change:  func(d *disk) { d.put("samples/signup/odd.json", "{}") },
			missing: 2,
			index:   []string{row(fault, "en", "odd", ""), row(fault, "fr", "odd", "")},
			inList:  []string{"samples/signup/odd.json:1:1"},
			gone:    []string{"mails/signup/signup.odd.en.html"},
		},
		"no event": {
			change: func(d *disk) { d.put("templates/lost/en.md", "---\nevents: [lots]\nsubject: Hi\n---\nWords\n") },
			index:  []string{"No event is known that this template is for."},
			inList: []string{"templates/lost/en.md:2:10"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := fewMails(t)
			test.change(d)
			dir := t.TempDir()
			exported, err := export(t, d, dir)
			if test.inList == nil {
				require.NoError(t, err)
			} else {
				var list diag.List
				require.ErrorAs(t, err, &list)
				for _, want := range test.inList {
					assert.Contains(t, list.Error(), want)
				}
			}
			assert.Equal(t, whole.Mails+test.mails, exported.Mails)
			assert.Equal(t, test.missing, exported.Missing)
			files := tree(t, dir)
			for _, want := range test.index {
				assert.Contains(t, files["index.html"], want)
			}
			for _, name := range test.gone {
				assert.NotContains(t, files, name)
			}
			assert.Contains(t, files, "mails/card_expired/card_expired.plain.fr.html")
		})
	}
}

// Where nothing can be made, nothing is written.
func TestExportNothing(t *testing.T) {
	d := fewMails(t)
	d.put("billet.yaml", "format: none\n")
	dir := filepath.Join(t.TempDir(), "review")
	exported, err := export(t, d, dir)
	var list diag.List
	require.ErrorAs(t, err, &list)
	assert.Zero(t, exported)
	assert.NoDirExists(t, dir)
	_, err = preview.Export(t.Context(), preview.ExportOptions{Dir: dir})
	assert.ErrorContains(t, err, "set ExportOptions.Folder")
	_, err = preview.Export(t.Context(), preview.ExportOptions{Folder: d})
	assert.ErrorContains(t, err, "set ExportOptions.Dir")
}

// Names that mean something in addresses or markup lead to their files.
func TestExportNames(t *testing.T) {
	d := fewMails(t)
	text := string(d.files["templates/signup/en.md"].Data)
	const odd = `a b#c?d%20&"<x>`
	d.put("templates/"+odd+"/en.md", strings.Replace(text, "---\n", "---\nevents: [signup]\n", 1))
	d.put("samples/signup/1:2.json", `{}`)
	dir := t.TempDir()
	_, err := export(t, d, dir)
	require.Error(t, err, "the sample")
	files := tree(t, dir)
	assert.Contains(t, files, "mails/"+odd+"/signup.plain.en.html")
	assert.Contains(t, files["index.html"], `href="mails/a%20b%23c%3Fd%2520&amp;%22%3Cx%3E/signup.plain.en.html"`)
	assert.NotContains(t, files["index.html"], "<x>")
}

// Files of others are neither overwritten nor removed.
func TestExportLeavesOthers(t *testing.T) {
	dir := t.TempDir()
	d := fewMails(t)
	_, err := export(t, d, dir)
	require.NoError(t, err)
	const note, stale = "mails/signup/note.txt", "mails/signup/signup.plain.fr.txt"
	require.NoError(t, os.WriteFile(filepath.Join(dir, note), []byte("mine"), 0o644))
	require.Contains(t, tree(t, dir), stale)
	for name := range d.files {
		if strings.HasPrefix(name, "templates/signup/") || strings.HasPrefix(name, "templates/purchase/") {
			delete(d.files, name)
		}
	}
	_, err = export(t, d, dir)
	require.NoError(t, err)
	files := tree(t, dir)
	assert.Equal(t, "mine", files[note])
	assert.NotContains(t, files, stale)
	assert.NoDirExists(t, filepath.Join(dir, "mails", "purchase"), "it is empty")
	for name := range files {
		assert.False(t, strings.HasPrefix(name, "mails/signup/") && name != note, name)
	}
}

// An export that ends before time is no stranger to the next one.
func TestExportCancelled(t *testing.T) {
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	d := fewMails(t)
	cancel()
	_, err := preview.Export(ctx, preview.ExportOptions{Folder: d, Dir: dir})
	require.ErrorIs(t, err, context.Canceled)
	_, err = export(t, d, dir)
	require.NoError(t, err)
}

// TestExportPlace: an export gets among no other files.
func TestExportPlace(t *testing.T) {
	for name, test := range map[string]struct {
		files []string // beside the mail folder "site/mails"
		links [2]string
		dir   string
		want  string // "" is fine
	}{
		"a new folder":                 {dir: "site/review"},
		"beside other files":           {files: []string{"web/about.html", "web/mails/old.html"}, dir: "web"},
		"the mail folder":              {dir: "site/mails", want: "site/mails is in the mail folder"},
		"in the mail folder":           {dir: "site/mails/templates/review", want: "is in the mail folder"},
		"a link to it":                 {links: [2]string{"site/mails", "link"}, dir: "link", want: "link is in the mail folder"},
		"a link into it":               {links: [2]string{"site/mails/templates", "link"}, dir: "link/new/review", want: "is in the mail folder"},
		"around it":                    {dir: "site", want: filepath.Join("site", "mails") + " is a mail folder"},
		"an index of another":          {files: []string{"web/index.html"}, dir: "web", want: filepath.Join("web", "index.html") + " is there already, and no export wrote it"},
		"a mail of another":            {files: []string{"web/mails/signup/signup.plain.en.txt"}, dir: "web", want: "is there already"},
		"a list of another":            {files: []string{"web/billet-export.json"}, dir: "web", want: "is not what an export writes"},
		"a list that leads elsewhere":  {files: []string{"web/billet-export.json={\"files\": [\"mails/../../site/mails/billet.yaml\"]}"}, dir: "web", want: "is not what an export writes"},
		"a list of what we do not own": {files: []string{"web/billet-export.json={\"files\": [\"about.html\"]}"}, dir: "web", want: "is not what an export writes"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			put := func(name, text string) {
				require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o755))
				require.NoError(t, os.WriteFile(name, []byte(text), 0o644))
			}
			put("site/mails/billet.yaml", "format: 1\n")
			put("site/mails/templates/signup/en.md", "Words\n")
			for _, file := range test.files {
				file, text, _ := strings.Cut(file, "=")
				put(file, text)
			}
			if test.links[0] != "" {
				require.NoError(t, os.Symlink(test.links[0], test.links[1]))
			}
			before := tree(t, ".")
			_, err := export(t, fewMails(t), filepath.FromSlash(test.dir))
			if test.want == "" {
				require.NoError(t, err)
				after := tree(t, ".")
				for name, text := range before {
					assert.Equal(t, text, after[name], name)
				}
				return
			}
			var place *preview.PlaceError
			require.ErrorAs(t, err, &place)
			assert.ErrorContains(t, err, test.want)
			assert.Equal(t, before, tree(t, "."))
		})
	}
}

// A link does not lead an export out of its folder.
func TestExportStaysInside(t *testing.T) {
	outside, dir := t.TempDir(), t.TempDir()
	require.NoError(t, os.Symlink(outside, filepath.Join(dir, "mails")))
	_, err := export(t, fewMails(t), dir)
	require.Error(t, err)
	assert.False(t, errors.As(err, new(diag.List)))
	assert.Empty(t, tree(t, outside))
}
