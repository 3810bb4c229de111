package page

import "github.com/billet-mail/billet/diag"

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

// contentPlace reports content in an element that ends where a paragraph
// begins.
func (p *prover) contentPlace(index int) {
	if n := len(p.elements) - 1; n >= 0 && p.elements[n].name == "p" {
		p.tagFault(diag.PageContent, index, "put it into a <td> or a <div>", "content cannot stand in <p>")
	}
}
