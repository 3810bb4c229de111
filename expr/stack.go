package expr

import (
	"github.com/billet-mail/billet/locales"
	"github.com/billet-mail/billet/placeholders"
)

// Value is a value at send.
type Value = placeholders.Value

// MaxLoops is how deep loops may nest.
const MaxLoops = 8

// Stack is where expressions find their values while one message is rendered:
// the slots of the event's data, and for every running loop the slots of its
// item. It belongs to one rendering; it is not safe for concurrent use.
type Stack struct {
	Locale *locales.Locale
	Given  []Value // what the message brings along beside the data: see [Given]
	frames [MaxLoops + 1][]Value
	loops  [MaxLoops + 1]turn
	depth  int
}

// turn is where a running loop is.
type turn struct{ index, length int }

// NewStack makes a stack whose root frame is bound data. The locale is that of
// the [Env], never nil.
func NewStack(l *locales.Locale, root []Value) *Stack {
	s := &Stack{}
	s.Reset(l, root)
	return s
}

// Reset makes the stack one for another rendering.
func (s *Stack) Reset(l *locales.Locale, root []Value) {
	*s = Stack{Locale: l}
	s.frames[0] = root
}

// Enter begins a loop, Turn sets its item, Leave ends it. The program calls
// them in pairs, as deep as the checker allowed.
func (s *Stack) Enter(length int) {
	s.depth++
	s.loops[s.depth] = turn{0, length}
}

// Turn makes row the slots of item number index of the running loop.
func (s *Stack) Turn(index int, row []Value) {
	s.loops[s.depth].index = index
	s.frames[s.depth] = row
}

// Leave ends the running loop.
func (s *Stack) Leave() { s.depth-- }

// Slot is the value in a slot of a frame; depth 0 is the event's data.
func (s *Stack) Slot(depth, slot int) *Value { return &s.frames[depth][slot] }
