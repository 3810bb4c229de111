package preview_test

import (
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/preview"
)

// goldenFolder is the starter of the checkout on disk, or a part of it with its
// golden files.
func goldenFolder(t testing.TB, templates ...string) (dir string, root *os.Root) {
	dir = t.TempDir()
	err := fs.WalkDir(os.DirFS("../starter/mail"), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		if parts := strings.Split(name, "/"); parts[0] == "templates" || parts[0] == "golden" {
			if !slices.Contains(templates, parts[1]) {
				return nil
			}
		}
		text, err := os.ReadFile(filepath.Join("../starter/mail", name))
		if err != nil {
			return err
		}
		target := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		return os.WriteFile(target, text, 0o644)
	})
	require.NoError(t, err)
	root, err = os.OpenRoot(dir)
	require.NoError(t, err)
	t.Cleanup(func() { root.Close() })
	return dir, root
}

// What differs from its golden file is marked, shown, and accepted one by one or
// all at once; then nothing differs.
func TestGoldens(t *testing.T) {
	dir, root := goldenFolder(t, "signup")
	withToken := map[string]string{"Content-Type": "application/json", "X-Billet-Token": token}
	edit := func(old, now string) {
		name := filepath.Join(dir, "templates/signup/en.md")
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		require.Contains(t, string(text), old)
		require.NoError(t, os.WriteFile(name, []byte(strings.Replace(string(text), old, now, 1)), 0o644))
	}
	open := func(o preview.Options) http.Handler {
		o.Folder = os.DirFS(dir)
		return handler(t, o)
	}
	answer := get(t, open(preview.Options{Accept: root}), "/api/goldens")
	assert.Equal(t, true, answer["kept"])
	assert.Equal(t, true, answer["writable"])
	assert.Empty(t, answer["goldens"], "the marks of the preview make no difference")

	edit("Welcome to", "Hello from")
	require.NoError(t, os.Remove(filepath.Join(dir, "golden/signup/signup.rich.fr.txtar")))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "golden/signup/signup.gone.fr.txtar"), []byte("-- text --\n"), 0o644))
	h := open(preview.Options{Accept: root})
	states := map[string]string{}
	for _, each := range get(t, h, "/api/goldens")["goldens"].([]any) {
		m := each.(object)
		states[m["file"].(string)] = m["state"].(string)
	}
	assert.Equal(t, map[string]string{
		"golden/signup/signup.plain.en.txtar": "changed", "golden/signup/signup.rich.en.txtar": "changed", "golden/signup/signup.edge.en.txtar": "changed",
		"golden/signup/signup.rich.fr.txtar": "missing", "golden/signup/signup.gone.fr.txtar": "left-over",
	}, states)

	one := get(t, h, "/api/golden?"+aboutSignup)
	assert.Equal(t, "changed", one["state"])
	assert.Contains(t, one["diff"], "-[-Welcome to-] Harbour Cloud")
	assert.Contains(t, one["diff"], "+{+Hello from+} Harbour Cloud")
	w := probe{method: "GET", path: "/" + one["html_url"].(string)}.send(h)
	assert.Equal(t, http.StatusOK, w.Code)
	assert.Contains(t, w.Body.String(), "Welcome to Harbour Cloud")
	assert.True(t, strings.HasPrefix(w.Header().Get("Content-Security-Policy"), "sandbox; default-src 'none'; "))

	written := probe{method: "POST", path: "/api/golden", body: `{"mails": [{"template": "signup", "event": "signup", "locale": "en", "sample": "plain"}]}`, header: withToken}.send(h)
	assert.JSONEq(t, `{"written": 1}`, written.Body.String())
	assert.Equal(t, "same", get(t, h, "/api/golden?"+aboutSignup)["state"])
	all := probe{method: "POST", path: "/api/golden", body: `{"all": true}`, header: withToken}.send(h)
	assert.JSONEq(t, `{"written": 4}`, all.Body.String())
	assert.Empty(t, get(t, h, "/api/goldens")["goldens"])
	assert.NoFileExists(t, filepath.Join(dir, "golden/signup/signup.gone.fr.txtar"))
}

// Nothing is written where it must not be, and nothing said of what is not known.
func TestGoldensRefused(t *testing.T) {
	dir, root := goldenFolder(t, "signup")
	name := filepath.Join(dir, "golden/signup/signup.plain.en.txtar")
	require.NoError(t, os.WriteFile(name, []byte("-- text --\nold\n"), 0o644))
	withToken := map[string]string{"Content-Type": "application/json", "X-Billet-Token": token}
	const accept = `{"mails": [{"template": "signup", "event": "signup", "locale": "en", "sample": "plain"}]}`
	for _, test := range []struct {
		o      preview.Options
		p      probe
		status int
	}{
		{preview.Options{}, probe{method: "POST", path: "/api/golden", body: accept, header: withToken}, http.StatusForbidden},
		{preview.Options{Accept: root}, probe{method: "POST", path: "/api/golden", body: accept, header: map[string]string{"Content-Type": "application/json"}}, http.StatusForbidden},
		{preview.Options{Accept: root}, probe{method: "POST", path: "/api/golden", body: `[]`, header: withToken}, http.StatusBadRequest},
		{preview.Options{Accept: root}, probe{method: "POST", path: "/api/golden", body: `{"mails": [{"template": "../../x", "event": "signup", "locale": "en", "sample": "plain"}]}`, header: withToken}, http.StatusNotFound},
		{preview.Options{Accept: root}, probe{method: "POST", path: "/api/golden", body: `{"mails": [{"template": "signup", "event": "signup", "locale": "en", "sample": "none"}]}`, header: withToken}, http.StatusNotFound},
		{preview.Options{Accept: root}, probe{method: "GET", path: "/api/golden?template=signup&event=signup&locale=de&sample=plain"}, http.StatusNotFound},
		{preview.Options{Accept: root}, probe{method: "GET", path: "/golden.html?template=signup&event=signup&locale=../en&sample=plain"}, http.StatusNotFound},
	} {
		test.o.Folder = os.DirFS(dir)
		assert.Equal(t, test.status, test.p.send(handler(t, test.o)).Code, "%+v", test.p)
	}
	text, err := os.ReadFile(name)
	require.NoError(t, err)
	assert.Equal(t, "-- text --\nold\n", string(text))

	assert.Equal(t, false, get(t, handler(t, preview.Options{}), "/api/goldens")["kept"], "a folder without golden files is asked for none")
}
