package expr

import "github.com/billet-mail/billet/diag"

// Assignment is one name=expression of {% with %} and {% include %}.
type Assignment struct {
	Name  Name
	Value *Node
}

// Loop is the head of {% for item in list reversed %}.
type Loop struct {
	Item     Name
	List     *Node
	Reversed bool
}

// ParseLoop reads what stands behind "for". It returns nil after a fault.
func ParseLoop(in Input, report *diag.List) *Loop {
	p := newParser(in, report)
	item := p.next()
	if item.kind != tokenName || keyword(item.text) {
		p.unexpected(item, "the name of the loop's item")
		return nil
	}
	if comma, ok := p.accept(","); ok {
		p.fail(diag.TemplateSyntax, item.start, comma.end, "name one item: {% for line in invoice.lines %}", "a loop has one item")
		return nil
	}
	if _, ok := p.accept("in"); !ok {
		p.unexpected(p.peek(), "in")
		return nil
	}
	loop := &Loop{Item: Name{item.text, item.start, item.end}, List: p.expression()}
	_, loop.Reversed = p.accept("reversed")
	if t, ok := p.accept("sorted"); ok {
		p.fail(diag.TemplateSyntax, t.start, t.end, "let the application sort the list", "lists cannot be sorted here")
	}
	p.finish()
	if p.failed {
		return nil
	}
	return loop
}

// ParseWith reads "name=expression …" or "expression as name", and whether
// "only" stands at the end. It returns false after a fault.
func ParseWith(in Input, report *diag.List) (list []Assignment, only, ok bool) {
	p := newParser(in, report)
	if t := p.peek(); t.kind == tokenEnd {
		p.unexpected(t, "name=value")
	}
	for !p.failed && p.peek().kind != tokenEnd {
		if p.is("only") && p.tokens[p.at+1].kind == tokenEnd {
			p.next()
			return list, true, true
		}
		t := p.peek()
		if follow := p.tokens[p.at+1]; t.kind == tokenName && follow.kind == tokenSymbol && follow.text == "=" {
			p.next()
			p.next()
			list = append(list, Assignment{Name{t.text, t.start, t.end}, p.expression()})
			p.accept(",")
			continue
		}
		value := p.expression()
		if _, as := p.accept("as"); !as && !p.failed {
			p.unexpected(t, "name=value")
			break
		}
		name := p.next()
		if name.kind != tokenName {
			p.unexpected(name, "a name")
			break
		}
		list = append(list, Assignment{Name{name.text, name.start, name.end}, value})
	}
	return list, false, !p.failed
}
