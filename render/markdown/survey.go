package markdown

import (
	"github.com/yuin/goldmark/ast"

	"github.com/billet-mail/billet/diag"
)

// Link is a link of the words.
type Link struct {
	Address string // with tokens
	Button  bool   // it has the class button
	Range   diag.Range
}

// ID is the id of an element of the words.
type ID struct {
	Name   string
	Offset int // in Document.Text
	Range  diag.Range
}

// links lists the links of a tree, after their attributes were attached.
func (r *rendering) links(root ast.Node) []Link {
	var found []Link
	walk(root, func(n ast.Node) bool {
		if link, ok := n.(*ast.Link); ok {
			found = append(found, Link{string(link.Destination), hasClass(link, "button"), r.atNode(link)})
		}
		return true
	})
	return found
}
