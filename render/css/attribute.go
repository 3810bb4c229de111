package css

import (
	"github.com/billet-mail/billet/diag"
)

// styleAttribute checks a style attribute of the page. The inliner joins its
// declarations with those of the rules, and drops there what a rule may not
// hold either: !important, a second declaration of a property, custom
// properties. The fault has no place: the page was made from several files.
func (s *survey) styleAttribute(value string) {
	for _, fault := range CheckAttribute(diag.NewSource("", value)) {
		s.faults.Add(diag.CSSStyleAttribute, diag.Range{}, fault.Help, "style=\"%s\": %s", value, fault.Message)
	}
}

// CheckAttribute checks the value of a style attribute, which is the whole text
// of the source, with its entities decoded. [Sheet.Inline] does the same for
// the attributes of a page, but cannot say where they were written.
func CheckAttribute(value *diag.Source) diag.List {
	var faults diag.List
	e := &expanded{src: value, text: value.Text(), faults: &faults}
	e.pieces = []piece{{to: len(e.text)}}
	d := declarations{expanded: e, seen: map[string]bool{}}
	tokens := scan(e)
	from := 0
	for i, t := range tokens {
		switch word := e.text[t.start:t.end]; {
		case t.kind == kindEOF || t.kind == kindChar && word == ";":
			part := trimBlanks(tokens[from:i])
			if t.kind != kindEOF && len(part) == 0 {
				e.fault(diag.CSSSyntax, t.start, t.end, "remove it", "there is no declaration before this semicolon")
			}
			d.add(part)
			from = i + 1
		}
	}
	for i := range faults {
		faults[i].Code = diag.CSSStyleAttribute
	}
	return faults.Normal()
}
