package expr

import (
	"cmp"
	"math"
	"math/bits"
	"strings"
	"time"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/placeholders"
)

func orderWords(x, y *Value) (int, bool) { return strings.Compare(x.Text, y.Text), true }

func orderNumbers(x, y *Value) (int, bool) {
	if x.Kind == placeholders.Integer && y.Kind == placeholders.Integer {
		return cmp.Compare(x.Int, y.Int), true
	}
	return x.Number().Cmp(y.Number()), true
}

// orderMoney compares amounts of one currency; a number is the literal 0.
func orderMoney(x, y *Value) (int, bool) {
	a, amount := x.Ref.(*events.Money)
	b, other := y.Ref.(*events.Money)
	switch {
	case amount && other:
		order, err := a.Cmp(*b)
		return order, err == nil
	case amount:
		return a.Sign(), true
	case other:
		return -b.Sign(), true
	}
	return 0, false
}

func orderTimes(x, y *Value) (int, bool) {
	if x.Kind == placeholders.Date {
		return x.Ref.(*events.Date).In(time.UTC).Compare(y.Ref.(*events.Date).In(time.UTC)), true
	}
	return x.Ref.(*time.Time).Compare(*y.Ref.(*time.Time)), true
}

func numberLiteral(text string) (Value, bool) {
	d, err := events.NewDecimal(text)
	if err != nil {
		return Value{}, false
	}
	if strings.Contains(text, ".") {
		return placeholders.DecimalValue(placeholders.Decimal, d), true
	}
	n := int64(0)
	for _, digit := range strings.TrimPrefix(text, "-") {
		n = n*10 + int64(digit-'0')
	}
	if text[0] == '-' {
		n = -n
	}
	return placeholders.IntValue(n), true
}

// arithmetic proves + - * and the sign. Comparisons pass through here on their
// way to compare.
func (c *checker) arithmetic(n *Node) *Expr {
	if comparison(n.Text) && n.Op == Binary {
		e, _ := c.compare(n)
		return e
	}
	operands := make([]*Expr, len(n.Args))
	for i, arg := range n.Args {
		operands[i] = c.check(arg)
	}
	for i, e := range operands {
		if e == nil || !c.sure(n.Args[i], e) {
			return nil
		}
	}
	a := operands[0]
	if n.Op == Unary {
		return c.negative(n, a)
	}
	b := operands[1]
	switch {
	case n.Text == "*" && (a.Kind == placeholders.Percent || b.Kind == placeholders.Percent):
		return c.fault(diag.TemplateType, n, "let the application work the amount out, with its rules of rounding", "a percentage does not multiply")
	case a.Kind.Numeric() && b.Kind.Numeric():
		return numeric(n.Text, a, b)
	case n.Text == "*" && a.Kind == placeholders.Money && b.Kind.Numeric():
		return times(a, b)
	case n.Text == "*" && a.Kind.Numeric() && b.Kind == placeholders.Money:
		return times(b, a)
	case n.Text != "*" && a.Kind == placeholders.Money && b.Kind == placeholders.Money:
		if !c.oneCurrency(a, b) {
			return c.fault(diag.TemplateCurrency, n, "use amounts of one object", "these amounts may be of two currencies")
		}
		return sum(n.Text, a, b)
	}
	return c.fault(diag.TemplateType, n, "+ - * work on numbers, and on amounts of one currency",
		"%s and %s cannot be put together by %s", article(a.Kind), article(b.Kind), n.Text)
}

// sure reports an optional value that nothing proves to be there.
func (c *checker) sure(n *Node, e *Expr) bool {
	if !e.Optional {
		return true
	}
	name := c.in.Text[n.Start:n.End]
	help := "put it inside {% if " + name + " %} … {% endif %}"
	switch {
	case e.Kind.Numeric():
		help += ", or give it a |default:0"
	case e.Kind.Printable() && e.Kind != placeholders.Markdown:
		help += ", or give it a |default:\"…\""
	}
	c.fault(diag.TemplateOptional, n, help, "%s may be missing", name)
	return false
}

func (c *checker) negative(n *Node, a *Expr) *Expr {
	if a.Kind == placeholders.Money {
		return times(a, constant(placeholders.IntValue(-1)))
	}
	if a.Kind.Numeric() {
		none := constant(placeholders.IntValue(0))
		if a.Kind == placeholders.Percent {
			none.Kind = placeholders.Percent
		}
		return numeric("-", none, a)
	}
	return c.fault(diag.TemplateType, n, "only numbers and amounts have a sign", "%s has no sign", article(a.Kind))
}

func numeric(op string, a, b *Expr) *Expr {
	e := &Expr{Kind: placeholders.Decimal, Constant: a.Constant && b.Constant}
	if a.Kind == placeholders.Integer && b.Kind == placeholders.Integer {
		e.Kind = placeholders.Integer
		e.eval = func(s *Stack) Value {
			x, y := a.Eval(s), b.Eval(s)
			return placeholders.IntValue(integers(op, x.Int, y.Int))
		}
		return e
	}
	if a.Kind == placeholders.Percent && b.Kind == placeholders.Percent && op != "*" {
		e.Kind = placeholders.Percent
	}
	e.eval = func(s *Stack) Value {
		x, y := a.Eval(s), b.Eval(s)
		return placeholders.DecimalValue(e.Kind, decimals(op, x.Number(), y.Number()))
	}
	return e
}

func decimals(op string, x, y events.Decimal) events.Decimal {
	switch op {
	case "+":
		return x.Add(y)
	case "-":
		return x.Sub(y)
	}
	return x.Mul(y)
}

// integers computes, and stays at the largest or smallest integer instead of
// wrapping around.
func integers(op string, x, y int64) int64 {
	if op == "*" {
		return product(x, y)
	}
	if op == "-" {
		if y == math.MinInt64 { // -y does not exist
			return integers("+", integers("+", x, math.MaxInt64), 1)
		}
		y = -y
	}
	switch {
	case y > 0 && x > math.MaxInt64-y:
		return math.MaxInt64
	case y < 0 && x < math.MinInt64-y:
		return math.MinInt64
	}
	return x + y
}

func product(x, y int64) int64 {
	negative := (x < 0) != (y < 0)
	high, low := bits.Mul64(magnitude(x), magnitude(y))
	switch {
	case (high > 0 || low > math.MaxInt64) && negative:
		return math.MinInt64
	case high > 0 || low > math.MaxInt64:
		return math.MaxInt64
	case negative:
		return -int64(low)
	}
	return int64(low)
}

func magnitude(x int64) uint64 {
	if x < 0 {
		return -uint64(x)
	}
	return uint64(x)
}

func times(amount, factor *Expr) *Expr {
	return &Expr{
		Kind: placeholders.Money, owner: amount.owner,
		eval: func(s *Stack) Value {
			m, by := amount.Eval(s), factor.Eval(s)
			money, ok := m.Ref.(*events.Money)
			if !ok {
				return m
			}
			return placeholders.MoneyValue(money.Mul(by.Number()))
		},
	}
}

// sum adds or subtracts amounts. Validation keeps the amounts of one object in
// one currency; should they differ all the same, the first stands.
func sum(op string, a, b *Expr) *Expr {
	return &Expr{
		Kind: placeholders.Money, owner: a.owner,
		eval: func(s *Stack) Value {
			x, y := a.Eval(s), b.Eval(s)
			m, first := x.Ref.(*events.Money)
			o, second := y.Ref.(*events.Money)
			if !first || !second {
				return x
			}
			result, err := m.Add(*o)
			if op == "-" {
				result, err = m.Sub(*o)
			}
			if err != nil {
				return x
			}
			return placeholders.MoneyValue(result)
		},
	}
}
