package delivery

import (
	"bufio"
	"bytes"
	"io"
	"net/textproto"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestDotted(t *testing.T) {
	for name, c := range map[string]struct{ message, wire string }{
		"no dots":          {"a\r\nb\r\n", "a\r\nb\r\n.\r\n"},
		"a dot inside":     {"a.b\r\n", "a.b\r\n.\r\n"},
		"a lone dot":       {"a\r\n.\r\nb\r\n", "a\r\n..\r\nb\r\n.\r\n"},
		"two dots":         {"..\r\n", "...\r\n.\r\n"},
		"first line":       {".\r\n", "..\r\n.\r\n"},
		"last line":        {"a\r\n.\r\n", "a\r\n..\r\n.\r\n"},
		"a row of them":    {".\r\n.\r\n..\r\n.a\r\n", "..\r\n..\r\n...\r\n..a\r\n.\r\n"},
		"a second message": {"a\r\n.\r\nMAIL FROM:<x>\r\n", "a\r\n..\r\nMAIL FROM:<x>\r\n.\r\n"},
	} {
		require.NoError(t, checkBytes([]byte(c.message)), name)
		wire := dotted([]byte(c.message))
		assert.Equal(t, c.wire, string(wire), name)
		assert.Equal(t, c.message, undotted(t, wire), name)
	}
}

func TestCheckBytesRefuses(t *testing.T) {
	for name, message := range map[string]string{
		"empty":              "",
		"no line end":        "a",
		"LF":                 "a\n",
		"CR":                 "a\r",
		"LF among CRLF":      "a\r\nb\n.\nMAIL FROM:<x>\r\n",
		"LF dot CRLF":        "a\n.\r\n",
		"CR dot CR":          "a\r\n\r.\r\r\n",
		"CRCRLF":             "a\r\r\n",
		"CR at the end":      "a\r\n\r",
		"LFCR":               "a\n\r\r\n",
		"as many CR as LF":   "a\rb\nc\r\n",
		"NUL":                "a\x00b\r\n",
		"NUL around the dot": "a\r\n\x00.\r\n",
	} {
		assert.Error(t, checkBytes([]byte(message)), name)
	}
}

// undotted reads a message as net/textproto does, which is not ours. It turns
// CRLF into LF.
func undotted(t *testing.T, wire []byte) string {
	r := bufio.NewReader(bytes.NewReader(wire))
	message, err := io.ReadAll(textproto.NewReader(r).DotReader())
	require.NoError(t, err)
	rest, err := io.ReadAll(r)
	require.NoError(t, err)
	require.Empty(t, rest, "something follows the final dot")
	return strings.ReplaceAll(string(message), "\n", "\r\n")
}

// FuzzDotted holds that what passes the check arrives as it was, and ends
// nowhere but at its end.
func FuzzDotted(f *testing.F) {
	for _, seed := range []string{"", ".\r\n", "a\r\n.\r\nb\r\n", "a\n.\n", "\r\n.\r\n.\r\n", "a\r\n.\r", "..\r\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, message []byte) {
		if checkBytes(message) != nil {
			return
		}
		given := string(message)
		wire := dotted(message)
		assert.Equal(t, given, undotted(t, wire))
		end := bytes.Index(wire, []byte("\r\n.\r\n"))
		assert.Equal(t, len(wire)-len("\r\n.\r\n"), end)
		assert.NotContains(t, strings.ReplaceAll(string(wire), "\r\n", ""), "\n")
	})
}

func TestIsASCII(t *testing.T) {
	for n := range 20 {
		text := []byte(strings.Repeat("x", n))
		assert.True(t, isASCII(text))
		for i := range text {
			text[i] = 0x80
			assert.False(t, isASCII(text), "%d of %d", i, n)
			text[i] = 0x7f
		}
	}
}
