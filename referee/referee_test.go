package referee

import (
	"bytes"
	"fmt"
	"mime"
	stdmail "net/mail"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/delivery"
	"github.com/billet-mail/billet/mail"
	"github.com/billet-mail/billet/starter"
)

// TestMailpit sends every mail of the starter, and every message that hostile
// texts make, and holds that Mailpit reads what they were made of.
func TestMailpit(t *testing.T) {
	server := startMailpit(t)
	sender, err := delivery.NewSMTP(delivery.SMTPConfig{Host: "127.0.0.1", Port: server.smtp, TLS: delivery.OptionalTLS, MaxConns: 1})
	require.NoError(t, err)
	t.Cleanup(func() { _ = sender.Close() })
	messages := append(goldens(t), hostile(t)...)
	require.Greater(t, len(messages), 300)
	for _, m := range messages {
		receipt, err := sender.Send(t.Context(), m)
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
	assert.Equal(t, addresses(want.From()), parsed(got.From), "%s", bytesOf)
	assert.Equal(t, addresses(want.To()...), parsed(got.To...), "%s", bytesOf)
	assert.Equal(t, addresses(want.Cc()...), parsed(got.Cc...), "%s", bytesOf)
	assert.Equal(t, addresses(want.ReplyTo()...), parsed(got.ReplyTo...), "%s", bytesOf)
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
func addresses(list ...mail.Address) []string {
	all := []string{}
	for _, a := range list {
		name := a.Name
		if again, err := new(mime.WordDecoder).DecodeHeader(name); err == nil {
			name = again
		}
		all = append(all, name+" <"+a.Email+">")
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

// goldens are the mails of the starter, of each event, language and sample.
func goldens(t *testing.T) []*mail.Message {
	folder, err := billet.Open(starter.Folder(), billet.Options{})
	require.NoError(t, err)
	var list []*mail.Message
	for _, template := range folder.Templates() {
		for _, event := range folder.Serves(template) {
			for _, sample := range folder.Samples(event) {
				for _, locale := range folder.Locales(template) {
					m, err := folder.Render(t.Context(), billet.RenderRequest{
						Event: event, Template: template, Locale: locale, Data: sample.Source,
						Now: billet.SampleTime(), To: []mail.Address{{Name: "Zoë Žižek", Email: "zoe@example.com"}},
						Key: fmt.Sprint(len(list)),
					})
					require.NoError(t, err)
					list = append(list, m)
				}
			}
		}
	}
	return list
}

// hostile are the messages that the hostile texts of package mail make, in each
// place of a message that takes them.
func hostile(t *testing.T) []*mail.Message {
	file, err := os.ReadFile("../mail/testdata/hostile.txt")
	require.NoError(t, err)
	var list []*mail.Message
	for line := range strings.Lines(string(file)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		s, err := strconv.Unquote(`"` + strings.ReplaceAll(strings.TrimSuffix(line, "\n"), `"`, `\"`) + `"`)
		require.NoError(t, err, line)
		for _, put := range []func(*mail.Content){
			func(c *mail.Content) { c.Subject = s },
			func(c *mail.Content) { c.From.Name = s },
			func(c *mail.Content) { c.To[0].Name = s },
			func(c *mail.Content) { c.Attachments[0].Filename = s },
			func(c *mail.Content) { c.Text = mail.Text(strings.ToValidUTF8(s, "?")) },
			func(c *mail.Content) { c.HTML = mail.Text(strings.ToValidUTF8(s, "?")) },
		} {
			c := content(t, fmt.Sprintf("hostile%d@example.com", len(list)))
			put(&c)
			if m, err := mail.New(c); err == nil { // what it refuses is tested there
				list = append(list, m)
			}
		}
	}
	return list
}

func content(t *testing.T, id string) mail.Content {
	pdf, err := mail.NewFile("application/pdf", []byte("%PDF-1.7\r\n\x00\xff\n.\n..\r\n"))
	require.NoError(t, err)
	logo, err := mail.NewFile("", []byte("\x89PNG\r\n\x1a\n\r\n.\r\n"))
	require.NoError(t, err)
	return mail.Content{
		From: mail.Address{Name: "Harbour Cloud", Email: "billing@example.com"}, To: []mail.Address{{Name: "Jo", Email: "jo@example.com"}},
		Cc: []mail.Address{{Email: "ann@example.com"}}, Bcc: []mail.Address{{Email: "secret@example.com"}},
		Subject: "Votre facture", Date: billet.SampleTime(), ID: id,
		Text: mail.Text("Bonjour\n.\n..\n"), HTML: mail.Text("<p>Bonjour\n.\n</p>\n"),
		Attachments: []mail.Attachment{{Filename: "invoice.pdf", File: pdf}, {Filename: "logo.png", File: logo, ContentID: "logo@example.com"}},
	}
}
