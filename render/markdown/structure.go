package markdown

import (
	"github.com/yuin/goldmark/ast"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/template/tag"
)

// place is where in the tree a tag stands. Two tags stand in one place if
// nothing begins or ends between them that they do not both enclose.
type place struct {
	node ast.Node // the parent, or the node whose text or attribute holds the tag
	part string   // the attribute, "" for the content
}

// occurrence is a tag somewhere in the tree.
type occurrence struct {
	token
	place
	block bool // alone on its line
}

// checkStructure reports statements that open in one place and close or
// continue in another.
func (r *rendering) checkStructure(root ast.Node) {
	var open []occurrence
	for _, o := range r.occurrences(root) {
		t := r.Tags.Tags[o.index]
		switch t.Role {
		case tag.Open:
			open = append(open, o)
			continue
		case tag.Middle, tag.Close:
		default:
			continue
		}
		for len(open) > 0 && open[len(open)-1].index != t.Opener {
			open = open[:len(open)-1] // its closer is nowhere; the checker of statements reports that
		}
		if len(open) == 0 {
			continue
		}
		opener := open[len(open)-1]
		if opener.place != o.place && !r.silent[t.Opener] {
			r.reportCrossing(opener, o)
		}
		if t.Role == tag.Close {
			open = open[:len(open)-1]
		}
	}
}

func (r *rendering) reportCrossing(opener, o occurrence) {
	r.silence(o.index)
	beside, other := o, opener
	if o.block {
		beside, other = opener, o
	}
	if o.block != opener.block {
		r.faults.Add(diag.MarkdownTagBesideBlock, r.atTag(beside.index, beside.start),
			"put "+r.name(beside.index)+" on a line of its own, or both tags into one paragraph",
			"%s stands beside text, but its %s is on a line of its own", r.name(beside.index), r.name(other.index))
		return
	}
	help := "put " + r.name(o.index) + " where " + r.name(opener.index) + " is, or both on lines of their own around whole blocks"
	if o.block {
		help = "put both into the same item or quote, with the same indentation"
	}
	at := r.atTag(o.index, o.start)
	switch {
	case o.node == opener.node || encloses(o.node, opener.node):
		r.faults.Add(diag.MarkdownTagCrossing, at, help, "%s stands outside the %s in which its %s is",
			r.name(o.index), placeName(opener.place), r.name(opener.index))
	case encloses(opener.node, o.node):
		r.faults.Add(diag.MarkdownTagCrossing, at, help, "%s stands inside the %s, but its %s is outside it",
			r.name(o.index), placeName(o.place), r.name(opener.index))
	case placeName(o.place) == placeName(opener.place):
		r.faults.Add(diag.MarkdownTagCrossing, at, help, "%s stands in another %s than its %s",
			r.name(o.index), placeName(o.place), r.name(opener.index))
	default:
		r.faults.Add(diag.MarkdownTagCrossing, at, help, "%s stands in the %s, but its %s in the %s",
			r.name(o.index), placeName(o.place), r.name(opener.index), placeName(opener.place))
	}
}

// encloses reports whether a node is an ancestor of another.
func encloses(outer, inner ast.Node) bool {
	for inner = inner.Parent(); inner != nil; inner = inner.Parent() {
		if inner == outer {
			return true
		}
	}
	return false
}

// placeName says what a tag is in, in the words of messages.
func placeName(p place) string {
	switch {
	case p.part != "":
		return "link's " + p.part
	case p.node.Kind() == ast.KindLink || p.node.Kind() == ast.KindImage:
		return "link's words"
	case elementName(p.node) != "":
		return elementName(p.node)
	}
	switch p.node.Kind().String() {
	case "Emphasis", "Strikethrough":
		return "emphasis"
	case "CodeSpan", "CodeBlock", "FencedCodeBlock":
		return "piece of code"
	case "TableCell", "FactCell":
		return "cell"
	case "TextBlock":
		return "list item"
	case "Facts":
		return "list"
	}
	return "text"
}

// occurrences lists the tags of a tree in the order of their text.
func (r *rendering) occurrences(root ast.Node) []occurrence {
	c := &collector{r: r}
	c.node(root)
	return c.found
}

type collector struct {
	r     *rendering
	found []occurrence
}

func (c *collector) node(n ast.Node) {
	if t, ok := n.(*tagBlock); ok {
		c.found = append(c.found, occurrence{
			token: token{t.index, t.start, t.start + len(c.r.Tags.Token(t.index))},
			place: place{node: n.Parent()}, block: true,
		})
		return
	}
	switch n := n.(type) {
	case *ast.Text:
		c.span(n.Segment.Start, n.Segment.Stop, n.Parent())
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		for i := range n.Lines().Len() {
			segment := n.Lines().At(i)
			c.span(segment.Start, segment.Stop, n)
		}
	}
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		c.node(child)
	}
	switch n := n.(type) {
	case *ast.Link:
		c.attribute(n, "address", n.Destination)
		c.attribute(n, "title", n.Title)
	case *ast.Image:
		c.attribute(n, "address", n.Destination)
		c.attribute(n, "title", n.Title)
	}
}

func (c *collector) span(start, stop int, parent ast.Node) {
	for _, t := range c.r.tokens(start, stop) {
		c.found = append(c.found, occurrence{token: t, place: place{node: parent}})
	}
}

func (c *collector) attribute(n ast.Node, part string, value []byte) {
	for _, t := range c.r.tokensOf(value) {
		c.found = append(c.found, occurrence{token: t, place: place{node: n, part: part}})
	}
}

// tokensOf finds the tokens of a value that knows no position. They have that
// of their first place in the text; a token stands there once.
func (r *rendering) tokensOf(value []byte) []token {
	var found []token
	for from := 0; ; {
		_, end, index, ok := r.next(string(value), from)
		if !ok {
			return found
		}
		start := r.first[index]
		found = append(found, token{index, start, start + len(r.Tags.Token(index))})
		from = end
	}
}
