package preview_test

import (
	"bytes"
	"encoding/base64"
	netmail "net/mail"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/delivery"
	"github.com/billet-mail/billet/preview"
)

const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="

// withFiles is the starter with a file and an inline image in its signup mail.
func withFiles(t testing.TB) *disk {
	d := newDisk(t)
	image, err := base64.StdEncoding.DecodeString(pixel)
	require.NoError(t, err)
	d.put("assets/logo.png", string(image))
	d.put("attachments/terms.pdf", "%PDF-1.4\n")
	d.put("billet.yaml", string(d.files["billet.yaml"].Data)+"\nattachments:\n  terms: {file: terms.pdf, filename: \"Terms for {{ customer.name }}.pdf\"}\n")
	d.edit("templates/signup/en.md", "\nHello ", "\n![Our logo](cid:logo.png)\n\nHello ")
	d.edit("templates/signup/en.md", "subject:", "attachments: [terms]\nsubject:")
	return d
}

// The message is told, and given, as it would be sent.
func TestMessage(t *testing.T) {
	h := handler(t, preview.Options{Folder: withFiles(t)})
	answer := get(t, h, "/api/message?"+aboutSignup)
	headers := map[string]string{}
	for _, line := range answer["headers"].([]any) {
		headers[line.(object)["name"].(string)] = line.(object)["value"].(string)
	}
	assert.Equal(t, "Harbour Cloud <support@harbourcloud.example.com>", headers["From"])
	assert.NotEmpty(t, headers["Message-ID"])
	mime := answer["mime"].(object)
	assert.Equal(t, "multipart/mixed", mime["media_type"])
	assert.Equal(t, `multipart/related; type="multipart/alternative"`, mime["parts"].([]any)[0].(object)["media_type"])
	files := answer["attachments"].([]any)
	require.Len(t, files, 2)
	assert.Equal(t, object{"filename": "Terms for Jonas Weber.pdf", "media_type": "application/pdf", "bytes": 9.0, "inline": false}, files[0])
	assert.Equal(t, true, files[1].(object)["inline"])
	assert.Empty(t, answer["trial"])

	w := probe{path: "/" + answer["url"].(string)}.send(h)
	assert.Equal(t, 200, w.Code)
	assert.Equal(t, "message/rfc822", w.Header().Get("Content-Type"))
	assert.Equal(t, `attachment; filename="signup.en.eml"`, w.Header().Get("Content-Disposition"))
	assert.Equal(t, answer["bytes"], float64(w.Body.Len()))
	assert.NotContains(t, w.Body.String(), "data-billet-at")
	parsed, err := netmail.ReadMessage(bytes.NewReader(w.Body.Bytes()))
	require.NoError(t, err)
	assert.Equal(t, headers["Message-ID"], parsed.Header.Get("Message-ID"))

	shown := probe{path: "/mail.html?" + aboutSignup}.send(h).Body.String()
	assert.Contains(t, shown, ` src="data:image/png;base64,`+pixel+`"`)
	assert.NotContains(t, shown, `="cid:`)
}

// A trial goes to those on the list, and to nobody else.
func TestTrial(t *testing.T) {
	var sent delivery.Memory
	h := handler(t, preview.Options{Trial: &preview.Trial{Sender: &sent, Allowed: []string{"Jo@example.com", "@example.org"}}})
	header := map[string]string{"Content-Type": "application/json", "X-Billet-Token": token}
	send := func(body string) (int, string) {
		w := probe{method: "POST", path: "/api/send?" + aboutSignup, body: body, header: header}.send(h)
		return w.Code, w.Body.String()
	}
	assert.Equal(t, []any{"Jo@example.com", "@example.org"}, get(t, h, "/api/message?"+aboutSignup)["trial"])
	for _, to := range []string{"jo@example.com", "al@EXAMPLE.org"} {
		status, body := send(`{"to": "` + to + `"}`)
		assert.Equal(t, 200, status, body)
		assert.JSONEq(t, `{"results": [{"recipient": "`+to+`", "outcome": "accepted"}]}`, strings.ToValidUTF8(body, ""))
	}
	require.Len(t, sent.Messages(), 2)
	m := sent.Messages()[0]
	assert.Equal(t, []string{"jo@example.com"}, m.Envelope().Recipients)
	assert.NotContains(t, m.HTML(), "data-billet-at")

	for body, want := range map[string]int{
		`{"to": "jo@example.com.evil.example"}`:               403,
		`{"to": "x@sub.example.org"}`:                         403,
		`{"to": "jonas@weber.example.com"}`:                   403,
		`{"to": "jo@example.com, jonas@weber.example.com"}`:   400,
		`{"to": "jo@example.com\r\nBcc: x@evil.example.com"}`: 400,
		`{}`: 400,
		`[]`: 400,
	} {
		status, answer := send(body)
		assert.Equal(t, want, status, body+answer)
	}
	assert.Len(t, sent.Messages(), 2)
	delete(header, "X-Billet-Token")
	status, _ := send(`{"to": "jo@example.com"}`)
	assert.Equal(t, 403, status, "without the token")

	off := probe{method: "POST", path: "/api/send?" + aboutSignup, body: `{"to": "jo@example.com"}`, header: map[string]string{"Content-Type": "application/json", "X-Billet-Token": token}}
	assert.Equal(t, 403, off.send(handler(t, preview.Options{})).Code, "without a Trial")
	_, err := preview.Handler(preview.Options{Folder: newDisk(t), Hosts: []string{"h"}, Trial: &preview.Trial{}})
	assert.ErrorContains(t, err, "set Trial.Sender")
}
