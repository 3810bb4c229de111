package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// htmlRenderer writes what goldmark's own renderer does not know, or writes
// without attributes.
type htmlRenderer struct{ r *rendering }

// RegisterFuncs implements renderer.NodeRenderer.
func (h *htmlRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(kindTagBlock, h.tagBlock)
	reg.Register(kindAttributeLine, skip)
	reg.Register(kindInlineAttributes, skip)
	reg.Register(ast.KindBlockquote, h.quote)
	reg.Register(ast.KindCodeBlock, h.code)
	reg.Register(ast.KindFencedCodeBlock, h.code)
	reg.Register(extast.KindTableHeader, h.tableHeader)
	reg.Register(extast.KindTableRow, h.tableRow)
	reg.Register(extast.KindTable, h.table)
	reg.Register(kindFacts, h.facts)
	reg.Register(kindFact, h.fact)
	reg.Register(kindFactCell, h.factCell)
}

func skip(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
	return ast.WalkSkipChildren, nil
}

// markBlocks gives every block element the place it comes from.
func markBlocks(root ast.Node) {
	walk(root, func(n ast.Node) bool {
		switch n.Kind() {
		case ast.KindDocument, ast.KindTextBlock, kindTagBlock, kindFactCell, extast.KindTableCell:
			return true
		}
		if n.Type() != ast.TypeBlock {
			return false
		}
		at := n.Pos()
		if n.Kind() == extast.KindTable {
			at = n.FirstChild().Pos() // goldmark's position is that of the words above the table
		}
		if at >= 0 {
			n.SetAttributeString("data-billet-at", []byte(strconv.Itoa(at)))
		}
		return true
	})
}

func (h *htmlRenderer) tagBlock(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString("<!--" + h.r.Tags.Token(n.(*tagBlock).index) + "-->\n")
	}
	return ast.WalkContinue, nil
}

// plainTable are the attributes that keep mail clients from drawing a table of
// their own taste, layoutTable those of one that is there for the layout only.
const (
	plainTable  = ` width="100%" cellpadding="0" cellspacing="0" border="0"`
	layoutTable = ` role="presentation"` + plainTable
)

// quote writes a panel as a table: Outlook for Windows obeys padding on cells
// only.
func (h *htmlRenderer) quote(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if hasClass(n, "panel") {
		if entering {
			_, _ = w.WriteString("<table")
			html.RenderAttributes(w, n, nil)
			_, _ = w.WriteString(layoutTable + "><tr><td class=\"panel-body\">\n")
		} else {
			_, _ = w.WriteString("</td></tr></table>\n")
		}
		return ast.WalkContinue, nil
	}
	if entering {
		_, _ = w.WriteString("<blockquote")
		html.RenderAttributes(w, n, nil)
		_, _ = w.WriteString(">\n")
	} else {
		_, _ = w.WriteString("</blockquote>\n")
	}
	return ast.WalkContinue, nil
}

// code writes a block of code. A statement alone on its line vanishes with
// the line.
func (h *htmlRenderer) code(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		_, _ = w.WriteString("</code></pre>\n")
		return ast.WalkContinue, nil
	}
	_, _ = w.WriteString("<pre")
	html.RenderAttributes(w, n, nil)
	_, _ = w.WriteString("><code")
	if fence, ok := n.(*ast.FencedCodeBlock); ok && fence.Language(source) != nil {
		_, _ = w.WriteString(` class="language-`)
		html.DefaultWriter.Write(w, fence.Language(source))
		_ = w.WriteByte('"')
	}
	_ = w.WriteByte('>')
	for i := range n.Lines().Len() {
		segment := n.Lines().At(i)
		line := segment.Value(source)
		if index, ok := h.r.statementLine(string(line)); ok {
			line = []byte(h.r.Tags.Token(index))
		}
		html.DefaultWriter.RawWrite(w, line)
	}
	return ast.WalkContinue, nil
}

func (h *htmlRenderer) table(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString("<table")
		html.RenderAttributes(w, n, nil)
		_, _ = w.WriteString(">\n")
		return ast.WalkContinue, nil
	}
	if n.ChildCount() > 1 {
		_, _ = w.WriteString("</tbody>\n")
	}
	_, _ = w.WriteString("</table>\n")
	return ast.WalkContinue, nil
}

func (h *htmlRenderer) tableHeader(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString("<thead>\n<tr")
		html.RenderAttributes(w, n, nil)
		_, _ = w.WriteString(">\n")
		return ast.WalkContinue, nil
	}
	_, _ = w.WriteString("</tr>\n</thead>\n")
	if n.NextSibling() != nil {
		_, _ = w.WriteString("<tbody>\n")
	}
	return ast.WalkContinue, nil
}

func (h *htmlRenderer) tableRow(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString("<tr")
		html.RenderAttributes(w, n, nil)
		_, _ = w.WriteString(">\n")
	} else {
		_, _ = w.WriteString("</tr>\n")
	}
	return ast.WalkContinue, nil
}

func (h *htmlRenderer) facts(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString("<table")
		html.RenderAttributes(w, n, nil)
		_, _ = w.WriteString(plainTable + "><tbody>\n")
	} else {
		_, _ = w.WriteString("</tbody></table>\n")
	}
	return ast.WalkContinue, nil
}

func (h *htmlRenderer) fact(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString("<tr")
		html.RenderAttributes(w, n, nil)
		_ = w.WriteByte('>')
	} else {
		_, _ = w.WriteString("</tr>\n")
	}
	return ast.WalkContinue, nil
}

func (h *htmlRenderer) factCell(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	start, end := `<th scope="row">`, "</th>"
	if n.PreviousSibling() != nil {
		start, end = "<td>", "</td>"
	}
	if entering {
		_, _ = w.WriteString(start)
	} else {
		_, _ = w.WriteString(end)
	}
	return ast.WalkContinue, nil
}
