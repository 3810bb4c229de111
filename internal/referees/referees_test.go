package referees_test

import (
	"bytes"
	"maps"
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/internal/referees"
	"github.com/billet-mail/billet/mail"
)

// mustRefuse is our own reading of what a place cannot hold. What has a form of
// its own may be refused in any case.
func mustRefuse(kind referees.PlaceKind, s string) bool {
	if kind == referees.Body {
		return false
	}
	if !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool { return r != '\t' && unicode.IsControl(r) }) {
		return true
	}
	return kind == referees.Filename && (strings.TrimSpace(s) == "" || s == "." || s == ".." || strings.ContainsAny(s, `/\`) || strings.Contains(s, "=?") || strings.ContainsAny(s, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f") || len(s) > 255)
}

// Hostile texts are refused where they cannot stand, by an error that says so,
// and taken everywhere else.
func TestHostile(t *testing.T) {
	texts, err := referees.Hostile()
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(texts), 60)
	tried, err := referees.HostileMessages()
	require.NoError(t, err)
	for _, each := range tried {
		var invalid *mail.InvalidError
		switch {
		case mustRefuse(each.Place.Kind, each.Text):
			require.ErrorAs(t, each.Err, &invalid, "%s: %q", each.Place.Name, each.Text)
		case each.Place.Kind == referees.Strict && each.Err != nil:
			require.ErrorAs(t, each.Err, &invalid, "%s: %q", each.Place.Name, each.Text)
		default:
			require.NoError(t, each.Err, "%s: %q", each.Place.Name, each.Text)
		}
	}
}

// corpus is every message that hostile texts make, those of the starter, and
// some of another form.
func corpus(t testing.TB) []*mail.Message {
	tried, err := referees.HostileMessages()
	require.NoError(t, err)
	var list []*mail.Message
	for _, each := range tried {
		if each.Err == nil {
			list = append(list, each.Message)
		}
	}
	require.Greater(t, len(list), 500)
	starters, err := referees.StarterMessages(t.Context())
	require.NoError(t, err)
	require.Greater(t, len(starters), 100)
	list = append(list, starters...)
	for _, form := range []func(c *mail.Content){
		func(c *mail.Content) { c.HTML, c.Attachments = mail.Body{}, nil },
		func(c *mail.Content) { c.Text, c.Attachments = mail.Body{}, nil },
		func(c *mail.Content) { c.Attachments = c.Attachments[:1] },
		func(c *mail.Content) { c.Attachments = c.Attachments[1:] },
		func(c *mail.Content) {
			for range 30 {
				c.To = append(c.To, mail.Address{Name: "Frédéric, the other one", Email: "fred@example.com"})
			}
		},
		func(c *mail.Content) {
			c.Text = mail.Text(strings.Repeat("お支払いの期限が過ぎています。\n", 20))
		},
		func(c *mail.Content) {
			c.Text = mail.Text(strings.Repeat("انتهت مهلة الدفع أمس.\n", 20))
		},
	} {
		c, err := referees.Full("form@example.com")
		require.NoError(t, err)
		form(&c)
		m, err := mail.New(c)
		require.NoError(t, err)
		list = append(list, m)
	}
	return list
}

// The lines of every message have their form (RFC 5322, section 2.1.1), and the
// hidden recipients stay so.
func TestLines(t *testing.T) {
	for _, m := range corpus(t) {
		raw := m.Bytes()
		for line := range bytes.SplitSeq(raw, []byte("\r\n")) {
			require.LessOrEqual(t, len(line), 998, "%s", line)
			require.NotContains(t, string(line), "\n")
			require.NotContains(t, string(line), "\r")
		}
		require.NotContains(t, string(raw), "secret@example.com")
		require.NotContains(t, string(raw), "\r\n.\r\n")
	}
}

// Go's parsers read what we wrote.
func TestGo(t *testing.T) {
	for name, read := range map[string]func([]byte) (referees.Reading, error){
		"net/mail": referees.NetMail, "go-message": referees.GoMessage,
	} {
		t.Run(name, func(t *testing.T) {
			for _, m := range corpus(t) {
				got, err := read(m.Bytes())
				require.NoError(t, err, "%s", m.Bytes())
				withoutEmpty(got.Texts)
				require.Equal(t, referees.Wanted(m), got, "%s", m.Bytes())
			}
		})
	}
}

// Python's email package and Perl's MIME::Parser read what we wrote, without a
// defect. Where there is no such interpreter, the test is skipped, unless
// BILLET_REFEREES is "required".
func TestScripts(t *testing.T) {
	list := corpus(t)
	var raw [][]byte
	for _, m := range list {
		raw = append(raw, m.Bytes())
	}
	for _, script := range []referees.Script{referees.Python(), referees.Perl()} {
		t.Run(script.Name, func(t *testing.T) {
			if err := script.Present(t.Context()); err != nil && os.Getenv("BILLET_REFEREES") != "required" {
				t.Skipf("%s cannot judge here: %v", script.Name, err)
			}
			readings, err := script.Read(t.Context(), raw)
			require.NoError(t, err)
			for i, m := range list {
				want, got := referees.Wanted(m), readings[i]
				if script.Name == "Python" && international(want) {
					continue // it does not read addresses of RFC 6532
				}
				assert.Empty(t, got.Defects, "%s", raw[i])
				got.Defects = nil
				if script.Name == "Perl" {
					want.Mailboxes = map[string][][2]string{}
				}
				// Python 3.11 folds blanks in names, and puts one between two
				// encoded words (https://github.com/python/cpython/issues/92081).
				withoutBlanks(want.Mailboxes)
				withoutBlanks(got.Mailboxes)
				withoutEmpty(got.Texts)
				require.Equal(t, want, got, "%s", raw[i])
			}
		})
	}
}

// international reports a local part that only SMTPUTF8 takes.
func international(r referees.Reading) bool {
	for _, list := range r.Mailboxes {
		for _, mailbox := range list {
			if strings.ContainsFunc(mailbox[1], func(r rune) bool { return r > '~' }) {
				return true
			}
		}
	}
	return false
}

// withoutEmpty leaves out fields without words: an empty subject is written.
func withoutEmpty(texts map[string]string) {
	maps.DeleteFunc(texts, func(_, text string) bool { return text == "" })
}

func withoutBlanks(fields map[string][][2]string) {
	for _, list := range fields {
		for i := range list {
			list[i][0] = strings.Join(strings.Fields(list[i][0]), "")
		}
	}
}

// Headers are folded at 78 characters (RFC 5322, section 2.1.1): a longer line is
// one word that has no place to fold. What stands in quotes is one.
func TestHeadersFold(t *testing.T) {
	quoted := regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)
	for _, m := range corpus(t) {
		header, _, _ := bytes.Cut(m.Bytes(), []byte("\r\n\r\n"))
		judge := func(header []byte) {
			for line := range bytes.SplitSeq(header, []byte("\r\n")) {
				if len(line) <= 78 {
					continue
				}
				_, value, isFirst := bytes.Cut(line, []byte(": "))
				if !isFirst || bytes.HasPrefix(line, []byte(" ")) {
					value = line[1:]
				}
				assert.NotContains(t, quoted.ReplaceAllString(string(value), ""), " ", "%s", line)
			}
		}
		judge(header)
		for part := range bytes.SplitSeq(m.Bytes(), []byte("\r\n--=_")) {
			if _, rest, found := bytes.Cut(part, []byte("\r\n")); found {
				header, _, _ := bytes.Cut(rest, []byte("\r\n\r\n"))
				if bytes.HasPrefix(header, []byte("Content-")) {
					judge(header)
				}
			}
		}
	}
}
