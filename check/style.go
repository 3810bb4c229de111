package check

import (
	"slices"
	"strings"

	"github.com/andybalholm/cascadia"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/render/css"
)

// styleRule is a rule of a stylesheet that can be matched with elements.
type styleRule struct {
	css.Rule
	matchers []cascadia.Sel // of its selectors; nil for one that depends on a state
}

func styleRules(rules []css.Rule) []styleRule {
	list := make([]styleRule, len(rules))
	for i, r := range rules {
		list[i] = styleRule{Rule: r}
		for _, s := range r.Selectors {
			sel, err := cascadia.Parse(s.Text)
			if err != nil || r.Nested || isKeyframe(r) {
				sel = nil
			}
			list[i].matchers = append(list[i].matchers, sel)
		}
	}
	return list
}

// mentions reports whether a word stands in the at-rules around the rule.
func (r styleRule) mentions(word string) bool {
	return slices.ContainsFunc(r.At, func(at string) bool { return strings.Contains(strings.ToLower(at), word) })
}

// match reports whether the rule is for an element, and with which specificity.
func (r styleRule) match(e *element) (cascadia.Specificity, bool) {
	var best cascadia.Specificity
	found := false
	for _, sel := range r.matchers {
		if sel == nil || sel.PseudoElement() != "" || !sel.Match(e.Node) {
			continue
		}
		if s := sel.Specificity(); !found || best.Less(s) {
			best, found = s, true
		}
	}
	return best, found
}

// origin is where a declaration of an element's style attribute was written: in
// the style attribute of a layout, in inline.css, or, if neither is known, where
// the element was.
func (p *page) origin(e *element, property string) diag.Range {
	if at, ok := p.inTag(e, property); ok {
		return at
	}
	var at diag.Range
	var best cascadia.Specificity
	found := false
	for _, r := range p.checker.inline {
		s, ok := r.match(e)
		if !ok || found && s.Less(best) {
			continue
		}
		for _, d := range r.Declarations {
			if d.Property == property {
				at, best, found = d.Range, s, true
			}
		}
	}
	if !found {
		return p.at(e)
	}
	return at
}

// inTag finds a property in the style attribute that the author wrote.
func (p *page) inTag(e *element, property string) (diag.Range, bool) {
	if !e.own {
		return diag.Range{}, false
	}
	_, src, offset := p.checker.place(e.mark)
	if src == nil {
		return diag.Range{}, false
	}
	tag := startTag(src.Text()[offset:])
	style := strings.Index(strings.ToLower(tag), "style=")
	if style < 0 {
		return diag.Range{}, false
	}
	for at := style + len("style="); ; {
		n := strings.Index(strings.ToLower(tag[at:]), property)
		if n < 0 {
			return diag.Range{}, false
		}
		at += n
		end := at + len(property)
		if !isNameByte(tag[at-1]) && strings.HasPrefix(strings.TrimLeft(tag[end:], " "), ":") {
			return src.Range(offset+at, offset+end), true
		}
		at = end
	}
}

func isNameByte(c byte) bool {
	return c == '-' || c == '_' || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}

// isKeyframe reports whether the selectors of a rule are steps of an animation.
func isKeyframe(r css.Rule) bool {
	return slices.ContainsFunc(r.At, func(at string) bool { return strings.Contains(strings.ToLower(at), "keyframes") })
}
