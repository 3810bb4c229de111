package expr_test

import (
	"maps"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/placeholders"
)

// What a template uses is noted by full path, whichever loops it is in.
func TestUsed(t *testing.T) {
	w := newWorld(t, "en")
	for _, line := range []string{
		"invoice.number", "for l in invoice.lines :: for p in l.parts :: p.id", `invoice.lines|list:"price"`, "with i=invoice :: i.total",
		"test company.vat", "if days > 3 :: name",
	} {
		require.True(t, w.prove(line).ok, "%s: %v", line, w.report)
	}
	assert.Equal(t, []string{"company", "company.vat", "days", "invoice", "invoice.lines", "invoice.lines.parts", "invoice.lines.parts.id",
		"invoice.lines.price", "invoice.number", "invoice.total", "name"}, slices.Sorted(maps.Keys(w.env.Used)))
}

func TestConstants(t *testing.T) {
	for line, want := range map[string]bool{
		`"x"`: true, "1 + 2": true, "brand.name|upper": true, "locale": true, `t("help")`: true, `t("days", count=1)`: true,
		"name": false, "count + 1": false, `t("greeting", name=name)`: false, "nick|default:brand.name": false, "days": false,
	} {
		w := newWorld(t, "en")
		e := output(t, w, line)
		assert.Equal(t, want, e.Constant, line)
		_, _, slot := e.Slot()
		assert.Equal(t, line == "name" || line == "days", slot, line)
	}
}

func output(t testing.TB, w *world, line string) *expr.Expr {
	in := expr.Input{Text: line, Range: diag.NewSource("case", line).Range}
	e := w.env.Output(nil, in, expr.Parse(in, &w.report))
	require.NotNil(t, e, "%s: %v", line, w.report)
	return e
}

// The kind of an expression decides how it is escaped: an address that a filter
// changed is no address any more, a default that may be none neither.
func TestKindsOfResults(t *testing.T) {
	for line, want := range map[string]placeholders.Kind{
		"site": placeholders.URL, "site|upper": placeholders.String, `mirror|default:"https://x"`: placeholders.URL,
		`mirror|default:"javascript:x"`: placeholders.String, "mirror|default:site": placeholders.URL, "mirror|default:name": placeholders.String,
		"address|upper": placeholders.Text, "remark|default:name": placeholders.Text, "nick|default:address": placeholders.Text,
		"count + rate": placeholders.Decimal, "count + 1": placeholders.Integer, "tax + tax": placeholders.Percent, "-tax": placeholders.Percent,
		"rate|number:1": placeholders.String, `t("lines")`: placeholders.Text, `t("help")`: placeholders.String,
		`t("greeting", name=address)`: placeholders.Text, "limit|default:0": placeholders.Integer, "bonus|default:0": placeholders.Decimal,
		`limit|default:"-"`: placeholders.String, "words|default:letter": placeholders.Markdown, "invoice.lines|length": placeholders.Integer,
	} {
		assert.Equal(t, want.String(), output(t, newWorld(t, "en"), line).Kind.String(), line)
	}
}

// A literal with a line break is one line, like every string.
func TestLiteralIsOneLine(t *testing.T) {
	w := newWorld(t, "en")
	e := output(t, w, "\"a\r\nb\u202ec\"")
	assert.Equal(t, "a bc", e.Print(w.stack(data(t, w.event, "full"))))
}

func TestMarkdownStrings(t *testing.T) {
	w := newWorld(t, "en")
	for line, want := range map[string]bool{
		`t("terms", name=name)`: true, `t("terms", name=name|upper)`: true,
		`t("terms")`: false, `t("terms", nme=name)`: false, `t("terms", name=name, other=1)`: false, `t("terms", name=name, name=name)`: false,
		`t("terms", name)`: false, `t(key="terms", name=name)`: false, `t("help")`: false, `t("nothing")`: false, `T("terms", name=name)`: false,
		"name": false, `t()`: false,
	} {
		var report diag.List
		n := expr.Parse(expr.Input{Text: line, Range: diag.NewSource("case", line).Range}, &report)
		require.NotNil(t, n, line)
		pattern, args, ok := w.env.Markdown(n)
		assert.Equal(t, want, ok, line)
		if ok {
			assert.Len(t, args, 1, line)
			assert.Equal(t, "name", pattern[1].Placeholder, line)
		}
	}
	_, _, ok := w.env.Markdown(nil)
	assert.False(t, ok)
}

// Checks of what could not be parsed report nothing more.
func TestNoNode(t *testing.T) {
	w := newWorld(t, "en")
	in := expr.Input{Range: diag.NewSource("case", "").Range}
	assert.Nil(t, w.env.Check(nil, in, nil))
	assert.Nil(t, w.env.Output(nil, in, nil))
	test, facts := w.env.Condition(nil, in, nil)
	assert.Nil(t, test)
	assert.Empty(t, facts)
	assert.Empty(t, w.report)
}

// A proved expression serves many renderings at once, each with its own stack.
func TestConcurrentStacks(t *testing.T) {
	w := newWorld(t, "fr")
	c := w.prove(`for l in invoice.lines :: with a=l.price * 2 :: t("greeting", name=a)`)
	require.True(t, c.ok, "%v", w.report)
	w.env.Layout.Seal()
	d := data(t, w.event, "full")
	want := c.run(w.stack(d))
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() { assert.Equal(t, want, c.run(w.stack(d))) })
	}
	wait.Wait()
}

func TestDepthOfScopes(t *testing.T) {
	w := newWorld(t, "en")
	var scope *expr.Scope
	assert.Zero(t, scope.Depth())
	in := expr.Input{Text: "l in invoice.lines", Range: diag.NewSource("case", "l in invoice.lines").Range}
	_, inner, _ := w.env.Loop(scope, in, expr.ParseLoop(in, &w.report))
	assert.Equal(t, 1, inner.Depth())
	test := expr.Input{Text: "nick", Range: in.Range}
	_, facts := w.env.Condition(inner, test, expr.Parse(test, &w.report))
	assert.Equal(t, 1, inner.Knowing(facts.Then).Depth())
	assert.Same(t, inner, inner.Knowing(nil))
}
