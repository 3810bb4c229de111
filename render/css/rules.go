package css

import (
	"github.com/billet-mail/billet/diag"
)

// rule is one rule of inline.css without its faulty parts.
type rule struct {
	selectors    []selector
	declarations string // in the form for the inliner
}

// ruleParser reads inline.css. After a fault it goes on behind the nearest
// bracket or semicolon, so that all faults are found in one run.
type ruleParser struct {
	*expanded
	tokens []token
	at     int
	rules  []rule
	nested int // rules that began inside another: each leaves a } behind
}

func parseRules(e *expanded) []rule {
	p := ruleParser{expanded: e, tokens: scan(e)}
	for p.peek().kind != kindEOF {
		p.statement()
	}
	return p.rules
}

func (p *ruleParser) peek() token { return p.tokens[p.at] }

// char is the character at hand, or 0 if another kind of token is.
func (p *ruleParser) char() byte {
	if t := p.peek(); t.kind == kindChar {
		return p.text[t.start]
	}
	return 0
}

// statement reads one rule, or reports and skips what is none.
func (p *ruleParser) statement() {
	t := p.peek()
	switch {
	case t.blank() || t.kind == kindBad:
		p.at++
	case t.kind == kindAt:
		p.atRule()
	case p.char() == '}':
		p.at++
		if p.nested > 0 {
			p.nested--
			return
		}
		p.fault(diag.CSSBrace, t.start, t.end, "remove it, or add the rule's selector and {", "this } has no {")
	default:
		p.rule()
	}
}

// until steps to the next of the characters { } ; and returns the tokens
// before it.
func (p *ruleParser) until() []token {
	from := p.at
	for p.peek().kind != kindEOF {
		if c := p.char(); c == '{' || c == '}' || c == ';' {
			break
		}
		p.at++
	}
	return p.tokens[from:p.at]
}

func (p *ruleParser) rule() {
	prelude := trimBlanks(p.until())
	t := p.peek()
	start := t.start
	if len(prelude) > 0 {
		start = prelude[0].start
	}
	switch p.char() {
	case '{':
		p.at++
		p.ruleBlock(prelude, t)
	case ';', '}':
		p.at++
		p.fault(diag.CSSSyntax, start, t.end, "write selector { property: value; }", "this stands outside of any rule")
	default:
		p.fault(diag.CSSSyntax, start, prelude[len(prelude)-1].end, "write selector { property: value; }", "a { is missing after this")
	}
}

// ruleBlock reads a rule behind its {.
func (p *ruleParser) ruleBlock(prelude []token, open token) {
	var r rule
	if len(prelude) == 0 {
		p.fault(diag.CSSSelector, open.start, open.end, "write a selector in front of it, such as p", "this rule has no selector")
	} else {
		r.selectors = parseSelectors(p.expanded, prelude)
	}
	d := declarations{expanded: p.expanded, seen: map[string]bool{}}
	p.block(&d, open)
	r.declarations = d.out.String()
	p.rules = append(p.rules, r)
}

// block reads declarations to the closing bracket.
func (p *ruleParser) block(d *declarations, open token) {
	for {
		from := p.at
		part := trimBlanks(p.until())
		if len(part) > 0 && part[0].kind == kindAt && p.char() == '{' {
			p.at = from
			for p.peek().kind != kindAt {
				p.at++
			}
			p.atRule()
			continue
		}
		switch p.char() {
		case '{':
			p.innerRule(part, open)
			p.at = from
			return
		case ';':
			p.at++
			d.add(part)
		case '}':
			p.at++
			d.add(part)
			return
		default:
			d.add(part)
			p.fault(diag.CSSBrace, open.start, open.end, "add } at its end", "this { is not closed")
			return
		}
	}
}

// innerRule reports a rule that begins inside another one.
func (p *ruleParser) innerRule(prelude []token, open token) {
	t := p.peek()
	start, end := t.start, t.end
	if len(prelude) > 0 {
		start, end = prelude[0].start, prelude[len(prelude)-1].end
	}
	p.nested++
	p.fault(diag.CSSBrace, start, end, "close the rule above with } first; rules cannot be nested",
		"this rule begins inside the rule of line %d", p.rangeOf(open.start, open.end).Start.Line)
}

// atRule reports an at-rule and skips it with its block.
func (p *ruleParser) atRule() {
	t := p.peek()
	p.fault(diag.CSSAtRule, t.start, t.end, "move it to styles/head.css", "%s cannot be inlined", p.text[t.start:t.end])
	depth := 0
	for ; p.peek().kind != kindEOF; p.at++ {
		switch p.char() {
		case '{':
			depth++
		case '}':
			if depth <= 1 {
				if depth == 1 {
					p.at++
				}
				return
			}
			depth--
		case ';':
			if depth == 0 {
				p.at++
				return
			}
		}
	}
	if depth > 0 {
		p.fault(diag.CSSBrace, t.start, t.end, "add } at its end", "the { of %s is not closed", p.text[t.start:t.end])
	}
}
