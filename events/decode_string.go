package events

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/billet-mail/billet/diag"
)

// str reads the string that begins here, and returns what it stands for. What
// is not UTF-8 in it is reported, and reading goes on.
func (s *scanner) str() string {
	s.at++
	begin := s.at
	plain := true
	var b strings.Builder
	for s.at < len(s.text) {
		c := s.text[s.at]
		switch {
		case c == '"':
			s.at++
			if plain {
				return strings.ToValidUTF8(s.text[begin:s.at-1], "\ufffd")
			}
			return strings.ToValidUTF8(b.String(), "\ufffd")
		case c == '\n' || c == '\r':
			s.fail(s.at+1, "a text is not closed on its line", `close it with a double quote; a line break inside a text is written \n`)
			return ""
		case c < 0x20:
			s.fail(s.at+1, "a text holds a control character", "remove it; a tab is written \\t")
			return ""
		case c == '\\':
			if plain {
				plain = false
				b.WriteString(s.text[begin:s.at])
			}
			if !s.escape(&b) {
				return ""
			}
		default:
			s.plainRune(&b, plain)
		}
	}
	s.unexpected("the closing double quote of a text")
	return ""
}

func (s *scanner) plainRune(b *strings.Builder, plain bool) {
	r, size := utf8.DecodeRuneInString(s.text[s.at:])
	if r == utf8.RuneError && size == 1 {
		s.badEncoding(1, "the data is not valid UTF-8")
	}
	if !plain {
		b.WriteString(s.text[s.at : s.at+size])
	}
	s.at += size
}

func (s *scanner) badEncoding(size int, message string) {
	s.found.addText(nowhere, s.at, s.at+size, &problem{diag.DataEncoding, "", "save or send it as UTF-8"}, message)
}

// escape reads one \ sequence (RFC 8259, section 7).
func (s *scanner) escape(b *strings.Builder) bool {
	const letters, meanings = `"\/bfnrt`, "\"\\/\b\f\n\r\t"
	if s.at+1 < len(s.text) {
		if i := strings.IndexByte(letters, s.text[s.at+1]); i >= 0 {
			b.WriteByte(meanings[i])
			s.at += 2
			return true
		}
	}
	r, ok := s.unicodeEscape(s.at)
	if !ok {
		s.fail(s.at+2, "a text holds an unknown escape", `a backslash itself is written \\`)
		return false
	}
	size := 6
	if utf16.IsSurrogate(r) {
		second, _ := s.unicodeEscape(s.at + size)
		if pair := utf16.DecodeRune(r, second); pair != utf8.RuneError {
			r, size = pair, 12
		} else {
			s.badEncoding(size, "half of a surrogate pair stands alone")
			r = utf8.RuneError
		}
	}
	b.WriteRune(r)
	s.at += size
	return true
}

// unicodeEscape reads \uXXXX at a place.
func (s *scanner) unicodeEscape(at int) (rune, bool) {
	if at+6 > len(s.text) || s.text[at:at+2] != `\u` {
		return 0, false
	}
	n, err := strconv.ParseUint(s.text[at+2:at+6], 16, 16)
	return rune(n), err == nil
}
