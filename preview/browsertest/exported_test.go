package browsertest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
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

// at waits for a page.
func (b *tab) at(name string) {
	b.t.Helper()
	b.until(name, func() bool {
		return value[bool](b, "location.pathname.endsWith(%s) && document.readyState === 'complete'", name)
	})
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
	b.at("payment_due.rich.fr.html")
	b.mailShows("747,34")
	assert.Contains(t, value[string](b, `document.querySelector("pre").innerText`), "747,34")
	wide := func() int { return value[int](b, `document.querySelector("iframe").offsetWidth`) }
	assert.Equal(t, 600, wide())
	b.click("radio", "360")
	assert.Equal(t, 360, wide())
	const back = `getComputedStyle(document.querySelector(".page")).backgroundColor`
	b.mail(theMail, back, "rgb(243, 244, 247)")
	b.click("radio", "dark")
	b.mail("The mail in the dark", back, "rgb(15, 18, 23)")
	b.click("link", "en")
	b.at("payment_due.rich.en.html")
	b.mailShows("CA$747.34")
	b.click("link", "plain")
	b.at("payment_due.plain.en.html")
	b.mailShows("CHF")
	b.click("link", "Next")
	b.until("another page", func() bool { return !value[bool](b, `location.pathname.endsWith("payment_due.plain.en.html")`) })
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

// A mail folder as hostile as its checks let it be asks nobody and runs nothing
// when its export is read, in its page and by itself. Nor does a mail that got past
// the checks, though a browser may open a connection before it refuses a frame.
func TestExportedHostile(t *testing.T) {
	t.Parallel()
	c := newCanary(t)
	s := hostileSite(t, c)
	s.serve(same)
	dir, b := exported(t, s)
	const mail = "mails/signup/signup.plain.en"
	turn := func(name string) { // an image that a file may not use keeps its document loading for ever
		call(b, page.Navigate, page.NavigateParams{URL: fileAddress(dir, name)})
		b.until(name, func() bool {
			return value[bool](b, "location.pathname.endsWith(%s) && document.readyState !== 'loading'", name)
		})
	}
	look := func(words string) {
		turn(mail + ".html")
		b.mailShows(words)
		b.mail(theMail, ran, "nothing ran")
		for _, alone := range []string{".mail.html", ".dark.html"} {
			turn(mail + alone)
			assert.Contains(t, value[string](b, "document.body.innerText"), words)
			assert.Equal(t, "nothing ran", value[string](b, ran))
		}
		time.Sleep(aWhile)
	}
	look("Welcome")
	assert.Empty(t, c.seen())

	_, attacks, found := strings.Cut(hostile(t, "mail.html", c), "<base ")
	require.True(t, found)
	for _, name := range []string{".mail.html", ".dark.html"} {
		file := filepath.Join(dir, filepath.FromSlash(mail+name))
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		policy, _, found := strings.Cut(string(text), "<html")
		require.True(t, found)
		require.NoError(t, os.WriteFile(file, []byte(policy+"<html><base "+attacks), 0o644))
	}
	look("words")
	assert.Subset(t, []string{"connection"}, c.seen())
	b.expected("") // the browser tells of everything that it refused
}
