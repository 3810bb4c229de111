package browsertest

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// pressedTo presses a key and waits for a part of the address.
func (b *tab) pressedTo(key, part string) {
	b.t.Helper()
	b.press(key)
	b.until(part+" after "+key, func() bool { return strings.Contains(value[string](b, "location.search"), part) })
}

// Every key of the help does what the help says.
func TestKeys(t *testing.T) {
	t.Parallel()
	b := opened(t, served(t, "signup", "payment_overdue"), overdue)
	b.allow("clipboard-write")
	focused := func(label string) func() {
		return func() {
			b.t.Helper()
			b.until("the focus on "+label, func() bool { return value[bool](b, "document.activeElement.ariaLabel === %s", label) })
			b.press(kb.Escape)
		}
	}
	tried := map[string]func(){
		"l": func() { b.pressedTo("l", "locale=fr"); b.pressedTo("l", "locale=en") },
		"s": func() { b.pressedTo("s", "sample=plain") },
		"w": func() { b.pressedTo("w", "width=free"); b.pressedTo("w", "width=360") },
		"d": func() { b.pressedTo("d", "scheme=dark"); b.pressedTo("d", "scheme=inverted") },
		"i": func() {
			b.pressedTo("i", "images=off")
			b.press("i")
			b.until("remote images", func() bool {
				return value[string](b, `document.querySelector("[aria-label=Images]").value`) == "remote"
			})
		},
		"c": func() {
			b.pressedTo("c", "beside=fr")
			b.one("Iframe", theSecond)
			b.press("c")
			b.until("one mail", func() bool { return len(b.all("Iframe", theSecond)) == 0 })
		},
		"m": func() { b.pressedTo("m", "places=on") },
		"p": func() { b.pressedTo("p", "dials=pseudo") },
		"x": func() {
			b.pressedTo("p", "dials=pseudo")
			b.press("x")
			b.until("no dials", func() bool { return value[bool](b, `!location.search.includes("dials")`) })
		},
		"u": func() { b.press("u"); b.shows("Copied") },
		"1": func() { b.pressedTo("2", "panel=source"); b.press("1"); b.shows("Copy text") },
		"5": func() {
			b.pressedTo("3", "panel=data")
			b.pressedTo("4", "panel=placeholders")
			b.pressedTo("5", "panel=faults")
		},
		"j": func() { b.pressedTo("j", "locale=fr&sample=plain"); b.pressedTo("j", "locale=fr&sample=edge") },
		"k": func() { b.pressedTo("k", "locale=en&sample=edge") },
		"6": func() { b.press("6"); b.shows("The mail has no golden file yet.") },
		"7": func() { b.press("7"); b.shows("Download .eml", "Message-ID", "multipart/alternative") },
		"8": func() { b.press("8"); b.shows("is sent to", "gates") },
		"f": func() { b.press("f"); b.shows("No faults. Every mail renders.") },
		"/": func() {
			b.press("/")
			focused("Search placeholders")()
			b.press(kb.Escape)
			b.shows("12 mails")
			b.press("/")
			focused("Search mails")()
		},
		"Esc": func() { b.press(kb.Escape); b.shows("12 mails") },
		"?":   func() {},
	}
	b.shows("Inbox, desktop")
	b.press("?")
	listed := value[[]string](b, `[...document.querySelectorAll("dialog[open] kbd")].map((e) => e.innerText)`)
	b.press(kb.Escape)
	b.until("no help", func() bool { return value[bool](b, `!document.querySelector("dialog[open]")`) })
	require.NotEmpty(t, listed)
	for _, key := range append(listed, "?") {
		if key == "Tab" || key == "Enter" {
			continue // in the mail and on the wall: TestLines, TestWallKeys
		}
		try, known := tried[key]
		if assert.True(t, known, "the help has the key %s: try it here", key) {
			b.turn(overdue)
			b.shows("Inbox, desktop")
			try()
		}
	}
}

// Keys are letters where one types, and belong to the browser with Control.
func TestKeysWhileTyping(t *testing.T) {
	t.Parallel()
	b := opened(t, served(t, "signup"), signup+"&panel=data")
	b.shows("samples/signup/plain.json")
	b.fill("textbox", "Data as JSON", "")
	b.press("f", "l", "/", "1")
	assert.Equal(t, "fl/1", b.field("textbox", "Data as JSON"))
	assert.Equal(t, signup+"&panel=data", value[string](b, "location.search"))
	b.press(kb.Escape)
	assert.True(t, value[bool](b, `document.activeElement === document.body || document.activeElement.matches("main")`), "Escape leaves the field")
	b.press("1")
	b.shows("Copy text")
}

// walked presses Tab until the focus is where it began. It gives what was
// reached, and what could have been.
func (b *tab) walked() (reached, wanted []string) {
	b.t.Helper()
	wanted = value[[]string](b, `(() => {
		document.body.tabIndex = -1; // Tab goes on from where the focus was last
		document.body.focus();
		document.body.removeAttribute("tabindex");
		document.activeElement.blur();
		window.stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, iframe, [tabindex]")].filter((e) =>
			e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true }));
		window.nameOf = (e) => e.tagName + " " + (e.ariaLabel || e.title || e.innerText || e.value || "").trim();
		return window.stops.map(window.nameOf);
	})()`)
	for range len(wanted) + 40 { // links inside of mails stop the focus too
		b.press(kb.Tab)
		stop := b.stop(reached)
		if stop == "" || len(reached) > 0 && stop == reached[0] {
			return reached, wanted
		}
		if len(reached) == 0 || stop != reached[len(reached)-1] {
			reached = append(reached, stop)
		}
	}
	require.Fail(b.t, "the focus is trapped", "%v", reached)
	return nil, nil
}

// stop is what has the focus; "" is the page itself, after the last thing on it.
// A frame takes and gives the focus in its own time, so the page is looked at
// for a moment.
func (b *tab) stop(reached []string) string {
	b.t.Helper()
	const here = `(() => {
		const e = document.activeElement;
		if (e === document.body) return "";
		const ring = (x) => x && getComputedStyle(x).outlineStyle !== "none" && parseFloat(getComputedStyle(x).outlineWidth) >= 2;
		return nameOf(e) + (e.tagName === "IFRAME" || ring(e) || ring(e.parentElement) ? "" : " WITHOUT A FOCUS RING");
	})()`
	last := ""
	if len(reached) > 0 {
		last = reached[len(reached)-1]
	}
	stop := last
	for end := time.Now().Add(300 * time.Millisecond); time.Now().Before(end); time.Sleep(interval) {
		stop = value[string](b, here)
		if stop != "" && stop != last {
			break
		}
	}
	return stop
}

// Tab reaches everything, in the order in which it stands, with a ring around
// it, and leaves the page at its end.
func TestTabOrder(t *testing.T) {
	t.Parallel()
	s := served(t, "signup")
	b := opened(t, s, "")
	for query, ready := range map[string]string{
		"":                             "6 mails",
		"?view=faults":                 "No faults.",
		signup:                         "Copy text",
		signup + "&panel=placeholders": "customer.first_name",
		signup + "&panel=data":         "samples/signup/plain.json",
		signup + "&beside=fr/plain":    "fr plain",
	} {
		b.turn(query)
		b.shows(ready)
		if strings.Contains(query, "view=mail") {
			b.mailShows("Welcome")
		}
		reached, wanted := b.walked()
		assert.Equal(t, wanted, reached, query)
	}
}

// A whole visit without a pointer: find a mail, open it, change its look and
// data, copy a placeholder, and come back.
func TestKeyboardOnly(t *testing.T) {
	t.Parallel()
	b := opened(t, served(t, "signup", "payment_overdue"), "")
	b.allow("clipboard-read")
	b.allow("clipboard-write")
	b.shows("12 mails")
	to := func(words string) {
		t.Helper()
		for range 60 {
			b.press(kb.Tab)
			if strings.Contains(value[string](b, `(() => { const e = document.activeElement; return e === document.body ? "" : e.ariaLabel || e.innerText; })()`), words) {
				return
			}
		}
		require.Fail(t, "Tab never came to "+words)
	}
	b.press(kb.Tab)
	b.press(kb.Enter) // skip to the mails
	to("Search mails")
	b.press("s", "i", "g", "n", "u", "p")
	b.shows("6 mails")
	to("en")
	b.press(kb.Enter)
	b.mailShows("Welcome to Harbour Cloud")
	to("fr")
	b.press(kb.Enter)
	b.mailShows("Bienvenue chez Harbour Cloud")
	assert.Equal(t, "fr", value[string](b, "document.activeElement.innerText"), "the focus stays")
	to("Compare with")
	b.press(kb.ArrowDown)
	b.mail(theSecond, "document.body.innerText", "Harbour Cloud")
	assert.Equal(t, "Compare with", value[string](b, "document.activeElement.ariaLabel"), "the focus stays")
	to("Inverted")
	b.press(" ")
	b.until("inverted", func() bool { return strings.Contains(value[string](b, "location.search"), "scheme=inverted") })
	b.press("c")
	to("Text")
	b.press(kb.ArrowRight, kb.ArrowRight, kb.ArrowRight)
	b.shows("customer.first_name")
	to("Search placeholders")
	b.press("p", "l", "a", "n")
	b.hides("customer.first_name")
	to("subscription.plan")
	b.press(kb.Enter)
	b.shows("Copied {{ subscription.plan }}")
	b.press("3")
	b.shows("samples/signup/plain.json")
	to("Data as JSON")
	b.fill("textbox", "Data as JSON", strings.ReplaceAll(b.field("textbox", "Data as JSON"), "Jonas", "Ottilie"))
	b.mailShows("Bonjour Ottilie")
	b.press(kb.Escape, kb.Escape)
	b.shows("6 mails")
	b.press("?")
	b.shows("next language")
	assert.Equal(t, "Close", value[string](b, "document.activeElement.innerText"))
	b.press(kb.Enter)
	b.hides("next language")
}
