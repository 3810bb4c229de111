package browsertest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/preview"
)

// exported exports a site, and opens its list of mails from disk.
func exported(t *testing.T, s *site) (dir string, b *tab) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "review")
	_, err := preview.Export(t.Context(), preview.ExportOptions{Folder: os.DirFS(s.dir), Dir: dir})
	require.NoError(t, err)
	b = opened(t, s, "")
	b.do(chromedp.Navigate(fileAddress(dir, "index.html")))
	return dir, b
}

func fileAddress(dir, name string) string {
	return "file://" + filepath.ToSlash(filepath.Join(dir, name))
}

// An export is read from disk: its list, its mails, and the ways between them.
func TestExported(t *testing.T) {
	t.Parallel()
	_, b := exported(t, served(t, "signup", "payment_due"))
	rows := func() int {
		return value[int](b, `[...document.querySelectorAll("tbody tr")].filter((row) => row.checkVisibility()).length`)
	}
	assert.Equal(t, 12, rows())
	b.click("radio", "fr")
	assert.Equal(t, 6, rows())
	b.click("radio", "rich")
	assert.Equal(t, 2, rows())
	value[bool](b, `(document.querySelector('a[href$="payment_due.rich.fr.html"]').click(), true)`)
	time.Sleep(2*time.Second)
	b.mailShows("747,34")
	assert.Contains(t, value[string](b, `document.querySelector("pre").innerText`), "747,34")
	wide := func() int { return value[int](b, `document.querySelector("iframe").offsetWidth`) }
	assert.Equal(t, 600, wide())
	b.click("radio", "360")
	assert.Equal(t, 360, wide())
	const dark = `String(matchMedia("(prefers-color-scheme: dark)").matches)`
	b.mail(theMail, dark, "false")
	b.click("radio", "dark")
	b.mail(theMail, dark, "true")
	b.click("link", "en")
	b.mailShows("CA$747.34")
	b.click("link", "plain")
	b.mailShows("CHF")
	b.click("link", "Next")
	b.click("link", "← Mails")
	b.until("all mails", func() bool { return rows() == 12 })
}

// axe-core finds nothing wrong with the pages of an export, and they fit.
func TestExportedAccessibility(t *testing.T) {
	t.Parallel()
	axe, err := os.ReadFile("testdata/axe/axe.min.js")
	require.NoError(t, err)
	dir, b := exported(t, served(t, "signup", "payment_due"))
	for _, page := range []string{"index.html", "mails/payment_due/payment_due.rich.fr.html"} {
		b.do(chromedp.Navigate(fileAddress(dir, page)), chromedp.Evaluate[chromedp.Void](string(axe)))
		for _, scheme := range []string{"light", "dark"} {
			b.colours(scheme)
			for _, width := range []int64{360, 1440, 3840} {
				b.size(width, 900)
				assert.Empty(t, b.judged(), "%s, %s, %d", page, scheme, width)
				assert.LessOrEqual(t, value[int](b, "document.documentElement.scrollWidth"), int(width), page)
			}
		}
	}
}

// A mail that got past everything asks nobody and runs nothing, in its page and by
// itself.
func TestExportedHostile(t *testing.T) {
	t.Parallel()
	c := newCanary(t)
	dir, b := exported(t, served(t, "signup"))
	const page = "mails/signup/signup.plain.en.html"
	file := filepath.Join(dir, filepath.FromSlash(strings.Replace(page, ".html", ".mail.html", 1)))
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	head, _, found := strings.Cut(string(text), `<html`)
	require.True(t, found)
	_, body, found := strings.Cut(hostile(t, "mail.html", c), `<base `)
	require.True(t, found) // a folder whose meta elements lead away does not open
	require.NoError(t, os.WriteFile(file, []byte(head+"<html><title>quiet</title><p>Hostile words</p><base "+body), 0o644))
	b.do(chromedp.Navigate(fileAddress(dir, page)))
	b.mailShows("Hostile words")
	b.mail(theMail, ran, "nothing ran")
	b.do(chromedp.Navigate(fileAddress(dir, strings.Replace(page, ".html", ".mail.html", 1))))
	assert.Equal(t, "nothing ran", value[string](b, ran))
	time.Sleep(aWhile)
	assert.Empty(t, c.seen())
	b.expected("") // the browser tells of everything that it refused
}
