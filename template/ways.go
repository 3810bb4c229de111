package template

import (
	"strings"

	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/template/tag"
)

// Shown says whether a mail prints a placeholder.
type Shown struct {
	Always bool // whatever the data
	Ever   bool // for some data
	Past   int  // where only Ever is true: the opening tag of a statement through which a way leads past it
}

// Shows follows every way through the statements of documents, and tells
// whether all of them print a placeholder. path has no loops in it:
// "invoice.lines.amount". A way on which the placeholder is absent does not
// count, nor does one that no data takes.
func (c *Checker) Shows(proof *Proof, path string, docs ...*Document) Shown {
	w := &wayfinder{Checker: c, proof: proof, path: path, open: []*statementNode{{arms: make([]arm, 1)}}}
	for _, doc := range docs {
		if doc != nil {
			w.read(doc)
		}
	}
	root := w.open[0].arms[0]
	ways := w.through(root.nodes)
	s := Shown{Always: len(ways) == 0, Ever: root.prints}
	if len(ways) > 0 {
		s.Past = ways[0].past
	}
	return s
}

type wayfinder struct {
	*Checker
	proof *Proof
	path  string
	open  []*statementNode // the first stands for the documents
}

// statementNode is a statement, or an output that prints the placeholder, which
// has no arms.
type statementNode struct {
	opener int
	arms   []arm
	rest   *arm // what no arm takes
}

// arm is an arm of a statement, and what stands in it.
type arm struct {
	scope  *expr.Scope
	nodes  []*statementNode
	prints bool // somewhere
}

// read adds the tags of a document to the tree.
func (w *wayfinder) read(doc *Document) {
	for at := 0; ; {
		_, end, index, ok := w.Tags.Next(doc.Text, at)
		if !ok {
			return
		}
		w.tag(index)
		at = end
	}
}

func (w *wayfinder) tag(index int) {
	top := w.open[len(w.open)-1]
	last := &top.arms[len(top.arms)-1]
	proved := w.proof.Tags[index]
	switch w.Tags.Tags[index].Role {
	case tag.Output:
		if w.prints(proved.Output) {
			last.nodes = append(last.nodes, &statementNode{opener: index})
			for _, n := range w.open {
				n.arms[len(n.arms)-1].prints = true
			}
		}
	case tag.Insert:
		w.read(w.Tags.nodes[index].insert.HTML)
	case tag.Open:
		n := &statementNode{opener: index, arms: []arm{{scope: proved.Scope}}}
		last.nodes = append(last.nodes, n)
		w.open = append(w.open, n)
	case tag.Middle:
		top.arms = append(top.arms, arm{scope: proved.Scope})
	case tag.Close:
		if proved.Rest {
			top.rest = &arm{scope: proved.Scope}
		}
		w.open = w.open[:len(w.open)-1]
	}
}

// prints reports an output that is made of the placeholder, or of a part of it.
// Of one with a fault it is not known, so that it counts.
func (w *wayfinder) prints(e *expr.Expr) bool {
	if e == nil {
		return true
	}
	for _, path := range e.Reads {
		if path == w.path || strings.HasPrefix(path, w.path+".") {
			return true
		}
	}
	return false
}

// way is a way that leads past the placeholder: what is known on it, and the
// statement through which it leads.
type way struct {
	facts []expr.Fact
	past  int
}

// maxWays is how many ways are followed at once. Where there are more, the
// placeholder counts as shown: nothing is reported that is not sure.
const maxWays = 200

// through lists the ways that lead past the placeholder, through nodes that
// follow each other.
func (w *wayfinder) through(nodes []*statementNode) []way {
	ways := []way{{}}
	for _, n := range nodes {
		if n.arms == nil {
			return nil
		}
		past, prints := w.past(n)
		if !prints {
			continue
		}
		var longer []way
		for _, before := range ways {
			for _, here := range past {
				facts := append(before.facts[:len(before.facts):len(before.facts)], here.facts...)
				if expr.Possible(facts) && !expr.Lacks(facts, w.path) {
					longer = append(longer, way{facts, n.opener})
				}
			}
		}
		if ways = longer; len(ways) > maxWays {
			return nil
		}
	}
	return ways
}

// past lists the ways through a statement that lead past the placeholder, and
// whether any of its arms prints it.
func (w *wayfinder) past(n *statementNode) (ways []way, prints bool) {
	arms := n.arms
	loop := w.Tags.Tags[n.opener].Name == "for"
	if list := w.proof.Tags[n.opener].List; loop && list != nil && strings.HasPrefix(w.path, list.Path()+".") {
		arms = arms[:1] // of an empty list there is nothing to show
	} else if n.rest != nil {
		arms = append(arms[:len(arms):len(arms)], *n.rest)
	}
	for i, a := range arms {
		prints = prints || a.prints
		if a.scope.Never() {
			continue
		}
		known := a.scope.Facts()
		if loop && i == 0 {
			known = nil // each turn has its own
		}
		for _, inner := range w.through(a.nodes) {
			facts := known
			if !loop {
				facts = append(inner.facts[:len(inner.facts):len(inner.facts)], known...)
			}
			ways = append(ways, way{facts: facts})
		}
	}
	return ways, prints
}
