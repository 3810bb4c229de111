package golden_test

import (
	"context"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/golden"
	"github.com/billet-mail/billet/starter"
)

func folder(t *testing.T) *billet.Folder {
	f, err := billet.Open(starter.Folder(), billet.Options{Templates: []string{"signup", "payment_overdue"}})
	require.NoError(t, err)
	return f
}

func compared(t *testing.T, files fs.FS) map[golden.State][]string {
	results, err := golden.Compare(context.Background(), folder(t), files)
	require.NoError(t, err)
	byState := map[golden.State][]string{}
	for _, r := range results {
		byState[r.State] = append(byState[r.State], r.File)
		assert.Equal(t, r.State == golden.Same, r.Fault() == "")
	}
	return byState
}

const signup = "golden/signup/signup.plain.en.txtar"

// What Write writes is the same; every other state is told.
func TestCompareAndWrite(t *testing.T) {
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	require.NoError(t, err)
	defer root.Close()

	missing := compared(t, root.FS())
	require.Len(t, missing, 1)
	assert.Contains(t, missing[golden.Missing], signup)
	update := func() int {
		results, err := golden.Compare(context.Background(), folder(t), root.FS())
		require.NoError(t, err)
		touched, err := golden.Write(root, results)
		require.NoError(t, err)
		return touched
	}
	assert.Equal(t, len(missing[golden.Missing]), update())
	same := compared(t, root.FS())
	require.Len(t, same, 1)
	assert.Equal(t, missing[golden.Missing], same[golden.Same])
	assert.Zero(t, update(), "nothing to write")

	text, err := root.ReadFile(signup)
	require.NoError(t, err)
	for _, part := range []string{"-- headers --\n", "From: ", "Date: Fri, 20 Nov 2026", "-- subject --\n", "-- preheader --\n", "-- text --\n", "-- html --\n"} {
		assert.Contains(t, string(text), part)
	}
	require.NoError(t, root.WriteFile(signup, []byte(strings.Replace(string(text), "Welcome", "Wellcome", 1)), 0o644))
	require.NoError(t, root.WriteFile("golden/signup/signup.gone.en.txtar", nil, 0o644))
	require.NoError(t, root.WriteFile("golden/signup/README.md", nil, 0o644))
	changed := compared(t, root.FS())
	assert.Equal(t, []string{signup}, changed[golden.Changed])
	assert.Equal(t, []string{"golden/signup/signup.gone.en.txtar"}, changed[golden.LeftOver])
	assert.Equal(t, 2, update())
	assert.Len(t, compared(t, root.FS()), 1)
	_, err = root.Stat("golden/signup/README.md")
	assert.NoError(t, err, "what is no golden file stays")
}

// Line ends of Windows are no difference.
func TestCompareLineEnds(t *testing.T) {
	results, err := golden.Compare(context.Background(), folder(t), fstest.MapFS{})
	require.NoError(t, err)
	files := fstest.MapFS{}
	for _, r := range results {
		files[r.File] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(r.Got, "\n", "\r\n"))}
	}
	assert.Len(t, compared(t, files), 1)
}

// A faulty sample is an error, not a difference.
func TestCompareFaultySample(t *testing.T) {
	files := fstest.MapFS{}
	require.NoError(t, fs.WalkDir(starter.Folder(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(starter.Folder(), name)
		files[name] = &fstest.MapFile{Data: text}
		return err
	}))
	files["samples/signup/mine.json"] = &fstest.MapFile{Data: []byte(`{}`)}
	f, err := billet.Open(files, billet.Options{Templates: []string{"signup"}})
	require.NoError(t, err)
	_, err = golden.Compare(context.Background(), f, files)
	assert.ErrorContains(t, err, "samples/signup/mine.json")
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = golden.Compare(cancelled, folder(t), files)
	assert.ErrorIs(t, err, context.Canceled)
}

// A file appears whole or not at all.
func TestWriteFails(t *testing.T) {
	root, err := os.OpenRoot(t.TempDir())
	require.NoError(t, err)
	defer root.Close()
	require.NoError(t, root.WriteFile("golden", nil, 0o644))
	_, err = golden.Write(root, []golden.Result{{File: signup, State: golden.Missing, Got: "x"}})
	assert.Error(t, err)
	_, err = golden.Write(root, []golden.Result{{File: "../out.txtar", State: golden.Missing, Got: "x"}})
	assert.Error(t, err, "outside the folder")
}
