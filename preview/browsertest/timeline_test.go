package browsertest

import (
	"os"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The timeline plays a scenario; the slider goes back in time, and a mail opens
// beside it.
func TestTimeline(t *testing.T) {
	t.Parallel()
	s := served(t)
	b := opened(t, s, "")
	b.click("link", "Timeline")
	b.choose("Scenario", "happy-trial")
	b.shows("A trial that becomes a contract", "Your trial ends in 7 days", "until day 14 of 14")
	value[bool](b, `(() => { const s = document.querySelector("input[type=range]"); s.value = "3"; s.dispatchEvent(new Event("input")); return true; })()`)
	b.shows("until day 3 of 14", "Subscription confirmed: Team, 10 seats")
	b.hides("Your trial ends in 7 days")
	b.click("button", "Subscription confirmed: Team, 10 seats")
	b.until("the mail", func() bool { return value[bool](b, `!document.querySelector(".life-mail").hidden`) })
	mail := func(words string) {
		t.Helper()
		b.mail(theMail, "document.body.innerText", words)
	}
	mail("Hello Maya")
	s.edit("templates/signup/en.md", "Hello", "Good day")
	mail("Good day Maya")
	axe, err := os.ReadFile("testdata/axe/axe.min.js")
	require.NoError(t, err)
	b.do(chromedp.Evaluate[chromedp.Void](string(axe)))
	assert.Empty(t, b.judged())
	b.size(360, 740)
	b.until("no sideways scrolling", func() bool { return value[int](b, "document.documentElement.scrollWidth") <= 360 })
}
