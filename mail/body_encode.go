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

// packedTo appends the text as base64, with the line ends of a message (RFC 2046,
// section 4.1.1).
func (b Body) packedTo(out []byte) []byte {
	p := packer{b: out}
	from := int32(0)
	for _, each := range b.pieces {
		if each.static != aValue {
			p.text(b.statics[each.static].text)
			continue
		}
		p.text(b.values[from:each.end])
		from = each.end
	}
	p.text(b.values[from:])
	if p.n > 0 {
		p.end()
	}
	return p.b
}

// packer writes base64 of text that comes in pieces, a line at a time.
type packer struct {
	b    []byte
	line [base64Line / 4 * 3]byte
	n    int // bytes of the line so far
}

func (p *packer) text(s string) {
	for s != "" {
		run := strings.IndexByte(s, '\n')
		switch run {
		case -1:
			run = len(s)
		case 0:
			p.bytes("\r\n")
			s = s[1:]
			continue
		}
		p.bytes(s[:run])
		s = s[run:]
	}
}

func (p *packer) bytes(s string) {
	for s != "" {
		n := copy(p.line[p.n:], s)
		s = s[n:]
		if p.n += n; p.n == len(p.line) {
			p.end()
		}
	}
}

func (p *packer) end() {
	p.b = append(base64.StdEncoding.AppendEncode(p.b, p.line[:p.n]), '\r', '\n')
	p.n = 0
}

// base64Len is the length of what appendBase64 appends for n bytes.
func base64Len(n int) int {
	encoded := base64.StdEncoding.EncodedLen(n)
	return encoded + 2*((encoded+base64Line-1)/base64Line)
}

// encoding is the Content-Transfer-Encoding that makes the text shorter:
// quoted-printable for markup and for languages of Latin letters, base64 for
// text that is mostly Japanese or Arabic, which quoted-printable triples. Where
// both are about as long it is quoted-printable, which was made when the folder
// loaded. The room is usually a little more than the encoded text is long.
func (b Body) encoding() (name string, room int) {
	statics, canonical := 0, b.size
	for _, p := range b.pieces {
		if p.static != aValue {
			s := b.statics[p.static]
			statics += len(s.quoted)
			canonical += s.lines
		}
	}
	escapes, lines := len(b.values)/16, 0
	longest := 3 * len(b.values)
	if statics+longest+longest/softBreak > base64Len(b.size) { // or else it is whatever the values are
		escapes, lines = countSpecial(b.values)
		values := len(b.values) + 2*escapes + lines
		if packed := base64Len(canonical + lines); statics+values+values/softBreak > packed+packed/32 {
			return "base64", packed
		}
	}
	// Breaks and escapes at the borders of pieces and lines: text that is nothing
	// but these needs more, and asks for it.
	values := len(b.values) + 2*escapes + lines
	return "quoted-printable", statics + values + values/softBreak + len(b.values)/32 + 3*len(b.pieces) + lines + 32
}

// softBreak is how many characters one of the three of a soft line break stands
// for.
const softBreak = quotedLine / 3

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
