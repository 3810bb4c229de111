package expr

import (
	"math"
	"time"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/locales"
	"github.com/billet-mail/billet/placeholders"
)

func buildAbs(_ *checker, _ *Node, e *Expr, _ *Node) *Expr {
	result := derive(e, e.Kind, func(_ *Stack, v *Value) Value {
		switch {
		case v.Kind == placeholders.Integer:
			return placeholders.IntValue(max(v.Int, integers("-", 0, v.Int)))
		case v.Kind == placeholders.Money:
			m := v.Ref.(*events.Money)
			if m.Sign() < 0 {
				return placeholders.MoneyValue(m.Mul(events.DecimalFromInt(-1)))
			}
		case v.Number().Sign() < 0:
			return placeholders.DecimalValue(v.Kind, events.Decimal{}.Sub(v.Number()))
		}
		return *v
	})
	result.owner = e.owner
	return result
}

func buildDivisible(c *checker, n *Node, e *Expr, arg *Node) *Expr {
	by, ok := c.integerArgument(n, arg, 0, math.MaxInt32)
	if !ok {
		return nil
	}
	return derive(e, placeholders.Bool, func(_ *Stack, v *Value) Value {
		return placeholders.BoolValue(by != 0 && v.Int%int64(by) == 0)
	})
}

func buildNumber(c *checker, n *Node, e *Expr, arg *Node) *Expr {
	digits, ok := c.integerArgument(n, arg, 0, 9)
	if !ok {
		return nil
	}
	return derive(e, placeholders.String, func(s *Stack, v *Value) Value {
		return placeholders.StringValue(s.Locale.Number(v.Number().String(), digits, digits))
	})
}

func buildPercent(c *checker, n *Node, e *Expr, arg *Node) *Expr {
	digits, ok := -1, true
	if arg != nil {
		digits, ok = c.integerArgument(n, arg, 0, 9)
	}
	if !ok {
		return nil
	}
	return derive(e, placeholders.String, func(s *Stack, v *Value) Value {
		return placeholders.StringValue(s.Locale.Percent(v.Number().String(), digits, digits))
	})
}

func buildCurrency(_ *checker, _ *Node, e *Expr, _ *Node) *Expr {
	return derive(e, placeholders.String, func(_ *Stack, v *Value) Value {
		return placeholders.StringValue(v.Ref.(*events.Money).Currency())
	})
}

func buildMoney(c *checker, n *Node, e *Expr, arg *Node) *Expr {
	form, ok := styleArgument(c, n, arg, moneyNames, moneyForms)
	if !ok {
		return nil
	}
	return derive(e, placeholders.String, func(s *Stack, v *Value) Value {
		return placeholders.StringValue(s.Locale.Money(v.Ref.(*events.Money).Amount(), form))
	})
}

var (
	moneyNames = []string{"symbol", "code", "narrow", "number"}
	moneyForms = []locales.MoneyForm{locales.MoneyStandard, locales.MoneyCode, locales.MoneyNarrow, locales.MoneyNumber}
	styleNames = []string{"short", "medium", "long", "full"}
	styles     = []locales.Style{locales.Short, locales.Medium, locales.Long, locales.Full}
	dateNames  = []string{"short", "medium", "long", "full", "monthday", "monthyear", "weekday"}
	dateStyles = []locales.Style{locales.Short, locales.Medium, locales.Long, locales.Full, locales.MonthDay, locales.MonthYear, locales.Weekday}
)

func instant(v *Value) time.Time {
	if d, ok := v.Ref.(*events.Date); ok {
		return d.In(time.UTC)
	}
	return *v.Ref.(*time.Time)
}

func buildDate(c *checker, n *Node, e *Expr, arg *Node) *Expr {
	style, ok := styleArgument(c, n, arg, dateNames, dateStyles)
	if !ok {
		return nil
	}
	return derive(e, placeholders.String, func(s *Stack, v *Value) Value {
		return placeholders.StringValue(s.Locale.Date(instant(v), style))
	})
}

func buildTime(c *checker, n *Node, e *Expr, arg *Node) *Expr {
	style, ok := styleArgument(c, n, arg, styleNames, styles)
	if !ok {
		return nil
	}
	return derive(e, placeholders.String, func(s *Stack, v *Value) Value {
		return placeholders.StringValue(s.Locale.Time(instant(v), style))
	})
}

func buildDateTime(c *checker, n *Node, e *Expr, arg *Node) *Expr {
	style, ok := styleArgument(c, n, arg, styleNames, styles)
	if !ok {
		return nil
	}
	return derive(e, placeholders.String, func(s *Stack, v *Value) Value {
		return placeholders.StringValue(s.Locale.DateTime(instant(v), style, style))
	})
}

// buildList joins a field of every item.
func buildList(c *checker, n *Node, e *Expr, arg *Node) *Expr {
	name, ok := c.wordsArgument(n, arg)
	if !ok {
		return nil
	}
	field, ok := e.fields.Lookup(name)
	if !ok {
		return c.fault(diag.TemplateFilterArgument, arg, diag.DidYouMean(name, e.fields.Names()), "the items have no %s", name)
	}
	if !field.Kind.Printable() || field.Kind == placeholders.Markdown {
		return c.fault(diag.TemplateFilterArgument, arg, "name a field of plain words, numbers, money or dates", "%s is %s", name, article(field.Kind))
	}
	slot := e.base.layout.Slot([]*placeholders.Field{field})
	c.use(e.key + "." + name)
	*c.reads = append(*c.reads, plainPath(e.key+"."+name))
	return derive(e, placeholders.String, func(s *Stack, v *Value) Value {
		rows := v.Ref.(*placeholders.Rows)
		items := make([]string, 0, rows.Len())
		for i := range rows.Len() {
			if text := placeholders.CleanLine(rows.Row(i)[slot].Print(s.Locale)); text != "" {
				items = append(items, text)
			}
		}
		return placeholders.StringValue(s.Locale.List(items))
	})
}
