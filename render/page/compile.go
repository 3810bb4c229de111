package page

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/placeholders"
	"github.com/billet-mail/billet/render/program"
	"github.com/billet-mail/billet/template"
	"github.com/billet-mail/billet/template/tag"
)

// CompileHTML turns an inlined page into a program. It reports values that
// their place cannot take; an error is a fault of Billet, for [Prove] came
// before. images are the Content-IDs of the inline images that the nodes of the
// kind Inline number.
func CompileHTML(page string, tags *template.Tags, proof *template.Proof, report *diag.List) (nodes []program.Node, images []string, err error) {
	c := &compiler{page: page, assembly: assembly{tags: tags, proof: proof, report: report}}
	c.begin(frame{})
	for p := range scan(page) {
		if err := c.part(p); err != nil {
			return nil, nil, err
		}
	}
	c.static(len(page))
	if len(c.frames) != 1 {
		return nil, nil, fmt.Errorf("%d elements or statements have no end", len(c.frames)-1)
	}
	return c.top().arm(), c.images, nil
}

// assembly builds a tree of nodes from a stream of text and tags.
type assembly struct {
	tags   *template.Tags
	proof  *template.Proof
	report *diag.List
	frames []frame
}

// frame collects the nodes of an open element or statement.
type frame struct {
	nodes   []program.Node
	element string // an element that vanishes if it is empty; else ""
	rich    []int  // tags of Markdown values in it
	images  []int  // inline images that an arm shows
	head    program.Node
	opener  int // a statement: index of its tag
	arms    []program.Arm
	test    *expr.Expr
	isArm   bool
}

// arm is the nodes of an arm, or of all, with what they show inline.
func (f *frame) arm() []program.Node {
	nodes := make([]program.Node, 0, len(f.images)+len(f.nodes))
	for _, image := range f.images {
		nodes = append(nodes, program.Node{Kind: program.Inline, Number: image})
	}
	return append(nodes, f.nodes...)
}

func (a *assembly) begin(f frame) { a.frames = append(a.frames, f) }

func (a *assembly) top() *frame { return &a.frames[len(a.frames)-1] }

func (a *assembly) emit(n program.Node) {
	f := a.top()
	if last := len(f.nodes) - 1; n.Kind == program.Static && last >= 0 && f.nodes[last].Kind == program.Static {
		f.nodes[last].Text += n.Text
		return
	}
	f.nodes = append(f.nodes, n)
}

// statement opens, continues or closes a branch or a loop.
func (a *assembly) statement(index int) error {
	t := a.tags.Tags[index]
	proved := a.proof.Tags[index]
	if t.Role == tag.Open {
		a.begin(frame{opener: index, test: proved.Test, isArm: true})
		return nil
	}
	f := a.top()
	if !f.isArm || f.opener != t.Opener {
		return fmt.Errorf("%s stands apart from its statement", t.Name)
	}
	f.arms = append(f.arms, program.Arm{Test: f.test, Nodes: f.arm()})
	f.nodes, f.images, f.test = nil, nil, proved.Test
	if t.Role == tag.Middle {
		return nil
	}
	done := *f
	a.frames = a.frames[:len(a.frames)-1]
	switch a.tags.Tags[done.opener].Name {
	case "for":
		head := a.proof.Tags[done.opener]
		a.emit(program.Node{Kind: program.Loop, Expr: head.List, Back: head.Reverse, Arms: done.arms})
	case "if":
		a.emit(program.Node{Kind: program.Branch, Arms: done.arms})
	default:
		for _, n := range done.arms[0].Nodes {
			a.emit(n)
		}
	}
	return nil
}

// compiler compiles HTML.
type compiler struct {
	assembly
	page   string
	at     int      // what comes before is compiled
	images []string // Content-IDs
}

// static emits the page up to byte offset end.
func (c *compiler) static(end int) {
	if end > c.at {
		c.emitPage(c.at, end)
	}
	c.at = max(c.at, end)
}

// emitPage emits a part of the page; parts that meet become one without a copy.
func (c *compiler) emitPage(start, end int) {
	f := c.top()
	if last := len(f.nodes) - 1; last >= 0 && f.nodes[last].Kind == program.Static && f.nodes[last].Number == start {
		whole := start - len(f.nodes[last].Text)
		f.nodes[last].Text, f.nodes[last].Number = c.page[whole:end], end
		return
	}
	f.nodes = append(f.nodes, program.Node{Kind: program.Static, Text: c.page[start:end], Number: end})
}

func (c *compiler) part(p part) error {
	switch p.kind {
	case html.StartTagToken, html.SelfClosingTagToken:
		return c.startTag(p)
	case html.EndTagToken:
		return c.endTag(p)
	case html.TextToken:
		if bare(p.within) {
			return c.words(p.start, p.end, c.line)
		}
		return c.words(p.start, p.end, c.text)
	case html.CommentToken:
		inner := strings.TrimSuffix(strings.TrimPrefix(c.page[p.start:p.end], "<!--"), "-->")
		if index, ok := c.tags.Only(inner); ok {
			c.static(p.start)
			c.at = p.end
			return c.tag(index, c.text)
		}
	}
	return nil
}

// vanishes reports the elements that are left out where all that could be in
// them was.
func vanishes(name string) bool {
	switch name {
	case "p", "ul", "ol", "li", "table", "thead", "tbody", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6":
		return true
	}
	return false
}

func (c *compiler) startTag(p part) error {
	if vanishes(p.name) {
		c.static(p.start)
		c.begin(frame{element: p.name})
	}
	for _, a := range p.attrs {
		if !c.tags.Has(c.page[a.valueStart:a.valueEnd]) {
			c.literalImage(a)
			continue
		}
		if err := c.attribute(a); err != nil {
			return err
		}
	}
	if vanishes(p.name) {
		c.static(p.end)
		f := c.top()
		f.head.Arms = []program.Arm{{Nodes: f.nodes}}
		f.nodes = nil
	}
	return nil
}

// endTag closes an element: it becomes an Elide if nothing in it is certain to
// be written.
func (c *compiler) endTag(p part) error {
	f := c.top()
	if !vanishes(p.name) {
		return nil
	}
	if f.element != p.name {
		return fmt.Errorf("</%s> closes <%s>", p.name, f.element)
	}
	c.static(p.start)
	done := *c.top()
	c.frames = c.frames[:len(c.frames)-1]
	c.at = p.end
	switch text := c.page[p.start:p.end]; {
	case c.markdown(&done):
	case mayVanish(done.nodes):
		c.emit(program.Node{Kind: program.Elide, Text: text, Arms: []program.Arm{done.head.Arms[0], {Nodes: done.nodes}}})
	default:
		c.splice(done.head.Arms[0].Nodes)
		c.splice(done.nodes)
		c.emitPage(p.start, p.end)
	}
	return nil
}

// splice emits nodes, joining statics that were neighbours on the page.
func (c *compiler) splice(nodes []program.Node) {
	for _, n := range nodes {
		if n.Kind == program.Static && n.Number > 0 {
			c.emitPage(n.Number-len(n.Text), n.Number)
		} else {
			c.top().nodes = append(c.top().nodes, n)
		}
	}
}

func mayVanish(nodes []program.Node) bool {
	dynamic := false
	for _, n := range nodes {
		switch n.Kind {
		case program.Branch, program.Loop, program.Elide:
			dynamic = true
		case program.Static:
			if strings.TrimSpace(n.Text) != "" {
				return false
			}
		default:
			return false
		}
	}
	return dynamic
}

// markdown lets a Markdown value that is alone in its paragraph take the
// paragraph's place.
func (c *compiler) markdown(f *frame) bool {
	if len(f.rich) == 0 {
		return false
	}
	var value program.Node
	alone := len(f.rich) == 1
	for _, n := range f.nodes {
		switch {
		case n.Kind == program.Output && n.Escape == program.Rich:
			value = n
		case n.Kind != program.Static || strings.TrimSpace(n.Text) != "":
			alone = false
		}
	}
	if !alone {
		for _, index := range f.rich {
			c.notAlone(index)
		}
	}
	c.emit(value)
	return true
}

func (c *compiler) notAlone(index int) {
	c.report.Add(diag.PageMarkdown, c.tags.Tags[index].Range, "put it into a paragraph of its own in a template", "a Markdown value needs a paragraph for itself")
}

// words goes through text, calling place for each output.
func (c *compiler) words(start, end int, place func(index int, e *expr.Expr) error) error {
	for at := start; ; {
		from, to, index, ok := c.tags.Next(c.page[:end], at)
		if !ok {
			return nil
		}
		c.static(from)
		c.at = to
		if err := c.tag(index, place); err != nil {
			return err
		}
		at = to
	}
}

func (c *compiler) tag(index int, place func(index int, e *expr.Expr) error) error {
	if c.tags.Tags[index].Statement() {
		return c.statement(index)
	}
	if e := c.proof.Tags[index].Output; e != nil {
		return place(index, e)
	}
	return nil
}

func (c *compiler) text(index int, e *expr.Expr) error {
	escape := program.HTMLText
	if e.Kind == placeholders.Markdown {
		escape = program.Rich
		if f := c.top(); f.element == "p" {
			f.rich = append(f.rich, index)
		} else {
			c.notAlone(index)
		}
	}
	c.emit(program.Node{Kind: program.Output, Escape: escape, Expr: e})
	return nil
}

// line compiles an output where HTML knows no elements, not even <br>.
func (c *compiler) line(_ int, e *expr.Expr) error {
	c.emit(program.Node{Kind: program.Output, Escape: program.Attribute, Expr: e})
	return nil
}

func (c *compiler) attribute(a attr) error {
	if urlAttribute(a.name) {
		u := &urlCompiler{compiler: c}
		return u.compile(a)
	}
	return c.words(a.valueStart, a.valueEnd, c.line)
}
