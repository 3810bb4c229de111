package mail

import (
	"math/bits"
	"strings"
)

// quoter writes quoted-printable (RFC 2045, section 6.7) of a text that comes
// in segments, each encoded without knowledge of the next. So each segment
// holds what would be wrong in some place: its last blank is escaped, which may
// come before a line end; a dot or a "From " at its beginning, which may come
// to column 0, too. Lines have at most 75 characters and the = of a soft line
// break.
type quoter struct {
	b   []byte
	col int // characters on the line so far
}

const quotedLine = 75

// text writes a segment.
func (q *quoter) text(s string) {
	begins := true // what stands here may come to column 0
	for i := 0; i < len(s); {
		if s[i] == '\n' {
			q.b = append(q.b, '\r', '\n')
			q.col, begins = 0, true
			i++
			continue
		}
		n := plainRun(s[i:min(len(s), i+quotedLine-q.col+1)])
		if n > 0 && isTrailing(s, i+n) {
			n--
		}
		if n == 0 || begins && hurtsAtBegin(s[i:]) {
			q.escaped(s[i])
			begins = false
			i++
			continue
		}
		if q.col == quotedLine {
			q.soft()
			begins = true
			continue
		}
		n = min(n, quotedLine-q.col)
		q.b = append(q.b, s[i:i+n]...)
		q.col += n
		begins = false
		i += n
	}
}

// static adds a segment that was encoded before.
func (q *quoter) static(s *Static) {
	if s.quoted == "" {
		return
	}
	if q.col+s.first > quotedLine {
		q.soft()
	}
	q.b = append(q.b, s.quoted...)
	if s.broken {
		q.col = s.last
		return
	}
	q.col += s.last
}

// value adds a segment that was not encoded before. Most are short words.
func (q *quoter) value(s string) {
	if len(s) > quotedLine || s == "" || plainRun(s) < len(s) || s[len(s)-1] == ' ' || s[len(s)-1] == '\t' || hurtsAtBegin(s) {
		q.text(s)
		return
	}
	if q.col+len(s) > quotedLine {
		q.soft()
	}
	q.b = append(q.b, s...)
	q.col += len(s)
}

func (q *quoter) escaped(c byte) {
	if q.col+3 > quotedLine {
		q.soft()
	}
	q.b = append(q.b, '=', upperHex[c>>4], upperHex[c&15])
	q.col += 3
}

func (q *quoter) soft() {
	q.b = append(q.b, '=', '\r', '\n')
	q.col = 0
}

const upperHex = "0123456789ABCDEF"

// isTrailing reports whether the byte before i is a blank that a line end may
// follow.
func isTrailing(s string, i int) bool {
	return (s[i-1] == ' ' || s[i-1] == '\t') && (i == len(s) || s[i] == '\n')
}

// hurtsAtBegin reports what must not stand at the beginning of a line: a dot,
// which alone on its line ends the message in SMTP, and "From ", which begins
// the next one in mailboxes. A shorter segment may become it.
func hurtsAtBegin(s string) bool {
	const from = "From "
	return s[0] == '.' || s[0] == 'F' && strings.HasPrefix(from, s[:min(len(s), len(from))])
}

// plainRun counts the bytes at the beginning that stand for themselves.
func plainRun(s string) int {
	i := 0
	for i+8 <= len(s) {
		marked := special(word64(s[i:]))
		if marked == 0 {
			i += 8
			continue
		}
		i += bits.TrailingZeros64(marked) / 8
		if s[i] != '\t' {
			return i
		}
		i++
	}
	for ; i < len(s); i++ {
		if c := s[i]; (c < ' ' || c > '~' || c == '=') && c != '\t' {
			return i
		}
	}
	return len(s)
}

// word64 is eight bytes, the first in the lowest place.
func word64(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

const ones = 0x0101010101010101 // in every byte

// zeros marks the highest bit of each byte that is zero.
func zeros(x uint64) uint64 {
	const rest = 0x7F7F7F7F7F7F7F7F
	return ^((x&rest + rest) | x | rest)
}

// special marks the highest bit of the first byte that is no printable ASCII, or
// that is an equals sign; behind it, others may be marked. It judges eight bytes
// at a time, for most of a mail is plain.
// See graphics.stanford.edu/~seander/bithacks.html#ZeroInWord.
func special(x uint64) uint64 {
	const highs = 0x8080808080808080
	equals, deletes := x^'='*ones, x^0x7F*ones
	return (x | (x-' '*ones)&^x | (equals-ones)&^equals | (deletes-ones)&^deletes) & highs
}
