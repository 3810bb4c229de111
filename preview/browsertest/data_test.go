package browsertest

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// Edited data is judged while one types; the mail shows the last sound one.
func TestData(t *testing.T) {
	t.Parallel()
	b := opened(t, served(t, "signup"), signup+"&panel=data")
	b.mailShows("Hello Jonas")
	b.until("the sample", func() bool { return b.field("textbox", "Data as JSON") != "" })
	b.shows("samples/signup/plain.json")
	sample := b.field("textbox", "Data as JSON")

	b.fill("textbox", "Data as JSON", strings.ReplaceAll(sample, "Jonas", "Ottilie"))
	b.shows("Edited, and sound", "edited data")
	b.mailShows("Hello Ottilie")
	b.shows("Ottilie Weber <jonas@weber.example.com>")
	assert.Contains(t, value[string](b, "location.hash"), "#data=")

	b.fill("textbox", "Data as JSON", strings.Replace(sample, `"name": "Jonas`, `"nmae": "Jonas`, 1))
	b.shows("faults; the mail shows the last sound data", "did you mean name?", "data:", "^^^^^^")
	b.mailShows("Hello Ottilie")
	b.fill("textbox", "Data as JSON", `{"customer": `)
	b.shows("1 fault; the mail shows the last sound data")
	assert.True(t, value[bool](b, `document.activeElement.matches("textarea")`), "typing goes on")
	b.turn(signup + "&panel=data")
	b.shows("samples/signup/plain.json")
	b.fill("textbox", "Data as JSON", `{"draft": `)
	b.shows("1 fault; the mail shows the last sound data")
	b.click("button", "fr")
	b.click("button", "edge")
	b.shows("samples/signup/edge.json")
	b.click("button", "plain")
	b.until("the draft", func() bool { return b.field("textbox", "Data as JSON") == `{"draft": ` })
	b.shows("1 fault; the mail shows the last sound data")
	b.click("button", "en")

	b.click("button", "Reset")
	b.mailShows("Hello Jonas")
	b.shows("samples/signup/plain.json")
	b.hides("edited data", "the last sound data")
	assert.Equal(t, sample, b.field("textbox", "Data as JSON"))
}
