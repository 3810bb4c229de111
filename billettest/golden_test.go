package billettest_test

import (
	"context"
	"io/fs"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/billettest"
	"github.com/billet-mail/billet/golden"
	"github.com/billet-mail/billet/starter"
)

// A folder whose golden files were written passes.
func TestGolden(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(dir, starter.Folder()))
	folder, err := billet.Open(os.DirFS(dir), billet.Options{Templates: []string{"signup"}})
	require.NoError(t, err)
	results, err := golden.Compare(context.Background(), folder, os.DirFS(dir))
	require.NoError(t, err)
	root, err := os.OpenRoot(dir)
	require.NoError(t, err)
	defer root.Close()
	_, err = golden.Write(root, results)
	require.NoError(t, err)
	var files fs.FS = root.FS()
	billettest.Golden(t, files, billet.Options{Templates: []string{"signup"}})
}
