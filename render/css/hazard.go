package css

import (
	"fmt"
	"slices"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/template/tag"
)

// hazard is a step of a selector whose answer the data may change after the
// page has been inlined: it counts siblings, or compares an attribute's value.
type hazard struct {
	at        diag.Range       // the selector in inline.css
	text      string           // the selector as written
	attribute string           // the compared attribute; empty for a step that counts
	relaxed   cascadia.Matcher // finds every element that the step could be about
}

// hazards finds the steps of a selector that depend on what may be dynamic.
func (s selector) hazards(e *expanded) []hazard {
	var list []hazard
	add := func(step int, attribute string) {
		matcher, err := cascadia.Compile(s.relaxed(step))
		if err != nil {
			return // the relaxed form of a selector that compiles does too
		}
		list = append(list, hazard{at: e.rangeOf(s.start, s.end), text: e.text[s.start:s.end], attribute: attribute, relaxed: matcher})
	}
	for i, c := range s.compounds {
		if c.combinator == '+' || c.combinator == '~' || c.counts() {
			add(i, "")
		}
		for _, name := range c.compared() {
			add(i, name)
		}
	}
	return list
}

// counts reports whether the compound asks for a place among siblings.
func (c compound) counts() bool {
	return slices.ContainsFunc(c.simples, func(s simple) bool {
		return s.kind == pseudoClass || s.kind == negation && s.not.counts()
	})
}

// compared lists the attributes whose values the compound looks at.
func (c compound) compared() []string {
	var names []string
	for _, s := range c.simples {
		switch {
		case s.kind == attribute && s.op != "":
			names = append(names, s.name)
		case s.kind == negation:
			names = append(names, s.not.compared()...)
		}
	}
	return names
}

// relaxed writes the selector up to a step without all that may be dynamic, so
// that it finds at least the elements that the step can ever match.
func (s selector) relaxed(step int) string {
	var kept []compound
	for _, c := range s.compounds[:step+1] {
		if c.combinator == '+' || c.combinator == '~' {
			c.combinator = kept[len(kept)-1].combinator
			kept = kept[:len(kept)-1]
		}
		c.simples = slices.DeleteFunc(slices.Clone(c.simples), func(s simple) bool {
			return s.kind == pseudoClass || s.kind == attribute && s.op != "" ||
				s.kind == negation && (s.not.counts() || len(s.not.compared()) > 0)
		})
		kept = append(kept, c)
	}
	var b strings.Builder
	selector{compounds: kept}.write(&b)
	return b.String()
}

// checkHazards looks for elements whose answer depends on the data.
func checkHazards(hazards []hazard, page string, tags *tag.Table, faults *diag.List) error {
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return err
	}
	statements := map[*html.Node]int{}
	for _, h := range hazards {
		for _, n := range cascadia.QueryAll(doc, h.relaxed) {
			if h.report(n, tags, statements, faults) {
				break
			}
		}
	}
	return nil
}

// report adds a fault if the hazard is one at this element.
func (h hazard) report(n *html.Node, tags *tag.Table, statements map[*html.Node]int, faults *diag.List) bool {
	const help = "give the element a class and select that"
	if h.attribute != "" {
		for _, a := range n.Attr {
			if _, _, index, ok := tags.Next(a.Val, 0); ok && a.Key == h.attribute {
				faults.Add(diag.CSSDynamicAttribute, h.at, help, "%s compares %s, whose value is known only when the mail is sent (%s)",
					h.text, h.attribute, place(tags.Tags[index]))
				return true
			}
		}
		return false
	}
	index, seen := statements[n.Parent]
	if !seen {
		index = statementAmong(n.Parent, tags)
		statements[n.Parent] = index
	}
	if index < 0 {
		return false
	}
	faults.Add(diag.CSSStructure, h.at, help, "%s counts elements that come and go with {%% %s %%} (%s)",
		h.text, tags.Tags[index].Name, place(tags.Tags[index]))
	return true
}

// statementAmong is the index of the first statement tag directly below a
// node, or -1.
func statementAmong(parent *html.Node, tags *tag.Table) int {
	for c := parent.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.CommentNode && c.Type != html.TextNode {
			continue
		}
		for at := 0; ; {
			_, end, index, ok := tags.Next(c.Data, at)
			if !ok {
				break
			}
			if tags.Tags[index].Statement() {
				return index
			}
			at = end
		}
	}
	return -1
}

// place is where the author wrote a tag, for the words of a message.
func place(t tag.Tag) string {
	return fmt.Sprintf("%s:%d", t.Range.File, t.Range.Start.Line)
}
