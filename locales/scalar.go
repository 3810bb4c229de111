package locales

import (
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"github.com/billet-mail/billet/diag"
)

// scalar is the text of a YAML scalar that knows where in the file each of
// its bytes comes from, whatever the quoting.
type scalar struct {
	src        *diag.Source
	text       string
	start, end int   // in the file, with quotation marks
	offsets    []int // of each byte of text, and of its end
}

// newScalar finds the text of a scalar in its file.
func newScalar(src *diag.Source, node *yaml.Node) scalar {
	s := scalar{src: src, text: node.Value, offsets: make([]int, len(node.Value)+1)}
	s.start = offset(src, node.Line, node.Column)
	raw := src.Text()
	at := skipProperties(raw, s.start)
	quoted := at < len(raw) && (raw[at] == '"' || raw[at] == '\'')
	switch {
	case quoted:
		at++
	case node.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		if end := strings.IndexByte(raw[at:], '\n'); end >= 0 {
			at += end
		}
	}
	at = s.align(raw, at, node.Style)
	s.offsets[len(s.text)] = at
	if s.end = at; quoted && at < len(raw) {
		s.end++
	}
	return s
}

// offset turns a place of the YAML parser, which does not count a byte order
// mark, into an offset.
func offset(src *diag.Source, line, column int) int {
	if line == 1 && strings.HasPrefix(src.Text(), "\ufeff") {
		column++
	}
	return src.Offset(line, column)
}

// skipProperties skips a tag and an anchor before a scalar.
func skipProperties(raw string, at int) int {
	for at < len(raw) && (raw[at] == '!' || raw[at] == '&') {
		for at < len(raw) && !blank(raw[at]) {
			at++
		}
		for at < len(raw) && blank(raw[at]) {
			at++
		}
	}
	return at
}

// align walks the text and the file side by side from offset at and gives
// where the text ends. Where they differ, the file has an escape, or blanks
// that YAML folds or drops; text that does not come up is left at the place
// of the text before it.
func (s *scalar) align(raw string, at int, style yaml.Style) int {
	for i := 0; i < len(s.text); {
		r, size := utf8.DecodeRuneInString(s.text[i:])
		n := matchLength(raw[at:], r, style)
		if n == 0 && r != ' ' && r != '\n' {
			n = skipTo(raw[at:], r, style)
			at += n
			n = matchLength(raw[at:], r, style)
		}
		for j := range size {
			s.offsets[i+j] = at
		}
		at += n
		i += size
	}
	return at
}

// matchLength is the length of what stands in raw for a character, 0 if raw
// begins with something else.
func matchLength(raw string, r rune, style yaml.Style) int {
	if style&yaml.DoubleQuotedStyle != 0 && len(raw) > 1 && raw[0] == '\\' && raw[1] != '\n' && raw[1] != '\r' {
		return min(2+map[byte]int{'x': 2, 'u': 4, 'U': 8}[raw[1]], len(raw))
	}
	if style&yaml.SingleQuotedStyle != 0 && r == '\'' && strings.HasPrefix(raw, "''") {
		return 2
	}
	if got, size := utf8.DecodeRuneInString(raw); size > 0 && got == r {
		return size
	}
	return 0
}

// skipTo is the length of the blanks before a character, 0 if something else
// comes before it.
func skipTo(raw string, r rune, style yaml.Style) int {
	for i := 0; i < len(raw); i++ {
		if matchLength(raw[i:], r, style) > 0 {
			return i
		}
		if !blank(raw[i]) && raw[i] != '\\' { // a backslash joins lines
			break
		}
	}
	return 0
}

func blank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// whole is the range of the scalar with its quotation marks.
func (s *scalar) whole() diag.Range { return s.src.Range(s.start, s.end) }

// part is the range in the file of bytes from start to end of the text.
func (s *scalar) part(start, end int) diag.Range {
	return s.src.Range(s.offsets[start], s.offsets[end])
}
