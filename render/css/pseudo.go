package css

import (
	"strings"

	"github.com/billet-mail/billet/diag"
)

// countingClasses are the pseudo-classes that can be inlined: they depend on
// the place among the siblings only.
func countingClasses() []string {
	return []string{
		"first-child", "last-child", "only-child", "first-of-type", "last-of-type", "only-of-type",
		"nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type",
	}
}

// pseudo reads a pseudo-class or pseudo-element; one that cannot be inlined is
// reported and stepped over.
func (p *selectorParser) pseudo() (s simple, ok bool) {
	start := p.peek().start
	p.at++
	element := p.char() == ':'
	if element {
		p.at++
	}
	t := p.peek()
	if t.kind != kindIdent && t.kind != kindFunction {
		p.bad(diag.CSSSelector, start, t.start, "write a name such as :first-child, or remove the :", "a name is missing after :")
		return s, false
	}
	s = simple{kind: pseudoClass, name: strings.ToLower(strings.TrimSuffix(p.word(t), "("))}
	argument, end, closed := p.argument()
	if !closed {
		p.bad(diag.CSSUnclosed, start, t.end, "add )", "this bracket is not closed")
		return s, false
	}
	switch s.name {
	case "before", "after", "first-line", "first-letter":
		element = true
	}
	switch {
	case element:
		p.bad(diag.CSSPseudoElement, start, end, toHead, "%s cannot be inlined: it is not an element of the page", p.text[start:end])
	case s.name == "not" && t.kind == kindFunction:
		return p.negation(s, argument, start, end)
	case s.name == "is", s.name == "where", s.name == "has", s.name == "matches", s.name == "any":
		p.bad(diag.CSSSelectorFunction, start, end, "write one selector for each alternative, separated by commas", ":%s() cannot be inlined", s.name)
	case strings.HasPrefix(s.name, "nth-"):
		return p.nth(s, argument, start, end, t.kind == kindFunction)
	case isOneOf(s.name, countingClasses()) && t.kind == kindIdent:
		return s, true
	default:
		p.unknownPseudo(s.name, start, end)
	}
	return s, false
}

// argument steps over the name and the brackets that follow it, and returns
// what is inside.
func (p *selectorParser) argument() (tokens []token, end int, closed bool) {
	t := p.peek()
	if t.kind == kindIdent {
		p.at++
		return nil, t.end, true
	}
	from := p.at + 1
	stop := p.closing('(', ')')
	if stop < 0 {
		p.at = len(p.tokens)
		return nil, t.end, false
	}
	p.at = stop + 1
	return trimBlanks(p.tokens[from:stop]), p.tokens[stop].end, true
}

func (p *selectorParser) unknownPseudo(name string, start, end int) {
	switch name {
	case "hover", "focus", "focus-within", "focus-visible", "active", "visited", "link", "any-link", "target", "root",
		"checked", "disabled", "enabled", "empty", "lang", "dir", "valid", "invalid", "in-range", "out-of-range",
		"required", "optional", "read-only", "read-write", "placeholder-shown", "default", "indeterminate", "scope":
		p.bad(diag.CSSPseudoClass, start, end, toHead, ":%s cannot be inlined: it depends on the reader, the client or the data", name)
	default:
		p.bad(diag.CSSPseudoClass, start, end, diag.DidYouMean(name, countingClasses()), "there is no pseudo-class :%s that can be inlined", name)
	}
}

// negation reads the argument of :not(), which may be one compound.
func (p *selectorParser) negation(s simple, argument []token, start, end int) (simple, bool) {
	inner := selectorParser{expanded: p.expanded, tokens: argument}
	c := inner.compound()
	nested := false
	for _, part := range c.simples {
		nested = nested || part.kind == negation
	}
	switch {
	case inner.failed:
		p.failed = true
		return s, false
	case nested || inner.peek().kind != kindEOF || c.tag == "" && len(c.simples) == 0:
		p.bad(diag.CSSSelectorFunction, start, end, "write :not(.a):not(.b) for more than one", ":not() takes one element, .class, #id, [attribute] or :pseudo-class")
		return s, false
	}
	return simple{kind: negation, not: &c}, true
}

// nth reads the argument of :nth-child() and its kin.
func (p *selectorParser) nth(s simple, argument []token, start, end int, brackets bool) (simple, bool) {
	if !isOneOf(s.name, countingClasses()) {
		p.unknownPseudo(s.name, start, end)
		return s, false
	}
	if brackets && len(argument) > 0 {
		s.value = nthArgument(p.text[argument[0].start:argument[len(argument)-1].end])
	}
	if s.value == "" {
		p.bad(diag.CSSSelector, start, end, "write odd, even, a number, or a step such as 2n + 1", "the brackets of :%s are not understood", s.name)
		return s, false
	}
	return s, true
}

// nthArgument is the argument An+B without blanks, or "" if it is none (CSS
// Syntax Level 3, section 6). Numbers have at most six digits.
func nthArgument(text string) string {
	text = strings.ToLower(text)
	if text == "odd" || text == "even" {
		return text
	}
	sign, rest := cutSign(text)
	digits, rest := cutDigits(rest)
	if !strings.HasPrefix(rest, "n") {
		if rest != "" || digits == "" {
			return ""
		}
		return sign + digits
	}
	step := sign + digits + "n"
	sign, rest = cutSign(strings.TrimLeft(rest[1:], " \t\r\n\f"))
	if sign == "" {
		if rest != "" {
			return ""
		}
		return step
	}
	offset, rest := cutDigits(strings.TrimLeft(rest, " \t\r\n\f"))
	if offset == "" || rest != "" {
		return ""
	}
	return step + sign + offset
}

func cutSign(s string) (sign, rest string) {
	if s != "" && (s[0] == '+' || s[0] == '-') {
		return s[:1], s[1:]
	}
	return "", s
}

func cutDigits(s string) (digits, rest string) {
	n := 0
	for n < len(s) && n < 6 && isDigit(rune(s[n])) {
		n++
	}
	return s[:n], s[n:]
}

func isOneOf(s string, list []string) bool {
	for _, t := range list {
		if s == t {
			return true
		}
	}
	return false
}
