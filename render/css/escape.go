package css

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// unescape reads the escape that text begins with and reports its character
// and its length in bytes (CSS Syntax Level 3, section 4.3.7).
func unescape(text string) (c rune, size int) {
	n := 1
	for n < len(text) && n <= 6 && isHex(text[n]) {
		n++
	}
	if n == 1 {
		c, size = utf8.DecodeRuneInString(text[1:])
		return c, 1 + size
	}
	value, _ := strconv.ParseUint(text[1:n], 16, 32)
	if strings.HasPrefix(text[n:], "\r\n") {
		n++
	}
	if n < len(text) && isBlank(rune(text[n])) {
		n++
	}
	if value == 0 || value > utf8.MaxRune || 0xD800 <= value && value <= 0xDFFF {
		value = utf8.RuneError
	}
	return rune(value), n
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// decode replaces the escapes of a name or of the inside of a string.
func decode(text string) string {
	if !strings.Contains(text, `\`) {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		if text[i] != '\\' || i+1 == len(text) {
			b.WriteByte(text[i])
			i++
			continue
		}
		c, size := unescape(text[i:])
		b.WriteRune(c)
		i += size
	}
	return b.String()
}

// writeName writes a name so that the inliner counts nothing inside it: only
// letters, digits, - and _ stand for themselves, the rest is escaped with six
// digits, which need no blank after them.
func writeName(b *strings.Builder, name string) {
	for i, c := range name {
		plain := c >= 0x80 || isNameStart(c) || i > 0 && (isDigit(c) || c == '-')
		if i == 0 && c == '-' && len(name) > 1 && isNameStart(rune(name[1])) {
			plain = true
		}
		if plain {
			b.WriteRune(c)
		} else {
			fmt.Fprintf(b, `\%06x`, c)
		}
	}
}

// writeQuoted writes a value of an attribute selector in the same manner. Its
// commas, blanks, dots and colons would otherwise be taken for parts of the
// selector.
func writeQuoted(b *strings.Builder, value string) {
	b.WriteByte('"')
	for _, c := range value {
		if c >= 0x80 || isNameStart(c) || isDigit(c) || c == '-' || c == '/' {
			b.WriteRune(c)
		} else {
			fmt.Fprintf(b, `\%06x`, c)
		}
	}
	b.WriteByte('"')
}
