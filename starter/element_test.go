package starter_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
)

// pageTree is a parsed page, with its elements in order.
type pageTree struct{ elements []element }

type element struct{ node *html.Node }

func parse(t *testing.T, page string) *pageTree {
	root, err := html.Parse(strings.NewReader(page))
	require.NoError(t, err)
	tree := &pageTree{}
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

// inside reports whether the element stands in one of a class.
func (e element) inside(class string) bool {
	for node := range e.node.Ancestors() {
		if slices.Contains(strings.Fields(element{node}.attr("class")), class) {
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

// markup is the HTML of the element.
func (e element) markup(t *testing.T) string {
	var b strings.Builder
	require.NoError(t, html.Render(&b, e.node))
	return b.String()
}
