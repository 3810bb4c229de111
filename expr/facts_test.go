package expr_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/expr"
)

// asked proves a condition in a scope.
func asked(t testing.TB, w *world, s *expr.Scope, line string) (*expr.Expr, expr.Facts) {
	in := expr.Input{Text: line, Range: diag.NewSource("case", line).Range}
	e, facts := w.env.Condition(s, in, expr.Parse(in, &w.report))
	require.NotNil(t, e, "%s: %v", line, w.report)
	return e, facts
}

// Steps lead to a branch: "if" into the one where a condition holds, "else"
// into the other. The last is the one in question.
func TestNever(t *testing.T) {
	for _, c := range []struct {
		steps string
		never bool
	}{
		{`if period == "month"`, false},
		{`if period == "month" :: if period == "year"`, true},
		{`if period == "month" :: if period != "month"`, true},
		{`if period == "month" :: else period == "month"`, true},
		{`else period == "month" :: else period == "year"`, true},
		{`else period == "month" :: if period == "year"`, false},
		{`else plan == "basic" :: else plan == "pro"`, false}, // there may be no plan
		{`if plan :: else plan == "basic" :: else plan == "pro"`, true},
		{`if period == "month" and period == "year"`, true},
		{`if period == "month" or period == "year" :: else period == "month" :: if period == "year"`, false},
		{`if period == "month" or period == "month" :: if period == "year"`, true},
		{`else period == "month" or period == "year"`, true},
		{`if company :: else company`, true},
		{`else company :: if company`, true},
		{`if company.vat :: else company`, true},
		{`else invoice`, true}, // is always there
		{`else at`, true},
		{`if not at`, true},
		{`else name`, true}, // is never empty
		{`else nick`, false},
		{`else name|upper`, false},
		{`else count`, false}, // may be 0
		{`if fee :: else fee`, true},
		{`else fee :: if fee`, true},
		{`else fee :: if fee > 0`, false}, // asks something else
		{`if count > 3 :: else count > 3`, true},
		{`if count > 3 :: else 3 < count`, true},
		{`if count > 3 :: if count <= 3`, true},
		{`if limit > 3 :: if limit <= 3`, true}, // there is a limit here
		{`else limit > 3 :: else limit <= 3`, false},
		{`if count == 1 :: if count != 1`, true},
		{`if 1 == count :: else count == 1`, true},
		{`else active :: if active`, true},
		{`if not active :: if active`, true},
		{`if active and trial :: else trial`, true},
		{`else active or trial :: if trial`, true},
		{`if active or trial :: if trial`, false},
		{`else active and trial :: if trial :: if active`, false}, // a cross of two questions is not followed
		{`if brand.slogan`, false},                                // the configuration may change
		{`if locale == "fr"`, false},
		{`for l in invoice.lines :: if not invoice.lines`, true},
		{`else invoice.lines :: for l in invoice.lines :: if l.note`, true},
		{`for l in invoice.lines :: if l.note :: else l.note`, true},
		{`with p=period :: if p == "month" :: if period == "year"`, true},
		{`if "a" in name :: else "a" in name`, true},
	} {
		t.Run(c.steps, func(t *testing.T) {
			w := newWorld(t, "en")
			var scope *expr.Scope
			for line := range strings.SplitSeq(c.steps, between) {
				word, rest, _ := strings.Cut(line, " ")
				_, scope = w.step(scope, word, expr.Input{Text: rest, Range: diag.NewSource("case", rest).Range})
			}
			assert.Empty(t, w.report)
			assert.Equal(t, c.never, scope.Never())
		})
	}
}

// question is a condition about values whose answers depend on each other.
func (d dice) question(depth int) string {
	if depth > 0 {
		switch d.IntN(3) {
		case 0:
			return "not (" + d.question(depth-1) + ")"
		case 1:
			return "(" + d.question(depth-1) + ")" + pick(d, " and ", " or ") + "(" + d.question(depth-1) + ")"
		}
	}
	return pick(d, `period == "month"`, `period != "year"`, `plan == "pro"`, `plan != "pro"`, `"basic" == plan`, "plan", "company", "company.vat", "nick",
		"name", "limit", "limit > 3", "limit < 3", "limit >= 3", "limit <= 3", "limit == 3", "3 != limit", "count > limit", "count >= limit",
		"fee", "fee > 0", "0 < fee", "fee <= 0", "active", "active == trial", "trial", "until", "next", "empty", "invoice.lines", "company.seats", "mirror")
}

// valid is data as validation leaves it, for what questions are about.
func (d dice) valid() *facts {
	f := d.facts()
	word := func(of ...string) string { return pick(d, of...) }
	f.Name, f.Nick, f.Site, f.Mirror, f.At = "Jo", word("", "J"), "https://x", "", newDice(2).date()
	f.Count, f.Period, f.Plan = d.IntN(6), period(word("month", "year")), word("", "basic", "pro")
	if f.Limit != nil {
		*f.Limit = d.IntN(6)
	}
	if f.Company != nil {
		f.Company.Name, f.Company.VAT = "Acme", word("", "X")
	}
	return f
}

// No data leads to a branch that is taken for one that none leads to.
func TestNeverIsTrue(t *testing.T) {
	base := newWorld(t, "en")
	never := 0
	for seed := range uint64(4000) {
		d, w := newDice(seed), base.fresh()
		lines := []string{d.question(2), d.question(2), d.question(1), d.question(1)}
		taken, other, tests := []*expr.Scope{nil}, 0, []*expr.Expr{}
		for range lines {
			taken = append(taken, nil)
		}
		// The data decides the way; the layout must be complete before it binds.
		for _, line := range lines {
			e, _ := asked(t, w, nil, line)
			tests = append(tests, e)
		}
		for range 4 {
			stack := w.stack(d.valid())
			for i, line := range lines {
				_, facts := asked(t, w, taken[i], line)
				way, missed := facts.Then, facts.Else
				if !tests[i].True(stack) {
					way, missed = missed, way
				}
				taken[i+1] = taken[i].Knowing(way)
				require.False(t, taken[i+1].Never(), "%s, seed %d", strings.Join(lines, between), seed)
				if taken[i].Knowing(missed).Never() {
					other++
				}
			}
		}
		never += other
	}
	t.Logf("%d branches were found to be never taken", never)
	assert.Greater(t, never, 1000)
}
