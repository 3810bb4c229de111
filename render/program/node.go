package program

import "github.com/billet-mail/billet/expr"

// Node is a piece of a program before it is flattened.
type Node struct {
	Kind   NodeKind
	Text   string     // Static: the text; Elide: what goes behind; Bullet, Counter, Indent: their text
	Escape Escape     // Output
	Expr   *expr.Expr // Output: the value; Loop: the list
	Number int        // Break: newlines; Numbers: the first number; Inline: which image
	Arms   []Arm      // Branch: its arms; Loop: the body and, at will, what stands for an empty list; Elide: what goes before, and the content
	Back   bool       // Loop: from the last item to the first
}

// Arm is a branch of a statement. A nil Test always holds.
type Arm struct {
	Test  *expr.Expr
	Nodes []Node
}

// NodeKind says what a Node does.
type NodeKind uint8

// The kinds of nodes. Those from Break on are for the text part; package
// markdown documents them at its TextOp kinds of the same names.
const (
	Static   NodeKind = iota // writes Text
	Output                   // writes a value
	Branch                   // runs the first arm whose Test holds
	Loop                     // runs Arms[0] for every item, or Arms[1] if there is none
	Elide                    // runs Arms[0], Arms[1] and writes Text; takes all back if Arms[1] wrote nothing but blanks
	Inline                   // says that the HTML shows an inline image
	Break                    // asks for newlines before the next text
	Indent                   // pushes Text before every line
	Outdent                  // pops it
	Bullet                   // writes Text in place of the last indent, once
	Counter                  // writes the next number and Text in place of the last indent, once
	Counters                 // begins an ordered list
	CountersEnd
)
