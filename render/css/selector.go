package css

import (
	"strings"

	"github.com/billet-mail/billet/diag"
)

// maxSteps is how many compounds a selector may have: matching costs grow
// with the depth of the page to the power of the steps.
const maxSteps = 4

// selector is one alternative of a rule's selector list.
type selector struct {
	compounds  []compound
	start, end int
}

// compound is what selects one element, and how it relates to the one before.
type compound struct {
	combinator byte // 0 for the first, else one of ' ', '>', '+', '~'
	tag        string
	simples    []simple
}

// simple is a part of a compound.
type simple struct {
	kind  simpleKind
	name  string // decoded
	op    string // attributes: "", "=", "~=", "|=", "^=" or "$="
	value string // attributes: decoded; pseudo-classes: the argument
	fold  bool   // attributes: the case of letters does not count
	not   *compound
}

type simpleKind uint8

const (
	class simpleKind = iota
	id
	attribute
	pseudoClass
	negation
)

// selectorParser reads a selector list from tokens.
type selectorParser struct {
	*expanded
	tokens []token
	at     int
	failed bool // the selector at hand has a fault
}

const toHead = "move the rule to styles/head.css"

// parseSelectors reads the selector list in front of a rule's {. Selectors
// with a fault are reported and left out.
func parseSelectors(e *expanded, tokens []token) []selector {
	var list []selector
	parts, commas := splitCommas(e.text, tokens)
	for i, part := range parts {
		part = trimBlanks(part)
		if len(part) == 0 {
			comma := commas[max(i-1, 0)]
			e.fault(diag.CSSSelector, comma.start, comma.end, "write a selector on each side of the comma, such as h1, h2", "a selector is missing beside this comma")
			continue
		}
		p := selectorParser{expanded: e, tokens: part}
		s := selector{start: part[0].start, end: part[len(part)-1].end}
		s.compounds = p.compounds()
		if len(s.compounds) > maxSteps {
			p.bad(diag.CSSSelectorDepth, s.start, s.end, "give the element a class and select that",
				"this selector has %d steps, at most %d are allowed", len(s.compounds), maxSteps)
		}
		if !p.failed {
			list = append(list, s)
		}
	}
	return list
}

// splitCommas cuts at the commas outside brackets. There is one part more than
// there are commas.
func splitCommas(text string, tokens []token) (parts [][]token, commas []token) {
	depth, from := 0, 0
	for i, t := range tokens {
		switch {
		case t.kind == kindFunction:
			depth++
		case t.kind != kindChar:
		case text[t.start] == '(' || text[t.start] == '[':
			depth++
		case text[t.start] == ')' || text[t.start] == ']':
			depth--
		case text[t.start] == ',' && depth <= 0:
			parts, commas = append(parts, tokens[from:i]), append(commas, t)
			from = i + 1
		}
	}
	return append(parts, tokens[from:]), commas
}

func trimBlanks(tokens []token) []token {
	for len(tokens) > 0 && tokens[0].blank() {
		tokens = tokens[1:]
	}
	for len(tokens) > 0 && tokens[len(tokens)-1].blank() {
		tokens = tokens[:len(tokens)-1]
	}
	return tokens
}

func (t token) blank() bool { return t.kind == kindBlank || t.kind == kindComment }

func (p *selectorParser) bad(code diag.Code, start, end int, help, format string, args ...any) {
	p.failed = true
	p.fault(code, start, end, help, format, args...)
}

func (p *selectorParser) peek() token {
	if p.at < len(p.tokens) {
		return p.tokens[p.at]
	}
	end := 0
	if len(p.tokens) > 0 {
		end = p.tokens[len(p.tokens)-1].end
	}
	return token{kindEOF, end, end}
}

// char is the character at hand, or 0 if another kind of token is.
func (p *selectorParser) char() byte {
	if t := p.peek(); t.kind == kindChar {
		return p.text[t.start]
	}
	return 0
}

func (p *selectorParser) word(t token) string { return p.text[t.start:t.end] }

func (p *selectorParser) skipBlanks() (skipped bool) {
	for p.peek().blank() {
		skipped = skipped || p.peek().kind == kindBlank
		p.at++
	}
	return skipped
}

// compounds reads a whole selector.
func (p *selectorParser) compounds() []compound {
	var list []compound
	var combinator byte
	for {
		before := p.at
		c := p.compound()
		if p.at == before {
			p.unexpected()
			return nil
		}
		c.combinator = combinator
		list = append(list, c)
		combinator = 0
		if p.skipBlanks() {
			combinator = ' '
		}
		if p.peek().kind == kindEOF {
			return list
		}
		if c := p.char(); c == '>' || c == '+' || c == '~' {
			combinator = c
			p.at++
			p.skipBlanks()
		}
		if combinator == 0 {
			p.unexpected()
			return nil
		}
	}
}

// unexpected reports the token at hand, unless a fault has been reported.
func (p *selectorParser) unexpected() {
	t := p.peek()
	switch {
	case p.failed || t.kind == kindBad:
		p.failed = true
	case t.kind == kindEOF:
		p.bad(diag.CSSSelector, p.tokens[0].start, t.end, "add the missing part or remove the last sign", "this selector is not complete")
	case p.char() == '&':
		p.bad(diag.CSSSelector, t.start, t.end, "write the whole selector", "rules cannot be nested, so & means nothing")
	default:
		p.bad(diag.CSSSelector, t.start, t.end, "correct the selector", "%s is not expected in a selector here", p.word(t))
	}
}

// compound reads one element's selector. At a fault that it cannot step over it
// stops and leaves p.failed set.
func (p *selectorParser) compound() compound {
	var c compound
	if t := p.peek(); t.kind == kindIdent {
		c.tag = strings.ToLower(p.word(t))
		if !isTagName(c.tag) {
			p.bad(diag.CSSSelector, t.start, t.end, "use the name of an HTML element, a .class or an #id", "%s is not an element", p.word(t))
		}
		p.at++
	}
	for {
		t := p.peek()
		switch {
		case t.kind == kindHash:
			c.simples = append(c.simples, simple{kind: id, name: decode(p.word(t)[1:])})
			p.at++
		case p.char() == '.' && p.at+1 < len(p.tokens) && p.tokens[p.at+1].kind == kindIdent:
			c.simples = append(c.simples, simple{kind: class, name: decode(p.word(p.tokens[p.at+1]))})
			p.at += 2
		case p.char() == '[':
			if s, ok := p.attribute(); ok {
				c.simples = append(c.simples, s)
			}
		case p.char() == ':':
			if s, ok := p.pseudo(); ok {
				c.simples = append(c.simples, s)
			}
		case p.char() == '*':
			p.bad(diag.CSSUniversal, t.start, t.end, "name the elements, or "+toHead, "* cannot be inlined")
			p.at++
		default:
			return c
		}
	}
}

// isTagName reports whether the inliner counts s as the name of an element.
func isTagName(s string) bool {
	for i, c := range s {
		if !('a' <= c && c <= 'z' || i > 0 && (isDigit(c) || c == '-')) {
			return false
		}
	}
	return s != ""
}

// attribute reads an attribute selector; a faulty one is skipped as a whole.
func (p *selectorParser) attribute() (s simple, ok bool) {
	open := p.at
	end := p.closing('[', ']')
	if end < 0 {
		p.bad(diag.CSSUnclosed, p.tokens[open].start, p.tokens[open].end, "add ]", "this [ is not closed")
		p.at = len(p.tokens)
		return s, false
	}
	start, stop := p.tokens[open].start, p.tokens[end].end
	inner := selectorParser{expanded: p.expanded, tokens: trimBlanks(p.tokens[open+1 : end])}
	p.at = end + 1
	s, reason := inner.attributeParts()
	switch {
	case reason == "*=":
		p.bad(diag.CSSAttributeOperator, start, stop, "use =, ~=, |=, ^= or $=, or give the element a class", "*= cannot be inlined")
	case reason != "":
		p.bad(diag.CSSSelector, start, stop, `write [name] or [name="value"]`, "%s", reason)
	case s.name == reservedKey:
		p.bad(diag.CSSReserved, start, stop, "choose another attribute", "the inliner uses the attribute %s itself", reservedKey)
	default:
		return s, true
	}
	return s, false
}

// attributeParts reads the inside of [ ]. The reason says what is wrong.
func (p *selectorParser) attributeParts() (s simple, reason string) {
	const unknown = "this attribute selector is not understood"
	s.kind = attribute
	t := p.peek()
	if s.name = strings.ToLower(p.word(t)); t.kind != kindIdent || !isTagName(s.name) {
		return s, unknown
	}
	p.at++
	p.skipBlanks()
	if p.peek().kind == kindEOF {
		return s, ""
	}
	if c := p.char(); c != '=' && c != 0 {
		s.op = string(c)
		p.at++
	}
	if p.char() != '=' {
		return s, unknown
	}
	s.op += "="
	p.at++
	switch s.op {
	case "*=":
		return s, s.op
	case "=", "~=", "|=", "^=", "$=":
	default:
		return s, s.op + " is not an operator"
	}
	p.skipBlanks()
	switch t = p.peek(); t.kind {
	case kindString:
		s.value = decode(p.text[t.start+1 : t.end-1])
	case kindIdent:
		s.value = decode(p.word(t))
	default:
		return s, "the value needs quotes"
	}
	if s.value == "" && s.op != "=" {
		return s, "an empty value matches nothing with " + s.op
	}
	p.at++
	p.skipBlanks()
	if t = p.peek(); t.kind == kindIdent && strings.EqualFold(p.word(t), "i") {
		s.fold = true
		p.at++
		p.skipBlanks()
	}
	if p.peek().kind != kindEOF {
		return s, unknown
	}
	return s, ""
}

// closing finds the bracket that closes the one at hand; -1 if none does.
func (p *selectorParser) closing(open, end byte) int {
	depth := 0
	for i := p.at; i < len(p.tokens); i++ {
		t := p.tokens[i]
		switch {
		case t.kind == kindFunction && open == '(':
			depth++
		case t.kind != kindChar:
		case p.text[t.start] == open:
			depth++
		case p.text[t.start] == end:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}
