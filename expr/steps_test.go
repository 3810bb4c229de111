package expr_test

import (
	"strings"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/expr"
)

// A line of steps is a template in short, parted by " :: ":
//
//	if C      what follows stands in {% if C %}
//	else C    what follows stands in {% if C %}{% else %}
//	for X     what follows stands in {% for X %}
//	with X    what follows stands in {% with X %}
//	test C    last: whether C is true
//	E         last: {{ E }}
//
// Where a condition keeps the last step from being reached, it prints "-".
// Turns of a loop are joined by "; ".
type chain struct {
	steps []step
	ok    bool
}

type step struct {
	word string
	e    *expr.Expr
	loop *expr.Loop
}

const between = " :: "

// prove compiles a line, the steps one inside the other.
func (w *world) prove(line string) chain {
	src := diag.NewSource("case", line)
	faults := w.report.Errors()
	var scope *expr.Scope
	var c chain
	start := 0
	for text := range strings.SplitSeq(line, between) {
		word, rest, found := strings.Cut(text, " ")
		switch word {
		case "if", "else", "for", "with", "test":
		default:
			found = false
		}
		if !found {
			word, rest = "print", text
		}
		from := start + len(text) - len(rest)
		in := expr.Input{Text: rest, Range: func(a, b int) diag.Range { return src.Range(from+a, from+b) }}
		var s step
		s, scope = w.step(scope, word, in)
		c.steps = append(c.steps, s)
		start += len(text) + len(between)
	}
	last := c.steps[len(c.steps)-1].word
	c.ok = w.report.Errors() == faults && (last == "print" || last == "test")
	return c
}

func (w *world) step(scope *expr.Scope, word string, in expr.Input) (step, *expr.Scope) {
	s := step{word: word}
	switch word {
	case "if", "else", "test":
		e, facts := w.env.Condition(scope, in, expr.Parse(in, &w.report))
		s.e = e
		if word == "else" {
			return s, scope.Knowing(facts.Else)
		}
		return s, scope.Knowing(facts.Then)
	case "for":
		if s.loop = expr.ParseLoop(in, &w.report); s.loop != nil {
			s.e, scope, _ = w.env.Loop(scope, in, s.loop)
		}
	case "with":
		if list, only, ok := expr.ParseWith(in, &w.report); ok {
			scope = w.env.With(scope, in, list, only)
		}
	default:
		s.e = w.env.Output(scope, in, expr.Parse(in, &w.report))
	}
	return s, scope
}

// run is what a proved line prints.
func (c chain) run(s *expr.Stack) string { return strings.Join(run(c.steps, s), "; ") }

func run(steps []step, s *expr.Stack) []string {
	at, rest := steps[0], steps[1:]
	switch at.word {
	case "if", "else":
		if at.e.True(s) != (at.word == "if") {
			return []string{"-"}
		}
		return run(rest, s)
	case "test":
		if at.e.True(s) {
			return []string{"true"}
		}
		return []string{"false"}
	case "with":
		return run(rest, s)
	case "for":
		return turns(at, rest, s)
	}
	return []string{at.e.Print(s)}
}

func turns(at step, rest []step, s *expr.Stack) []string {
	rows := at.e.Rows(s)
	if rows == nil {
		return []string{"(no list)"}
	}
	var printed []string
	s.Enter(rows.Len())
	for i := range rows.Len() {
		row := i
		if at.loop.Reversed {
			row = rows.Len() - 1 - i
		}
		s.Turn(i, rows.Row(row))
		printed = append(printed, run(rest, s)...)
	}
	s.Leave()
	return printed
}
