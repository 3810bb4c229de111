package browsertest

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/golden"
)

// A mail that differs from its golden file has a mark on the wall, shows the
// words that differ and both mails beside each other, and is accepted.
func TestGolden(t *testing.T) {
	t.Parallel()
	s := written(t, "signup")
	folder, err := billet.Open(os.DirFS(s.dir), billet.Options{})
	require.NoError(t, err)
	results, err := golden.Compare(t.Context(), folder, os.DirFS(s.dir))
	require.NoError(t, err)
	root, err := os.OpenRoot(s.dir)
	require.NoError(t, err)
	defer root.Close()
	_, err = golden.Write(root, results)
	require.NoError(t, err)
	s.serve(same)
	b := opened(t, s, "")
	b.shows("6 mails")
	b.hides("changed")

	s.edit("templates/signup/en.md", "Welcome to", "Hello from")
	b.shows("changed")
	b.click("link", "Signup, en plain changed")
	b.shows("The mail is not as its golden file says.", "golden/signup/signup.plain.en.txtar")
	assert.Equal(t, "Welcome to|Hello from", value[string](b, `document.querySelector(".diff del").textContent + "|" + document.querySelector(".diff ins").textContent`))
	b.click("button", "Beside each other")
	b.until("the golden mail", func() bool {
		return value[int](b, `document.querySelectorAll('iframe[src^="golden.html?"]').length`) == 1
	})
	b.click("button", "Accept this mail")
	b.shows("The mail is as its golden file says.")
	text, err := os.ReadFile(filepath.Join(s.dir, "golden/signup/signup.plain.en.txtar"))
	require.NoError(t, err)
	assert.Contains(t, string(text), "Hello from")
}
