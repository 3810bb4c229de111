package mail_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/mail"
)

// What has a form is refused if it has another one: a message that most
// programs read is not enough.
func TestRefusals(t *testing.T) {
	zone := func(seconds int) time.Time {
		return time.Date(2026, 11, 20, 9, 0, 0, 0, time.FixedZone("", seconds))
	}
	for name, row := range map[string]struct {
		change func(c *mail.Content)
		reason string // "" for what is taken
	}{
		"no host":                 {func(c *mail.Content) { c.Unsubscribe.URL = "https:" }, "unsubscribe address"},
		"a path for a host":       {func(c *mail.Content) { c.Unsubscribe.URL = "https:foo" }, "unsubscribe address"},
		"a password":              {func(c *mail.Content) { c.Unsubscribe.URL = "https://user:pw@example.com/" }, "unsubscribe address"},
		"http":                    {func(c *mail.Content) { c.Unsubscribe.URL = "http://example.com/" }, "unsubscribe address"},
		"mailto nobody":           {func(c *mail.Content) { c.Unsubscribe.Mailto = "mailto:" }, "unsubscribe address"},
		"mailto somebody":         {func(c *mail.Content) { c.Unsubscribe.Mailto = "mailto:u@example.com?subject=leave" }, ""},
		"a year of five digits":   {func(c *mail.Content) { c.Date = time.Date(12026, 1, 1, 0, 0, 0, 0, time.UTC) }, "the date is not between"},
		"a year before Christ":    {func(c *mail.Content) { c.Date = time.Date(-5, 1, 1, 0, 0, 0, 0, time.UTC) }, "the date is not between"},
		"a zone of three digits":  {func(c *mail.Content) { c.Date = zone(100 * 3600) }, "the date has a zone"},
		"a zone of half an hour":  {func(c *mail.Content) { c.Date = zone(5*3600 + 1800) }, ""},
		"an address of no letter": {func(c *mail.Content) { c.To[0].Email = "a\u2028b@example.com" }, "nobody sees"},
		"a name turned around":    {func(c *mail.Content) { c.Attachments = []mail.Attachment{file(t, "invoice\u202efdp.exe")} }, "turns the writing direction"},
		"an ID with two dots":     {func(c *mail.Content) { c.ID = "a..b@example.com" }, "message ID"},
		"an ID that is a word":    {func(c *mail.Content) { c.ID = "=?utf-8?q?a?=@example.com" }, "encoded word"},
	} {
		c := content()
		row.change(&c)
		_, err := mail.New(c)
		if row.reason == "" {
			require.NoError(t, err, name)
			continue
		}
		require.ErrorContains(t, err, row.reason, name)
	}
}

func file(t *testing.T, name string) mail.Attachment {
	f, err := mail.NewFile("", []byte("x"))
	require.NoError(t, err)
	return mail.Attachment{Filename: name, File: f}
}

func TestMediaTypes(t *testing.T) {
	for given, reason := range map[string]string{
		"application/pdf":               "",
		`text/plain; name="a;b"`:        "",
		"text/csv; charset=utf-8":       "",
		"text/plain;":                   "is no media type",
		"text/plain; name=\"é\"":        "printable ASCII",
		"text/plain;\tcharset=utf-8":    "printable ASCII",
		`text/plain; x="=?utf-8?q?a?="`: "encoded word",
		"multipart/mixed; boundary=x":   "several parts",
		"text/plain\r\nX-Evil: yes":     "printable ASCII",
		"nothing":                       "is no media type",
	} {
		f, err := mail.NewFile(given, []byte("x"))
		if reason != "" {
			require.ErrorContains(t, err, reason, given)
			continue
		}
		require.NoError(t, err, given)
		c := content()
		c.Attachments = []mail.Attachment{{Filename: "a.txt", File: f}}
		assert.Contains(t, string(message(t, c).Bytes()), given, "it is written as it is")
	}
	_, err := mail.ReadFile("text/plain", nil, 3)
	require.ErrorContains(t, err, "has no reader")
}

// A message keeps nothing that its maker can still change.
func TestMessageIsACopy(t *testing.T) {
	c := content()
	c.Cc = []mail.Address{{Email: "ann@example.com"}}
	c.Bcc = []mail.Address{{Email: "bob@example.com"}}
	c.ReplyTo = []mail.Address{{Email: "help@example.com"}}
	c.References = []string{"1@example.com"}
	c.InReplyTo = []string{"1@example.com"}
	c.Headers = []mail.Header{{Name: "X-Tag", Value: "good"}}
	c.Attachments = []mail.Attachment{file(t, "good.txt")}
	table := []*mail.Static{mail.NewStatic("good ")}
	var b mail.Builder
	first := b.Share(mail.NewTable(table...))
	b.Shared(first)
	c.HTML = b.Body()
	m := message(t, c)
	before, envelope := string(m.Bytes()), m.Envelope()
	for _, list := range [][]mail.Address{c.To, c.Cc, c.Bcc, c.ReplyTo, m.To(), m.Cc(), m.Bcc(), m.ReplyTo()} {
		list[0] = mail.Address{Email: "evil@example.com"}
	}
	c.References[0], c.InReplyTo[0], c.Headers[0].Value, c.Attachments[0].Filename = "evil@example.com", "evil@example.com", "evil", "evil"
	m.Attachments()[0].Filename = "evil"
	table[0] = mail.NewStatic("evil ")
	b.Reset()
	b.Values = append(b.Values, "evil"...)
	b.Value()
	assert.Equal(t, before, string(m.Bytes()))
	assert.Equal(t, envelope, m.Envelope())
	assert.NotContains(t, before, "evil")
}
