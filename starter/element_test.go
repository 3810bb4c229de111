package starter_test

import (
	"golang.org/x/net/html"
	"slices"
	"strings"
)

// pageTree is a parsed page, with its elements in order.
type pageTree struct {
	source   string
	elements []element
}

type element struct{ node *html.Node }

// page is the parsed HTML of the mail.
func (m *sampleMail) page() *pageTree {
	if m.parsed == nil || m.parsed.source != m.html {
		m.parsed = parse(m.html)
	}
	return m.parsed
}

func parse(page string) *pageTree {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return &pageTree{} // a string can be read, and any text is some HTML
	}
	tree := &pageTree{source: page}
	for node := range root.Descendants() {
		if node.Type == html.ElementNode {
			tree.elements = append(tree.elements, element{node})
		}
	}
	return tree
}

// all are the elements of these names.
func (p *pageTree) all(names ...string) []element {
	var found []element
	for _, e := range p.elements {
		if slices.Contains(names, e.node.Data) {
			found = append(found, e)
		}
	}
	return found
}

// withRole are the elements of a role.
func (p *pageTree) withRole(role string) []element {
	var found []element
	for _, e := range p.elements {
		if e.attr("role") == role {
			found = append(found, e)
		}
	}
	return found
}

// links are the targets of the links.
func (p *pageTree) links() []string {
	var found []string
	for _, a := range p.all("a") {
		found = append(found, a.attr("href"))
	}
	return found
}

// lines are the visible texts of the body, a block, a cell or a line each,
// without the preheader.
func (p *pageTree) lines() []string {
	var lines []string
	for _, article := range p.withRole("article") {
		var line strings.Builder
		for node := range article.node.Descendants() {
			if node.Type == html.ElementNode && isBlock(node.Data) {
				lines = append(lines, line.String())
				line.Reset()
			}
			if node.Type == html.TextNode {
				line.WriteString(node.Data)
			}
		}
		lines = append(lines, line.String())
	}
	var full []string
	for _, line := range lines {
		if line = strings.Trim(line, " \n"); line != "" {
			full = append(full, line)
		}
	}
	return full
}

func isBlock(name string) bool {
	return slices.Contains(strings.Fields("p li ul ol h1 h2 h3 table thead tbody tr th td div br blockquote"), name)
}

func (e element) lookup(name string) (string, bool) {
	for _, a := range e.node.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

func (e element) attr(name string) string {
	value, _ := e.lookup(name)
	return value
}

// below are the elements of a name inside the element.
func (e element) below(name string) []element {
	var found []element
	for node := range e.node.Descendants() {
		if node.Type == html.ElementNode && node.Data == name {
			found = append(found, element{node})
		}
	}
	return found
}

// of reports whether the element has a class.
func (e element) of(class string) bool {
	return slices.Contains(strings.Fields(e.attr("class")), class)
}

// holds reports whether an element of a class is inside the element.
func (e element) holds(class string) bool {
	for node := range e.node.Descendants() {
		if (element{node}).of(class) {
			return true
		}
	}
	return false
}

// text is the text of the element and of what it holds.
func (e element) text() string {
	var b strings.Builder
	for node := range e.node.Descendants() {
		if node.Type == html.TextNode {
			b.WriteString(node.Data)
		}
	}
	return b.String()
}
