package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// attributeLine is a line of attributes for the block above it. It is taken
// out of the tree before anything is rendered.
type attributeLine struct {
	ast.BaseBlock
	attributes
}

var kindAttributeLine = ast.NewNodeKind("AttributeLine")

func (n *attributeLine) Kind() ast.NodeKind { return kindAttributeLine }

func (n *attributeLine) Pos() int { return n.start }

func (n *attributeLine) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// attributeLineParser opens an attributeLine.
type attributeLineParser struct{}

func (*attributeLineParser) Trigger() []byte { return []byte{'{'} }

func (*attributeLineParser) CanInterruptParagraph() bool { return true }

func (*attributeLineParser) CanAcceptIndentedLine() bool { return false }

func (*attributeLineParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	offset := pc.BlockOffset()
	if offset < 0 || offset >= len(line) {
		return nil, parser.NoChildren
	}
	braces := strings.TrimRight(string(line[offset:]), " \t\r\n")
	list, length := readAttributes(braces)
	if length == 0 || length != len(braces) {
		return nil, parser.NoChildren
	}
	start := segment.Start - segment.Padding + offset
	reader.AdvanceToEOL()
	return &attributeLine{attributes: attributes{list, start, start + length}}, parser.NoChildren
}

func (*attributeLineParser) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}

func (*attributeLineParser) Close(ast.Node, text.Reader, parser.Context) {}

// inlineAttributes stand directly after a link or an image, or at the end of a
// heading. They too are taken out of the tree.
type inlineAttributes struct {
	ast.BaseInline
	attributes
}

var kindInlineAttributes = ast.NewNodeKind("InlineAttributes")

func (n *inlineAttributes) Kind() ast.NodeKind { return kindInlineAttributes }

func (n *inlineAttributes) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, nil, nil)
}

// attributeParser makes inlineAttributes.
type attributeParser struct{}

func (*attributeParser) Trigger() []byte { return []byte{'{'} }

func (*attributeParser) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	list, length := readAttributes(string(line))
	if length == 0 {
		return nil
	}
	last := parent.LastChild()
	afterLink := last != nil && (last.Kind() == ast.KindLink || last.Kind() == ast.KindImage)
	endsHeading := parent.Kind() == ast.KindHeading && strings.TrimSpace(string(line[length:])) == ""
	if !afterLink && !endsHeading {
		return nil
	}
	block.Advance(length)
	start := segment.Start - segment.Padding
	return &inlineAttributes{attributes: attributes{list, start, start + length}}
}
