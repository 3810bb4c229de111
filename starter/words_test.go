package starter_test

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the wanted mails anew")

// TestWords holds the words of every mail against testdata: one file for each
// template and language.
func TestWords(t *testing.T) {
	got := map[string]*txtar.Archive{}
	for _, m := range mails(t) {
		path := "testdata/" + m.template + "." + m.locale + ".txtar"
		if got[path] == nil {
			got[path] = &txtar.Archive{Comment: []byte(why(m))}
		}
		words := visible.Replace(fmt.Sprintf("Subject: %s\nPreheader: %s\n\n%s", m.subject, m.preheader, m.text))
		got[path].Files = append(got[path].Files, txtar.File{Name: m.name(), Data: []byte(words)})
	}
	for path, archive := range got {
		golden, err := txtar.ParseFile(path)
		if err == nil {
			archive.Comment = golden.Comment
			assert.NotEmpty(t, strings.TrimSpace(string(golden.Comment)), "%s says why it is there", path)
		}
		if *update {
			require.True(t, err == nil || errors.Is(err, fs.ErrNotExist), err)
			require.NoError(t, os.WriteFile(path, txtar.Format(archive), 0o644))
			continue
		}
		if assert.NoError(t, err, "go test ./starter -update writes it") {
			assert.Equal(t, string(txtar.Format(golden)), string(txtar.Format(archive)), path)
		}
	}
	files, err := filepath.Glob("testdata/*.txtar")
	require.NoError(t, err)
	for _, path := range files {
		assert.Contains(t, got, filepath.ToSlash(path), "a golden without a template")
	}
}

// why is the prose of a golden that is new.
func why(m *sampleMail) string {
	return fmt.Sprintf("%s: %s. %s\nThe words in the language %s.\n", m.template, m.event.Title, m.event.Description, m.locale)
}

// visible shows characters that cannot be seen.
var visible = strings.NewReplacer("\u00a0", `\u00a0`, "\u202f", `\u202f`, "\u200c", `\u200c`, "\u034f", `\u034f`, "\u200e", `\u200e`, "\u200f", `\u200f`)

// TestSubjects holds that a reader knows each mail by its subject: without
// their values, the subjects of two templates differ.
func TestSubjects(t *testing.T) {
	of := map[string]string{}
	for _, m := range mails(t) {
		words, _ := m.withoutValues(m.subject)
		key := m.locale + " " + words
		if of[key] == "" {
			of[key] = m.template
		}
		assert.Equal(t, of[key], m.template, "two templates have the subject %q", words)
	}
}

// TestSubjectLength bounds the subjects. Phones show about 50 characters: those
// that are longer are listed by -v.
func TestSubjectLength(t *testing.T) {
	var long []string
	for _, m := range mails(t) {
		length := len([]rune(m.subject))
		assert.LessOrEqual(t, length, 78, "%s %s %s: %s", m.template, m.locale, m.name(), m.subject)
		if length > 50 {
			long = append(long, fmt.Sprintf("%3d  %s %s %s: %s", length, m.template, m.locale, m.name(), m.subject))
		}
	}
	slices.Sort(long)
	t.Logf("%d subjects are longer than 50 characters:\n%s", len(long), strings.Join(long, "\n"))
}
