package template

import (
	"slices"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/template/tag"
)

// Proved is a tag with its compiled expression.
type Proved struct {
	Output  *expr.Expr // output: what is printed
	Test    *expr.Expr // if, elif: the condition
	List    *expr.Expr // for: the list
	Reverse bool       // for: from the last item to the first

	// Scope is what is known in the arm that begins with a tag of a statement
	// or, at its end, where no arm is taken; Rest reports that there is such a
	// place.
	Scope *expr.Scope
	Rest  bool
}

// Proof is the compiled tags of a page for one event, by tag index.
type Proof struct {
	Tags []Proved
}

// Checker proves the documents of a page for one event.
type Checker struct {
	Tags  *Tags
	Env   *expr.Env
	Scope *expr.Scope // the names around the documents; nil for none
}

// NewProof makes the empty proof that documents are checked into. Of documents
// that could not be put together it checks what is left, so that their other
// faults are reported as well.
func (c *Checker) NewProof() *Proof {
	for _, t := range c.Tags.torn {
		var filled []string
		if t.layout {
			filled = []string{"content", "subject", "preheader"} // by the page
		}
		c.Check(c.emptyProof(), t.doc, filled...)
	}
	return c.emptyProof()
}

func (c *Checker) emptyProof() *Proof { return &Proof{Tags: make([]Proved, len(c.Tags.Tags))} }

// Check proves the tags of a document and compiles their expressions into the
// proof. Outputs with a reserved name are left to the pipeline.
func (c *Checker) Check(proof *Proof, doc *Document, reserved ...string) {
	w := &walker{Checker: c, proof: proof, reserved: reserved, scopes: map[*environment]binding{}}
	w.walk(doc)
}

type walker struct {
	*Checker
	proof    *Proof
	reserved []string
	open     []frame
	scopes   map[*environment]binding
}

// frame is an open statement and the scope of its running arm.
type frame struct {
	env   *environment
	outer *expr.Scope // of the statement
	scope *expr.Scope // of the arm
	rest  *expr.Scope // of the arms to come
	full  bool        // no arms can come: one of those there are is taken
}

type binding struct{ outer, inner *expr.Scope }

func (w *walker) walk(doc *Document) {
	for at := 0; ; {
		_, end, index, ok := w.Tags.Next(doc.Text, at)
		if !ok {
			return
		}
		w.tag(index)
		at = end
	}
}

// scope is what the names mean in an environment at this place.
func (w *walker) scope(env *environment) *expr.Scope {
	top := w.Scope
	var at *environment
	if n := len(w.open); n > 0 {
		top, at = w.open[n-1].scope, w.open[n-1].env
	}
	return w.within(env, at, top)
}

// within leads from the scope top of environment at to the environment env,
// which is at itself or included below it.
func (w *walker) within(env, at *environment, top *expr.Scope) *expr.Scope {
	if env == at || env == nil {
		return top
	}
	outer := w.within(env.outer, at, top)
	if env.with == nil && !env.only {
		return outer
	}
	if b, ok := w.scopes[env]; ok && b.outer == outer {
		return b.inner
	}
	inner := w.Env.With(outer, env.in, env.with, env.only)
	w.scopes[env] = binding{outer, inner}
	return inner
}

func (w *walker) tag(index int) {
	t, n := w.Tags.Tags[index], w.Tags.nodes[index]
	p := &w.proof.Tags[index]
	switch t.Role {
	case tag.Output:
		w.output(p, n)
	case tag.Insert:
		w.walk(n.insert.HTML)
		w.walk(n.insert.Text)
	case tag.Open:
		w.begin(index, p, n)
	case tag.Middle:
		w.middle(index, p, n)
	case tag.Close:
		if last := len(w.open) - 1; last >= 0 {
			p.Scope, p.Rest = w.open[last].rest, !w.open[last].full
			w.open = w.open[:last]
		}
	}
}

func (w *walker) output(p *Proved, n node) {
	scope := w.scope(n.env)
	if n.arg != nil {
		p.Output = w.Env.Output(scope, n.piece.input(n.in, n.piece.inner), n.arg)
		return
	}
	if slices.Contains(w.reserved, trimBlanks(n.piece.text)) {
		return
	}
	in := n.piece.input(n.in, n.piece.inner)
	p.Output = w.Env.Output(scope, in, expr.Parse(in, w.Env.Report))
}

func (w *walker) begin(index int, p *Proved, n node) {
	outer := w.scope(n.env)
	f := frame{env: n.env, outer: outer, scope: outer, rest: outer}
	in := n.piece.input(n.in, n.piece.rest)
	switch n.piece.name {
	case "if":
		w.test(p, n, &f)
	case "for":
		loop := expr.ParseLoop(in, w.Env.Report)
		if loop == nil {
			loop = &expr.Loop{Item: expr.Name{Text: "item"}}
		}
		p.Reverse = loop.Reversed
		p.List, f.scope, f.rest = w.Env.Loop(outer, in, loop)
	case "with":
		list, only, ok := expr.ParseWith(in, w.Env.Report)
		if ok && len(list) == 0 {
			w.Env.Report.Add(diag.TemplateSyntax, w.Tags.Tags[index].Range, "write {% with name=value %}", "with names nothing")
		}
		f.scope, f.full = w.Env.With(outer, in, list, only), true
	}
	p.Scope = f.scope
	w.open = append(w.open, f)
}

func (w *walker) middle(index int, p *Proved, n node) {
	if len(w.open) == 0 {
		return
	}
	f := &w.open[len(w.open)-1]
	f.scope = f.rest
	if n.piece.name == "elif" {
		w.test(p, n, f)
	} else {
		f.full = true
		w.Env.Notes.Arm(w.Tags.Tags[index].Range, f.outer, f.scope)
	}
	p.Scope = f.scope
}

// test proves the condition of if and elif, and tells the arms what it says.
func (w *walker) test(p *Proved, n node, f *frame) {
	in := n.piece.input(n.in, n.piece.rest)
	parsed := expr.Parse(in, w.Env.Report)
	test, facts := w.Env.Condition(f.rest, in, parsed)
	p.Test = test
	f.scope, f.rest = f.rest.Knowing(facts.Then), f.rest.Knowing(facts.Else)
	if test != nil {
		w.Env.Notes.Arm(in.Range(parsed.Start, parsed.End), f.outer, f.scope)
	}
}
