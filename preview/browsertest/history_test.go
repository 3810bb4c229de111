package browsertest

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
)

// The way back leads through mails and views, not through every look at one.
func TestHistory(t *testing.T) {
	t.Parallel()
	b := opened(t, served(t, "signup", "payment_overdue"), "")
	b.shows("12 mails")
	b.click("link", "Signup, en plain")
	b.mailShows("Welcome to Harbour Cloud")
	b.click("button", "Dark")
	b.click("button", "360")
	b.click("tab", "Source")
	b.click("button", "fr")
	b.mailShows("Bienvenue chez Harbour Cloud")
	b.click("link", "Faults")
	b.shows("No faults. Every mail renders.")

	b.do(chromedp.NavigateBack())
	b.mailShows("Bienvenue chez Harbour Cloud")
	b.do(chromedp.NavigateBack())
	b.mailShows("Welcome to Harbour Cloud")
	assert.Equal(t, signup+"&width=360&scheme=dark&panel=source", value[string](b, "location.search"), "as it was left")
	b.do(chromedp.NavigateBack())
	b.shows("12 mails")
	b.do(chromedp.NavigateForward())
	b.mailShows("Welcome to Harbour Cloud")
}

// A state is an address: who opens it sees the same.
func TestDeepLinks(t *testing.T) {
	t.Parallel()
	s := served(t, "signup", "payment_overdue")
	b := opened(t, s, "")
	for _, link := range []struct {
		query   string
		pressed []string // buttons and tabs
		shows   []string
	}{
		{query: "?q=over&lang=fr&variant=rich", shows: []string{"1 mail", "Payment overdue"}},
		{query: "?view=faults", shows: []string{"No faults. Every mail renders."}},
		{query: overdue, pressed: []string{"en", "rich", "600", "Light", "Text"}, shows: []string{"Hello Anaïs,"}},
		{
			query:   "?view=mail&template=payment_overdue&event=payment_overdue&locale=fr&sample=plain&width=360&scheme=dark&images=off&beside=en/rich&panel=source",
			pressed: []string{"fr", "plain", "360", "Dark", "Source"}, shows: []string{"<!DOCTYPE html>", "fr plain", "en rich"},
		},
		{query: signup + "&width=free&scheme=inverted&panel=placeholders", pressed: []string{"en", "plain", "Free", "Light", "Inverted", "Placeholders"}, shows: []string{"customer.first_name"}},
	} {
		b.visit(link.query)
		b.shows(link.shows...)
		pressed := value[[]string](b, `[...document.querySelectorAll("main [aria-pressed=true], main [aria-selected=true]")].map((e) => e.innerText)`)
		assert.ElementsMatch(t, link.pressed, pressed, link.query)
		assert.Equal(t, link.query, value[string](b, "decodeURIComponent(location.search)"))
	}
}

// An address that leads to nothing says so.
func TestDeadLinks(t *testing.T) {
	t.Parallel()
	b := opened(t, served(t, "signup"), "")
	for query, words := range map[string]string{
		"?view=mail&template=sginup&event=signup&locale=en&sample=plain": "sginup",
		"?view=mail&template=signup&event=sginup&locale=en&sample=plain": `there is no event "sginup"`,
		"?view=mail&template=signup&event=signup&locale=en&sample=none":  `there is no sample "none"`,
	} {
		b.visit(query)
		b.shows(words)
		b.expected("404")
		b.expected("frame-ancestors") // an error cannot be framed; the page takes the frame away
	}
}
