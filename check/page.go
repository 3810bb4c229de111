package check

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/render/css"
)

// page is the parsed HTML of a mail.
type page struct {
	mail     *Mail
	root     *html.Node
	elements []*element // in the order of the page
	body     *element   // nil if there is none
	byNode   map[*html.Node]*element
	checker  *checker
}

// element is an element of a page.
type element struct {
	*html.Node
	parent *element
	mark   string            // "FILE:LINE:COLUMN" of the element, or of the nearest one around it
	own    bool              // the mark is its own
	style  []css.Declaration // of its style attribute
}

const markName = "data-billet-at"

func (c *checker) parse(m *Mail) *page {
	p := &page{mail: m, checker: c, byNode: map[*html.Node]*element{}}
	root, err := html.Parse(strings.NewReader(m.HTML))
	if err != nil {
		root = &html.Node{Type: html.DocumentNode} // a string can be read, and any text is some HTML
	}
	p.root = root
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		e := &element{Node: n, parent: p.byNode[n.Parent]}
		p.byNode[n] = e
		p.elements = append(p.elements, e)
		if e.parent != nil {
			e.mark = e.parent.mark
		}
		n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool {
			if a.Key == markName {
				e.mark, e.own = a.Val, true
			}
			return a.Key == markName
		})
		e.style = css.ReadStyle(e.attr("style"))
		if n.Data == "body" && p.body == nil {
			p.body = e
		}
	}
	return p
}

func (e *element) lookup(name string) (string, bool) {
	for _, a := range e.Attr {
		if a.Key == name && a.Namespace == "" {
			return a.Val, true
		}
	}
	return "", false
}

func (e *element) attr(name string) string {
	value, _ := e.lookup(name)
	return value
}

// declared is the declaration of a property in the style attribute; the last one
// holds.
func (e *element) declared(property string) (css.Declaration, bool) {
	for _, d := range slices.Backward(e.style) {
		if d.Property == property {
			return d, true
		}
	}
	return css.Declaration{}, false
}

// inside reports whether the element is in one of these names.
func (e *element) inside(names ...string) bool {
	for up := e.parent; up != nil; up = up.parent {
		if slices.Contains(names, up.Data) {
			return true
		}
	}
	return false
}

// all are the elements of these names.
func (p *page) all(names ...string) []*element {
	var found []*element
	for _, e := range p.elements {
		if slices.Contains(names, e.Data) {
			found = append(found, e)
		}
	}
	return found
}

// hidden reports whether nobody sees the element: it or one around it is not
// displayed, as the preheader is not.
func (e *element) hidden() bool {
	for up := e; up != nil; up = up.parent {
		switch up.Data {
		case "head", "script", "style", "template", "title":
			return true
		}
		if d, ok := up.declared("display"); ok && strings.EqualFold(d.Value, "none") {
			return true
		}
		if _, ok := up.lookup("hidden"); ok {
			return true
		}
	}
	return false
}

// text is the visible words of an element, with single blanks between blocks.
func (p *page) text(e *element) string {
	var b strings.Builder
	var write func(n *html.Node)
	write = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		child := p.byNode[n]
		if child != nil && child != e && child.hidden() {
			return
		}
		if n.Type == html.ElementNode && !inlineElement(n.Data) {
			b.WriteByte(' ')
		}
		if n.Type == html.ElementNode && n.Data == "img" && child != nil {
			b.WriteString(child.attr("alt"))
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			write(c)
		}
		if n.Type == html.ElementNode && !inlineElement(n.Data) {
			b.WriteByte(' ')
		}
	}
	write(e.Node)
	return strings.Join(strings.Fields(b.String()), " ")
}

func inlineElement(name string) bool {
	switch name {
	case "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "em", "i", "img", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr":
		return true
	}
	return false
}

// at is where the element was written: its start tag in a layout, or the first
// line of the block of words that it is in.
func (p *page) at(e *element) diag.Range {
	file, src, offset := p.checker.place(e.mark)
	if src == nil {
		if file == "" {
			file = "templates/" + p.mail.Template + "/" + p.mail.Locale + ".md"
		}
		return diag.Range{File: file}
	}
	rest := src.Text()[offset:]
	if tag := startTag(rest); tag != "" {
		return src.Range(offset, offset+len(tag))
	}
	line, _, _ := strings.Cut(rest, "\n")
	return src.Range(offset, offset+len(strings.TrimRight(line, " \t\r")))
}

// place reads a mark.
func (c *checker) place(mark string) (file string, src *diag.Source, offset int) {
	parts := strings.Split(mark, ":")
	if len(parts) < 3 || c.Source == nil {
		return parts[0], nil, 0
	}
	n := len(parts)
	file = strings.Join(parts[:n-2], ":")
	src, ok := c.Source(file)
	if !ok {
		return file, nil, 0
	}
	return file, src, src.Offset(number(parts[n-2]), number(parts[n-1]))
}

// startTag is the start tag that a text begins with, empty if there is none.
func startTag(text string) string {
	if len(text) < 2 || text[0] != '<' || !('a' <= text[1]|0x20 && text[1]|0x20 <= 'z') {
		return ""
	}
	z := html.NewTokenizer(strings.NewReader(text))
	if kind := z.Next(); kind != html.StartTagToken && kind != html.SelfClosingTagToken {
		return ""
	}
	return string(z.Raw())
}

// number is a whole number, 0 for what is none.
func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return n
}
