package expr

import "slices"

// Node is a parsed expression.
type Node struct {
	Op         Op
	Start, End int    // byte offsets in the Input
	Text       string // Literal: its text; Binary and Unary: the operator; Filter, Call, Path: a name
	Args       []*Node
	Names      []Name // Path: its parts; Call: the names of Args, empty for positional ones
	number     bool   // Literal: a number, not a string
}

// Name is one part of a path, or the name of an argument.
type Name struct {
	Text       string
	Start, End int
}

// Op says what a Node is.
type Op int

const (
	Literal Op = iota // Text
	Path              // Names
	Unary             // Text Args[0]
	Binary            // Args[0] Text Args[1]
	Filter            // Args[0] | Text : Args[1:]
	Call              // Text ( Names=Args )
)

// before is the part of a path in front of one of its names.
func (n *Node) before(name Name) string {
	i := slices.Index(n.Names, name)
	return (&Node{Names: n.Names[:i]}).Path()
}

// Path returns the dotted path of a Path node: "invoice.total".
func (n *Node) Path() string {
	path := ""
	for i, name := range n.Names {
		if i > 0 {
			path += "."
		}
		path += name.Text
	}
	return path
}
