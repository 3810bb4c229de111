package mail

import (
	"encoding/base64"
	"unicode/utf8"
)

// Encoded words (RFC 2047) are at most maxWord characters long.
const (
	maxWord    = 75
	wordBegin  = "=?UTF-8?"
	wordEnd    = "?="
	wordBorder = len(wordBegin) + len("Q?") + len(wordEnd)
)

// encodedWords writes text as encoded words, none of which splits a character;
// the first has at most a number of characters. The shorter of the two encodings
// is taken; Q uses only what may stand in a name (RFC 2047, section 5, rule 3).
func (f *fields) encodedWords(s string, first int) {
	q := 0
	for i := 0; i < len(s); i++ {
		q += qLen(s[i])
	}
	base := q > base64.StdEncoding.EncodedLen(len(s))
	var word, text [maxWord]byte
	for room := min(first, maxWord) - wordBorder; s != ""; room = maxWord - wordBorder {
		n := wordLen(s, room, base)
		b := append(word[:0], wordBegin...)
		if base {
			b = base64.StdEncoding.AppendEncode(append(b, "B?"...), append(text[:0], s[:n]...))
		} else {
			b = appendQ(append(b, "Q?"...), s[:n])
		}
		f.token(append(b, wordEnd...))
		s = s[n:]
	}
}

// wordLen is how many bytes of the text, at least one character, fill the room
// of a word, as base64 or in Q.
func wordLen(s string, room int, base bool) int {
	used := 0
	for at := 0; at < len(s); {
		_, size := utf8.DecodeRuneInString(s[at:])
		if base {
			used = base64.StdEncoding.EncodedLen(at + size)
		} else {
			for _, c := range []byte(s[at : at+size]) {
				used += qLen(c)
			}
		}
		if used > room && at > 0 {
			return at
		}
		at += size
	}
	return len(s)
}

func appendQ(b []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == ' ':
			b = append(b, '_')
		case qLen(c) == 1:
			b = append(b, c)
		default:
			b = append(b, '=', upperHex[c>>4], upperHex[c&15])
		}
	}
	return b
}

func qLen(c byte) int {
	switch {
	case isAlphanumeric(c), c == ' ', c == '-', c == '!', c == '*', c == '+', c == '/':
		return 1
	}
	return 3
}
