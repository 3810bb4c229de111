package browsertest

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const signupEn = "templates/signup/en.md"

// A faulty save shows the faults with their source lines beside the last good
// mail; when it is mended they vanish. The page is not loaded anew.
func TestBreakAndMend(t *testing.T) {
	t.Parallel()
	s := served(t, "signup", "payment_overdue")
	b := opened(t, s, signup)
	b.mailShows("Hello Jonas")
	value[int](b, "window.same = 1")
	s.edit(signupEn, "customer.first_name", "customer.frist_name")
	b.shows("The newest version has faults. This is the last good one.",
		"there is no frist_name in customer", "did you mean first_name?", signupEn+":7:19", "Hello {{ customer.frist_name|default:customer.name }},", "^^^^^^^^^^")
	b.mailShows("Hello Jonas")
	b.one("link", "Faults 1")
	assert.Zero(t, value[int](b, `document.querySelector(".fault pre").scrollLeft`))
	b.click("tab", "Text")
	b.shows("Hello Jonas")
	b.click("tab", "Faults 1")

	s.edit(signupEn, "customer.frist_name", "customer.last_name")
	b.mailShows("Hello Weber")
	b.hides("The newest version has faults")
	s.edit(signupEn, "{% if trial %} It begins", "{% if trail %} It begins") // far behind the start of its line
	b.shows("there is no placeholder trail")
	b.until("the caret", func() bool {
		return value[bool](b, `(() => {
			const caret = document.querySelector(".caret b").getBoundingClientRect();
			const box = caret && document.querySelector(".fault pre").getBoundingClientRect();
			return caret.left > box.left && caret.right < box.right && document.querySelector(".fault pre").scrollLeft > 0;
		})()`)
	})
	s.edit(signupEn, "{% if trail %}", "{% if trial %}")
	b.hides("The newest version has faults", "there is no frist_name")
	b.shows("Hello Weber")
	b.one("link", "Faults 2") // warnings: the languages differ now

	s.edit("billet.yaml", "Harbour Cloud", "Quay & Sons")
	b.mailShows("Quay & Sons")
	s.edit("locales/en.yaml", "account_notice:", "acount_notice:")
	b.shows("This is the last good one.", "there is no string \"account_notice\"", "layouts/default.html:")
	assert.Equal(t, 1, value[int](b, "window.same"))
}

// A fault in one language holds the others back, which is said.
func TestFaultOfOther(t *testing.T) {
	t.Parallel()
	s := served(t, "signup")
	b := opened(t, s, signup)
	b.mailShows("Hello Jonas")
	s.edit("templates/signup/fr.md", "customer.first_name", "customer.frist_name")
	b.shows("The newest version has faults in templates/signup/fr.md. This is the last good one.")
	value[bool](b, `(document.querySelector("main iframe").focus(), dispatchEvent(new Event("blur")))`)
	b.shows("The mail has the keys now.")
	value[bool](b, `(document.querySelector("main").focus(), dispatchEvent(new Event("focus")))`)
	b.hides("The mail has the keys now.")
}

// The text of the mail takes the place of the faults only where they took its.
func TestPanelStays(t *testing.T) {
	t.Parallel()
	s := served(t, "signup")
	b := opened(t, s, signup+"&panel=placeholders")
	b.shows("customer.first_name")
	s.edit(signupEn, "customer.first_name", "customer.frist_name")
	b.shows("This is the last good one.")
	b.shows("customer.first_name", "A click copies the tag.")
	s.edit(signupEn, "customer.frist_name", "customer.first_name")
	b.hides("This is the last good one.")
	b.shows("A click copies the tag.")
}

// A mail that never opened shows its faults, and the mail once it is mended.
func TestNeverGood(t *testing.T) {
	t.Parallel()
	s := written(t, "signup")
	s.replace(signupEn, "customer.first_name", "nobody")
	s.serve(same)
	b := opened(t, s, signup)
	b.shows("there is no placeholder nobody")
	b.mailShows("This mail does not open yet.")
	s.edit(signupEn, "nobody", "customer.first_name")
	b.mailShows("Hello Jonas")
	b.shows("Inbox, desktop", "Thank you for signing up.")
	b.expected("422")
}

func TestFaultsView(t *testing.T) {
	t.Parallel()
	s := served(t, "signup", "payment_overdue")
	b := opened(t, s, "?view=faults")
	b.shows("No faults. Every mail renders.")
	s.edit(signupEn, "customer.first_name", "customer.frist_name")
	s.edit("styles/inline.css", "p {", "p { color: rde;")
	b.shows("there is no frist_name in customer", "styles/inline.css:", "Look at payment_overdue en plain and 1 more template")
	b.click("link", "Look at signup en plain")
	b.shows("This is the last good one.", "there is no frist_name in customer")
	b.press("f")
	s.edit(signupEn, "customer.frist_name", "customer.first_name")
	b.hides("there is no frist_name")
	s.edit("styles/inline.css", "p { color: rde;", "p {")
	b.shows("No faults. Every mail renders.")
}

// The command itself shows what is saved, with new files in new folders.
func TestCommand(t *testing.T) {
	t.Parallel()
	s := written(t, "signup")
	s.base = started(t, s.dir)
	b := opened(t, s, signup)
	b.mailShows("Hello Jonas")
	s.replace(signupEn, "Hello", "Good day")
	b.mailShows("Good day Jonas")
	s.replace(signupEn, "customer.first_name", "customer.frist_name")
	b.shows("This is the last good one.", "^^^^^^^^^^")
	b.mailShows("Good day Jonas")
	s.replace(signupEn, "customer.frist_name", "customer.first_name")
	b.hides("This is the last good one.")
	s.write("templates/hello/en.md", "---\nevents: [signup]\nsubject: Hi\n---\n[New words {{ subscription.plan }}]({{ links.portal }})\n")
	b.visit("?q=hello+plain+en")
	b.click("link", "Signup, en plain")
	b.mailShows("New words Team")
}

// started builds billet and runs billet preview until the test ends. It gives
// the address of the page.
func started(t testing.TB, dir string) string { return runs(t, built(t), dir) }

// built builds billet.
func built(t testing.TB) (program string) {
	t.Helper()
	if shared == nil {
		t.Skip("there is no browser")
	}
	program = filepath.Join(t.TempDir(), "billet")
	out, err := exec.CommandContext(t.Context(), "go", "build", "-o", program, "github.com/billet-mail/billet/cmd/billet").CombinedOutput()
	require.NoError(t, err, "%s", out)
	return program
}

// runs runs billet preview until the test ends.
func runs(t testing.TB, program, dir string) (address string) {
	t.Helper()
	command := exec.Command(program, "-C", dir, "preview", "--addr", "127.0.0.1:0")
	told, err := command.StderrPipe()
	require.NoError(t, err)
	require.NoError(t, command.Start())
	lines := bufio.NewScanner(told)
	require.True(t, lines.Scan())
	read := make(chan struct{})
	go func() {
		defer close(read)
		for lines.Scan() { // so that the program never waits for a reader
		}
	}()
	t.Cleanup(func() {
		assert.NoError(t, command.Process.Signal(os.Interrupt))
		<-read
		assert.NoError(t, command.Wait())
	})
	address = regexp.MustCompile(`http://\S+`).FindString(lines.Text())
	require.NotEmpty(t, address)
	return address
}

// The place that one looks at stays when the mail is made anew, in other
// colours too; another mail begins at its top.
func TestPlaceStays(t *testing.T) {
	t.Parallel()
	s := served(t, "payment_overdue", "signup")
	b := opened(t, s, overdue)
	b.mailShows("Hello Anaïs")
	b.until("no scrolling in the mail", func() bool {
		text, ok := b.look(theMail, `String(document.documentElement.scrollHeight <= innerHeight)`)
		return ok && text == "true"
	})
	assert.Equal(t, 400, value[int](b, `(document.querySelector(".canvas").scrollTop = 400, document.querySelector(".canvas").scrollTop)`))
	s.edit("templates/payment_overdue/en.md", "Hello", "Good day")
	b.mailShows("Good day Anaïs")
	b.click("button", "Dark")
	b.mail(theMail, `getComputedStyle(document.querySelector("h1")).color`, "rgb(238, 240, 244)")
	assert.Equal(t, 400, value[int](b, `document.querySelector(".canvas").scrollTop`))
	b.click("button", "plain")
	b.until("the top", func() bool { return value[int](b, `document.querySelector(".canvas").scrollTop`) == 0 })
}
