package browsertest

import (
	"os"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// finding is a rule of axe-core that the page breaks.
type finding struct {
	ID     string   `json:"id"`
	Impact string   `json:"impact"`
	Help   string   `json:"help"`
	Nodes  []string `json:"nodes"`
}

// judged runs axe-core on the page, without the mails in its frames: all its
// rules, or those named.
func (b *tab) judged(rules ...string) []finding {
	b.t.Helper()
	options := map[string]any{"iframes": false, "resultTypes": []string{"violations"}}
	if len(rules) > 0 {
		options["runOnly"] = rules
	}
	return value[[]finding](b, `axe.run(document, %s).then((r) =>
		r.violations.map(({ id, impact, help, nodes }) => ({ id, impact, help, nodes: nodes.map((n) => n.html + " " + n.failureSummary) })))`, options)
}

// axe-core finds nothing wrong with any view; dark differs in its contrasts.
func TestAccessibility(t *testing.T) {
	t.Parallel()
	axe, err := os.ReadFile("testdata/axe/axe.min.js")
	require.NoError(t, err)
	_, b := withFault(t, "signup", "payment_due", "payment_overdue")
	b.do(chromedp.Evaluate[chromedp.Void](string(axe)))
	for scheme, rules := range map[string][]string{"light": nil, "dark": {"color-contrast", "link-in-text-block"}} {
		b.colours(scheme)
		for name, view := range views() {
			b.turn(view[0])
			b.shows(view[1])
			assert.Empty(t, b.judged(rules...), "%s, %s", name, scheme)
		}
		if scheme == "light" {
			b.size(360, 740) // what scrolls is another thing there
			for name, view := range views() {
				b.turn(view[0])
				b.shows(view[1])
				assert.Empty(t, b.judged("scrollable-region-focusable", "target-size", "aria-required-children", "color-contrast"), "%s, small", name)
			}
			b.size(1440, 900)
		}
		b.click("button", "Keys")
		b.shows("next language")
		assert.Empty(t, b.judged(rules...), "help, %s", scheme)
		b.click("button", "Close")
	}
}

// The theme of the page is chosen apart from that of the computer, and kept.
func TestTheme(t *testing.T) {
	t.Parallel()
	b := opened(t, served(t, "signup"), "")
	back := func() string { return value[string](b, "getComputedStyle(document.body).backgroundColor") }
	b.colours("dark")
	dark := back()
	b.colours("light")
	light := back()
	assert.NotEqual(t, light, dark)
	b.click("button", "Theme: auto")
	b.click("button", "Theme: light")
	b.one("button", "Theme: dark")
	assert.Equal(t, dark, back())
	b.reload()
	b.one("button", "Theme: dark")
	assert.Equal(t, dark, back())
}
