package css

import (
	"strings"

	"github.com/andybalholm/cascadia"

	"github.com/billet-mail/billet/diag"
)

// Sheet is the checked stylesheets of a mail folder. It is immutable and safe
// for concurrent use. The zero Sheet has no rules.
type Sheet struct {
	rules  []inlineRule
	head   string // for <style>, or empty
	inline string // file name of inline.css
}

// inlineRule is a rule that the inliner understands.
type inlineRule struct {
	selectors    []inlineSelector
	declarations string
}

// inlineSelector is a selector with what decides whether it takes part in a
// page.
type inlineSelector struct {
	text    string   // ranked, for the inliner
	needs   []string // names as in survey.names: none may be missing in the page
	up      int      // steps to an ancestor on any level
	across  int      // steps to, or counts of, any number of siblings
	hazards []hazard
}

// Check reads a mail folder's stylesheets; either may be nil. constants are the
// values that a stylesheet may name as {{ path }}, such as
// {{ brand.colors.accent }}.
//
// All faults are reported at once, in the order of the files' text, with ranges
// in the files as they were written. The Sheet is never nil and holds what has
// no fault, so that pages can be checked with it all the same.
func Check(inline, head *diag.Source, constants map[string]string) (*Sheet, diag.List) {
	var faults diag.List
	sheet := &Sheet{}
	if inline != nil {
		e := expand(inline, constants, &faults)
		checkMarkup(e)
		sheet.inline = inline.Name()
		sheet.rules = compile(e, parseRules(e))
	}
	if head != nil {
		before := len(faults)
		e := expand(head, constants, &faults)
		checkMarkup(e)
		if text := checkHead(e); faults[before:].Err() == nil {
			sheet.head = text
		}
	}
	return sheet, faults.Normal()
}

// checkMarkup refuses what would end the <style> element, wherever it stands.
func checkMarkup(e *expanded) {
	const end = "</style"
	lower := asciiLower(e.text)
	for at := 0; ; {
		n := strings.Index(lower[at:], end)
		if n < 0 {
			return
		}
		at += n
		e.fault(diag.CSSStyleEnd, at, at+len(end), "remove it", "a stylesheet may not hold %s, not even in a comment", end)
		at += len(end)
	}
}

// asciiLower lowers A to Z only and byte for byte, so that offsets stay.
func asciiLower(s string) string {
	lower := []byte(s)
	for i, c := range lower {
		if 'A' <= c && c <= 'Z' {
			lower[i] = c + 'a' - 'A'
		}
	}
	return string(lower)
}

// compile prepares the rules for the inliner. Rules without a selector or a
// declaration are left out.
func compile(e *expanded, rules []rule) []inlineRule {
	need := balance(rules)
	var list []inlineRule
	for _, r := range rules {
		prepared := inlineRule{declarations: r.declarations}
		for _, s := range r.selectors {
			text := s.ranked(need)
			if _, err := cascadia.Compile(text); err != nil {
				e.fault(diag.CSSSelector, s.start, s.end, "write it in another way, or give the element a class", "this selector is not understood")
				continue
			}
			up, across := s.reach()
			prepared.selectors = append(prepared.selectors, inlineSelector{
				text: text, needs: s.needs(), up: up, across: across, hazards: s.hazards(e),
			})
		}
		if len(prepared.selectors) > 0 && prepared.declarations != "" {
			list = append(list, prepared)
		}
	}
	return list
}

// needs lists the tags, classes and ids without which the selector matches
// nothing, as "tag", ".class" and "#id".
func (s selector) needs() []string {
	var names []string
	for _, c := range s.compounds {
		if c.tag != "" {
			names = append(names, c.tag)
		}
		for _, part := range c.simples {
			switch part.kind {
			case class:
				names = append(names, "."+part.name)
			case id:
				names = append(names, "#"+part.name)
			}
		}
	}
	return names
}

// reach counts the steps whose costs grow with the page.
func (s selector) reach() (up, across int) {
	for _, c := range s.compounds {
		if c.combinator == ' ' {
			up++
		}
		if c.combinator == '~' || c.counts() {
			across++
		}
	}
	return up, across
}
