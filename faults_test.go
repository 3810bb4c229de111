package billet_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
)

// withoutCase are the codes that no case can show, and why.
func withoutCase() map[diag.Code]string {
	return map[diag.Code]string{
		diag.TemplateComposition: "a fault of Billet itself; fuzzing proves that authors do not meet it",
		diag.FolderEncoding:      "a golden file holds text; TestEncoding shows it",
		diag.PageScope:           "a second line behind Markdown, which refuses the links that could carry a tag out of its statement",
		diag.PageInliner:         "a second line behind what package page proves",
		diag.MarkdownTooLarge:    "its sources are made by a test of render/markdown",
		diag.MarkdownUnreadable:  "a fault of Billet itself; a test of render/markdown makes one",
		diag.MarkdownTagLost:     "a fault of Billet itself; a test of render/markdown makes one",
		diag.DataGoType:          "its source is Go; tests of the package events show it",
		diag.FolderSample:        "only an event that is defined in Go has no samples; TestNoSample shows it",
		diag.LanguageAttachments: "a test of the package lint shows it",
	}
}

// TestEveryCodeHasACase proves that each code of the catalogue stands in a
// golden file, so that its message, range and remedy were looked at.
func TestEveryCodeHasACase(t *testing.T) {
	shown := shownCodes(t)
	for _, doc := range diag.Catalogue() {
		if !shown[doc.Code] {
			assert.NotEmpty(t, withoutCase()[doc.Code], "no golden file shows %s", doc.Code)
		}
	}
	for code := range withoutCase() {
		assert.True(t, catalogued(code), "%s is no code", code)
	}
}

func catalogued(code diag.Code) bool {
	for _, doc := range diag.Catalogue() {
		if doc.Code == code {
			return true
		}
	}
	return false
}

// shownCodes are the words with hyphens in all golden files of the module.
func shownCodes(t *testing.T) map[diag.Code]bool {
	words := regexp.MustCompile(`[a-z]+(-[a-z]+)+`)
	shown := map[diag.Code]bool{}
	require.NoError(t, filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.Contains(filepath.ToSlash(path), "testdata/") {
			return err
		}
		switch filepath.Ext(path) {
		case ".txtar", ".golden", ".tsv":
			text, err := os.ReadFile(path)
			for _, word := range words.FindAllString(string(text), -1) {
				shown[diag.Code(word)] = true
			}
			return err
		}
		return nil
	}))
	return shown
}

// TestFaultsAreNormal proves for every case of testdata/faults that the faults
// come in the order of their places, each once, and the same in every run.
func TestFaultsAreNormal(t *testing.T) {
	paths, err := filepath.Glob("testdata/faults/*.txtar")
	require.NoError(t, err)
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		require.NoError(t, err)
		var first diag.List
		for range 3 {
			faults := found(t, folderOf(archive.Files))
			require.Equal(t, faults.Normal(), faults, path)
			if first == nil {
				first = faults
			}
			require.Equal(t, first, faults, path)
		}
		for _, d := range first {
			assert.True(t, catalogued(d.Code), "%s is not in the catalogue", d.Code)
			assert.NotRegexp(t, `\.$`, d.Message, path)
			assert.NotEmpty(t, d.Help, "%s: %s", path, d.Message)
		}
	}
}

// Mails are UTF-8, and so are the files that they are made of. What can be read
// of such a file is judged.
func TestEncoding(t *testing.T) {
	folder := folderOf(nil)
	text := "---\nsubject: x\n---\nUn caf\xe9, deux caf\xe9s: {{ invoice.amount_due }} {{ nmae }}.\n\n[x]({{ invoice.pay_url }})\n"
	folder["templates/payment_overdue/en.md"] = &fstest.MapFile{Data: []byte(text)}
	_, err := billet.Open(folder, billet.Options{})
	assert.EqualError(t, err, "templates/payment_overdue/en.md:4:7: this character is not UTF-8 (save the file as UTF-8) [folder-encoding]\n"+
		"templates/payment_overdue/en.md:4:50: there is no placeholder nmae (known are customer, merchant, invoice, subscription, links, late_fee, days_overdue, notice, brand, locale, preheader_padding) [template-unknown-name]")
	_, err = billet.Open(nil, billet.Options{})
	assert.ErrorContains(t, err, "there is no mail folder to open")
}

// An event that is defined in Go may have no samples; then nobody can look at
// its mails.
func TestNoSample(t *testing.T) {
	type data struct {
		Name string `json:"name" validate:"required,max=9" doc:"d" example:"x"`
	}
	bare, err := events.Define(events.Event{ID: "bare", Title: "Bare", Description: "d", Audience: "staff", Data: reflect.TypeFor[data]()})
	require.NoError(t, err)
	catalogue, err := events.Canonical().With(bare)
	require.NoError(t, err)
	folder := folderOf(nil)
	folder["templates/bare/en.md"] = &fstest.MapFile{Data: []byte("---\nsubject: x\n---\nHello {{ name }}\n")}
	warnings := func() diag.List {
		opened, err := billet.Open(folder, billet.Options{Events: catalogue})
		require.NoError(t, err)
		return opened.Warnings()
	}
	assert.Equal(t, "templates/bare/en.md: nobody can look at this mail: the event bare has no sample (add samples/bare/plain.json) [folder-sample]", warnings().Error())
	folder["samples/bare/plain.json"] = &fstest.MapFile{Data: []byte(`{"name": "x"}`)}
	assert.Empty(t, warnings())
}

// TestSeverityOfCodes proves that what is reported as a warning has a code of
// which the catalogue says so, and that errors have others.
func TestSeverityOfCodes(t *testing.T) {
	warned, added := map[string]bool{}, map[string]bool{}
	call := regexp.MustCompile(`\.(Warn|Add)\(diag\.(\w+),`)
	for folder, files := range goPackages(t) {
		if strings.HasPrefix(folder, "internal") {
			continue
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			for _, found := range call.FindAllStringSubmatch(string(text), -1) {
				if found[1] == "Warn" {
					warned[found[2]] = true
				} else {
					added[found[2]] = true
				}
			}
		}
	}
	names := codeNames(t)
	require.Greater(t, len(warned), 10)
	for _, doc := range diag.Catalogue() {
		if doc.Severity == diag.Warning {
			assert.True(t, warned[names[doc.Code]], "%s is a warning, but nothing warns of it", doc.Code)
			assert.False(t, added[names[doc.Code]], "%s is a warning, but is added as an error", doc.Code)
		} else {
			assert.False(t, warned[names[doc.Code]], "%s is an error, but is reported as a warning", doc.Code)
		}
	}
}

// codeNames are the constants of package diag, by code.
func codeNames(t *testing.T) map[diag.Code]string {
	names := map[diag.Code]string{}
	files, err := filepath.Glob("diag/codes_*.go")
	require.NoError(t, err)
	constant := regexp.MustCompile(`(?m)^\t(\w+)\s+Code = "([a-z-]+)"`)
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		for _, found := range constant.FindAllStringSubmatch(string(text), -1) {
			names[diag.Code(found[2])] = found[1]
		}
	}
	return names
}
