package expr

import (
	"maps"
	"slices"
	"strconv"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/locales"
	"github.com/billet-mail/billet/placeholders"
)

// Constant is a value that a language fixes at load, or a group of them. An
// optional constant that is not set has a Value of the kind None.
type Constant struct {
	Kind    placeholders.Kind
	Value   Value
	Members map[string]*Constant // Kind Object
}

// Env is what the expressions of one program may name, and where the compiler
// collects what they use. It serves one compilation.
type Env struct {
	Fields    *placeholders.Fields // the event's placeholders
	Layout    *placeholders.Layout // collects the slots that are used
	Constants map[string]*Constant // brand, locale, …
	Strings   map[string]locales.String
	Unread    bool            // Strings may lack keys, which has been reported
	Locale    *locales.Locale // never nil
	Report    *diag.List
	Used      map[string]bool // full paths of the placeholders used: "invoice.pay_url"
	Notes     *Notes          // about the files of the program; may be nil

	names int // counts {% with %} names, so that each has its own key
}

// Scope is the names and known facts at one place of a template. Scopes form
// a chain; each is immutable.
type Scope struct {
	outer  *Scope
	names  map[string]named
	sealed bool   // names behind this scope are hidden, but for constants
	facts  []Fact // what is known here
	never  bool   // no data leads here
	depth  int    // running loops
}

// named is what a local name stands for, and where a tag gives it.
type named struct {
	expr *Expr
	at   diag.Range
}

// Depth is the number of loops around the scope.
func (s *Scope) Depth() int {
	if s == nil {
		return 0
	}
	return s.depth
}

func (s *Scope) lookup(name string) (found named, sealed bool) {
	for ; s != nil; s = s.outer {
		if n := s.names[name]; n.expr != nil {
			return n, false
		}
		if s.sealed {
			return named{}, true
		}
	}
	return named{}, false
}

// visible lists the local names of a scope, and whether the event's
// placeholders are to be seen behind them.
func (s *Scope) visible() (names []string, open bool) {
	for ; s != nil; s = s.outer {
		names = append(names, slices.Sorted(maps.Keys(s.names))...)
		if s.sealed {
			return names, false
		}
	}
	return names, true
}

// Knowing returns the scope in which the facts hold.
func (s *Scope) Knowing(facts []Fact) *Scope {
	if len(facts) == 0 {
		return s
	}
	return &Scope{outer: s, facts: facts, never: s.Never() || !s.possible(facts), depth: s.Depth()}
}

// With returns the scope in which the assignments hold. With only, nothing but
// them and the constants can be named.
func (env *Env) With(s *Scope, in Input, list []Assignment, only bool) *Scope {
	inner := &Scope{outer: s, names: map[string]named{}, sealed: only, never: s.Never(), depth: s.Depth()}
	for _, a := range list {
		var e *Expr
		var c *checker
		if a.Value != nil {
			e, c = env.check(s, in, a.Value)
		}
		if e == nil {
			e = &Expr{Kind: placeholders.None} // already reported; uses of it stay silent
		} else if e.key == "" {
			alias := *e
			alias.cost, alias.Reads = *c.cost, *c.reads
			env.names++
			alias.key = "with " + a.Name.Text + " " + strconv.Itoa(env.names)
			e = &alias
		}
		env.free(in, a.Name)
		at := in.Range(a.Name.Start, a.Name.End)
		if inner.names[a.Name.Text].expr != nil {
			env.Report.Add(diag.TemplateSyntax, at, "remove one of the two", "%s is named twice", a.Name.Text)
		}
		inner.names[a.Name.Text] = named{e, at}
		env.Notes.name(at, a.Name.Text)
	}
	return inner
}

// free reports a local name that would hide a constant, or never be found
// behind a word of the language.
func (env *Env) free(in Input, name Name) {
	at := in.Range(name.Start, name.End)
	switch {
	case env.Constants[name.Text] != nil:
		env.Report.Add(diag.TemplateSyntax, at, "choose another name", "%s is the name of a constant", name.Text)
	case keyword(name.Text) || truthWord(name.Text) || name.Text == "forloop":
		env.Report.Add(diag.TemplateSyntax, at, "choose another name", "%s has a meaning of its own", name.Text)
	}
}

// Loop proves a loop's head and returns its list, the scope of a turn, and that
// of {% empty %}. The list is nil after a fault; the scope of a turn then knows
// the item's name only.
func (env *Env) Loop(s *Scope, in Input, loop *Loop) (list *Expr, turn, none *Scope) {
	inner := &Scope{outer: s, names: map[string]named{}, never: s.Never(), depth: s.Depth() + 1}
	unknown := named{expr: &Expr{Kind: placeholders.None}}
	env.free(in, loop.Item)
	inner.names[loop.Item.Text], inner.names["forloop"] = unknown, unknown
	list = env.Check(s, in, loop.List)
	switch {
	case list == nil || list.Kind == placeholders.None:
		return nil, inner, s
	case list.Kind != placeholders.List:
		env.Report.Add(diag.TemplateLoop, in.Range(loop.List.Start, loop.List.End),
			"loop over a list, such as invoice.lines", "this is %s, not a list", article(list.Kind))
		return nil, inner, s
	case inner.depth > MaxLoops:
		env.Report.Add(diag.TemplateLoop, in.Range(loop.List.Start, loop.List.End),
			"take a loop apart", "loops nest deeper than %d", MaxLoops)
		return nil, inner, s
	}
	// Loops inside each other have items of their own, also over one list.
	key := list.key + "[" + strconv.Itoa(inner.depth) + "]"
	inner.names[loop.Item.Text] = named{expr: &Expr{
		Kind: placeholders.Object, fields: list.fields, key: key, owner: key,
		base: &object{depth: inner.depth, layout: list.base.layout},
		eval: func(*Stack) Value { return Value{Kind: placeholders.Object} },
	}}
	inner.names["forloop"] = named{expr: loopExpr(inner.depth)}
	filled := holding(list)
	inner.facts = filled.Then
	inner.never = inner.never || !s.possible(filled.Then)
	return list, inner, s.Knowing(filled.Else)
}
