package mail

import (
	"encoding/base64"
	"encoding/binary"
	"strings"
)

// quotedTo appends the text as quoted-printable. It ends where the text ends.
func (b Body) quotedTo(out []byte) []byte {
	q := quoter{b: out}
	from := int32(0)
	for i := range b.pieces {
		p := &b.pieces[i]
		if p.static != aValue {
			q.static(b.statics[p.static])
			continue
		}
		q.value(b.values[from:p.end])
		from = p.end
	}
	q.value(b.values[from:])
	return q.b
}

// base64Line is in characters (RFC 2045, section 6.8).
const base64Line = 76

// appendBase64 appends data as base64 in lines, each with its line end.
func appendBase64(b []byte, data string) []byte {
	const whole = base64Line / 4 * 3
	var line [base64Line]byte
	for len(data) > 0 {
		n := min(whole, len(data))
		base64.StdEncoding.Encode(line[:], []byte(data[:n]))
		b = append(b, line[:base64.StdEncoding.EncodedLen(n)]...)
		b = append(b, '\r', '\n')
		data = data[n:]
	}
	return b
}

// base64Len is the length of what appendBase64 appends for n bytes.
func base64Len(n int) int {
	encoded := base64.StdEncoding.EncodedLen(n)
	return encoded + 2*((encoded+base64Line-1)/base64Line)
}

// encoding is the Content-Transfer-Encoding that makes the text shorter:
// quoted-printable for markup and for languages of Latin letters, base64 for
// text that is mostly Japanese or Arabic, which quoted-printable triples. The
// room is usually a little more than the encoded text is long.
func (b Body) encoding() (name string, room int) {
	quoted, canonical := len(b.values), b.size
	for _, p := range b.pieces {
		if p.static != aValue {
			s := b.statics[p.static]
			quoted += len(s.quoted)
			canonical += s.lines
		}
	}
	escapes, lines := len(b.values)/16, 0
	if quoted+2*len(b.values) > base64Len(b.size) { // or else it is whatever the values are
		escapes, lines = countSpecial(b.values)
		if packed := base64Len(canonical + lines); quoted+2*escapes+lines > packed {
			return "base64", packed
		}
	}
	// Soft line breaks in values, and breaks and escapes at the borders of pieces
	// and lines: text that is nothing but these needs more, and asks for it.
	return "quoted-printable", quoted + 2*escapes + len(b.values)/16 + escapes/8 + 3*len(b.pieces) + lines + 32
}

// countSpecial counts what quoted-printable escapes, and line ends. A tab counts
// as escaped, which it is at the end of a line only.
func countSpecial(s string) (escapes, lines int) {
	for ; len(s) >= 8; s = s[8:] {
		e, l := specialsOf(word64(s))
		escapes, lines = escapes+e, lines+l
	}
	last := [8]byte{' ', ' ', ' ', ' ', ' ', ' ', ' ', ' '}
	copy(last[:], s)
	e, l := specialsOf(binary.LittleEndian.Uint64(last[:]))
	return escapes + e, lines + l
}

func specialsOf(x uint64) (escapes, lines int) {
	const upper, highs = 0xE0E0E0E0E0E0E0E0, 0x8080808080808080
	ends := zeros(x ^ '\n'*ones)
	return marks((x&highs | zeros(x&upper) | zeros(x^'='*ones)) &^ ends), marks(ends)
}

// marks counts the bytes whose highest bit, and no other, is set.
func marks(x uint64) int { return int(x >> 7 * ones >> 56) }

// canonical is the text with the line ends of a message (RFC 2046, section
// 4.1.1).
func (b Body) canonical() string { return strings.ReplaceAll(b.String(), "\n", "\r\n") }
