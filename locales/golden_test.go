package locales

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the wanted parts of testdata")

// runGoldens runs every case of a folder in testdata. A case says in prose
// why it is there, has inputs, and has what is wanted in files "want…".
func runGoldens(t *testing.T, folder string, run func(t *testing.T, inputs map[string]string) map[string]string) {
	files, err := filepath.Glob("testdata/" + folder + "/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			require.NoError(t, err)
			require.NotEmpty(t, archive.Comment, "say why the case is there")
			inputs := map[string]string{}
			for _, f := range archive.Files {
				inputs[f.Name] = string(f.Data)
			}
			got := run(t, inputs)
			if *update {
				writeGolden(t, file, archive, got)
				return
			}
			for name, text := range got {
				want, ok := inputs[name]
				if assert.True(t, ok, "%s is missing; run go test -update", name) {
					assert.Equal(t, want, text, name)
				}
			}
		})
	}
}

func writeGolden(t *testing.T, file string, archive *txtar.Archive, got map[string]string) {
	kept := &txtar.Archive{Comment: archive.Comment}
	for _, f := range archive.Files {
		if text, ok := got[f.Name]; ok {
			f.Data = []byte(text)
			delete(got, f.Name)
		}
		kept.Files = append(kept.Files, f)
	}
	for _, name := range []string{"want", "want.strings", "want.faults"} {
		if text, ok := got[name]; ok {
			kept.Files = append(kept.Files, txtar.File{Name: name, Data: []byte(text)})
		}
	}
	require.NoError(t, os.WriteFile(file, txtar.Format(kept), 0o644))
}
