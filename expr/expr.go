package expr

import (
	"github.com/billet-mail/billet/placeholders"
)

// Expr is a proved expression. It is immutable and safe for concurrent use.
type Expr struct {
	Kind     placeholders.Kind
	Optional bool // the value may be absent at send
	Constant bool // the value is the same for every message of a language

	// Reads are the placeholders that a printed value, or a name given by
	// {% with %}, is made of: "invoice.lines.amount".
	Reads []string

	eval   func(*Stack) Value
	key    string               // what {% if %} knows it by; empty for what has no name
	owner  string               // Money: the object whose currency it has
	fields *placeholders.Fields // Object and List
	values []string             // Enum
	base   *object              // Object and List: where its fields are found
	slot   *slotRef
	member map[string]*Constant // a group of constants
	loop   int                  // forloop: depth of its loop, from 1
	cost   int                  // {% with %} names: operations that one use takes
}

// object is where the fields of an object stand in the stack.
type object struct {
	depth  int
	layout *placeholders.Layout
	path   []*placeholders.Field
}

type slotRef struct{ depth, slot int }

// Path is the placeholder that the expression is, without the loops that it
// stands in: "invoice.lines"; empty for any other expression.
func (e *Expr) Path() string {
	if e.Constant {
		return ""
	}
	return plainPath(e.key)
}

// Eval is the value for one message; an absent value has the kind None.
func (e *Expr) Eval(s *Stack) Value {
	if e.slot != nil {
		return *s.Slot(e.slot.depth, e.slot.slot)
	}
	return e.eval(s)
}

// Print is the value in the words of the stack's language, "" if absent.
func (e *Expr) Print(s *Stack) string {
	if e.slot != nil {
		return s.Slot(e.slot.depth, e.slot.slot).Print(s.Locale)
	}
	v := e.eval(s)
	return v.Print(s.Locale)
}

// True reports whether {% if %} takes the value for true.
func (e *Expr) True(s *Stack) bool {
	if e.slot != nil {
		return s.Slot(e.slot.depth, e.slot.slot).True()
	}
	v := e.eval(s)
	return v.True()
}

// Rows is the value of a list; nil if it is absent.
func (e *Expr) Rows(s *Stack) *placeholders.Rows {
	v := e.Eval(s)
	rows, _ := v.Ref.(*placeholders.Rows)
	return rows
}

func constant(v Value) *Expr {
	return &Expr{Kind: v.Kind, Constant: true, eval: func(*Stack) Value { return v }}
}

// Slot is where the expression finds its value, if it is a plain placeholder.
func (e *Expr) Slot() (depth, slot int, ok bool) {
	if e.slot == nil {
		return 0, 0, false
	}
	return e.slot.depth, e.slot.slot, true
}
