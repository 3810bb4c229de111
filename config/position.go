package config

import (
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"

	"github.com/billet-mail/billet/diag"
)

// rangeOf is where a node is written, with its quotation marks or brackets,
// without its anchor and type.
func (r *reader) rangeOf(n *yaml.Node) diag.Range {
	start, end := r.span(n)
	return r.src.Range(start, end)
}

func (r *reader) span(n *yaml.Node) (start, end int) {
	raw := r.src.Text()
	start = skipProperties(raw, r.offset(n.Line, n.Column))
	switch n.Kind {
	case yaml.ScalarNode:
		return start, scalarEnd(raw, start, n)
	case yaml.AliasNode:
		return start, min(start+len("*")+len(n.Value), len(raw))
	}
	end = start
	for _, child := range n.Content {
		_, last := r.span(child)
		end = max(end, last)
	}
	if n.Style&yaml.FlowStyle != 0 {
		if closing := strings.IndexAny(raw[end:], "]}"); closing >= 0 {
			end += closing + 1
		}
	}
	return start, end
}

// offset turns a place of the YAML parser, which does not count a byte order
// mark, into an offset.
func (r *reader) offset(line, column int) int {
	if line == 1 && strings.HasPrefix(r.src.Text(), "\ufeff") {
		column++
	}
	return r.src.Offset(line, column)
}

// skipProperties skips a type and an anchor before a value.
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

// scalarEnd is where a scalar that begins at an offset ends.
func scalarEnd(raw string, at int, n *yaml.Node) int {
	switch {
	case n.Style&yaml.DoubleQuotedStyle != 0:
		return quotedEnd(raw, at, '\\')
	case n.Style&yaml.SingleQuotedStyle != 0:
		return quotedEnd(raw, at, '\'')
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		if header := strings.IndexByte(raw[at:], '\n'); header >= 0 {
			at += header
		}
	}
	// The file has the value's characters, with other blanks between them.
	for _, c := range n.Value {
		if unicode.IsSpace(c) {
			continue
		}
		next := strings.IndexRune(raw[at:], c)
		if next < 0 {
			break
		}
		at += next + len(string(c))
	}
	return at
}

// quotedEnd is the offset behind the quotation mark that closes the one at an
// offset. The character escape makes the mark behind it part of the text.
func quotedEnd(raw string, at int, escape byte) int {
	if at >= len(raw) {
		return at
	}
	mark := raw[at]
	for i := at + 1; i < len(raw); i++ {
		switch {
		case raw[i] == escape && i+1 < len(raw) && (escape == '\\' || raw[i+1] == mark):
			i++
		case raw[i] == mark:
			return i + 1
		}
	}
	return len(raw)
}

func blank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }
