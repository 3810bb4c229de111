package browsertest

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/starter"
)

const (
	alone = "mail.html?template=signup&event=signup&locale=en&sample=plain"

	// ran tells whether a script of a mail ran.
	ran = `document.documentElement.dataset.ran || "nothing ran"`

	// aWhile is how long a hostile mail is watched after it was loaded. Nothing
	// tells that nothing will come; TestCanary shows how soon something does.
	aWhile = 400 * time.Millisecond
)

// hostile reads a file of testdata/hostile, with a canary's address in it.
func hostile(t *testing.T, name string, c *canary) string {
	t.Helper()
	text, err := os.ReadFile("testdata/hostile/" + name)
	require.NoError(t, err)
	return strings.ReplaceAll(string(text), "CANARY", c.address)
}

// quiet looks at a site and holds that the browser talks to the preview and to
// nobody else: once through a proxy that sees every request, and once without,
// so that the canary sees whoever only connects.
func quiet(t *testing.T, s *site, c *canary, look func(b *tab)) {
	t.Helper()
	proxy := newProxy(t, s.base)
	for _, b := range []*tab{opened(t, s, "?view=faults"), opened(t, s, "?view=faults", through(proxy))} {
		proxy.forget()
		look(b)
		time.Sleep(aWhile)
		b.expected("") // the browser says what it refused
	}
	assert.Empty(t, c.seen())
	assert.Empty(t, slices.DeleteFunc(proxy.seen(), func(what string) bool { return what == "connection" }))
}

// nothingRan looks at the mail that is shown alone, or in a frame of the page.
func (b *tab) nothingRan() {
	b.t.Helper()
	if value[bool](b, "location.pathname === '/mail.html'") {
		assert.Equal(b.t, "nothing ran", value[string](b, ran))
		return
	}
	b.mail(theMail, ran, "nothing ran")
	assert.Equal(b.t, "nothing ran", value[string](b, ran), "in the page")
	assert.Contains(b.t, value[string](b, "document.title"), "Billet preview")
}

// The canary counts, soon: without a policy, a hostile mail does what it wants.
func TestCanary(t *testing.T) {
	t.Parallel()
	c := newCanary(t)
	stays := strings.NewReplacer("<meta http-equiv=", "<meta name=", "top.location", "nothing")
	text := stays.Replace(hostile(t, "mail.html", c))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.Write([]byte(text)) }))
	t.Cleanup(server.Close)
	b := opened(t, served(t, "signup"), "")
	b.do(chromedp.Navigate(server.URL))
	time.Sleep(aWhile)
	seen := c.seen()
	for _, path := range []string{"/img", "/script", "/fetch", "/beacon", "/css", "/import.css", "/link.css", "/iframe", "/srcdoc-img", "/srcdoc-script", "/data-img", "/svg-image", "/video", "/object", "/embed", "/base/x"} {
		assert.Contains(t, seen, path)
	}
	assert.NotEqual(t, "nothing ran", value[string](b, ran))
	b.expected("")
}

// hostileSite is a mail folder as hostile as its checks let it be.
func hostileSite(t *testing.T, c *canary) *site {
	t.Helper()
	s := &site{t: t, dir: t.TempDir(), changes: make(chan struct{})}
	files, err := starter.Choose(starter.Choice{Templates: []string{"signup"}, Locales: []string{"en"}})
	require.NoError(t, err)
	for _, f := range files {
		s.write(f.Name, f.Text)
	}
	for _, f := range txtar.Parse([]byte(hostile(t, "folder.txtar", c))).Files {
		s.write(f.Name, string(f.Data))
	}
	return s
}

// A mail folder as hostile as its checks let it be loads nothing: on the wall, in
// its frame, and on its own.
func TestHostileFolder(t *testing.T) {
	t.Parallel()
	c := newCanary(t)
	s := hostileSite(t, c)
	s.serve(same)
	quiet(t, s, c, func(b *tab) {
		b.turn("")
		b.until("thumbnails", func() bool { n := value[[]int](b, thumbs); return n[1] == 3 && n[0] == 3 })
		for _, look := range []string{"", "&scheme=dark&images=off", "&scheme=inverted&places=on&beside=en/rich"} {
			b.turn(signup + look)
			b.mailShows("Welcome")
			b.nothingRan()
		}
		b.visit(signup)
		b.do(chromedp.Navigate(s.base + alone))
		assert.Contains(t, value[string](b, "document.body.innerText"), "Welcome")
		b.nothingRan()
	})

	// With the switch for remote images these come, and nothing else.
	b := opened(t, s, signup)
	b.mailShows("Welcome")
	b.choose("Images", "Remote images too")
	b.until("an image", func() bool { return slices.Contains(c.seen(), "/img") })
	time.Sleep(aWhile)
	for _, path := range []string{"/refresh", "/link.css", "/font", "/video", "/audio", "/manifest", "/ping", "/modulepreload"} {
		assert.NotContains(t, c.seen(), path)
	}
	b.nothingRan()
	b.expected("")
}

// Values that are edited on the page stay what they are: words.
func TestHostileData(t *testing.T) {
	t.Parallel()
	c := newCanary(t)
	s := served(t, "signup")
	quiet(t, s, c, func(b *tab) {
		b.visit(signup + "&panel=data")
		b.shows("samples/signup/plain.json")
		text := b.field("textbox", "Data as JSON")
		for _, name := range []string{
			`<script>document.documentElement.dataset.ran = 1; fetch("CANARY/a")</script>--><img src="CANARY/b" onerror="document.documentElement.dataset.ran = 1">`,
			`"></title><meta http-equiv="refresh" content="0;url=CANARY/c"><iframe srcdoc="<script>parent.document.title=1</script>"></iframe>`,
			`<svg/onload=alert(1)>{{ 7*7 }}{% include "x" %}![a](CANARY/d)`,
		} {
			name = strings.ReplaceAll(name, "CANARY", c.address)
			quoted, err := json.Marshal(name)
			require.NoError(t, err)
			b.fill("textbox", "Data as JSON", strings.NewReplacer(`"Jonas Weber"`, string(quoted), `"Jonas"`, string(quoted)).Replace(text))
			b.mailShows(name)
			b.shows(name) // in the inbox lines, too
			b.nothingRan()
		}
	})
}

// with serves a page of testdata in place of every mail, with the headers of the
// mail itself as they come from the handler, or changed.
func with(page string, change func(http.Header)) func(http.Handler) http.Handler {
	return func(h http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/mail.html" {
				h.ServeHTTP(w, r)
				return
			}
			real := httptest.NewRecorder()
			h.ServeHTTP(real, r)
			for name, values := range real.Header() {
				w.Header()[name] = values
			}
			w.Header().Set("Content-Length", strconv.Itoa(len(page)))
			change(w.Header())
			w.WriteHeader(real.Code)
			w.Write([]byte(page))
		})
	}
}

// Should a mail get past all checks, its headers alone hold it: in the page, and
// on its own, where no frame is around it.
func TestPolicyAlone(t *testing.T) {
	t.Parallel()
	c := newCanary(t)
	s := written(t, "signup")
	s.serve(with(hostile(t, "mail.html", c), func(http.Header) {}))
	quiet(t, s, c, func(b *tab) {
		b.turn(signup)
		b.mailShows("words")
		b.nothingRan()
		for _, images := range []string{"", "&images=off"} {
			b.do(chromedp.Navigate(s.base + alone + images))
			assert.Contains(t, value[string](b, "document.body.innerText"), "words")
			value[bool](b, `(document.getElementById("script-link").click(), document.forms[0].querySelector("button").click(), true)`)
			b.nothingRan()
		}
	})
}

// The frame alone, without the headers, lets no script run and nothing lead away.
func TestSandboxAlone(t *testing.T) {
	t.Parallel()
	c := newCanary(t)
	s := written(t, "signup")
	s.serve(with(hostile(t, "mail.html", c), func(h http.Header) { h.Del("Content-Security-Policy") }))
	b := opened(t, s, signup)
	b.mailShows("words")
	time.Sleep(aWhile)
	b.nothingRan()
	for _, path := range []string{"/script", "/fetch", "/beacon", "/script.js", "/module.js", "/srcdoc-script", "/data-script", "/top", "/form", "/formaction", "/refresh"} {
		assert.NotContains(t, c.seen(), path)
	}
	assert.True(t, strings.HasPrefix(value[string](b, "location.href"), s.base))
	b.expected("")
}
