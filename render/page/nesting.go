package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/billet-mail/billet/diag"
)

// closesParagraph reports the elements whose start tag ends an open <p>, as the
// HTML standard has it (13.1.2.4, optional tags).
func closesParagraph(name string) bool {
	switch name {
	case "address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl", "fieldset",
		"figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "main",
		"menu", "nav", "ol", "p", "pre", "search", "section", "summary", "table", "ul":
		return true
	}
	return false
}

// bounds reports the elements that an inner element cannot close over.
func bounds(name string) bool {
	switch name {
	case "td", "th", "caption", "table", "object", "button", "template", "marquee", "applet", "html":
		return true
	}
	return false
}

// rowsOnly lists what may stand directly in the parts of a table; an HTML parser
// moves anything else out of the table.
func rowsOnly(parent string) []string {
	switch parent {
	case "table":
		return []string{"caption", "colgroup", "thead", "tbody", "tfoot", "tr"}
	case "thead", "tbody", "tfoot":
		return []string{"tr"}
	case "tr":
		return []string{"td", "th"}
	}
	return nil
}

// within lists what an element must stand in.
func within(name string) []string {
	switch name {
	case "td", "th":
		return []string{"tr"}
	case "tr":
		return []string{"table", "thead", "tbody", "tfoot"}
	case "thead", "tbody", "tfoot", "caption", "colgroup":
		return []string{"table"}
	}
	return nil
}

// tableNesting reports an element that a table cannot hold there, or that only
// a table can.
func (p *prover) tableNesting(t part) {
	parent := ""
	if n := len(p.elements); n > 0 {
		parent = p.elements[n-1].name
	}
	switch allowed, places := rowsOnly(parent), within(t.name); {
	case allowed != nil && !slices.Contains(allowed, t.name):
		p.fault(diag.PageStructure, t.start, t.end, "put it into a cell: <td>", "<%s> cannot stand between the rows or cells of a table", t.name)
	case places != nil && !slices.Contains(places, parent):
		p.fault(diag.PageStructure, t.start, t.end, "put it into <"+places[0]+">", "<%s> stands outside of <%s>", t.name, places[0])
	}
}

// loneWords reports words between the rows or cells of a table.
func (p *prover) loneWords(t part) {
	if n := len(p.elements) - 1; n < 0 || rowsOnly(p.elements[n].name) == nil {
		return
	}
	for at := t.start; at < t.end; {
		end := t.end
		start, stop, _, ok := p.Tags.Next(p.HTML[:t.end], at)
		if ok {
			end = start
		}
		words := strings.TrimSpace(p.HTML[at:end])
		if words != "" {
			from := at + strings.Index(p.HTML[at:end], words)
			p.fault(diag.PageStructure, from, from+len(words), "put them into a cell: <td>", "words cannot stand between the rows or cells of a table")
		}
		if !ok {
			return
		}
		at = stop
	}
}

// acting lists elements and attributes that no mail client runs, or that every
// filter takes for an attack.
func (p *prover) acting(t part) {
	switch t.name {
	case "script", "iframe", "frame", "object", "embed", "applet", "base", "form":
		p.fault(diag.PageContext, t.start, t.end, "remove it", "mail clients do not allow <%s>", t.name)
	}
	for _, a := range t.attrs {
		if strings.HasPrefix(a.name, "on") && len(a.name) > 2 {
			p.fault(diag.PageContext, a.nameStart, a.nameEnd, "remove it", "mail clients run no scripts")
		}
	}
}

// nesting reports an element where a parser would end another one first, so
// that the page would not be the one that is written.
func (p *prover) nesting(t part) {
	for i := len(p.elements) - 1; i >= 0 && !bounds(p.elements[i].name); i-- {
		outer := p.elements[i].name
		if outer == "p" && closesParagraph(t.name) || outer == "a" && t.name == "a" {
			p.fault(diag.PageStructure, t.start, t.end, "close <"+outer+"> first", "<%s> cannot stand in <%s>", t.name, outer)
			return
		}
	}
}

// HasBlocks reports HTML that cannot stand in a paragraph.
func HasBlocks(text string) bool {
	for p := range scan(text) {
		if p.kind == html.StartTagToken && closesParagraph(p.name) {
			return true
		}
	}
	return false
}

// contentPlace reports content in an element that ends where a paragraph
// begins.
func (p *prover) contentPlace(index int) {
	if n := len(p.elements) - 1; n >= 0 && p.elements[n].name == "p" {
		p.tagFault(diag.PageContent, index, "put it into a <td> or a <div>", "content cannot stand in <p>")
	}
}
