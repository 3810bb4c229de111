package browsertest

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// attacks are ways to run a script, to load something from CANARY, or to lead
// away. Each tells by the title of the document or by a request.
const attacks = `<script>document.title="ran";fetch("CANARY/script")</script>
<script src="CANARY/src"></script>
<img src="CANARY/img" onerror="document.title='ran'">
<img srcset="CANARY/srcset 2x" src="x" onerror="document.title='ran'">
<picture><source srcset="CANARY/source"><img src="CANARY/picture"></picture>
<svg onload="document.title='ran'"><image href="CANARY/svg"/><use href="CANARY/use#a"/></svg>
<link rel="stylesheet" href="CANARY/link"><link rel="prefetch" href="CANARY/prefetch"><link rel="icon" href="CANARY/icon">
<style>@import url("CANARY/import");@font-face{font-family:f;src:url("CANARY/font")}p{background:url("CANARY/background");font-family:f}</style>
<p style="background-image:url(CANARY/style)">words in f</p>
<iframe src="CANARY/iframe"></iframe><iframe srcdoc="<script>top.document.title='ran'</script><img src='CANARY/srcdoc'>"></iframe>
<object data="CANARY/object"></object><embed src="CANARY/embed">
<video src="CANARY/video" poster="CANARY/poster" autoplay></video><audio src="CANARY/audio" autoplay></audio>
<form action="CANARY/form" id="f"><input autofocus onfocus="document.title='ran'"></form>
<meta http-equiv="refresh" content="0;url=CANARY/refresh">
<base href="CANARY/base/"><img src="relative">
<body background="CANARY/body" onload="document.title='ran'">
<a href="javascript:document.title='ran'" autofocus>link</a>
<details open ontoggle="document.title='ran'"><summary>x</summary></details>`

// canary is a server that must never be asked.
type canary struct {
	*httptest.Server
	mu    sync.Mutex
	asked []string
}

func newCanary(t *testing.T) *canary {
	c := &canary{}
	c.Server = httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.asked = append(c.asked, r.URL.Path)
	}))
	t.Cleanup(c.Close)
	return c
}

func (c *canary) attacks() string { return strings.ReplaceAll(attacks, "CANARY", c.URL) }

func (c *canary) silent(t *testing.T, when string) {
	t.Helper()
	time.Sleep(lull)
	c.mu.Lock()
	defer c.mu.Unlock()
	assert.Empty(t, c.asked, when)
}

// lull is for requests that a document makes behind its load event: nothing
// tells that there will be none.
const lull = 700 * time.Millisecond

// Values that are markup stay words: in the page, and in the mail by itself.
func TestHostileData(t *testing.T) {
	t.Parallel()
	c := newCanary(t)
	b := opened(t, served(t, "signup"), signup+"&panel=data")
	b.until("the sample", func() bool { return b.field("textbox", "Data as JSON") != "" })
	name, err := json.Marshal(strings.ReplaceAll(c.attacks(), "\n", " ")[:450])
	require.NoError(t, err)
	sample := b.field("textbox", "Data as JSON")
	b.fill("textbox", "Data as JSON", strings.ReplaceAll(sample, `"Jonas"`, string(name)))
	b.shows("Edited, and sound")
	b.mailShows(`<script>document.title="ran"`)
	b.mail(theMail, `document.querySelectorAll("script, iframe, form, object").length + " " + document.title`, "0 Subscription confirmed")
	c.silent(t, "in the page")
	alone := value[string](b, `[...document.links].find((a) => a.text === "Open alone").href`)
	b.do(chromedp.Navigate(alone))
	assert.Contains(t, value[string](b, "document.body.innerText"), "<script>")
	c.silent(t, "alone")
}

// A document that got past everything still runs nothing and asks nobody: the
// frame and the policy hold, and the policy holds alone.
func TestHostileDocument(t *testing.T) {
	t.Parallel()
	c := newCanary(t)
	s := written(t, "signup")
	s.serve(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/mail.html" {
				next.ServeHTTP(w, r)
				return
			}
			real := httptest.NewRecorder()
			next.ServeHTTP(real, r)
			for name, values := range real.Header() {
				if name != "Content-Length" {
					w.Header()[name] = values
				}
			}
			w.WriteHeader(real.Code)
			w.Write([]byte("<!doctype html><title>quiet</title><p>Hostile words</p>" + c.attacks()))
		})
	})
	b := opened(t, s, signup)
	b.mailShows("Hostile words")
	b.mail(theMail, "document.title", "quiet")
	c.silent(t, "in the page")
	assert.NotContains(t, value[string](b, "document.title"), "ran")

	for _, query := range []string{"", "&images=off"} {
		b.do(chromedp.Navigate(s.base + "mail.html" + strings.Replace(signup, "view=mail&", "", 1) + query))
		assert.Equal(t, "quiet", value[string](b, "document.title"), query)
		assert.Contains(t, value[string](b, "document.body.innerText"), "Hostile words")
		c.silent(t, "alone"+query)
		assert.Contains(t, value[string](b, "location.href"), s.base, "it leads nowhere")
	}
	b.expected("") // the browser tells of everything that it refused
}

// The attacks are real: without the policy they run and ask.
func TestHostileDocumentWithoutPolicy(t *testing.T) {
	t.Parallel()
	c := newCanary(t)
	s := written(t, "signup")
	s.serve(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/mail.html" {
				next.ServeHTTP(w, r)
				return
			}
			w.Header().Set("Content-Type", "text/html")
			w.Write([]byte("<!doctype html><title>quiet</title>" + strings.ReplaceAll(c.attacks(), `<meta http-equiv="refresh"`, "<meta")))
		})
	})
	b := opened(t, s, "")
	b.do(chromedp.Navigate(s.base + "mail.html"))
	b.until("a script that ran", func() bool { return value[string](b, "document.title") == "ran" })
	b.until("requests", func() bool {
		c.mu.Lock()
		defer c.mu.Unlock()
		return len(c.asked) > 12
	})
	b.expected("")
}
