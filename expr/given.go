package expr

import "github.com/billet-mail/billet/placeholders"

// Given is a scope of values that each message brings along beside the event's
// data. Value i of the list has the kind kinds[i]; names leads to their indexes.
// At send the list stands in [Stack.Given].
func Given(names map[string]int, kinds []placeholders.Kind) *Scope {
	s := &Scope{names: map[string]named{}}
	for name, i := range names {
		s.names[name] = named{expr: &Expr{Kind: kinds[i], key: "given " + name, eval: func(s *Stack) Value { return s.Given[i] }}}
	}
	return s
}
