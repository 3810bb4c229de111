package mail

import (
	"slices"
	"strings"
)

// Static is text that many messages share. It is encoded once, when a mail
// folder loads, and copied into each message. It is immutable and safe for
// concurrent use.
type Static struct {
	text   string
	quoted string // as quoted-printable, from column 0 on
	first  int    // characters on the first line of quoted
	last   int    // characters on its last line
	broken bool   // these are two lines
	blank  bool
	lines  int // line ends
}

// NewStatic encodes a text.
func NewStatic(text string) *Static {
	var q quoter
	q.text(text)
	s := &Static{text: text, quoted: string(q.b), last: q.col, blank: isBlank(text), lines: strings.Count(text, "\n")}
	line, _, broken := strings.Cut(s.quoted, "\r\n")
	s.first, s.broken = min(len(line), quotedLine), broken // the = of a soft line break has its place
	return s
}

// Text is the text that was encoded.
func (s *Static) Text() string { return s.text }

// Body is the text of a part: static pieces and the values between them. What
// [Body.String] gives and what stands in the message's bytes come from the same
// pieces. A Body is immutable and safe for concurrent use; the zero Body is
// empty.
type Body struct {
	statics []*Static
	pieces  []piece
	values  string
	size    int
}

// piece is a static text by its number, or a value: what stands in the values
// from the end of the piece before up to its own. What stands behind the last
// one is a value too. Pieces without pointers cost the garbage collector nothing.
type piece struct{ static, end int32 }

const aValue = -1 // in place of a static text

// Text is a body of one value.
func Text(s string) Body {
	return Body{values: s, size: len(s)}
}

// Len is the length of the text in bytes, before it is encoded.
func (b Body) Len() int { return b.size }

// String is the text.
func (b Body) String() string {
	if len(b.pieces) == 0 {
		return b.values
	}
	var out strings.Builder
	out.Grow(b.size)
	from := int32(0)
	for _, p := range b.pieces {
		if p.static != aValue {
			out.WriteString(b.statics[p.static].text)
			continue
		}
		out.WriteString(b.values[from:p.end])
		from = p.end
	}
	out.WriteString(b.values[from:])
	return out.String()
}

// Builder collects a [Body]. The zero Builder is ready; after [Builder.Reset]
// it keeps its memory. It is not safe for concurrent use.
type Builder struct {
	// Values takes what is written between static texts: append to it, and
	// call Value.
	Values []byte

	statics []*Static
	pieces  []piece
	size    int
	valued  int // how much of Values stands in pieces
}

// Table is a list of texts that many bodies share. It is immutable and safe for
// concurrent use; the nil Table has none.
type Table struct{ list []*Static }

// NewTable makes a table of texts.
func NewTable(list ...*Static) *Table { return &Table{slices.Clone(list)} }

// Share lets the texts of a table be added by [Builder.Shared]: the first has
// the number that it returns, the others follow.
func (b *Builder) Share(t *Table) (first int) {
	if t == nil {
		return len(b.statics)
	}
	if len(b.statics) == 0 {
		b.statics = slices.Clip(t.list)
		return 0
	}
	first = len(b.statics)
	b.statics = append(b.statics, t.list...)
	return first
}

// Shared adds a text of a table by its number.
func (b *Builder) Shared(number int) {
	b.pieces = append(b.pieces, piece{static: int32(number), end: int32(b.valued)})
	b.size += len(b.statics[number].text)
}

// Static adds a text.
func (b *Builder) Static(s *Static) { b.Shared(b.Share(NewTable(s))) }

// Value adds what was appended to Values since the last call.
func (b *Builder) Value() {
	if len(b.Values) == b.valued {
		return
	}
	b.size += len(b.Values) - b.valued
	b.valued = len(b.Values)
	b.pieces = append(b.pieces, piece{static: aValue, end: int32(b.valued)})
}

// Len is the length of the text so far, in bytes.
func (b *Builder) Len() int { return b.size }

// Position is a place in what a [Builder] has collected.
type Position struct{ pieces, size, valued int }

// Position is where the next piece will stand.
func (b *Builder) Position() Position { return Position{len(b.pieces), b.size, b.valued} }

// Blank reports whether nothing but blanks and line ends was added since a
// position.
func (b *Builder) Blank(since Position) bool {
	from := since.valued
	for _, p := range b.pieces[since.pieces:] {
		if p.static != aValue {
			if !b.statics[p.static].blank {
				return false
			}
			continue
		}
		if !isBlank(string(b.Values[from:p.end])) {
			return false
		}
		from = int(p.end)
	}
	return true
}

// Back takes back what was added since a position.
func (b *Builder) Back(to Position) {
	b.pieces = b.pieces[:to.pieces]
	b.Values = b.Values[:to.valued]
	b.size, b.valued = to.size, to.valued
}

// Reset takes all back.
func (b *Builder) Reset() {
	b.Back(Position{})
	b.statics = nil
}

// Body is what was collected. It does not refer to the Builder's memory.
func (b *Builder) Body() Body {
	return Body{statics: b.statics, pieces: append([]piece(nil), b.pieces...), values: string(b.Values), size: b.size}
}

func isBlank(s string) bool { return strings.Trim(s, " \t\r\n") == "" }
