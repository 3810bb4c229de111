package browsertest

import (
	"flag"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var pictures = flag.String("pictures", "", "folder to write pictures of the main views to")

// picturePause is for the browser to paint what it has loaded.
const picturePause = time.Second

// views are the states of the page that are looked at in every size and theme,
// of a folder with one faulty template. Each has words that say that it is there.
func views() map[string][2]string {
	const due = "?view=mail&template=payment_due&event=payment_due&locale=en&sample=rich"
	return map[string][2]string{
		"wall":         {"?q=e", "Payment due"},
		"faults":       {"?view=faults", "^^^^^"},
		"text":         {due, "Copy text"},
		"source":       {due + "&panel=source&width=360", "Copy HTML"},
		"data":         {due + "&panel=data&scheme=dark", "samples/payment_due/rich.json"},
		"placeholders": {due + "&panel=placeholders&scheme=inverted", "customer.first_name"},
		"compare":      {due + "&beside=fr/rich&panel=faults", "This mail has no faults."},
		"why":          {due + "&panel=why", "gates"},
		"message":      {due + "&panel=message", "Download .eml"},
		"golden":       {due + "&panel=golden", "golden file"},
		"dials":        {due + "&panel=data&dials=rtl,pseudo", "pseudo"},
		"fault":        {overdue, "This is the last good one."},
	}
}

// withFault serves mails of which one was opened and then broken.
func withFault(t *testing.T, templates ...string) (*site, *tab) {
	t.Helper()
	s := served(t, templates...)
	b := opened(t, s, overdue+"&panel=why")
	b.shows("gates") // once the whole folder has been opened, its last good version stays
	b.turn(overdue)
	b.mailShows("Hello Anaïs")
	response, err := http.Get(s.base + "api/faults") // the whole folder has been good, too
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	s.edit("templates/payment_overdue/en.md", "customer.first_name", "customer.frist_name")
	b.shows("This is the last good one.")
	return s, b
}

// The page fits from 360 pixels to 4K: nothing makes it scroll sideways, and a
// wide window is used.
func TestSizes(t *testing.T) {
	t.Parallel()
	templates := []string{"signup", "payment_due", "payment_overdue", "trial_ending"}
	if *pictures != "" {
		templates = nil // all
	}
	_, b := withFault(t, templates...)
	sizes := [][2]int64{{360, 740}, {768, 1024}, {1280, 800}, {3840, 2160}}
	if *pictures != "" {
		sizes = append(sizes, [2]int64{390, 844}, [2]int64{1440, 900})
	}
	for _, size := range sizes {
		b.size(size[0], size[1])
		b.visit("")
		for name, view := range views() {
			b.turn(view[0])
			b.shows(view[1])
			wide := value[int](b, "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)")
			assert.LessOrEqual(t, int64(wide), size[0], "%s in %v", name, size)
			cut := value[[]string](b, `[...document.querySelectorAll("main button, main a, main select, main input, main h1, main h2")].filter((e) => {
				const r = e.getBoundingClientRect();
				return r.width > 1 && (r.right > innerWidth + 1 || r.left < -1) && e.checkVisibility();
			}).map((e) => e.outerHTML)`)
			assert.Empty(t, cut, "%s in %v", name, size)
			b.picture(fmt.Sprintf("%s-%d-light", name, size[0]))
		}
		b.turn("")
		b.shows("Payment due")
		used := value[float64](b, `Math.max(...[...document.querySelectorAll("main article")].map((e) => e.getBoundingClientRect().right)) / innerWidth`)
		assert.Greater(t, used, 0.85, "%v", size)
	}
	if *pictures == "" {
		return
	}
	b.colours("dark")
	for _, width := range []int64{390, 1440} {
		b.size(width, 900)
		b.visit("")
		for name, view := range views() {
			b.turn(view[0])
			b.shows(view[1])
			b.picture(fmt.Sprintf("%s-%d-dark", name, width))
		}
	}
}

// The tools above a mail stand in one row each on a small laptop.
func TestToolbar(t *testing.T) {
	t.Parallel()
	b := opened(t, served(t, "payment_failed"), "?view=mail&template=payment_failed&event=payment_failed&locale=en&sample=echeck")
	b.shows("Copy text")
	const rows = `[...document.querySelectorAll("main [role=group]:not(.canvas), main select, main button[title]")].map((e) => Math.round(e.getBoundingClientRect().y + e.getBoundingClientRect().height / 2))`
	for _, width := range []int64{1280, 1440, 1920} {
		b.size(width, 800)
		different := map[int]bool{}
		for _, y := range value[[]int](b, rows) {
			different[y] = true
		}
		assert.LessOrEqual(t, len(different), 2, "%d: %v", width, different)
	}
}

// picture writes what the tab shows, once the mails are there.
func (b *tab) picture(name string) {
	b.t.Helper()
	if *pictures == "" {
		return
	}
	b.until("all thumbnails", func() bool { n := value[[]int](b, thumbs); return n[0] == n[1] })
	b.until("no frame on its way", func() bool {
		return value[bool](b, `[...document.querySelectorAll("main .thumb")].every((e) => e.children.length < 2) && !document.querySelector("main .next")`)
	})
	b.do(chromedp.Sleep(picturePause))
	require.NoError(b.t, os.MkdirAll(*pictures, 0o755))
	require.NoError(b.t, os.WriteFile(filepath.Join(*pictures, name+".png"), run(b, chromedp.CaptureScreenshot()), 0o644))
}
