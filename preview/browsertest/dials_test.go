package browsertest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A dial turns the data of the mail to its edge, is part of the address, and
// the way back undoes it.
func TestDials(t *testing.T) {
	t.Parallel()
	b := opened(t, served(t, "payment_overdue", "trial_ending"), overdue+"&panel=data")
	b.mailShows("Hello Anaïs")
	b.click("button", "Right-to-left names")
	b.until("the dial in the address", func() bool { return value[bool](b, `location.search.includes("dials=rtl")`) })
	b.mail(theMail, "String(document.body.innerText.includes('Hello Anaïs'))", "false")
	b.click("button", "Pseudo-locale")
	b.mail(theMail, "String(/Hello/.test(document.body.innerText))", "false")
	b.press("x")
	b.mailShows("Hello Anaïs")
	value[bool](b, "(history.back(), true)")
	b.until("the dials before", func() bool { return value[bool](b, `location.search.includes("pseudo")`) })
	b.visit("?view=mail&template=payment_overdue&event=payment_overdue&locale=en&sample=rich&panel=data&dials=lines-300")
	b.mail(theMail, "String(document.querySelectorAll('tr').length > 300)", "true")
	b.visit("?view=mail&template=trial_ending&event=trial_ending&locale=en&sample=plain&panel=data")
	b.shows("the event has no list")
	assert.True(t, value[bool](b, `document.querySelector("[data-value=lines-300]").disabled`), "a trial has no lists")
}

// A click on a paragraph names the line of the template that made it; where
// lines are looked for, Tab goes on from there.
func TestLines(t *testing.T) {
	t.Parallel()
	b := opened(t, served(t, "payment_overdue"), overdue)
	b.mailShows("Hello Anaïs")
	const shown = `(() => { const e = document.activeElement.closest("[data-billet-at]"); return e ? getComputedStyle(e, "::after").content + e.innerText : "none" })()`
	const hello = `[...document.querySelectorAll("[data-billet-at]")].find((e) => e.innerText.startsWith("Hello"))`
	b.mail(theMail, shown, "none")
	b.clickInMail(theMail, hello)
	b.mail(theMail, shown, `"templates/payment_overdue/en.md:`)
	b.mail(theMail, shown, "Hello")
	b.visit(overdue + "&places=on")
	b.mail(theMail, `document.querySelector("[data-billet-at]").getAttribute("tabindex")`, "0")
	b.clickInMail(theMail, hello)
	b.mail(theMail, shown, "Hello")
	b.press("\t")
	b.mail(theMail, `String(!`+shown+`.includes("Hello"))`, "true")
	b.mail(theMail, shown, "payment_overdue")
}

// The address holds edited data, so that a server that was started anew shows
// the same mail.
func TestShare(t *testing.T) {
	t.Parallel()
	s := served(t, "signup")
	b := opened(t, s, signup+"&panel=data")
	b.mailShows("Hello Jonas")
	b.until("the sample", func() bool { return b.field("textbox", "Data as JSON") != "" })
	sample := b.field("textbox", "Data as JSON")
	b.fill("textbox", "Data as JSON", strings.ReplaceAll(sample, "Jonas", "Ottilie"))
	b.mailShows("Hello Ottilie")
	shared := value[string](b, "location.search + location.hash")
	assert.Contains(t, shared, "#data=")

	other := opened(t, served(t, "signup"), "") // a server that knows nothing of it
	other.visit(shared)
	other.mailShows("Hello Ottilie")
	other.visit("?view=mail&template=signup&event=signup&locale=en&sample=plain#data=garbage")
	other.shows("The mail is made of the sample.")
	other.mailShows("Hello Jonas")
}

// clickInMail clicks in the middle of an element of the mail.
func (b *tab) clickInMail(title, element string) {
	b.t.Helper()
	place, ok := b.look(title, `(() => { const e = `+element+`; e.scrollIntoView({block: "center"}); const r = e.getBoundingClientRect(); return (r.x + r.width / 2) + " " + (r.y + r.height / 2) })()`)
	require.True(b.t, ok)
	var x, y float64
	_, err := fmt.Sscan(place, &x, &y)
	require.NoError(b.t, err)
	frame := call(b, dom.GetContentQuads, dom.GetContentQuadsParams{BackendNodeID: b.one("Iframe", title)}).Quads[0]
	b.do(chromedp.MouseClickXY(frame[0]+x, frame[1]+y))
}
