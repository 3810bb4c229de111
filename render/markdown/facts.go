package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/billet-mail/billet/diag"
)

// facts is a bullet list with the class facts: keys and values. Its children
// are fact and tagBlock.
type facts struct{ ast.BaseBlock }

var kindFacts = ast.NewNodeKind("Facts")

func (n *facts) Kind() ast.NodeKind { return kindFacts }

func (n *facts) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// fact is one key and value: two children of kind factCell.
type fact struct{ ast.BaseBlock }

var kindFact = ast.NewNodeKind("Fact")

func (n *fact) Kind() ast.NodeKind { return kindFact }

func (n *fact) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// factCell holds the words of a key or of a value.
type factCell struct{ ast.BaseBlock }

var kindFactCell = ast.NewNodeKind("FactCell")

func (n *factCell) Kind() ast.NodeKind { return kindFactCell }

func (n *factCell) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// makeFacts replaces every list with the class facts.
func (r *rendering) makeFacts(root ast.Node) {
	walk(root, func(n ast.Node) bool {
		for _, c := range children(n) {
			if list, ok := c.(*ast.List); ok && hasClass(list, "facts") {
				n.ReplaceChild(n, list, r.factsOf(list))
			}
		}
		return true
	})
}

func (r *rendering) factsOf(list *ast.List) *facts {
	table := &facts{}
	table.SetPos(list.Pos())
	for _, a := range list.Attributes() {
		table.SetAttribute(a.Name, a.Value)
	}
	for _, item := range children(list) {
		if item.Kind() == kindTagBlock {
			table.AppendChild(table, item)
			continue
		}
		table.AppendChild(table, r.factOf(item))
	}
	return table
}

func (r *rendering) factOf(item ast.Node) *fact {
	row := &fact{}
	row.SetPos(item.Pos())
	key, value := &factCell{}, &factCell{}
	row.AppendChild(row, key)
	row.AppendChild(row, value)
	block := item.FirstChild()
	if block == nil || block != item.LastChild() ||
		block.Kind() != ast.KindTextBlock && block.Kind() != ast.KindParagraph ||
		!splitAtColon(block, key, value, r.source) {
		line := r.lineAt(item.Pos())
		r.faults.Add(diag.MarkdownFact, r.at(line.start, line.start+len(strings.TrimRight(line.text(r), " \t\r"))),
			"write it as Key: value, in one paragraph", "this item is not a key and a value")
	}
	return row
}

// splitAtColon moves the words before the first colon to key, and those after
// it to value. The colon may end an emphasis, as in **Key:** value.
func splitAtColon(block, key, value ast.Node, source []byte) bool {
	inlines := children(block)
	for i, n := range inlines {
		words, ok := n.(*ast.Text)
		if n.Kind() == ast.KindEmphasis {
			if words, ok = n.LastChild().(*ast.Text); !ok || !endsWithColon(words, source) {
				continue
			}
		}
		if !ok {
			continue
		}
		text := string(words.Segment.Value(source))
		at := strings.IndexAny(text, ":：")
		if at < 0 || words.IsRaw() {
			continue
		}
		width := 1
		if text[at] != ':' {
			width = len("：")
		}
		for _, before := range inlines[:i+1] {
			key.AppendChild(key, before)
		}
		rest := ast.NewTextSegment(words.Segment.WithStart(words.Segment.Start + at + width))
		rest.SetSoftLineBreak(words.SoftLineBreak())
		rest.SetHardLineBreak(words.HardLineBreak())
		words.SetSoftLineBreak(false)
		words.SetHardLineBreak(false)
		head := strings.TrimRight(text[:at], " \u00a0\u202f") // French sets a no-break space before the colon
		words.Segment = words.Segment.WithStop(words.Segment.Start + len(head))
		value.AppendChild(value, rest)
		for _, after := range inlines[i+1:] {
			value.AppendChild(value, after)
		}
		trimStart(value, source)
		return true
	}
	return false
}

func endsWithColon(words *ast.Text, source []byte) bool {
	text := string(words.Segment.Value(source))
	colon := strings.IndexAny(text, ":：")
	return colon >= 0 && (text[colon:] == ":" || text[colon:] == "：")
}

// trimStart takes the blanks from the start of a value.
func trimStart(value ast.Node, source []byte) {
	for n := value.FirstChild(); n != nil; n = value.FirstChild() {
		words, ok := n.(*ast.Text)
		if !ok {
			return
		}
		words.Segment = words.Segment.TrimLeftSpace(source)
		if words.Segment.Len() > 0 {
			return
		}
		value.RemoveChild(value, words)
	}
}
