package render

import (
	"slices"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/render/markdown"
	"github.com/billet-mail/billet/render/page"
	"github.com/billet-mail/billet/render/program"
	"github.com/billet-mail/billet/template"
)

// inline assembles the page, folds the constants and inlines the styles.
// expressions reports that all tags could be proved; what a selector finds in
// one that could not is not judged.
func (w *work) inline(body string, expressions bool) (string, bool) {
	c := w.proofs[0]
	text := w.inlineImages(page.Fold(w.assembled(body), w.tags, c.proof, c.constants))
	before := w.report.Errors()
	html, faults, err := w.sheet.Inline(text, w.tags.Table)
	for _, f := range faults {
		if expressions || f.Code != diag.CSSDynamicAttribute {
			w.report = append(w.report, f)
		}
	}
	if err != nil {
		w.report.Add(diag.PageInliner, diag.Range{File: w.Source.Name()}, "remove what the message names from the layout or the styles", "the styles cannot be inlined: %v", err)
	}
	return html, w.report.Errors() == before
}

// proveLinks judges the links of a page that cannot be made: what a value is in a
// link does not depend on the page around it.
func (w *work) proveLinks(body string) {
	text := body
	if w.layout != nil {
		text = w.assembled(body)
	}
	for _, c := range w.proofs {
		var found diag.List
		page.CheckLinks(page.Fold(text, w.tags, c.proof, c.constants), w.tags, c.proof, &found)
		w.add(found, diag.PageLink)
	}
}

// lone judges whether Markdown values stand alone in words whose page cannot be
// made.
func (w *work) lone(body string) {
	for _, c := range w.proofs {
		var found diag.List
		_, _, _ = page.CompileHTML(page.Fold(body, w.tags, c.proof, c.constants), w.tags, c.proof, &found) // a page with faults is no fault of ours
		w.add(found, diag.PageMarkdown)
	}
}

// add reports the faults of one code, but none of a tag that has another.
func (w *work) add(found diag.List, code diag.Code) {
	for _, f := range found {
		known := slices.ContainsFunc(w.report, func(d diag.Diagnostic) bool { return d.Range == f.Range && d.Code != f.Code })
		if f.Code == code && !known {
			w.report = append(w.report, f)
		}
	}
}

// programs compiles the parts of the message for one event.
func (w *work) programs(html string, c *checked) *programs {
	plain := page.Plain{
		Tags: w.tags, Proof: c.proof, Constants: c.constants, Report: &w.report,
		Content: w.words.Text, Words: map[string]string{"subject": text(w.subject), "preheader": text(w.preheader)},
	}
	p := &programs{layout: c.env.Layout}
	p.subject = program.New(w.nodes(page.CompileLine(plain, text(w.subject))), nil)
	p.preheader = program.New(w.nodes(page.CompileLine(plain, text(w.preheader))), nil)
	p.text = program.New(w.nodes(page.CompilePlain(plain, w.layoutText.Text)), nil)
	nodes, ids, err := page.CompileHTML(html, w.tags, c.proof, &w.report)
	p.html, p.images = program.New(w.nodes(nodes, err), w.statics), w.imagesOf(ids)
	p.html.Rich = markdown.Value
	p.names = w.filenames(plain)
	p.layout.Seal()
	return p
}

func (w *work) nodes(nodes []program.Node, err error) []program.Node {
	if err != nil {
		w.report.Add(diag.TemplateComposition, diag.Range{File: w.Source.Name()}, "report it with the template", "the page cannot be compiled: %v", err)
	}
	return nodes
}

func text(doc *template.Document) string {
	if doc == nil {
		return ""
	}
	return doc.Text
}
