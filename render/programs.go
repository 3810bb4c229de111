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
	text := page.Fold(w.assembled(body), w.tags, c.proof, c.constants)
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

// links judges the links of a page that cannot be made: what a value is in a
// link does not depend on the page around it. words reports that the words are
// sound, so that values of Markdown can be judged as well.
func (w *work) links(body string, words bool) {
	text := body
	if w.layout != nil {
		text = w.assembled(body)
	}
	for _, c := range w.proofs {
		var found diag.List
		_, _ = page.CompileHTML(page.Fold(text, w.tags, c.proof, c.constants), w.tags, c.proof, &found) // a page with faults is no fault of ours
		for _, f := range found {
			known := slices.ContainsFunc(w.report, func(d diag.Diagnostic) bool { return d.Range == f.Range && d.Code != f.Code })
			if !known && (f.Code == diag.PageLink || f.Code == diag.PageMarkdown && words) {
				w.report = append(w.report, f)
			}
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
	p.subject = w.program(page.CompileLine(plain, text(w.subject)))
	p.preheader = w.program(page.CompileLine(plain, text(w.preheader)))
	p.text = w.program(page.CompilePlain(plain, w.layoutText.Text))
	p.html = w.program(page.CompileHTML(html, w.tags, c.proof, &w.report))
	p.html.Rich = markdown.Value
	p.layout.Seal()
	return p
}

func (w *work) program(nodes []program.Node, err error) *program.Program {
	if err != nil {
		w.report.Add(diag.TemplateComposition, diag.Range{File: w.Source.Name()}, "report it with the template", "the page cannot be compiled: %v", err)
	}
	return program.New(nodes)
}

func text(doc *template.Document) string {
	if doc == nil {
		return ""
	}
	return doc.Text
}
