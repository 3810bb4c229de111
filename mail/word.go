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

// encodedWords gives text as encoded words, none of which splits a character;
// the first has at most a number of characters. The shorter of the two encodings
// is taken; Q uses only what may stand in a name (RFC 2047, section 5, rule 3).
func encodedWords(s string, first int, give func(word string)) {
	q := 0
	for i := 0; i < len(s); i++ {
		q += qLen(s[i])
	}
	first = min(first, maxWord)
	switch b := base64.StdEncoding.EncodedLen(len(s)); {
	case q <= b && q+wordBorder <= first:
		give(qWord(s, q))
	case q <= b:
		wordsOf(s, first, func(part string) int {
			n := 0
			for i := 0; i < len(part); i++ {
				n += qLen(part[i])
			}
			return n
		}, func(part string) { give(qWord(part, len(part))) })
	case b+wordBorder <= first:
		give(bWord(s))
	default:
		wordsOf(s, first, func(part string) int { return base64.StdEncoding.EncodedLen(len(part)) }, func(part string) { give(bWord(part)) })
	}
}

// wordsOf cuts text into the longest parts that fit a word.
func wordsOf(s string, room int, length func(string) int, give func(part string)) {
	from := 0
	for at := 0; at < len(s); {
		_, size := utf8.DecodeRuneInString(s[at:])
		if length(s[from:at+size]) > room-wordBorder && at > from {
			give(s[from:at])
			from, room = at, maxWord
		}
		at += size
	}
	give(s[from:])
}

func bWord(s string) string {
	var text, word [2 * maxWord]byte
	b := append(word[:0], wordBegin+"B?"...)
	b = base64.StdEncoding.AppendEncode(b, append(text[:0], s...))
	return string(append(b, wordEnd...))
}

// qWord is a word in the encoding Q; size is about how long its text becomes.
func qWord(s string, size int) string {
	var b strings.Builder
	b.Grow(size + wordBorder)
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
