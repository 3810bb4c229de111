package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/billet-mail/billet/template/tag"
)

// Newlines between blocks.
const (
	nextLine  = 1
	blankLine = 2
)

// codeIndent is how far code stands in from the words.
const codeIndent = "    "

// textWriter makes the text part of a tree.
type textWriter struct {
	r   *rendering
	ops []TextOp
}

func (r *rendering) textPart(root ast.Node) []TextOp {
	w := &textWriter{r: r}
	w.blocks(root, blankLine)
	return w.ops
}

func (w *textWriter) op(kind TextKind, text string, n int) {
	w.ops = append(w.ops, TextOp{Kind: kind, Text: text, N: n})
}

// run appends text, to the last Run if there is nothing between.
func (w *textWriter) run(text string) {
	if text == "" {
		return
	}
	if last := len(w.ops) - 1; last >= 0 && w.ops[last].Kind == TextRun {
		w.ops[last].Text += text
		return
	}
	w.op(TextRun, text, 0)
}

func (w *textWriter) breakLines(n int) { w.op(TextBreak, "", n) }

// blocks writes a container's blocks, each after so many newlines.
func (w *textWriter) blocks(container ast.Node, spacing int) {
	for n := container.FirstChild(); n != nil; n = n.NextSibling() {
		w.block(n, spacing)
	}
}

func (w *textWriter) block(n ast.Node, spacing int) {
	switch n := n.(type) {
	case *tagBlock:
		w.tagBlock(n, spacing)
	case *ast.Heading:
		w.breakLines(blankLine)
		w.line(n)
		w.breakLines(blankLine)
	case *ast.Blockquote:
		w.breakLines(spacing)
		w.quote(n)
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		w.breakLines(spacing)
		w.code(n)
	case *ast.ThematicBreak:
		w.breakLines(spacing)
		w.run("---")
	case *ast.List:
		w.breakLines(spacing)
		w.list(n)
	case *extast.Table:
		w.table(n)
	case *facts:
		w.breakLines(blankLine)
		w.facts(n)
		w.breakLines(blankLine)
	case *ast.Paragraph, *ast.TextBlock:
		w.breakLines(spacing)
		w.line(n)
	}
}

func (w *textWriter) tagBlock(n *tagBlock, spacing int) {
	if w.r.Tags.Tags[n.index].Role != tag.Insert {
		w.op(TextTag, "", n.index)
		return
	}
	w.breakLines(spacing)
	w.op(TextTag, "", n.index)
	w.breakLines(spacing)
}

func (w *textWriter) quote(n ast.Node) {
	if hasClass(n, "panel") {
		w.blocks(n, blankLine)
		return
	}
	w.op(TextIndent, "> ", 0)
	w.blocks(n, blankLine)
	w.op(TextOutdent, "", 0)
}

func (w *textWriter) code(n ast.Node) {
	w.op(TextIndent, codeIndent, 0)
	newlines := 0
	for i := range n.Lines().Len() {
		segment := n.Lines().At(i)
		line := strings.TrimRight(string(segment.Value(w.r.source)), "\r\n")
		if index, ok := w.r.statementLine(line); ok {
			w.op(TextTag, "", index)
			continue
		}
		if strings.TrimSpace(line) != "" {
			w.run(line)
			newlines = 0
		}
		newlines++
		w.breakLines(newlines)
	}
	w.op(TextOutdent, "", 0)
}

func (w *textWriter) list(list *ast.List) {
	spacing := nextLine
	if !list.IsTight {
		spacing = blankLine
	}
	if list.IsOrdered() {
		w.op(TextNumbers, "", list.Start)
	}
	for n := list.FirstChild(); n != nil; n = n.NextSibling() {
		if t, ok := n.(*tagBlock); ok {
			w.tagBlock(t, spacing)
			continue
		}
		w.breakLines(spacing)
		if list.IsOrdered() {
			w.op(TextIndent, "   ", 0)
			w.op(TextNumber, string(rune(list.Marker)), 0)
		} else {
			w.op(TextIndent, "  ", 0)
			w.op(TextBullet, "- ", 0)
		}
		w.blocks(n, spacing)
		w.op(TextOutdent, "", 0)
	}
	if list.IsOrdered() {
		w.op(TextNumbersEnd, "", 0)
	}
}

func (w *textWriter) table(table ast.Node) {
	var labels []string
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		switch row := row.(type) {
		case *tagBlock:
			w.tagBlock(row, blankLine)
		case *extast.TableHeader:
			for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
				labels = append(labels, label(w.r.words(children(cell)...), w.r.Colon))
			}
		case *extast.TableRow:
			w.breakLines(blankLine)
			w.row(row, labels)
		}
	}
	w.breakLines(blankLine)
}

func (w *textWriter) row(row ast.Node, labels []string) {
	column := 0
	for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
		name := ""
		if column < len(labels) {
			name = labels[column]
		}
		column++
		if cell.FirstChild() == nil {
			continue
		}
		w.breakLines(nextLine)
		if name == "" {
			w.line(cell)
			continue
		}
		w.op(TextElide, name, 0)
		w.line(cell)
		w.op(TextElideEnd, "", 0)
	}
}

// label makes "Item: " of a table's head, which may already end in a colon.
func label(head, colon string) string {
	head = strings.TrimSpace(head)
	if head == "" || strings.HasSuffix(head, "：") {
		return head
	}
	return strings.TrimRight(strings.TrimSuffix(head, ":"), " \u00a0\u202f") + colon
}

func (w *textWriter) facts(n ast.Node) {
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		if t, ok := row.(*tagBlock); ok {
			w.tagBlock(t, nextLine)
			continue
		}
		w.breakLines(nextLine)
		start := len(w.ops)
		w.inlines(row.FirstChild())
		w.run(w.r.Colon)
		w.inlines(row.LastChild())
		w.spaceOut(start)
	}
}
