package program

import "unicode/utf8"

// isolated keeps a right-to-left value from carrying the words beside it along:
// marks before and behind it make the punctuation at its ends part of it, and
// the words after it begin from the left again (UAX #9, section 4.2; the marks
// U+200E and U+200F are known to every client, the isolates of Unicode 6.3 are
// not). Only words on left-to-right pages need it, one line at a time.
func isolated(value string, e Escape, rtlPage bool) string {
	if rtlPage || e != Line && e != Words && e != HTMLText || !rightToLeft(value) {
		return value
	}
	return "\u200F" + value + "\u200F\u200E"
}

// rightToLeft reports a letter of a right-to-left script in one line of text.
func rightToLeft(s string) bool {
	found := false
	for i := 0; i < len(s); {
		c := s[i]
		if c == '\n' {
			return false
		}
		if c < 0xD6 { // ASCII, a byte inside of a character, or the first of one below U+0580
			i++
			continue
		}
		if c > 0xE0 && c < 0xEF { // U+1000 to U+EFFF
			i += 3
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		found = found || rtlLetter(r)
		i += size
	}
	return found
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
