package program_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/mail"
	"github.com/billet-mail/billet/render/program"
)

var update = flag.Bool("update", false, "rewrite the goldens")

const limit = 1 << 20

// TestCases runs the programs of testdata. What NAME.program writes stands in
// NAME.markup or NAME.plain, with · for a blank at the end of a line.
func TestCases(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		require.NoError(t, err)
		require.NotEmpty(t, bytes.TrimSpace(archive.Comment), "a case says why it is there")
		kind, _, _ := strings.Cut(filepath.Base(path), "-")
		for i := 0; i < len(archive.Files); i++ {
			name, ok := strings.CutSuffix(archive.Files[i].Name, ".program")
			if !ok {
				continue
			}
			t.Run(kind+"/"+name, func(t *testing.T) {
				w := newWorld(t)
				got, err := written(t, w, kind, string(archive.Files[i].Data))
				require.NoError(t, err)
				require.True(t, strings.HasPrefix(got, "before"), "what was there stays")
				golden(t, archive, i+1, name+"."+kind, shown(got[len("before"):]))
			})
		}
		if *update {
			require.NoError(t, os.WriteFile(path, txtar.Format(archive), 0o644))
		}
	}
}

// written is what a program writes behind the word before.
func written(t *testing.T, w *world, kind, source string) (string, error) {
	if kind == "plain" {
		got, err := w.plain(t, source).Plain([]byte("before"), w.stack(standard()), limit)
		return string(got), err
	}
	var to mail.Builder
	to.Static(mail.NewStatic("before"))
	err := w.html(t, source).Markup(&to, w.stack(standard()), limit)
	return to.Body().String(), err
}

func shown(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		kept := strings.TrimRight(line, " ")
		lines[i] = kept + strings.Repeat("·", len(line)-len(kept))
	}
	return strings.TrimSuffix(strings.Join(lines, "\n"), "\n") + "\n"
}

// golden compares file i of a case with what was made.
func golden(t *testing.T, archive *txtar.Archive, i int, name, got string) {
	is := i < len(archive.Files) && archive.Files[i].Name == name
	switch {
	case !*update:
		require.True(t, is, "%s is missing: write it with -update, then read it\n%s", name, got)
		assert.Equal(t, string(archive.Files[i].Data), got)
	case is:
		archive.Files[i].Data = []byte(got)
	default:
		archive.Files = append(archive.Files[:i:i], append([]txtar.File{{Name: name, Data: []byte(got)}}, archive.Files[i:]...)...)
	}
}

func TestTooLarge(t *testing.T) {
	for name, text := range map[string]string{
		"static":  `text "12345678901"`,
		"value":   `out html name`,
		"loop":    "for i in items\ntext \"1234\"\nend",
		"nested":  "for i in items\nfor j in items\ntext \"12\"\nend\nend",
		"content": "elide\ntext \"12345\"\ncontent\ntext \"678901\"\nend",
	} {
		w := newWorld(t)
		d := standard()
		d.Name = "12345678901"
		_, err := markup(w.html(t, text), w.stack(d), 10)
		require.ErrorIs(t, err, program.ErrTooLarge, name)
		_, err = w.plain(t, text).Plain(nil, w.stack(d), 10)
		require.ErrorIs(t, err, program.ErrTooLarge, name)
		_, err = w.plain(t, text).Line(nil, w.stack(d), 10)
		require.ErrorIs(t, err, program.ErrTooLarge, name)
	}
	w := newWorld(t)
	const ten = `text "1234567890"`
	_, err := w.plain(t, ten).Line(make([]byte, 100), w.stack(standard()), 10)
	require.NoError(t, err, "the limit counts what is written, not what was there")
	var to mail.Builder
	to.Static(mail.NewStatic("eleven more"))
	require.NoError(t, w.html(t, ten).Markup(&to, w.stack(standard()), 10))
}

// TestTooLargeStopsEarly holds that a loop cannot fill the memory before the
// limit is looked at.
func TestTooLargeStopsEarly(t *testing.T) {
	w := newWorld(t)
	p := w.html(t, "for i in items\nfor j in items\ntext \"12345678\"\nend\nend")
	d := &facts{Items: make([]item, 900)}
	got, err := markup(p, w.stack(d), 100)
	require.ErrorIs(t, err, program.ErrTooLarge)
	assert.Less(t, len(got), 120)
}

func TestConcurrentUse(t *testing.T) {
	w := newWorld(t)
	p := w.plain(t, "for i in items\nbreak 1\nout words i.word\nelide\ntext \": \"\ncontent\nfor j in i.parts\nout words j.id\nend\nend\nend")
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			got, err := p.Plain(nil, w.stack(standard()), limit)
			assert.NoError(t, err)
			assert.Equal(t, "a: 12\nb\nc: 3\n", string(got))
		})
	}
	group.Wait()
}

func TestZero(t *testing.T) {
	w := newWorld(t)
	got, err := markup(new(program.Program), w.stack(standard()), 0)
	require.NoError(t, err)
	assert.Empty(t, got)
}
