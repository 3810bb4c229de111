package placeholders

import (
	"strings"
	"unicode/utf8"
)

// RightToLeft reports a letter of a right-to-left script in one line of text.
func RightToLeft(s string) bool {
	for i := 0; i < len(s); {
		if i+8 <= len(s) && s[i]|s[i+1]|s[i+2]|s[i+3]|s[i+4]|s[i+5]|s[i+6]|s[i+7] < utf8.RuneSelf {
			i += 8 // most values are ASCII
			continue
		}
		c := s[i]
		switch {
		case c < 0xD6: // ASCII, a byte inside of a character, or the first of one below U+0580
			i++
			continue
		case c > 0xE0 && c < 0xEF: // U+1000 to U+EFFF
			i += 3
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if rtlLetter(r) {
			return !strings.Contains(s, "\n")
		}
		i += size
	}
	return false
}

// rtlLetter reports the blocks whose letters run from right to left: Hebrew to
// Arabic Extended-A, their presentation forms, and the scripts from U+10800 to
// U+10FFF and U+1E800 to U+1EFFF.
func rtlLetter(r rune) bool {
	switch {
	case r < 0x0590:
		return false
	case r <= 0x08FF:
		return true
	case r < 0xFB1D:
		return false
	}
	return r <= 0xFDFF || r >= 0xFE70 && r <= 0xFEFC || r >= 0x10800 && r <= 0x10FFF || r >= 0x1E800 && r <= 0x1EFFF
}

// RightToLeft reports a worded value from the data that holds a letter of a
// right-to-left script; [Layout.Bind] has looked once for all its uses.
func (v *Value) RightToLeft() bool { return v.Int != 0 && v.Kind.Worded() }
