package referee

import (
	"bytes"
	"mime"
	stdmail "net/mail"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/delivery"
	"github.com/billet-mail/billet/internal/referees"
	"github.com/billet-mail/billet/mail"
)

// TestMailpit sends every mail of the starter, and every message that hostile
// texts make, and holds that Mailpit reads what they were made of.
func TestMailpit(t *testing.T) {
	server := startMailpit(t)
	sender, err := delivery.NewSMTP(delivery.SMTPConfig{Host: "127.0.0.1", Port: server.smtp, TLS: delivery.OptionalTLS, MaxConns: 1})
	require.NoError(t, err)
	t.Cleanup(func() { _ = sender.Close() })
	messages, err := referees.StarterMessages(t.Context())
	require.NoError(t, err)
	tried, err := referees.HostileMessages()
	require.NoError(t, err)
	for _, each := range tried {
		if each.Err == nil { // what is refused is tested there
			messages = append(messages, each.Message)
		}
	}
	require.Greater(t, len(messages), 300)
	for _, m := range messages {
		receipt, err := sender.Send(t.Context(), m)
		if !ascii(m.Bytes()) { // an address of RFC 6532, for which Mailpit lacks SMTPUTF8
			require.ErrorContains(t, err, "the server does not offer it")
			continue
		}
		require.NoError(t, err, "%s", m.Bytes())
		require.Equal(t, m.Envelope().Recipients, receipt.Accepted())
		server.judge(t, m)
	}
	t.Logf("%d messages", len(messages))
}

// judge compares the latest message with what it was made of.
func (m *mailpit) judge(t *testing.T, want *mail.Message) {
	got := m.latest(t)
	bytesOf := want.Bytes()
	require.Equal(t, want.ID(), got.MessageID, "%s", bytesOf)
	kept := m.raw(t, got.ID)
	assert.True(t, bytes.HasSuffix(kept, bytesOf), "Mailpit keeps other bytes than were sent:\n%s\n\n%s", kept, bytesOf)

	assert.Equal(t, want.Subject(), got.Subject, "%s", bytesOf)
	wanted := referees.Wanted(want)
	for name, list := range map[string][]*stdmail.Address{"From": {got.From}, "To": got.To, "Cc": got.Cc, "Reply-To": got.ReplyTo} {
		assert.Equal(t, addresses(wanted.Mailboxes[name]), parsed(list...), "%s: %s", name, bytesOf)
	}
	if want.Text() != "" { // else Mailpit makes a text of the HTML
		assert.Equal(t, want.Text(), lines(got.Text), "%s", bytesOf)
	}
	assert.Equal(t, want.HTML(), lines(got.HTML), "%s", bytesOf)

	files := map[string]string{}
	for _, a := range want.Attachments() {
		files[a.Filename] = string(a.File.Bytes())
	}
	found := map[string]string{}
	for _, a := range append(got.Inline, got.Attachments...) {
		found[a.FileName] = string(m.part(t, got.ID, a.PartID))
	}
	assert.Equal(t, files, found, "%s", bytesOf)
}

// lines is a decoded text with the line ends of ours.
func lines(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }

// addresses are as Mailpit shows them. Its parser decodes the words of names
// twice: a name that reads as an encoded word is shown as what that means. The
// other readers, which are those of package mail, leave it alone.
func addresses(list [][2]string) []string {
	all := []string{}
	for _, a := range list {
		name := a[0]
		if again, err := new(mime.WordDecoder).DecodeHeader(name); err == nil {
			name = again
		}
		all = append(all, name+" <"+a[1]+">")
	}
	return all
}

func parsed(list ...*stdmail.Address) []string {
	all := []string{}
	for _, a := range list {
		all = append(all, a.Name+" <"+a.Address+">")
	}
	return all
}

func ascii(raw []byte) bool {
	return !bytes.ContainsFunc(raw, func(r rune) bool { return r > '~' })
}
