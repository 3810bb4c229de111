package billet_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	netmail "net/mail"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/idna"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/mail"
	"github.com/billet-mail/billet/placeholders"
)

// letters is a folder with senders, and an event that knows no customer.
func letters() fstest.MapFS {
	folder := smallFolder()
	folder["billet.yaml"] = &fstest.MapFile{Data: []byte(`format: 1
brand: {name: Acme, support_email: help@example.com}
languages: {default: en}
senders:
  support: {name: "Acme, Support", email: support@example.com}
  billing: {name: Acme Billing, email: billing@example.org, reply_to: help@example.com}
default_sender: billing
events:
  backup:
    title: Backup
    description: When a backup was made.
    fields:
      size: {type: integer, doc: Bytes., example: 1}
`)}
	delete(folder, "templates/signup/fr.md")
	delete(folder, "templates/hello/fr.md")
	folder["templates/signup/en.md"] = &fstest.MapFile{Data: []byte("---\nsubject: \"Hello {{ customer.name }}\"\n---\n[{{ subscription.plan }}]({{ links.portal }})\n")}
	folder["templates/backup/en.md"] = &fstest.MapFile{Data: []byte("---\nsubject: Backup\n---\n{{ size }}\n")}
	return folder
}

func signup(t testing.TB, folder *billet.Folder) billet.RenderRequest {
	sample, err := folder.Sample("signup", "plain")
	require.NoError(t, err)
	return billet.RenderRequest{Event: "signup", Data: sample, Now: billet.SampleTime()}
}

func rendered(t testing.TB, folder *billet.Folder, r billet.RenderRequest) *mail.Message {
	m, err := folder.Render(context.Background(), r)
	require.NoError(t, err)
	return m
}

func header(t testing.TB, m *mail.Message, name string) string {
	read, err := netmail.ReadMessage(bytes.NewReader(m.Bytes()))
	require.NoError(t, err)
	return read.Header.Get(name)
}

// TestSenders is about who a message is from and where answers go.
func TestSenders(t *testing.T) {
	folder := open(t, letters())
	r := signup(t, folder)
	m := rendered(t, folder, r)
	assert.Equal(t, "Acme Billing <billing@example.org>", header(t, m, "From"))
	assert.Equal(t, "Acme Billing <help@example.com>", header(t, m, "Reply-To"))
	assert.Equal(t, "billing@example.org", m.Envelope().From)

	r.From = "support"
	m = rendered(t, folder, r)
	assert.Equal(t, `"Acme, Support" <support@example.com>`, header(t, m, "From"))
	assert.Empty(t, header(t, m, "Reply-To"))

	r.ReplyTo = []mail.Address{{Email: "a@example.com"}}
	assert.Equal(t, "a@example.com", header(t, rendered(t, folder, r), "Reply-To"))

	r.From = "suport"
	_, err := folder.Render(context.Background(), r)
	var missing *billet.NotFoundError
	require.ErrorAs(t, err, &missing)
	assert.Equal(t, "did you mean support?", missing.Help)

	brand := open(t, smallFolder())
	assert.Equal(t, "Acme <help@example.com>", header(t, rendered(t, brand, signup(t, brand)), "From"))
}

// TestRecipients is about who a message is for.
func TestRecipients(t *testing.T) {
	folder := open(t, letters())
	r := signup(t, folder)
	m := rendered(t, folder, r)
	assert.Equal(t, []mail.Address{{Name: "Jonas Weber", Email: "jonas@weber.example.com"}}, m.To())
	r.To = []mail.Address{{Email: "a@example.com"}, {Email: "b@example.com"}}
	r.Cc, r.Bcc = []mail.Address{{Email: "c@example.com"}}, []mail.Address{{Email: "d@example.com"}}
	m = rendered(t, folder, r)
	assert.Equal(t, []string{"a@example.com", "b@example.com", "c@example.com", "d@example.com"}, m.Envelope().Recipients)
	assert.NotContains(t, string(m.Bytes()), "d@example.com")

	m = rendered(t, folder, billet.RenderRequest{Event: "backup", Data: json.RawMessage(`{"size": 7}`), Now: billet.SampleTime()})
	assert.Empty(t, m.To(), "an event without a customer")
	assert.Empty(t, m.Envelope().Recipients)
}

// TestMessageID holds that the ID is another one whenever the message is, and
// the same whenever an occurrence is told once more.
func TestMessageID(t *testing.T) {
	folder := open(t, letters())
	r := signup(t, folder)
	r.Key = "sub_1"
	ids := []string{rendered(t, folder, r).ID()}
	assert.True(t, strings.HasSuffix(ids[0], "@example.org"))
	later := r
	later.Now = r.Now.Add(time.Hour)
	assert.Equal(t, ids[0], rendered(t, folder, later).ID(), "an occurrence that is told again")
	for _, change := range []func(r *billet.RenderRequest){
		func(r *billet.RenderRequest) { r.Key = "sub_2" },
		func(r *billet.RenderRequest) { r.Step = 2 },
		func(r *billet.RenderRequest) { r.To = []mail.Address{{Email: "a@example.com"}} },
		func(r *billet.RenderRequest) { r.From = "support" },
		func(r *billet.RenderRequest) { r.Key = "" },
		func(r *billet.RenderRequest) { r.Key, r.Now = "", r.Now.Add(time.Second) },
	} {
		other := r
		change(&other)
		id := rendered(t, folder, other).ID()
		assert.NotContains(t, ids, id)
		assert.Equal(t, id, rendered(t, folder, other).ID(), "the same request")
		ids = append(ids, id)
	}
}

// TestHeadersOfTheCall is about what a call adds, and that nothing of it can be
// another header.
func TestHeadersOfTheCall(t *testing.T) {
	folder := open(t, letters())
	r := signup(t, folder)
	r.Now = r.Now.In(time.FixedZone("", 3600))
	r.InReplyTo, r.References = []string{"1@example.com"}, []string{"0@example.com", "1@example.com"}
	r.Unsubscribe = mail.Unsubscribe{URL: "https://example.com/u/1", OneClick: true}
	r.FeedbackID, r.Headers = "signup:acme", []mail.Header{{Name: "X-Tag", Value: "ü"}}
	m := rendered(t, folder, r)
	for name, want := range map[string]string{
		"Date": "Fri, 20 Nov 2026 10:00:00 +0100", "In-Reply-To": "<1@example.com>", "References": "<0@example.com> <1@example.com>",
		"List-Unsubscribe": "<https://example.com/u/1>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
		"Feedback-Id": "signup:acme", "X-Tag": "=?UTF-8?B?w7w=?=", "Content-Language": "en", "Auto-Submitted": "auto-generated",
	} {
		assert.Equal(t, want, header(t, m, name), name)
	}
	for name, spoil := range map[string]func(r *billet.RenderRequest){
		"to": func(r *billet.RenderRequest) {
			r.To = []mail.Address{{Name: "a\r\nBcc: x@example.com", Email: "a@example.com"}}
		},
		"cc":        func(r *billet.RenderRequest) { r.Cc = []mail.Address{{Email: "a@example.com>, <b@example.com"}} },
		"header":    func(r *billet.RenderRequest) { r.Headers = []mail.Header{{Name: "X-A", Value: "a\nBcc: x"}} },
		"own":       func(r *billet.RenderRequest) { r.Headers = []mail.Header{{Name: "Subject", Value: "a"}} },
		"file":      func(r *billet.RenderRequest) { r.Attachments = []mail.Attachment{{Filename: "a.txt"}} },
		"file name": func(r *billet.RenderRequest) { r.Attachments = given(t, "../a.txt=1") },
	} {
		bad := signup(t, folder)
		spoil(&bad)
		m, err := folder.Render(context.Background(), bad)
		var invalid *mail.InvalidError
		require.ErrorAs(t, err, &invalid, name)
		assert.Nil(t, m)
	}
}

// A file that fails or ends early makes no attachment, so that no message can
// have it.
func TestFileThatEndsEarly(t *testing.T) {
	_, err := mail.ReadFile("application/pdf", io.LimitReader(strings.NewReader("%PDF-1.4"), 3), 8)
	assert.ErrorIs(t, err, io.ErrUnexpectedEOF)
}

// TestHostileNames holds that whatever customers are called, their mail is one
// to them alone, under that name on one line.
func TestHostileNames(t *testing.T) {
	folder := open(t, letters())
	for _, name := range append(hostileValues(), `a" <b@example.com>, "c`, "=?utf-8?q?x?=", "a,b;c:d", "(x)", strings.Repeat("é", 400)) {
		recipientOf(t, folder, name, "maya@example.com")
	}
}

// FuzzRecipient holds that what events take for an address, messages take too.
func FuzzRecipient(f *testing.F) {
	for _, email := range []string{"a@example.com", "o'neil+x@example.com", "ü@例え.jp", `"a b"@example.com`, "a@[127.0.0.1]", "a@xn--p1ai", "a@b", "a@b..c", "a@ex_ample.com", "a@-b.com", "a@" + strings.Repeat("a.", 130) + "b", "A@EXAMPLE.COM", "a@faß.de", "a@☃.net", "a.@example.com"} {
		f.Add("Maya", email)
	}
	f.Add("a\nb", "a@example.com")
	folder, err := billet.Open(letters(), billet.Options{})
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, name, email string) { recipientOf(t, folder, name, email) })
}

func recipientOf(t *testing.T, folder *billet.Folder, name, email string) {
	event, _ := folder.Events().Lookup("signup")
	sample, err := folder.Sample("signup", "plain")
	require.NoError(t, err)
	decoded, err := event.Decode(sample)
	require.NoError(t, err)
	data := *decoded.(*events.Signup)
	data.Customer.Name, data.Customer.Email = name, events.Email(email)
	m, err := folder.Render(context.Background(), billet.RenderRequest{Event: "signup", Data: &data, Now: billet.SampleTime()})
	var faults diag.List
	if errors.As(err, &faults) {
		return
	}
	require.NoError(t, err, "%q <%q>", name, email)
	read, err := netmail.ReadMessage(bytes.NewReader(m.Bytes()))
	require.NoError(t, err)
	list, err := read.Header.AddressList("To")
	require.NoError(t, err, read.Header.Get("To"))
	require.Len(t, list, 1)
	assert.Equal(t, strings.Join(strings.Fields(placeholders.CleanLine(name)), " "), list[0].Name)
	local, domain := email[:strings.LastIndex(email, "@")], email[strings.LastIndex(email, "@")+1:]
	if ascii, err := idna.Lookup.ToASCII(domain); err == nil && strings.ContainsFunc(domain, func(r rune) bool { return r > 127 }) {
		domain = ascii
	}
	at := strings.LastIndex(list[0].Address, "@")
	assert.Equal(t, local, list[0].Address[:at])
	assert.True(t, strings.EqualFold(domain, list[0].Address[at+1:]), "%s for %s", list[0].Address, email) // A-labels are written in lower case
	subject, err := new(mime.WordDecoder).DecodeHeader(read.Header.Get("Subject"))
	require.NoError(t, err)
	assert.Equal(t, m.Subject(), subject)
	for name := range read.Header {
		assert.True(t, slices.Contains([]string{"Date", "From", "Reply-To", "To", "Subject", "Message-Id", "Auto-Submitted", "Content-Language", "X-Entity-Ref-Id", "Mime-Version", "Content-Type"}, name), name)
	}
}
