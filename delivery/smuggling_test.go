package delivery_test

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	netmail "net/mail"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/delivery/deliverytest"
	"github.com/billet-mail/billet/mail"
)

// hostileBodies try to end the message early.
func hostileBodies() []string {
	return []string{
		".", "..", ".\n", "..\n", "\n.\n", "\n.\n.\n", "a\n.", "a\r\n.\r\nb",
		"\r\n.\r\nMAIL FROM:<x@example.com>\r\nRCPT TO:<y@example.com>\r\nDATA\r\nhello\r\n.\r\n",
		"\n.\nMAIL FROM:<x@example.com>\nRCPT TO:<y@example.com>\nDATA\nhello\n.\n",
		"\n.\r\nMAIL FROM:<x@example.com>\n", "\r.\rMAIL FROM:<x@example.com>\r",
		"\r\n.\nRSET\r\n", "\r\n.\rRSET\r\n", "a\rb", "a\nb", "a\r\rb", "a\r\n\rb", "\r", "\n", "\r\n", "\r\r\n",
		strings.Repeat(".", 200), strings.Repeat(".\n", 200), strings.Repeat("a", 75) + ".", strings.Repeat("a", 76) + "\n.",
		strings.Repeat("a", 72) + ".b.c.d", strings.Repeat(". ", 60), "=2E\n.\n", "QUIT\r\n.\r\nQUIT\r\n",
		"\u2028.\u2028", "\u0085.\u0085", "\v.\v", "\f.\f",
	}
}

// TestBodiesComeBackByteForByte holds that no body ends its message, that the
// recorded bytes are the message's, and that a reader that is not ours finds
// the body in it as it was given.
func TestBodiesComeBackByteForByte(t *testing.T) {
	server := deliverytest.Start(t, deliverytest.Options{})
	sender := newSender(t, server, nil)
	bodies := hostileBodies()
	for i, body := range bodies {
		file, err := mail.NewFile("application/octet-stream", []byte(body))
		require.NoError(t, err)
		c := content("body")
		c.To = []mail.Address{{Email: "jo@example.com"}}
		c.Text, c.HTML = mail.Text(body), mail.Text("<pre>"+body+"</pre>")
		c.Attachments = []mail.Attachment{{Filename: "a.bin", File: file}}
		m, err := mail.New(c)
		require.NoError(t, err)
		_, err = sender.Send(t.Context(), m)
		require.NoError(t, err, "%q", body)

		all := server.Transactions()
		require.Len(t, all, i+1, "%q starts another message", body)
		got := all[i].Message()
		require.Equal(t, string(m.Bytes()), string(got), "%q", body)
		assertCRLFOnly(t, got)
		parts := leaves(t, got)
		require.Len(t, parts, 3, "%q", body)
		assert.Equal(t, canonical(body), strings.TrimSuffix(parts[0], "\r\n"), "text of %q", body)
		assert.Equal(t, canonical("<pre>"+body+"</pre>"), strings.TrimSuffix(parts[1], "\r\n"), "HTML of %q", body)
		assert.Equal(t, body, parts[2], "attachment of %q", body)
	}
	assert.Equal(t, 1, server.Connections())
	for _, command := range server.Commands() {
		verb, _, _ := strings.Cut(command.Line, " ")
		assert.Contains(t, []string{"EHLO", "STARTTLS", "RSET", "MAIL", "RCPT", "DATA"}, verb)
		assert.NotContains(t, command.Line, "x@example.com")
	}
}

// canonical is a text as it is in a message: a line ends in CRLF, and a CR of
// the text stays what it is.
func canonical(text string) string {
	return strings.TrimSuffix(strings.ReplaceAll(text, "\n", "\r\n"), "\r\n")
}

func assertCRLFOnly(t *testing.T, message []byte) {
	rest := strings.ReplaceAll(string(message), "\r\n", "")
	assert.NotContains(t, rest, "\r")
	assert.NotContains(t, rest, "\n")
	assert.False(t, strings.ContainsRune(rest, 0))
}

// leaves are the decoded parts of a message, read by the standard library.
func leaves(t *testing.T, message []byte) []string {
	m, err := netmail.ReadMessage(bytes.NewReader(message))
	require.NoError(t, err)
	return leavesOf(t, m.Header.Get("Content-Type"), m.Header.Get("Content-Transfer-Encoding"), m.Body)
}

func leavesOf(t *testing.T, contentType, encoding string, body io.Reader) []string {
	kind, parameters, err := mime.ParseMediaType(contentType)
	require.NoError(t, err)
	if strings.HasPrefix(kind, "multipart/") {
		var list []string
		for r := multipart.NewReader(body, parameters["boundary"]); ; {
			part, err := r.NextRawPart()
			if err == io.EOF {
				return list
			}
			require.NoError(t, err)
			list = append(list, leavesOf(t, part.Header.Get("Content-Type"), part.Header.Get("Content-Transfer-Encoding"), part)...)
		}
	}
	switch strings.ToLower(encoding) {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	}
	data, err := io.ReadAll(body)
	require.NoError(t, err)
	return []string{string(data)}
}
