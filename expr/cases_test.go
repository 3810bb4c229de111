package expr_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
)

var update = flag.Bool("update", false, "rewrite the wants of the cases and the tables of docs/expressions.md")

// Sections of testdata/value/*.txtar are named GROUP LANGUAGE DATA and hold
// lines "steps => what they print".
func TestValues(t *testing.T) {
	eachSection(t, "value", func(t *testing.T, name, text string) string {
		words := strings.Fields(name)
		require.Len(t, words, 3, "section name: group language data")
		w := newWorld(t, words[1])
		var b strings.Builder
		for _, row := range rows(text) {
			line, want, found := strings.Cut(row, " => ")
			require.True(t, found || *update, "no want: %s", line)
			c := w.prove(line)
			if !assert.True(t, c.ok, "%s: %v", line, w.report) {
				return text
			}
			got := visible(c.run(w.stack(data(t, w.event, words[2]))))
			if !*update {
				assert.Equal(t, want, got, line)
			}
			fmt.Fprintf(&b, "%s => %s\n", line, got)
		}
		return b.String()
	})
}

// Sections of testdata/fault/*.txtar are named by a group and hold steps, each
// followed by its faults, indented: columns, the text in them, code, message
// and remedy.
func TestFaults(t *testing.T) {
	eachSection(t, "fault", func(t *testing.T, _, text string) string {
		var b strings.Builder
		for _, row := range rows(text) {
			if strings.HasPrefix(row, "  ") {
				continue
			}
			w := newWorld(t, "en")
			w.prove(row)
			assert.NotEmpty(t, w.report, row)
			b.WriteString(row + "\n")
			for _, d := range w.report {
				assertProse(t, d)
				from, to := d.Range.Start, d.Range.End
				fmt.Fprintf(&b, "  %d-%d %s %s: %s (%s)\n", from.Column, to.Column, strconv.Quote(row[from.Offset:to.Offset]), d.Code, d.Message, d.Help)
			}
		}
		if !*update {
			assert.Equal(t, text, b.String())
		}
		return b.String()
	})
}

// assertProse holds messages to their form: lower case, no full stop, a remedy.
func assertProse(t *testing.T, d diag.Diagnostic) {
	assert.NotEmpty(t, d.Message)
	assert.NotEmpty(t, d.Help, d.Message)
	assert.False(t, strings.HasSuffix(d.Message, "."), d.Message)
	assert.NotContains(t, d.Message+d.Help, "%!")
}

func rows(text string) []string {
	var all []string
	for row := range strings.SplitSeq(text, "\n") {
		if row != "" {
			all = append(all, row)
		}
	}
	return all
}

// eachSection runs over the sections of a folder; what run returns is the
// section as it must be.
func eachSection(t *testing.T, folder string, run func(t *testing.T, name, text string) string) {
	files, err := filepath.Glob(filepath.Join("testdata", folder, "*.txtar"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		require.NoError(t, err)
		require.NotEmpty(t, archive.Comment, "%s says why", file)
		require.NotEmpty(t, archive.Files, file)
		for i, f := range archive.Files {
			t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar")+"/"+f.Name, func(t *testing.T) {
				archive.Files[i].Data = []byte(run(t, f.Name, string(f.Data)))
			})
		}
		if *update && !t.Failed() {
			require.NoError(t, os.WriteFile(file, txtar.Format(archive), 0o644))
		}
	}
}

// visible writes what cannot be seen, blanks other than U+0020 included, as
// escapes.
func visible(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r != ' ' && (unicode.IsSpace(r) || !unicode.IsPrint(r)) {
			b.WriteString(strings.Trim(strconv.QuoteRuneToASCII(r), "'"))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
