package browsertest

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
)

// thumbs counts the thumbnails that have come, and those that the window shows.
const thumbs = `(() => {
	const all = [...document.querySelectorAll("main article")];
	const seen = all.filter((e) => { const r = e.getBoundingClientRect(); return r.bottom > 0 && r.top < innerHeight; });
	const filled = (list) => list.filter((e) => e.querySelector("iframe[src]")).length;
	return [filled(seen), seen.length, filled(all), all.length];
})()`

// Every mail of the starter has a thumbnail, which is made when it is near.
func TestWall(t *testing.T) {
	t.Parallel()
	b := opened(t, served(t), "")
	b.shows("122 mails", "Card expired", "payment_overdue")
	b.until("thumbnails", func() bool { n := value[[]int](b, thumbs); return n[0] == n[1] })
	n := value[[]int](b, thumbs)
	assert.Greater(t, n[1], 12)
	assert.Equal(t, 122, n[3])
	assert.Less(t, n[2], 60, "those far below wait")
	value[bool](b, `(document.querySelector("main article:last-of-type").closest("section").parentElement.lastElementChild.scrollIntoView(), true)`)
	b.until("other thumbnails", func() bool { m := value[[]int](b, thumbs); return m[1] > 0 && m[0] == m[1] })
	assert.Less(t, value[[]int](b, thumbs)[2], 80, "those far above are taken away")
}

func TestWallSearch(t *testing.T) {
	t.Parallel()
	b := opened(t, served(t, "signup", "payment_overdue", "purchase_staff"), "")
	b.shows("22 mails")
	b.press("/")
	b.press("o", "v", "e", "r", "d", "u", "e", " ", "f", "r")
	b.shows("3 mails", "Payment overdue")
	b.hides("Signup")
	assert.Contains(t, value[string](b, "location.search"), "q=overdue+fr")
	b.fill("searchbox", "Search mails", "staff")
	b.shows("10 mails")
	b.fill("searchbox", "Search mails", "nothing of this")
	b.shows("No mail matches.")
	b.fill("searchbox", "Search mails", "")
	b.shows("22 mails")

	b.choose("Language", "fr")
	b.shows("11 mails")
	b.choose("Sample", "rich")
	b.shows("3 mails")
	assert.Equal(t, "?lang=fr&variant=rich", value[string](b, "location.search"))
	b.reload()
	b.shows("3 mails")
	b.choose("Language", "All languages")
	b.shows("6 mails")
}

// A wall can be narrowed to what needs work, and be searched by subject.
func TestWallStates(t *testing.T) {
	t.Parallel()
	s := served(t, "signup", "payment_overdue")
	b := opened(t, s, "")
	b.shows("12 mails")
	b.fill("searchbox", "Search mails", "abonnement confirmé")
	b.shows("3 mails", "Signup")
	b.fill("searchbox", "Search mails", "")
	s.edit("templates/payment_overdue/fr.md", "customer.first_name", "customer.frist_name")
	b.one("link", "Payment overdue, fr plain fault")
	b.choose("Show", "With faults")
	b.shows("3 mails")
	b.hides("Signup")
	b.choose("Show", "Without a translation")
	b.shows("No mail matches.")
	s.remove("templates/signup/fr.md")
	b.shows("3 mails", "Not written in fr")
	assert.Equal(t, "?marked=missing", value[string](b, "location.search"))
	b.visit("?marked=nonsense")
	b.shows("12 mails")
}

// A card of a language that the template lacks leads to what is wrong.
func TestWallLacksLanguage(t *testing.T) {
	t.Parallel()
	s := served(t, "signup")
	s.edit("billet.yaml", "available: [en, fr]", "available: [en, fr, de]")
	b := opened(t, s, "?lang=de")
	b.click("link", "Signup, de plain fault")
	b.shows("templates/signup", "de")
	b.hides("This mail has no faults.")
	b.press("f")
	b.one("link", "Look at signup de plain")
}

// The focus stays on its card while marks come and go; keys move it.
func TestWallKeys(t *testing.T) {
	t.Parallel()
	s := served(t, "signup", "payment_overdue")
	b := opened(t, s, "")
	b.shows("12 mails")
	b.press("/")
	b.press("s", "i", "g", "n", "u", "p")
	b.shows("6 mails")
	b.press(kb.Enter)
	focused := func() string { return value[string](b, "document.activeElement.innerText") }
	b.until("the first card", func() bool { return strings.Contains(focused(), "plain") })
	b.press("j")
	b.until("the second", func() bool { return strings.Contains(focused(), "edge") })
	s.edit("templates/signup/fr.md", "customer.first_name", "customer.frist_name")
	b.one("link", "Signup, en edge held back")
	assert.Contains(t, focused(), "edge")
	b.press("k")
	b.until("the first again", func() bool { return strings.Contains(focused(), "plain") })

	b.fill("searchbox", "Search mails", "")
	b.shows("12 mails")
	value[[]string](b, seenMails, []string{})
	assert.NotZero(t, value[int](b, `(window.kept = [...document.querySelectorAll("main iframe")]).length`))
	s.edit("templates/signup/fr.md", "customer.frist_name", "customer.first_name")
	b.one("link", "Signup, en edge")
	assert.True(t, value[bool](b, `window.kept.some((frame) => frame.isConnected)`), "what has not changed stays")
	b.press(kb.Escape, "j")
	b.press(kb.Enter)
	b.shows("Inbox, desktop")
}

// A mail opens with a click; the way back leads to the same place.
func TestWallAndBack(t *testing.T) {
	t.Parallel()
	b := opened(t, served(t), "?q=en")
	b.shows("Card expired")
	b.click("link", "Trial ending, en rich")
	b.shows("Inbox, desktop")
	b.mailShows("Your trial")
	b.press(kb.Escape)
	b.until("the mail that was seen", func() bool {
		return value[bool](b, `document.activeElement.innerText.includes("rich") && document.activeElement.href.includes("trial_ending")`)
	})
	rect := value[[]float64](b, `(() => { const r = document.activeElement.getBoundingClientRect(); return [r.top, r.bottom]; })()`)
	assert.Greater(t, rect[0], 0.0)
	assert.Less(t, rect[1], 900.0)
	assert.Equal(t, "?q=en", value[string](b, "location.search"), "with the search of before")
}

// Cards are marked where a translation is missing, and where faults concern
// their language.
func TestWallMarks(t *testing.T) {
	t.Parallel()
	s := served(t, "signup", "payment_overdue")
	b := opened(t, s, "")
	b.shows("12 mails")
	s.edit("templates/payment_overdue/fr.md", "customer.first_name", "customer.frist_name")
	b.one("link", "Payment overdue, fr plain fault")
	b.one("link", "Payment overdue, en plain held back")
	b.one("link", "Faults 1")
	s.edit("templates/payment_overdue/fr.md", "customer.frist_name", "customer.first_name")
	b.one("link", "Payment overdue, fr plain")
	b.one("link", "Faults")
	s.remove("templates/signup/fr.md")
	b.one("link", "Signup, fr plain fault")
	b.shows("no fr", "Not written in fr")
	s.edit("billet.yaml", "fallbacks: {}", "fallbacks: {fr: [en]}")
	b.one("link", "Signup, fr plain fallback")
	b.shows("no fr", "Not written in fr: a fallback is sent")
	s.write("samples/signup/torn.json", "{ \"a\":")
	s.edit("billet.yaml", "fallbacks: {fr: [en]}", "fallbacks: {fr: [en]} ")
	b.one("link", "Signup, en torn fault")
	b.expected("422") // it has no mail
}
