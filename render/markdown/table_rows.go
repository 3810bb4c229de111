package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// rowsToTags turns every table row whose only content is one statement into
// that tag's block.
func (r *rendering) rowsToTags(root ast.Node) {
	walk(root, func(n ast.Node) bool {
		if n.Kind() != extast.KindTable {
			return true
		}
		for _, row := range children(n) {
			if row.Kind() != extast.KindTableRow {
				continue
			}
			if t, ok := r.rowTag(row); ok {
				n.ReplaceChild(n, row, &tagBlock{index: t.index, start: t.start})
			}
		}
		return false
	})
}

func (r *rendering) rowTag(row ast.Node) (token, bool) {
	line := r.lineAt(row.Pos())
	index, ok := r.only(strings.Trim(line.text(r), "| \t\r\n"))
	if !ok || !r.Tags.Tags[index].Statement() {
		return token{}, false
	}
	return r.tokens(line.start, line.stop)[0], true
}

// span is a part of Document.Text.
type span struct{ start, stop int }

func (s span) text(r *rendering) string { return r.Text[s.start:s.stop] }

// lineAt is the rest of the line from a byte offset, without its line end.
func (r *rendering) lineAt(offset int) span {
	length := strings.IndexByte(r.Text[offset:], '\n')
	if length < 0 {
		return span{offset, len(r.Text)}
	}
	return span{offset, offset + length}
}

// blankAbove reports whether the line above the one with a byte offset is
// blank; quote markers do not count.
func (r *rendering) blankAbove(offset int) bool {
	end := strings.LastIndexByte(r.Text[:offset], '\n')
	if end < 0 {
		return false
	}
	begin := strings.LastIndexByte(r.Text[:end], '\n') + 1
	return strings.Trim(r.Text[begin:end], "> \t\r") == ""
}
