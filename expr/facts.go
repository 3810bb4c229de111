package expr

import (
	"slices"
	"strings"

	"github.com/billet-mail/billet/placeholders"
)

// Fact is what a condition tells about a value or about a question: which of
// its states are left.
//
// The states of a value are its absence and, where it is there, the names of an
// enum, or one state for all else. The states of a question, a comparison or
// whether a value is true, are its two answers.
type Fact struct {
	key    string // a value's key; a question begins with ?
	states []string
}

// States that are no names of an enum.
const (
	absent = ""  // or the answer no
	there  = "*" // or the answer yes
)

// Facts are what is known where a condition held, and where it did not.
type Facts struct{ Then, Else []Fact }

// turned is what is known of the opposite condition.
func (f Facts) turned() Facts { return Facts{f.Else, f.Then} }

// question is what the answer to one tells.
func question(key string) Facts {
	return Facts{Then: []Fact{{"?" + key, []string{there}}}, Else: []Fact{{"?" + key, []string{absent}}}}
}

// present are the states of a value that is there.
func (e *Expr) present() []string {
	if e.Kind == placeholders.Enum {
		return e.values
	}
	return []string{there}
}

// states are all states of a value, as far as its kind and place tell.
func (e *Expr) states() []string {
	if e.Optional {
		return append([]string{absent}, e.present()...)
	}
	return e.present()
}

// presence is what is known of a value that is there: of itself, and of the
// objects that it stands in.
func presence(e *Expr) []Fact {
	if e.key == "" {
		return nil
	}
	facts := []Fact{{e.key, e.present()}}
	if strings.HasPrefix(e.key, "with ") {
		return facts
	}
	for i, r := range e.key {
		if r == '.' {
			facts = append(facts, Fact{e.key[:i], []string{there}})
		}
	}
	return facts
}

// holding is what {% if value %} tells.
func holding(e *Expr) Facts {
	if e.key == "" {
		return Facts{}
	}
	facts := question(e.key)
	facts.Then = append(facts.Then, presence(e)...)
	if e.alwaysTrue() {
		facts.Else = append(facts.Else, Fact{e.key, common(e.states(), []string{absent})})
	}
	return facts
}

// alwaysTrue reports a placeholder that {% if %} takes for true whenever it is
// there: data that is empty is refused, or counts as absent.
func (e *Expr) alwaysTrue() bool {
	switch e.Kind {
	case placeholders.Date, placeholders.DateTime, placeholders.Enum:
		return true
	case placeholders.Object:
		return e.base != nil
	}
	return e.Kind.Worded() && e.slot != nil
}

// compared is what a comparison tells: an absent value is equal to nothing, and
// neither less nor greater than anything.
func (c *checker) compared(n *Node, a, b *Expr) Facts {
	var facts Facts
	if x, y := operand(n.Args[0], a), operand(n.Args[1], b); x != "" && y != "" {
		facts = ordered(n.Text, x, y, a.Optional || b.Optional)
	}
	found := append(presence(a), presence(b)...)
	if n.Text == "!=" {
		facts.Else = append(facts.Else, found...)
	} else {
		facts.Then = append(facts.Then, found...)
	}
	if a.Kind != placeholders.Enum {
		a, b = b, a
	}
	if a.Kind != placeholders.Enum || a.key == "" || !b.Constant {
		return facts
	}
	name := c.known(b).Text
	is := []Fact{{a.key, []string{name}}}
	not := []Fact{{a.key, slices.DeleteFunc(slices.Clone(a.states()), func(s string) bool { return s == name })}}
	if n.Text == "!=" {
		is, not = not, is
	}
	return Facts{append(facts.Then, is...), append(facts.Else, not...)}
}

// known is the value of a constant.
func (c *checker) known(e *Expr) Value { return e.Eval(NewStack(c.Locale, nil)) }

// operand names a side of a comparison, "" if it has no name.
func operand(n *Node, e *Expr) string {
	if n.Op == Literal {
		return "\"" + n.Text
	}
	return e.key
}

// ordered are the facts of x op y. Comparisons that mean the same, or the
// opposite, ask one question; where a side may be absent, >= is not the
// opposite of <.
func ordered(op, x, y string, optional bool) Facts {
	if op == ">" || op == "<=" {
		op, x, y = map[string]string{">": "<", "<=": ">="}[op], y, x
	}
	if (op == "==" || op == "!=") && y < x {
		x, y = y, x
	}
	switch {
	case op == "!=":
		return question(x + " == " + y).turned()
	case op == ">=" && !optional:
		return question(x + " < " + y).turned()
	}
	return question(x + " " + op + " " + y)
}

// both are the facts that hold where a and b do.
func both(a, b []Fact) []Fact { return slices.Concat(a, b) }

// either are the facts that hold where a or b do.
func (s *Scope) either(a, b []Fact) []Fact {
	switch {
	case !s.possible(a):
		return b
	case !s.possible(b):
		return a
	}
	var facts []Fact
	x, y := joined(a), joined(b)
	for _, f := range a {
		other, ok := y[f.key]
		if states, first := x[f.key]; ok && first {
			facts = append(facts, Fact{f.key, union(states, other)})
			delete(x, f.key)
		}
	}
	return facts
}

// joined are the states that facts leave, by key.
func joined(facts []Fact) map[string][]string {
	left := map[string][]string{}
	for _, f := range facts {
		if states, ok := left[f.key]; ok {
			left[f.key] = common(states, f.states)
		} else {
			left[f.key] = f.states
		}
	}
	return left
}

func union(a, b []string) []string {
	all := slices.Clone(a)
	for _, s := range b {
		if !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return all
}

func common(a, b []string) []string {
	var both []string
	for _, s := range a {
		if slices.Contains(b, s) {
			both = append(both, s)
		}
	}
	return both
}

// possible reports whether facts can hold in a scope.
func (s *Scope) possible(facts []Fact) bool {
	for key, states := range joined(facts) {
		for at := s; at != nil && len(states) > 0; at = at.outer {
			for _, f := range at.facts {
				if f.key == key {
					states = common(states, f.states)
				}
			}
		}
		if len(states) == 0 {
			return false
		}
	}
	return true
}

// has reports whether a value is known to be there.
func (s *Scope) has(key string) bool {
	for ; s != nil; s = s.outer {
		for _, f := range s.facts {
			if f.key == key && !slices.Contains(f.states, absent) {
				return true
			}
		}
	}
	return false
}

// Never reports a scope that no data leads to.
func (s *Scope) Never() bool { return s != nil && s.never }

// Facts are all that is known in a scope.
func (s *Scope) Facts() []Fact {
	var facts []Fact
	for ; s != nil; s = s.outer {
		facts = append(facts, s.facts...)
	}
	return facts
}

// Possible reports whether facts can hold together.
func Possible(facts []Fact) bool { return (*Scope)(nil).possible(facts) }

// Lacks reports whether the facts leave nothing to show of a placeholder: it is
// absent or empty, or what it stands in is. path has no loops: "invoice.lines.amount".
func Lacks(facts []Fact, path string) bool {
	for key, states := range joined(facts) {
		if slices.Contains(states, absent) && len(states) == 1 {
			key = plainPath(strings.TrimPrefix(key, "?"))
			if key == path || strings.HasPrefix(path, key+".") {
				return true
			}
		}
	}
	return false
}

// plainPath is a key without the loops in it: "invoice.lines[1].amount" is
// "invoice.lines.amount".
func plainPath(key string) string {
	for {
		before, rest, found := strings.Cut(key, "[")
		if !found {
			return key
		}
		_, after, _ := strings.Cut(rest, "]")
		key = before + after
	}
}
