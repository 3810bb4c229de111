package mail

import "strings"

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
		n := plainRun(s[i:])
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
	for i := 0; i < len(s); i++ {
		if c := s[i]; (c < ' ' || c > '~' || c == '=') && c != '\t' {
			return i
		}
	}
	return len(s)
}
