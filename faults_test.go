package billet_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/diag"
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
			_, err := billet.Open(folderOf(archive.Files), billet.Options{})
			var faults diag.List
			require.True(t, errors.As(err, &faults), path)
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

// Mails are UTF-8, and so are the files that they are made of.
func TestEncoding(t *testing.T) {
	folder := folderOf(nil)
	folder["templates/payment_overdue/en.md"] = &fstest.MapFile{Data: []byte("---\nsubject: x\n---\nUn caf\xe9, deux caf\xe9s.\n")}
	_, err := billet.Open(folder, billet.Options{})
	assert.EqualError(t, err, "templates/payment_overdue/en.md:4:7: this character is not UTF-8 (save the file as UTF-8) [folder-encoding]")
	_, err = billet.Open(nil, billet.Options{})
	assert.ErrorContains(t, err, "there is no mail folder to open")
}
