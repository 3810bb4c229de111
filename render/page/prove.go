package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/template"
	"github.com/billet-mail/billet/template/tag"
)

// Source is HTML that is to be proved: a composed layout or partial, or the
// HTML that Markdown made.
type Source struct {
	HTML  string
	Range func(start, end int) diag.Range // byte offsets of HTML → the author's file
	Tags  *tag.Table
	// Constant reports tags whose value is fixed at load. They may stand in
	// class, id and style.
	Constant func(index int) bool
	// Places tells where the author wrote each tag that stands inside a
	// statement; Markdown may have moved it (link references).
	Places map[int]template.Place
	// Content reports the tag that stands for the words of the mail: it belongs
	// into text outside of all statements.
	Content func(index int) bool
	// Images finds the inline images of the folder. Nil leaves them unjudged.
	Images Images
	// Seen collects links and ids of HTML that its author wrote, which is then
	// judged like words. Nil stands for HTML that Markdown made.
	Seen *Seen
}

// Prove reports every place where the HTML is not well formed, where a
// statement crosses the border of an element, and where a tag stands in a place
// that no value may fill. It judges the source, not what a browser would make
// of it.
func Prove(s Source, report *diag.List) {
	p := &prover{Source: s, report: report}
	end := 0
	for part := range scan(s.HTML) {
		p.part(part)
		end = part.end
	}
	if rest := s.HTML[end:]; rest != "" {
		line, _, _ := strings.Cut(rest, "\n")
		p.fault(diag.PageStructure, end, end+len(line), "add >, or write &lt; for the character itself", "this tag has no end")
	}
	for _, e := range p.elements {
		p.fault(diag.PageStructure, e.start, e.end, "add </"+e.name+">", "<%s> has no end", e.name)
	}
}

type prover struct {
	Source
	report   *diag.List
	elements []part
	open     []openStatement
	links    []openLink
	inValue  bool // within an attribute's value
}

// openStatement is a statement whose end has not come, and how many elements
// were open at its start.
type openStatement struct {
	index    int
	arm      int
	elements int
	broken   bool // already reported
}

func (p *prover) fault(code diag.Code, start, end int, help, format string, args ...any) {
	p.report.Add(code, p.Range(start, end), help, format, args...)
}

func (p *prover) tagFault(code diag.Code, index int, help, format string, args ...any) {
	p.report.Add(code, p.Tags.Tags[index].Range, help, format, args...)
}

func (p *prover) part(t part) {
	switch t.kind {
	case html.StartTagToken, html.SelfClosingTagToken:
		p.startTag(t)
	case html.EndTagToken:
		p.endTag(t)
	case html.TextToken:
		p.text(t)
	case html.CommentToken:
		p.comment(t)
	case html.DoctypeToken:
		p.refuse(t.start, t.end, "write the doctype without tags", "a tag cannot stand in the doctype")
	}
}

// each calls f for every tag in a part of the page.
func (p *prover) each(start, end int, f func(index int)) {
	for at := start; ; {
		_, stop, index, ok := p.Tags.Next(p.HTML[:end], at)
		if !ok {
			return
		}
		f(index)
		at = stop
	}
}

func (p *prover) refuse(start, end int, help, message string) {
	p.each(start, end, func(index int) { p.tagFault(diag.PageContext, index, help, "%s", message) })
}

func (p *prover) startTag(t part) {
	p.refuse(t.start, t.nameEnd, "write the element's name", "a tag cannot be the name of an element")
	seen := map[string]bool{}
	for _, a := range t.attrs {
		p.attribute(t, a)
		if seen[a.name] && !p.Tags.Has(a.name) {
			p.fault(diag.PageStructure, a.nameStart, a.nameEnd, "remove one of them", "the attribute %s stands here twice", a.name)
		}
		seen[a.name] = true
	}
	if t.name == "style" {
		p.fault(diag.PageStyleBlock, t.start, t.end, "move the rules to styles/inline.css or styles/head.css", "styles do not belong into the page")
	}
	if p.Tags.Has(t.name) {
		return // nothing is known of it
	}
	p.nesting(t)
	p.tableNesting(t)
	p.acting(t)
	p.authored(t)
	if t.kind == html.StartTagToken && !void(t.name) {
		p.elements = append(p.elements, t)
	}
	if t.kind == html.SelfClosingTagToken && !void(t.name) {
		p.fault(diag.PageStructure, t.start, t.end, "write <"+t.name+"></"+t.name+">", "HTML does not know a closed <%s/>", t.name)
	}
}

func (p *prover) attribute(t part, a attr) {
	p.refuse(a.nameStart, a.nameEnd, "write the attribute's name", "a tag cannot be the name of an attribute")
	start, end := a.valueStart, a.valueEnd
	if !p.Tags.Has(p.HTML[start:end]) {
		p.address(t, a)
		return
	}
	switch {
	case a.quote == 0:
		p.refuse(start, end, "put the value into double quotes", "a tag cannot stand in an unquoted value")
	case strings.HasPrefix(a.name, "on"):
		p.refuse(start, end, "remove it: mails run no scripts", "a tag cannot stand in a script")
	case a.name == "srcset" || a.name == "imagesrcset" || a.name == "ping":
		p.refuse(start, end, "use src or href", "a tag cannot stand in "+a.name)
	case a.name == "srcdoc":
		p.refuse(start, end, "write the words into the page itself", "a tag cannot stand in srcdoc, which is a page of its own")
	case active(t):
		p.constants(start, end, "write it without tags", "a tag cannot stand in <%s>, which tells a mail client what to do", t.name)
	case a.name == "class" || a.name == "id" || a.name == "style":
		p.constants(start, end, "choose between two elements by {% if %}", "a tag cannot stand in %s: styles are worked out at load", a.name)
	default:
		p.within(start, end)
	}
}

// active reports elements whose attributes act: they load, run or replace
// something.
func active(t part) bool {
	switch t.name {
	case "animate", "applet", "base", "embed", "iframe", "link", "object", "param", "script", "set":
		return true
	case "meta":
		return slices.ContainsFunc(t.attrs, func(a attr) bool { return a.name == "http-equiv" })
	}
	return false
}

// constants reports the tags that are not constants.
func (p *prover) constants(start, end int, help, format string, args ...any) {
	p.each(start, end, func(index int) {
		if !p.Constant(index) {
			p.tagFault(diag.PageContext, index, help, format, args...)
		}
	})
}

// within proves that the statements of an attribute's value open and close in
// it.
func (p *prover) within(start, end int) {
	depth := len(p.open)
	p.inValue = true
	p.each(start, end, func(index int) { p.statement(index, depth) })
	p.inValue = false
	for len(p.open) > depth {
		p.cross(len(p.open) - 1)
		p.open = p.open[:len(p.open)-1]
	}
}

// statement follows a tag in text. bottom is how many of the open statements
// do not belong to the same value.
func (p *prover) statement(index, bottom int) {
	t := p.Tags.Tags[index]
	switch t.Role {
	case tag.Open:
		p.betweenRows(index)
		p.open = append(p.open, openStatement{index: index, elements: len(p.elements)})
	case tag.Output, tag.Insert:
		p.betweenRows(index)
		p.written(index)
		p.content(index)
	case tag.Middle, tag.Close:
		n := len(p.open) - 1
		if n < bottom || p.open[n].index != t.Opener {
			p.tagFault(diag.PageStatement, index, "close the statement where it opens", "%s stands apart from the tag that it belongs to", t.Name)
			return
		}
		if p.open[n].elements != len(p.elements) {
			p.cross(n)
			p.open[n].elements = len(p.elements)
		}
		p.open[n].arm++
		if t.Role == tag.Close {
			p.open = p.open[:n]
		}
	}
}

// betweenRows reports a statement around the rows of a table that has no tbody:
// HTML parsers add one, and a branch would open outside of it and close inside.
// An output there would be moved out of the table.
func (p *prover) betweenRows(index int) {
	n := len(p.elements) - 1
	if n < 0 || p.inValue {
		return
	}
	t := p.Tags.Tags[index]
	switch name := p.elements[n].name; {
	case name == "table":
		p.tagFault(diag.PageStatement, index, "write <tbody> before the rows and </tbody> behind them", "a tag cannot stand between <table> and its rows")
	case holdsRows(name) && t.Role == tag.Output:
		p.tagFault(diag.PageContext, index, "put it into a cell", "a value cannot stand between the rows or cells of a table")
	}
}

// written reports a tag that is used outside of the statement in which its
// author wrote it.
func (p *prover) written(index int) {
	place, ok := p.Places[index]
	if !ok || slices.ContainsFunc(p.open, func(o openStatement) bool { return o.index == place.Opener && o.arm == place.Arm }) {
		return
	}
	p.tagFault(diag.PageScope, index, "write the link where it is used: [words]({{ url }})", "this tag is used outside of the statement around it")
}

func (p *prover) content(index int) {
	switch {
	case p.Content == nil || !p.Content(index):
	case p.inValue || len(p.open) > 0:
		p.tagFault(diag.PageContent, index, "move it into the text of the page, outside of every if and for", "content cannot stand here")
	default:
		p.contentPlace(index)
	}
}

// cross reports a statement that opens in one element and closes in another.
func (p *prover) cross(n int) {
	if !p.open[n].broken {
		p.tagFault(diag.PageStatement, p.open[n].index, "open and close it in the same element", "%s opens in one element and closes in another", p.Tags.Tags[p.open[n].index].Name)
	}
	p.open[n].broken = true
}

func (p *prover) endTag(t part) {
	p.refuse(t.start, t.end, "write the element's name", "a tag cannot stand in an end tag")
	if p.Tags.Has(t.name) {
		return
	}
	n := len(p.elements) - 1
	if n < 0 || p.elements[n].name != t.name {
		for i := n; i >= 0; i-- {
			if p.elements[i].name == t.name {
				inner := p.elements[n]
				p.fault(diag.PageStructure, t.start, t.end, "close <"+inner.name+"> first", "</%s> closes over an open <%s>", t.name, inner.name)
				p.elements = p.elements[:i]
				return
			}
		}
		p.fault(diag.PageStructure, t.start, t.end, "remove it", "</%s> closes nothing", t.name)
		return
	}
	p.elements = p.elements[:n]
	if t.name == "a" {
		p.linkEnd()
	}
	for i := range p.open {
		if p.open[i].elements > n {
			p.cross(i)
			p.open[i].elements = n
		}
	}
}

func (p *prover) text(t part) {
	if raw(t.within) {
		p.refuse(t.start, t.end, "remove it", "a tag cannot stand in <"+t.within+">")
		return
	}
	p.loneWords(t)
	p.shown(t)
	p.each(t.start, t.end, func(index int) { p.statement(index, 0) })
}

func (p *prover) comment(t part) {
	inner := strings.TrimSuffix(strings.TrimPrefix(p.HTML[t.start:t.end], "<!--"), "-->")
	if index, ok := p.Tags.Only(inner); ok && p.Tags.Token(index) == inner {
		p.statement(index, 0)
		return
	}
	p.refuse(t.start, t.end, "move it out of the comment; to leave something out, write {# … #} around it", "a tag cannot stand in an HTML comment")
}
