package expr

import (
	"slices"
	"strings"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/placeholders"
)

// condition proves an expression whose truth counts, and says what its truth
// tells about values.
func (c *checker) condition(n *Node) (*Expr, Facts) {
	switch {
	case n.Op == Unary && n.Text == "not":
		e, facts := c.condition(n.Args[0])
		if e == nil {
			return nil, Facts{}
		}
		return truth(func(s *Stack) bool { return !e.True(s) }, e), facts.turned()
	case n.Op == Binary && n.Text == "and":
		a, af := c.condition(n.Args[0])
		b, bf := c.under(af.Then).condition(n.Args[1])
		if a == nil || b == nil {
			return nil, Facts{}
		}
		c.decided(n)
		return truth(func(s *Stack) bool { return a.True(s) && b.True(s) }, a, b),
			Facts{both(af.Then, bf.Then), c.scope.either(af.Else, both(af.Then, bf.Else))}
	case n.Op == Binary && n.Text == "or":
		a, af := c.condition(n.Args[0])
		b, bf := c.under(af.Else).condition(n.Args[1])
		if a == nil || b == nil {
			return nil, Facts{}
		}
		c.decided(n)
		return truth(func(s *Stack) bool { return a.True(s) || b.True(s) }, a, b),
			Facts{c.scope.either(af.Then, both(af.Else, bf.Then)), both(af.Else, bf.Else)}
	case n.Op == Binary && comparison(n.Text):
		return c.compare(n)
	}
	e := c.check(n)
	if e == nil {
		return nil, Facts{}
	}
	if e.Kind == placeholders.File && !e.Optional {
		c.fault(diag.TemplateType, n, "attach it instead", "a file that is always there decides nothing")
	}
	return e, holding(e)
}

// decided warns of a side of and or or that no data decides.
func (c *checker) decided(n *Node) {
	if !c.asks || literal(n) {
		return // of no consequence, or reported as a whole
	}
	for _, side := range n.Args {
		c.constant(side)
	}
}

// constant warns of a condition that no data decides.
func (c *checker) constant(n *Node) {
	if !literal(n) {
		return
	}
	c.Report.Warn(diag.TemplateConstant, c.in.Range(n.Start, n.End), "remove it, or ask for a placeholder", "no data decides this condition")
}

// literal reports an expression that names nothing.
func literal(n *Node) bool {
	switch n.Op {
	case Literal:
		return true
	case Path:
		return len(n.Names) == 1 && truthWord(n.Names[0].Text)
	case Call:
		return false
	}
	for _, arg := range n.Args {
		if !literal(arg) {
			return false
		}
	}
	return true
}

func (c *checker) under(facts []Fact) *checker {
	inner := *c
	inner.scope = c.scope.Knowing(facts)
	return &inner
}

func truth(f func(*Stack) bool, of ...*Expr) *Expr {
	e := &Expr{Kind: placeholders.Bool, Constant: true, eval: func(s *Stack) Value { return placeholders.BoolValue(f(s)) }}
	for _, o := range of {
		e.Constant = e.Constant && o.Constant
	}
	return e
}

func comparison(op string) bool {
	switch op {
	case "==", "!=", "<", "<=", ">", ">=", "in":
		return true
	}
	return false
}

// compare proves a comparison. An absent value is equal to nothing, and
// neither less nor greater than anything.
func (c *checker) compare(n *Node) (*Expr, Facts) {
	a, b := c.check(n.Args[0]), c.check(n.Args[1])
	if a == nil || b == nil {
		return nil, Facts{}
	}
	order, ok := c.order(n, a, b)
	if !ok {
		return nil, Facts{}
	}
	test := orderTest(n.Text)
	if n.Text == "in" {
		test = func(int) bool { return true }
		order = func(x, y *Value) (int, bool) { return 0, strings.Contains(y.Text, x.Text) }
	}
	e := truth(func(s *Stack) bool {
		x, y := a.Eval(s), b.Eval(s)
		if x.Kind == placeholders.None || y.Kind == placeholders.None {
			return n.Text == "!="
		}
		result, comparable := order(&x, &y)
		if !comparable {
			return n.Text == "!="
		}
		return test(result)
	}, a, b)
	return e, c.compared(n, a, b)
}

func orderTest(op string) func(int) bool {
	switch op {
	case "==":
		return func(o int) bool { return o == 0 }
	case "!=":
		return func(o int) bool { return o != 0 }
	case "<":
		return func(o int) bool { return o < 0 }
	case "<=":
		return func(o int) bool { return o <= 0 }
	case ">":
		return func(o int) bool { return o > 0 }
	default:
		return func(o int) bool { return o >= 0 }
	}
}

type ordering func(x, y *Value) (order int, ok bool)

// order chooses how two values compare; it reports kinds that do not.
func (c *checker) order(n *Node, a, b *Expr) (ordering, bool) {
	equality := n.Text == "==" || n.Text == "!="
	switch {
	case n.Text == "in":
		if a.Kind.Worded() && b.Kind.Worded() {
			return orderWords, true
		}
		c.fault(diag.TemplateType, n, "it looks for words in words: \"pro\" in subscription.plan", "in does not work between %s and %s", article(a.Kind), article(b.Kind))
		return nil, false
	case a.Kind == placeholders.Enum || b.Kind == placeholders.Enum:
		return orderWords, c.enum(n, a, b, equality)
	case a.Kind.Worded() && b.Kind.Worded():
		return orderWords, true
	case a.Kind.Numeric() && b.Kind.Numeric():
		return orderNumbers, true
	case a.Kind == placeholders.Money || b.Kind == placeholders.Money:
		return orderMoney, c.money(n, a, b)
	case a.Kind == placeholders.Bool && b.Kind == placeholders.Bool && equality:
		return func(x, y *Value) (int, bool) { return int(x.Int - y.Int), true }, true
	case a.Kind == b.Kind && (a.Kind == placeholders.Date || a.Kind == placeholders.DateTime):
		return orderTimes, true
	}
	help := "compare values of one kind"
	switch {
	case a.Kind == placeholders.Bool && b.Kind == placeholders.Bool:
		help = "compare them by == or != only"
	case a.Kind == b.Kind:
		help = "compare parts of them, or ask whether one is there: {% if value %}"
	}
	c.fault(diag.TemplateType, n, help, "%s and %s do not compare", article(a.Kind), article(b.Kind))
	return nil, false
}

// enum proves that an enum is compared with a name that it can have.
func (c *checker) enum(n *Node, a, b *Expr, equality bool) bool {
	other := n.Args[1]
	if a.Kind != placeholders.Enum {
		a, b, other = b, a, n.Args[0]
	}
	if !equality || !b.Kind.Worded() {
		c.fault(diag.TemplateType, n, "compare it with one of its names: "+strings.Join(a.values, ", "), "an enum does not compare like this")
		return false
	}
	if b.Constant {
		if name := c.known(b).Text; !slices.Contains(a.values, name) {
			c.fault(diag.TemplateEnum, other, diag.DidYouMean(name, a.values), "this can never be %q", name)
			return false
		}
	}
	return true
}

// money proves that two amounts are of one currency: those of one object are,
// and the literal 0 is of any.
func (c *checker) money(n *Node, a, b *Expr) bool {
	if zero(n.Args[0]) || zero(n.Args[1]) {
		return true
	}
	if a.Kind == placeholders.Money && b.Kind == placeholders.Money {
		if c.oneCurrency(a, b) {
			return true
		}
		c.fault(diag.TemplateCurrency, n, "use amounts of one object, or the literal 0", "these amounts may be of two currencies")
		return false
	}
	c.fault(diag.TemplateType, n, "compare an amount with 0 or with an amount of the same object", "%s and %s do not compare", article(a.Kind), article(b.Kind))
	return false
}

func (c *checker) oneCurrency(a, b *Expr) bool {
	within := func(inner, outer string) bool {
		return inner == outer || strings.HasPrefix(inner, outer+".")
	}
	return a.owner != "" && b.owner != "" && (within(a.owner, b.owner) || within(b.owner, a.owner))
}

func zero(n *Node) bool { return n.Op == Literal && n.number && n.Text == "0" }
