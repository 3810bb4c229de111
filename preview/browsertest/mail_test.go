package browsertest

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
)

const (
	signup  = "?view=mail&template=signup&event=signup&locale=en&sample=plain"
	overdue = "?view=mail&template=payment_overdue&event=payment_overdue&locale=en&sample=rich"
)

// A mail is shown as clients do, in each of the ways to look at it.
func TestMail(t *testing.T) {
	t.Parallel()
	b := opened(t, served(t, "signup"), signup)
	b.shows("Signup", "Subscription confirmed: Team, 10 seats", "Jonas Weber <jonas@weber.example.com>", "% of 102 KB")
	b.mailShows("Welcome to Harbour Cloud")

	b.click("button", "fr")
	b.mailShows("Bienvenue chez Harbour Cloud")
	b.shows("Abonnement confirmé")
	b.click("button", "edge")
	b.mailShows("Krüger")
	b.click("button", "en")
	b.click("button", "plain")

	const width = "String(innerWidth)"
	b.mail(theMail, width, "600")
	b.click("button", "360")
	b.mail(theMail, width, "360")
	b.click("button", "Free")
	b.mail(theMail, "String(innerWidth > 700)", "true")

	const colours = `getComputedStyle(document.querySelector("h1")).color + " " + getComputedStyle(document.documentElement).filter`
	b.mail(theMail, colours, "none")
	light, _ := b.look(theMail, colours)
	b.click("button", "Dark")
	b.mail(theMail, colours, "rgb(238, 240, 244)")
	b.click("button", "Light")
	b.click("button", "Inverted")
	b.mail(theMail, colours, strings.TrimSuffix(light, "none")+"invert(1)")
	assert.Equal(t, "?view=mail&template=signup&event=signup&locale=en&sample=plain&width=free&scheme=inverted", value[string](b, "location.search"))
}

// Remote images are loaded only when that is wanted.
func TestMailImages(t *testing.T) {
	t.Parallel()
	var loads atomic.Int32
	remote := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		loads.Add(1)
		w.Header().Set("Content-Type", "image/svg+xml")
		w.Write([]byte(`<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"/>`))
	}))
	t.Cleanup(remote.Close)
	s := written(t, "signup")
	s.replace("layouts/default.html", "{{ content }}", `<img src="`+remote.URL+`/logo.svg" alt="remote">{{ content }}`)
	s.serve(same)
	b := opened(t, s, signup)
	const sizes = `[...document.images].map((i) => i.alt + " " + i.naturalWidth).join(", ")`
	b.mail(theMail, sizes, "remote 0")
	b.choose("Images", "No images")
	b.mail(theMail, sizes, "remote 0")
	assert.Zero(t, loads.Load())
	b.choose("Images", "Remote images too")
	b.mail(theMail, sizes, "remote 90")
	assert.NotZero(t, loads.Load())
	b.visit(signup + "&images=remote")
	b.mail(theMail, sizes, "remote 0") // a link from elsewhere switches nothing on
	b.expected("img-src")              // the browser says what it refused
}

func TestCompare(t *testing.T) {
	t.Parallel()
	b := opened(t, served(t, "signup"), signup)
	b.mailShows("Welcome to Harbour Cloud")
	b.choose("Compare with", "with fr plain")
	b.mail(theSecond, "document.body.innerText", "Bienvenue chez Harbour Cloud")
	b.mailShows("Welcome to Harbour Cloud")
	b.shows("en plain", "fr plain", "Subscription confirmed: Team, 10 seats", "Abonnement confirmé", "Hello Jonas", "Bonjour Jonas")
	b.mail(theMail, "String(innerWidth)", "600")
	b.mail(theSecond, "String(innerWidth)", "600")
	b.choose("Compare with", "with en edge")
	b.mail(theSecond, "document.body.innerText", "Krüger")
	b.choose("Compare with", "Compare …")
	b.until("one mail", func() bool { return len(b.all("Iframe", theSecond)) == 0 })
}

func TestPanels(t *testing.T) {
	t.Parallel()
	s := served(t, "payment_overdue")
	b := opened(t, s, overdue)
	panel := func(words ...string) {
		t.Helper()
		for _, each := range words {
			b.until(each, func() bool {
				return value[bool](b, `document.querySelector("[role=tabpanel]").innerText.includes(%s)`, each)
			})
		}
	}
	b.shows("Inbox, phone")
	panel("Hello Anaïs,", "Pay CA$994.68: https://payer.entrepot-nord.example.com/")
	b.click("tab", "Source")
	panel("<!DOCTYPE html>", "prefers-color-scheme")
	b.click("tab", "Placeholders")
	panel("invoice.amount_due", "must be used", "CA$994.68", "days_overdue", "worked out")
	b.click("tab", "Faults")
	panel("This mail has no faults.")
	b.click("tab", "Data")
	assert.Contains(t, b.field("textbox", "Data as JSON"), `"first_name": "Anaïs"`)
	assert.Len(t, b.all("link", "Open alone"), 1)
	assert.Contains(t, value[string](b, `fetch([...document.links].find((a) => a.text === "Download").href).then((r) => r.headers.get("Content-Disposition"))`), "payment_overdue.en.html")
}

// A click on a placeholder copies the tag that prints it.
func TestPlaceholders(t *testing.T) {
	t.Parallel()
	s := served(t, "payment_overdue")
	b := opened(t, s, overdue+"&panel=placeholders")
	b.allow("clipboard-read")
	b.allow("clipboard-write")
	b.shows("customer.first_name")
	b.fill("searchbox", "Search placeholders", "first name")
	b.hides("invoice.number")
	value[bool](b, `([...document.querySelectorAll("[role=tabpanel] button")].find((e) => e.innerText.includes("customer.first_name")).click(), true)`)
	b.shows("Copied {% if customer.first_name %}")
	assert.Equal(t, "{% if customer.first_name %}{{ customer.first_name }}{% endif %}", value[string](b, "navigator.clipboard.readText()"))
	b.click("tab", "Text")
	b.click("button", "Copy text")
	b.until("the text on the clipboard", func() bool {
		return strings.Contains(value[string](b, "navigator.clipboard.readText()"), "Hello Anaïs,")
	})
}

// allow grants the page a permission.
func (b *tab) allow(permission string) {
	b.t.Helper()
	call(b, browser.SetPermission, browser.SetPermissionParams{
		Permission: &browser.PermissionDescriptor{Name: permission}, Setting: browser.PermissionSettingGranted,
		Origin: strings.TrimSuffix(b.site.base, "/"), BrowserContextID: chromedp.FromContext(b.ctx).BrowserContextID,
	})
}
