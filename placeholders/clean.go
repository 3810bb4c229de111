package placeholders

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// CleanLine makes a value safe to stand on one line of any part of a message:
// line ends and tabs become blanks; other control characters, and the
// characters that embed or override a writing direction (UAX #9, sections 2.1
// to 2.4), vanish, for they act on the text around the value; invalid UTF-8
// becomes U+FFFD.
func CleanLine(s string) string {
	s, _ = clean(s, false)
	return s
}

// CleanText is CleanLine for values that keep their line breaks: every line
// end becomes "\n".
func CleanText(s string) string {
	s, _ = clean(s, true)
	return s
}

// clean also reports text that is known to be ASCII.
func clean(s string, lines bool) (cleaned string, ascii bool) {
	if plain, ascii := isPlain(s); plain {
		return s, ascii
	}
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' || r == '\u0085':
			if lines {
				return '\n'
			}
			return ' '
		case r == '\t':
			return ' '
		case unicode.IsControl(r), r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u2069':
			return -1
		}
		return r
	}, s), false
}

// isPlain reports whether s needs no cleaning, and whether it is ASCII then. It
// may say no where none is needed.
func isPlain(s string) (plain, ascii bool) {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < 0x20 || c == 0x7F:
			return false, false
		case c >= utf8.RuneSelf:
			return plainUnicode(s[i:]), false
		}
	}
	return true, true
}

// plainUnicode looks at the first bytes of characters only: U+0080 to U+009F
// begin with C2, the line ends and direction controls with E2 80 or E2 81.
func plainUnicode(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < 0x20 || c == 0x7F:
			return false
		case c == 0xC2 && i+1 < len(s) && s[i+1] < 0xA0:
			return false
		case c == 0xE2 && i+2 < len(s) && (s[i+1] == 0x80 && s[i+2] >= 0xA8 && s[i+2] <= 0xAE || s[i+1] == 0x81 && s[i+2] >= 0xA6 && s[i+2] <= 0xA9):
			return false
		}
	}
	return utf8.ValidString(s)
}
