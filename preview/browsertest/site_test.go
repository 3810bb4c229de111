package browsertest

import (
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/preview"
	"github.com/billet-mail/billet/starter"
)

// site is a preview that is served until its test ends.
type site struct {
	t       testing.TB
	base    string // with a slash at its end
	dir     string // of the mail folder
	changes chan struct{}
}

// served serves the named templates of the starter, all if none is named.
func served(t testing.TB, templates ...string) *site {
	t.Helper()
	s := written(t, templates...)
	s.serve(same)
	return s
}

// written writes the named templates of the starter to disk.
func written(t testing.TB, templates ...string) *site {
	t.Helper()
	s := &site{t: t, dir: t.TempDir(), changes: make(chan struct{})}
	files, err := starter.Choose(starter.Choice{Templates: templates})
	require.NoError(t, err)
	for _, f := range files {
		s.write(f.Name, f.Text)
	}
	return s
}

// serve serves the folder as it is, with something around the handler.
func (s *site) serve(around func(http.Handler) http.Handler) {
	s.t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(s.t, err)
	address := listener.Addr().String()
	s.base = "http://" + address + "/"
	root, err := os.OpenRoot(s.dir)
	require.NoError(s.t, err)
	handler, err := preview.Handler(preview.Options{Folder: os.DirFS(s.dir), Hosts: []string{address}, Changes: s.changes, Accept: root})
	require.NoError(s.t, err)
	server := preview.Server(around(handler))
	go server.Serve(listener)
	s.t.Cleanup(func() {
		server.Close()
		root.Close()
		close(s.changes)
	})
}

// write writes a file of the mail folder, and tells nobody.
func (s *site) write(name, text string) {
	s.t.Helper()
	file := filepath.Join(s.dir, filepath.FromSlash(name))
	require.NoError(s.t, os.MkdirAll(filepath.Dir(file), 0o755))
	require.NoError(s.t, os.WriteFile(file, []byte(text), 0o644))
}

// replace replaces words in a file, and tells nobody.
func (s *site) replace(name, old, now string) {
	s.t.Helper()
	text, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(name)))
	require.NoError(s.t, err)
	require.Contains(s.t, string(text), old)
	s.write(name, strings.ReplaceAll(string(text), old, now))
}

// edit replaces words in a file, and tells the preview.
func (s *site) edit(name, old, now string) {
	s.t.Helper()
	s.replace(name, old, now)
	s.changes <- struct{}{}
}

// remove deletes a file, and tells the preview.
func (s *site) remove(name string) {
	s.t.Helper()
	require.NoError(s.t, os.Remove(filepath.Join(s.dir, filepath.FromSlash(name))))
	s.changes <- struct{}{}
}

// same puts nothing around a handler.
func same(h http.Handler) http.Handler { return h }
