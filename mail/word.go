package mail

import (
	"encoding/base64"
	"strings"
	"unicode/utf8"
)

// Encoded words (RFC 2047) are at most maxWord characters long.
const (
	maxWord    = 75
	wordBegin  = "=?UTF-8?"
	wordEnd    = "?="
	wordBorder = len(wordBegin) + len("Q?") + len(wordEnd)
)

// encodedWords is text as encoded words, none of which splits a character; the
// first has at most a number of characters. The shorter of the two encodings is
// taken; Q uses only what may stand in a name (RFC 2047, section 5, rule 3).
func encodedWords(s string, first int) []string {
	q := 0
	for i := 0; i < len(s); i++ {
		q += qLen(s[i])
	}
	if q <= base64.StdEncoding.EncodedLen(len(s)) {
		return wordsOf(s, first, func(part string) int {
			n := 0
			for i := 0; i < len(part); i++ {
				n += qLen(part[i])
			}
			return n
		}, qWord)
	}
	return wordsOf(s, first, func(part string) int { return base64.StdEncoding.EncodedLen(len(part)) }, bWord)
}

// wordsOf cuts text into the longest parts that fit a word.
func wordsOf(s string, room int, length func(string) int, word func(string) string) []string {
	var words []string
	from := 0
	room = min(room, maxWord)
	for at := 0; at < len(s); {
		_, size := utf8.DecodeRuneInString(s[at:])
		if length(s[from:at+size]) > room-wordBorder && at > from {
			words = append(words, word(s[from:at]))
			from, room = at, maxWord
		}
		at += size
	}
	return append(words, word(s[from:]))
}

func bWord(s string) string {
	return wordBegin + "B?" + base64.StdEncoding.EncodeToString([]byte(s)) + wordEnd
}

func qWord(s string) string {
	var b strings.Builder
	b.WriteString(wordBegin + "Q?")
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == ' ':
			b.WriteByte('_')
		case qLen(c) == 1:
			b.WriteByte(c)
		default:
			b.Write([]byte{'=', upperHex[c>>4], upperHex[c&15]})
		}
	}
	b.WriteString(wordEnd)
	return b.String()
}

func qLen(c byte) int {
	if isAlphanumeric(c) || c == ' ' || strings.IndexByte("!*+-/", c) >= 0 {
		return 1
	}
	return 3
}
