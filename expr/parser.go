package expr

import (
	"github.com/billet-mail/billet/diag"
)

// maxDepth bounds how deep parentheses and operators nest, so that neither the
// parser nor evaluation can exhaust the stack.
const maxDepth = 64

type parser struct {
	in     Input
	tokens []token
	at     int
	depth  int
	report *diag.List
	failed bool
}

func newParser(in Input, report *diag.List) *parser {
	return &parser{in: in, tokens: lex(in.Text), report: report}
}

// Parse reads a whole expression. It reports at most one fault, and returns
// nil then.
func Parse(in Input, report *diag.List) *Node {
	p := newParser(in, report)
	n := p.expression()
	p.finish()
	return p.result(n)
}

func (p *parser) result(n *Node) *Node {
	if p.failed {
		return nil
	}
	return n
}

func (p *parser) peek() token { return p.tokens[p.at] }

func (p *parser) next() token {
	t := p.tokens[p.at]
	if t.kind != tokenEnd {
		p.at++
	}
	return t
}

func (p *parser) is(text string) bool {
	t := p.peek()
	return (t.kind == tokenSymbol || t.kind == tokenName) && t.text == text
}

func (p *parser) accept(texts ...string) (token, bool) {
	for _, text := range texts {
		if p.is(text) {
			return p.next(), true
		}
	}
	return token{}, false
}

func (p *parser) finish() {
	if t := p.peek(); t.kind != tokenEnd {
		p.unexpected(t, "")
	}
}

func (p *parser) fail(code diag.Code, start, end int, help, format string, args ...any) {
	if !p.failed {
		p.report.Add(code, p.in.Range(start, end), help, format, args...)
	}
	p.failed = true
	p.at = len(p.tokens) - 1
}

func (p *parser) unexpected(t token, wanted string) {
	help := "see docs/expressions.md for what a tag may hold"
	if wanted != "" {
		help = "write " + wanted + " here"
	}
	switch t.kind {
	case tokenEnd:
		p.fail(diag.TemplateSyntax, t.start, t.end, help, "the tag ends too early")
	case tokenBad:
		p.fail(diag.TemplateSyntax, t.start, t.end, t.remedy(help), "%s", t.text)
	default:
		switch t.text {
		case "/", "%", "^":
			help = "only + - * exist; let the application work the value out"
		case "[", "]":
			help = "name a part by a point, and the items of a list by a loop"
		case "=":
			help = "compare with =="
		}
		p.fail(diag.TemplateSyntax, t.start, t.end, help, "%s is not expected here", p.in.Text[t.start:t.end])
	}
}

func (p *parser) expression() *Node {
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > maxDepth {
		t := p.peek()
		p.fail(diag.TemplateSyntax, t.start, t.end, "name parts of it by {% with %}", "the expression nests deeper than %d", maxDepth)
		return nil
	}
	return p.binary(0)
}

// The levels of binary operators, weakest first, as Django has them.
var levels = [][]string{
	{"or", "||"},
	{"and", "&&"},
	{"not"},
	{"==", "!=", "<>", "<=", ">=", "<", ">", "in"},
	{"+", "-"},
	{"*"},
}

var spelling = map[string]string{"||": "or", "&&": "and", "<>": "!=", "!": "not"}

func (p *parser) binary(level int) *Node {
	if level == len(levels) {
		return p.unary()
	}
	if levels[level][0] == "not" {
		return p.negation(level)
	}
	left := p.binary(level + 1)
	for n := 0; !p.failed; n++ {
		op, ok := p.operator(level)
		if !ok {
			return left
		}
		if n == maxDepth*4 {
			p.fail(diag.TemplateSyntax, op.start, op.end, "name parts of it by {% with %}", "the expression has more than %d operators", n)
		}
		right := p.binary(level + 1)
		if right == nil || left == nil {
			return nil
		}
		left = &Node{Op: Binary, Text: op.text, Start: left.Start, End: right.End, Args: []*Node{left, right}}
		if op.text == "not in" {
			left.Text = "in"
			left = &Node{Op: Unary, Text: "not", Start: left.Start, End: left.End, Args: []*Node{left}}
		}
	}
	return left
}

func (p *parser) operator(level int) (token, bool) {
	if levels[level][0] == "==" && p.is("not") {
		if after := p.tokens[p.at+1]; after.kind == tokenName && after.text == "in" {
			op := p.next()
			op.text, op.end = "not in", p.next().end
			return op, true
		}
	}
	op, ok := p.accept(levels[level]...)
	if s, alias := spelling[op.text]; alias {
		op.text = s
	}
	return op, ok
}

func (p *parser) negation(level int) *Node {
	op, ok := p.accept("not", "!")
	if !ok {
		return p.binary(level + 1)
	}
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > maxDepth {
		p.fail(diag.TemplateSyntax, op.start, op.end, "remove the doubled negations", "the expression nests deeper than %d", maxDepth)
		return nil
	}
	operand := p.negation(level)
	if operand == nil {
		return nil
	}
	return &Node{Op: Unary, Text: "not", Start: op.start, End: operand.End, Args: []*Node{operand}}
}

func (p *parser) unary() *Node {
	if p.is("-") && p.tokens[p.at+1].kind == tokenNumber {
		return p.filtered() // the sign is part of the literal: -5|abs is 5
	}
	op, minus := p.accept("-")
	n := p.filtered()
	if !minus || n == nil {
		return n
	}
	return &Node{Op: Unary, Text: "-", Start: op.start, End: n.End, Args: []*Node{n}}
}

// filtered reads a term and the filters behind it.
func (p *parser) filtered() *Node {
	n := p.term()
	for count := 0; !p.failed && n != nil; count++ {
		bar, ok := p.accept("|")
		if !ok {
			return n
		}
		if count == maxDepth {
			p.fail(diag.TemplateSyntax, bar.start, bar.end, "remove some", "the value has more than %d filters", count)
			return nil
		}
		name := p.next()
		if name.kind != tokenName {
			p.unexpected(name, "the name of a filter")
			return nil
		}
		f := &Node{Op: Filter, Text: name.text, Start: n.Start, End: name.end, Args: []*Node{n},
			Names: []Name{{name.text, name.start, name.end}}}
		if _, ok := p.accept(":"); ok {
			arg := p.term()
			if arg == nil {
				return nil
			}
			f.Args, f.End = append(f.Args, arg), arg.End
		}
		n = f
	}
	return n
}

func (p *parser) term() *Node {
	t := p.next()
	switch {
	case t.kind == tokenNumber:
		return &Node{Op: Literal, Text: t.text, Start: t.start, End: t.end, number: true}
	case t.kind == tokenString:
		return &Node{Op: Literal, Text: t.text, Start: t.start, End: t.end}
	case t.kind == tokenSymbol && t.text == "-":
		if n := p.next(); n.kind == tokenNumber {
			return &Node{Op: Literal, Text: "-" + n.text, Start: t.start, End: n.end, number: true}
		}
	case t.kind == tokenSymbol && t.text == "(":
		n := p.expression()
		closing, ok := p.accept(")")
		if !ok && !p.failed {
			p.unexpected(p.peek(), "a closing )")
		}
		if n != nil && !p.failed {
			n.Start, n.End = t.start, closing.end
		}
		return n
	case t.kind == tokenName && !keyword(t.text):
		if p.is("(") {
			return p.call(t)
		}
		return p.path(t)
	}
	p.unexpected(t, "a placeholder or a value")
	return nil
}

func keyword(s string) bool {
	switch s {
	case "and", "or", "not", "in":
		return true
	}
	return false
}

func (p *parser) path(first token) *Node {
	n := &Node{Op: Path, Start: first.start, End: first.end, Names: []Name{{first.text, first.start, first.end}}}
	for {
		if _, ok := p.accept("."); !ok {
			return n
		}
		part := p.next()
		if part.kind != tokenName {
			p.unexpected(part, "a name")
			return nil
		}
		n.Names = append(n.Names, Name{part.text, part.start, part.end})
		n.End = part.end
	}
}

func (p *parser) call(name token) *Node {
	n := &Node{Op: Call, Text: name.text, Start: name.start}
	p.accept("(")
	for !p.is(")") {
		arg := Name{}
		if t := p.peek(); t.kind == tokenName && p.tokens[p.at+1].text == "=" && p.tokens[p.at+1].kind == tokenSymbol {
			p.next()
			p.next()
			arg = Name{t.text, t.start, t.end}
		}
		value := p.expression()
		if value == nil {
			return nil
		}
		n.Args, n.Names = append(n.Args, value), append(n.Names, arg)
		if _, ok := p.accept(","); !ok {
			break
		}
	}
	closing, ok := p.accept(")")
	if !ok {
		p.unexpected(p.peek(), "a closing )")
		return nil
	}
	n.End = closing.end
	return n
}
