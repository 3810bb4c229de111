package expr

import (
	"maps"
	"slices"
	"strings"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/placeholders"
)

// Check proves an expression in a scope and compiles it. It reports every
// fault it finds, and returns nil if there is one.
func (env *Env) Check(s *Scope, in Input, n *Node) *Expr {
	if n == nil {
		return nil
	}
	e, _ := env.check(s, in, n)
	return e
}

// check also gives the checker, which has seen what the value takes.
func (env *Env) check(s *Scope, in Input, n *Node) (*Expr, *checker) {
	c := env.checker(s, in)
	return c.bounded(n, c.check(n)), c
}

// Condition proves the condition of an {% if %}; any kind but an unknown one
// will do.
func (env *Env) Condition(s *Scope, in Input, n *Node) (*Expr, Facts) {
	if n == nil {
		return nil, Facts{}
	}
	c := env.checker(s, in)
	c.asks = true
	e, facts := c.condition(n)
	if e != nil {
		c.constant(n)
	}
	return c.bounded(n, e), facts
}

type checker struct {
	*Env
	scope *Scope
	in    Input
	cost  *int      // operations that the expression takes, those behind {% with %} names included
	reads *[]string // placeholders that its value is made of, likewise
	asks  bool      // it is a condition
}

func (env *Env) checker(s *Scope, in Input) *checker {
	return &checker{Env: env, scope: s, in: in, cost: new(int), reads: new([]string)}
}

// maxCost is how many operations one expression may take. Without it, a chain
// of {% with %} that uses each name twice takes time exponential in its length.
const maxCost = 1000

func (c *checker) bounded(n *Node, e *Expr) *Expr {
	if e != nil && *c.cost > maxCost {
		return c.fault(diag.TemplateSize, n, "let the application work it out", "this takes more than %d operations", maxCost)
	}
	return e
}

func (c *checker) fault(code diag.Code, n *Node, help, format string, args ...any) *Expr {
	c.Report.Add(code, c.in.Range(n.Start, n.End), help, format, args...)
	return nil
}

func (c *checker) check(n *Node) *Expr {
	*c.cost++
	switch n.Op {
	case Literal:
		return c.literal(n)
	case Path:
		return c.path(n)
	case Unary, Binary:
		if n.Text == "and" || n.Text == "or" || n.Text == "not" {
			e, _ := c.condition(n)
			return e
		}
		return c.arithmetic(n)
	case Filter:
		return c.filter(n)
	default:
		return c.call(n)
	}
}

func (c *checker) literal(n *Node) *Expr {
	if !n.number {
		return constant(placeholders.StringValue(placeholders.CleanLine(n.Text)))
	}
	v, ok := numberLiteral(n.Text)
	if !ok {
		return c.fault(diag.TemplateSyntax, n, "write at most 18 digits", "%s is too long a number", n.Text)
	}
	return constant(v)
}

func truthWord(s string) bool {
	switch s {
	case "true", "True", "false", "False":
		return true
	}
	return false
}

// path finds a placeholder, a loop's item, a {% with %} name or a constant.
func (c *checker) path(n *Node) *Expr {
	first := n.Names[0]
	if truthWord(first.Text) && len(n.Names) == 1 {
		return constant(placeholders.BoolValue(first.Text == "true" || first.Text == "True"))
	}
	e, ok := c.first(first)
	if !ok {
		return nil
	}
	for _, name := range n.Names[1:] {
		if e.Kind == placeholders.None {
			return nil
		}
		if e, ok = c.memberOf(e, name, n); !ok {
			return nil
		}
	}
	if e.Kind == placeholders.None {
		return nil
	}
	*c.cost += e.cost
	c.read(e)
	if e.Optional && c.scope.has(e.key) {
		sure := *e
		sure.Optional = false
		return &sure
	}
	return e
}

func (c *checker) first(name Name) (*Expr, bool) {
	local, sealed := c.scope.lookup(name.Text)
	if local.expr != nil {
		c.Notes.use(local.at)
		return local.expr, true
	}
	if k := c.Constants[name.Text]; k != nil {
		return constantExpr(name.Text, k), true
	}
	known, open := c.scope.visible()
	known = append(known, slices.Sorted(maps.Keys(c.Constants))...)
	if !sealed && open {
		if f, ok := c.Fields.Lookup(name.Text); ok {
			return c.field(&Expr{Kind: placeholders.Object, base: &object{layout: c.Layout}}, f), true
		}
		known = append(c.Fields.Names(), known...)
	}
	help := diag.DidYouMean(name.Text, known)
	if name.Text == "forloop" {
		help = "use it inside {% for %} only"
	}
	if diag.Suggest(name.Text, known) == "" && open {
		if path := endingIn(c.Fields.Paths(), name.Text); path != "" {
			help = "did you mean " + path + "?"
		}
	}
	c.Report.Add(diag.TemplateUnknownName, c.in.Range(name.Start, name.End), help, "there is no placeholder %s", name.Text)
	return nil, false
}

// endingIn finds the only path that ends in a name, "" if none or several do.
func endingIn(paths []string, name string) string {
	found := ""
	for _, p := range paths {
		if strings.HasSuffix(p, "."+name) {
			if found != "" {
				return ""
			}
			found = p
		}
	}
	return found
}

func (c *checker) memberOf(e *Expr, name Name, n *Node) (*Expr, bool) {
	at := c.in.Range(name.Start, name.End)
	unknown := func(known []string) (*Expr, bool) {
		c.Report.Add(diag.TemplateUnknownName, at, diag.DidYouMean(name.Text, known), "there is no %s in %s", name.Text, n.before(name))
		return nil, false
	}
	switch {
	case e.member != nil:
		if k := e.member[name.Text]; k != nil {
			m := constantExpr(e.key+"."+name.Text, k)
			if e.Optional && c.scope.has(e.key) {
				m.Optional = false // a branch on an absent group is never taken
			}
			return m, true
		}
		return unknown(slices.Sorted(maps.Keys(e.member)))
	case e.loop > 0:
		if m := forloop(e.loop, name.Text); m != nil {
			return m, true
		}
		return unknown(forloopNames(e.loop))
	case e.Kind == placeholders.Object:
		if f, ok := e.fields.Lookup(name.Text); ok {
			return c.field(e, f), true
		}
		return unknown(e.fields.Names())
	case e.Kind == placeholders.List:
		c.Report.Add(diag.TemplateUnknownName, at, "loop over it: {% for item in "+n.before(name)+" %}", "a list has no %s of its own", name.Text)
		return nil, false
	}
	c.Report.Add(diag.TemplateUnknownName, at, "end the name before the point", "%s has nothing inside", article(e.Kind))
	return nil, false
}

// field is a field of an object; a field of an absent object is absent.
func (c *checker) field(of *Expr, f *placeholders.Field) *Expr {
	path := append(slices.Clone(of.base.path), f)
	key := f.Name
	if of.key != "" {
		key = of.key + "." + f.Name
	}
	c.use(key)
	e := &Expr{
		Kind: f.Kind, fields: f.Fields, values: f.Values, key: key, owner: of.key,
		Optional: f.Optional || of.Optional && !c.scope.has(of.key),
	}
	if e.owner == "" {
		e.owner = key // amounts beside each other in the data itself are independent
	}
	if f.Kind == placeholders.Object {
		e.base = &object{of.base.depth, of.base.layout, path}
	}
	if f.Kind != placeholders.Object || f.Optional || of.Optional {
		slot := of.base.layout.Slot(path)
		e.slot = &slotRef{of.base.depth, slot}
		if f.Kind == placeholders.List {
			e.base = &object{layout: of.base.layout.Rows(slot)}
		}
	} else {
		e.eval = func(*Stack) Value { return Value{Kind: placeholders.Object} }
	}
	return e
}

// read notes the placeholders behind a name.
func (c *checker) read(e *Expr) {
	switch {
	case e.Reads != nil:
		*c.reads = append(*c.reads, e.Reads...)
	case !e.Constant && e.key != "":
		*c.reads = append(*c.reads, plainPath(e.key))
	}
}

// use notes a placeholder as used: "invoice.lines.amount", whichever loop it is
// in.
func (c *checker) use(key string) {
	c.Used[plainPath(key)] = true
}

func constantExpr(key string, k *Constant) *Expr {
	if k.Kind == placeholders.Object {
		e := constant(Value{Kind: placeholders.Object})
		e.member, e.key = k.Members, key
		if k.Value.Kind == placeholders.None {
			e.Optional = true
			e.eval = func(*Stack) Value { return Value{} }
		}
		return e
	}
	e := constant(k.Value)
	e.Kind, e.key = k.Kind, key
	e.Optional = k.Value.Kind == placeholders.None
	return e
}

// article is "a date", "an integer".
func article(k placeholders.Kind) string {
	switch k {
	case placeholders.Money:
		return "an amount of money"
	case placeholders.Markdown:
		return "Markdown"
	}
	name := k.String()
	if strings.ContainsAny(name[:1], "aeio") {
		return "an " + name
	}
	return "a " + name
}
