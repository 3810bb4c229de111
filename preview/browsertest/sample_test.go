package browsertest

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/events"
)

const (
	mine     = "samples/signup/mine.json"
	mineMail = "?view=mail&template=signup&event=signup&locale=en&sample=mine"
)

// withSample serves signup with a sample of the folder's own.
func withSample(t *testing.T) *site {
	t.Helper()
	s := written(t, "signup")
	event, ok := events.Canonical().Lookup("signup")
	require.True(t, ok)
	for _, sample := range event.Samples() {
		if sample.Variant == "plain" {
			s.write(mine, sample.Source.Text())
		}
	}
	s.serve(same)
	return s
}

// A faulty save of a sample shows what is wrong with it beside the last good
// mail.
func TestBreakAndMendSample(t *testing.T) {
	t.Parallel()
	s := withSample(t)
	b := opened(t, s, mineMail)
	b.mailShows("Hello Jonas")
	s.edit(mine, `"first_name"`, `"frist_name"`)
	b.shows("The newest version has faults in "+mine+". This is the last good one.", "did you mean first_name?", "^^^^^^")
	b.mailShows("Hello Jonas")
	b.click("tab", "Data")
	b.shows("did you mean first_name?")
	s.edit(mine, `"frist_name": "Jonas"`, `"first_name": "Ottilie"`)
	b.mailShows("Hello Ottilie")
	b.hides("This is the last good one.", "did you mean first_name?")
	s.edit(mine, `"Ottilie"`, `"Ottilie`)
	b.shows("This is the last good one.")
	b.mailShows("Hello Ottilie")
	s.remove(mine)
	b.shows("there is no sample \"mine\"")
	b.expected("404")
}

// A sample that is left while one types stays as it is.
func TestLeaveWhileTyping(t *testing.T) {
	t.Parallel()
	b := opened(t, served(t, "signup"), signup+"&panel=data")
	b.shows("samples/signup/plain.json")
	value[bool](b, `(() => {
		const e = document.querySelector("textarea");
		e.value += " ";
		e.dispatchEvent(new Event("input"));
		[...document.querySelectorAll("button")].find((b) => b.innerText === "edge").click();
		return true;
	})()`)
	b.shows("samples/signup/edge.json")
	b.mailShows("Krüger")
	value[bool](b, "new Promise((done) => setTimeout(() => done(true), 400))") // longer than the editor waits for the next key
	assert.Empty(t, value[string](b, "location.hash"))
	b.hides("edited data")
}
