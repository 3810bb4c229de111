package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/billet-mail/billet/template/tag"
)

// tagBlock is a statement or an insert that stands alone on its line.
type tagBlock struct {
	ast.BaseBlock
	index int
	start int // byte offset of its token in Document.Text
}

var kindTagBlock = ast.NewNodeKind("TagBlock")

func (n *tagBlock) Kind() ast.NodeKind { return kindTagBlock }

func (n *tagBlock) Pos() int { return n.start }

func (n *tagBlock) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// tagParser makes a line that holds one statement or insert a block. The line
// ends a paragraph, but stays in a table that the tag belongs to: there it
// becomes a row, and rowsToTags turns the row into a tagBlock.
type tagParser struct {
	r       *rendering
	inTable map[int]bool // openers that belong to a table
	table   *ast.Paragraph
}

// Trigger is the first letter of every token.
func (p *tagParser) Trigger() []byte { return []byte{p.r.Tags.Token(0)[0]} }

func (p *tagParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine lets authors indent the tags of nested statements as
// deep as they like; words so deep would be code.
func (p *tagParser) CanAcceptIndentedLine() bool { return true }

func (p *tagParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	index, ok := p.r.only(string(line))
	if !ok {
		return nil, parser.NoChildren
	}
	start := segment.Start + strings.Index(p.r.Text[segment.Start:], p.r.Tags.Token(index))
	if p.continuesTable(parent, index, start, pc) {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	return &tagBlock{index: index, start: start}, parser.NoChildren
}

func (p *tagParser) Continue(ast.Node, text.Reader, parser.Context) parser.State { return parser.Close }

func (p *tagParser) Close(ast.Node, text.Reader, parser.Context) {}

// continuesTable reports whether the tag belongs to the table above it. A tag
// belongs to a table if and only if its opener does; an opener, if only rows
// stand between it and its closer.
func (p *tagParser) continuesTable(parent ast.Node, index, start int, pc parser.Context) bool {
	paragraph, ok := pc.LastOpenedBlock().Node.(*ast.Paragraph)
	if !ok || paragraph.Parent() != parent || !p.isTable(paragraph) {
		return false
	}
	t := p.r.Tags.Tags[index]
	if t.Role == tag.Open {
		p.inTable[index] = p.rowsUntilClose(index, start)
	}
	return t.Statement() && p.inTable[t.Opener]
}

// isTable lets goldmark decide whether a paragraph is a table, on a copy. Once
// it is one, further lines do not change that.
func (p *tagParser) isTable(paragraph *ast.Paragraph) bool {
	if p.table == paragraph {
		return true
	}
	copied := ast.NewParagraph()
	copied.Lines().AppendAll(paragraph.Lines().Sliced(0, paragraph.Lines().Len()))
	parent := ast.NewDocument()
	parent.AppendChild(parent, copied)
	extension.NewTableParagraphTransformer().Transform(copied, text.NewReader(p.r.source), parser.NewContext())
	last := parent.LastChild()
	if last == nil || last.Kind() != extast.KindTable {
		return false
	}
	p.table = paragraph
	return true
}

// rowsUntilClose reports whether every line up to the tag's closer is a row or
// a tag.
func (p *tagParser) rowsUntilClose(index, start int) bool {
	closer, ok := p.r.closers[index]
	if !ok {
		return false
	}
	length := strings.Index(p.r.Text[start:], p.r.Tags.Token(closer))
	if length < 0 {
		return false
	}
	for line := range strings.Lines(p.r.Text[start : start+length]) {
		line = strings.TrimLeft(line, "> \t")
		_, isTag := p.r.only(line)
		if line != "" && !isTag && !strings.Contains(line, "|") {
			return false
		}
	}
	return true
}
