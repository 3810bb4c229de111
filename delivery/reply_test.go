package delivery

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/mail"
)

func TestReadReply(t *testing.T) {
	for text, want := range map[string]mail.Reply{
		"250 ok\r\n":                              {Code: 250, Text: "ok"},
		"250 ok\n":                                {Code: 250, Text: "ok"},
		"250\r\n":                                 {Code: 250},
		"250 \r\n":                                {Code: 250},
		"250-\r\n250\r\n":                         {Code: 250, Text: "\n"},
		"250-one\r\n250-two\r\n250 three\r\n":     {Code: 250, Text: "one\ntwo\nthree"},
		"550 5.1.1 no such user\r\n":              {Code: 550, Enhanced: "5.1.1", Text: "no such user"},
		"550 5.1.1\r\n":                           {Code: 550, Enhanced: "5.1.1"},
		"556 5.1.10 no\r\n":                       {Code: 556, Enhanced: "5.1.10", Text: "no"},
		"550-5.7.1 one\r\n550 5.7.1 two\r\n":      {Code: 550, Enhanced: "5.7.1", Text: "one\ntwo"},
		"550-5.7.1 one\r\n550 two\r\n":            {Code: 550, Enhanced: "5.7.1", Text: "one\ntwo"},
		"550 4.1.1 not of this code\r\n":          {Code: 550, Text: "4.1.1 not of this code"},
		"220 1.2.3 not one\r\n":                   {Code: 220, Text: "1.2.3 not one"},
		"550 5.1 not one\r\n":                     {Code: 550, Text: "5.1 not one"},
		"550 5.1.1111 not one\r\n":                {Code: 550, Text: "5.1.1111 not one"},
		"550 5..1 not one\r\n":                    {Code: 550, Text: "5..1 not one"},
		"550 \x1b[31mred\x07 \xff\u009b\r\n":      {Code: 550, Text: "?[31mred? ??"},
		"250 " + strings.Repeat("x", 4000) + "\n": {Code: 250, Text: strings.Repeat("x", 4000)},
	} {
		got, err := readReply(newReplyReader(strings.NewReader(text)))
		require.NoError(t, err, "%q", text)
		assert.Equal(t, want, got, "%q", text)
	}
}

func TestReadReplyRefuses(t *testing.T) {
	for _, text := range []string{
		"", "250", "250-one\r\n", "250-one\r\n250", // cut off
		"25\r\n", "2x0 ok\r\n", "150 no\r\n", "650 no\r\n", "250_ok\r\n", "250=ok\r\n", "2500 ok\r\n", " 250 ok\r\n", "\r\n",
		"HTTP/1.1 200 OK\r\n", "250-one\r\n251 two\r\n", "250-one\r\n\r\n",
		"250 " + strings.Repeat("x", maxReplyLine) + "\r\n",
		strings.Repeat("250-x\r\n", maxReplyLines) + "250 x\r\n",
	} {
		_, err := readReply(newReplyReader(strings.NewReader(text)))
		assert.Error(t, err, "%.40q", text)
	}
}

func FuzzReadReply(f *testing.F) {
	for _, seed := range []string{"250 ok\r\n", "250-5.1.1 a\r\n250 b\n", "250", "\xff\xfe\r\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		reply, err := readReply(newReplyReader(strings.NewReader(text)))
		if err != nil {
			assert.Zero(t, reply)
			return
		}
		assert.True(t, reply.Code >= 200 && reply.Code < 600)
		assert.False(t, strings.ContainsFunc(reply.String(), func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }), "%q", reply)
	})
}
