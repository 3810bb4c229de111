package render

import (
	"slices"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/template"
)

// compose reads the template and its layout.
func (w *work) compose() {
	c := &template.Composer{
		Files: w.files, Locale: w.Language.Chain, Own: w.Language.Own, Tags: w.tags, Report: &w.report,
		Env: &expr.Env{Strings: w.Language.Strings, Notes: w.notes},
	}
	if !w.Front.Subject.Given() {
		w.report.Add(diag.PageSubject, w.Source.Range(0, 0), "add subject: \"…\" to the front matter", "the template has no subject")
	} else {
		w.subject = c.Phrase(w.Front.Subject)
	}
	if w.Front.Preheader.Given() {
		w.preheader = c.Phrase(w.Front.Preheader)
	}
	w.attachments(c)
	w.body = c.Compose(w.Source, w.Front.Body, template.Markdown)
	w.layout = w.composeLayout(c, ".html", template.HTML)
	w.layoutText = w.composeLayout(c, ".txt", template.Plain)
	w.foreign = c.Foreign
}

func (w *work) composeLayout(c *template.Composer, ext string, format template.Format) *template.Document {
	name, at := w.Front.Layout.Text, w.Front.Layout.Range
	if name == "" {
		name, at = "default", diag.Range{File: "layouts/default" + ext}
	}
	src, ok := w.files.Source("layouts/" + name + ext)
	if !ok {
		w.report.Add(diag.FolderMissing, at, "add layouts/"+name+ext, "there is no layout layouts/%s%s", name, ext)
		return nil
	}
	doc := c.Compose(src, 0, format)
	if doc == nil {
		return nil
	}
	places := 0
	enclosing := w.tags.Enclosing(doc)
	w.eachOutput(doc, func(index int, name string) {
		if name == "content" {
			places++
		}
		if slices.Contains(reserved, name) {
			w.notRepeated(index, name, enclosing)
		}
	})
	if places != 1 {
		w.report.Add(diag.PageContent, src.Range(0, 0), "write {{ content }} once, where the words of the mail go", "the layout has %d places for the content", places)
		return nil
	}
	return doc
}

// notRepeated reports content, subject or preheader inside a loop: their own
// loops would lose their place.
func (w *work) notRepeated(index int, name string, enclosing map[int]template.Place) {
	for at, inside := enclosing[index]; inside; at, inside = enclosing[at.Opener] {
		if w.tags.Tags[at.Opener].Name == "for" {
			w.report.Add(diag.PageContent, w.tags.Tags[index].Range, "move it out of the loop", "%s cannot stand in a loop", name)
			return
		}
	}
}

// eachOutput calls f for every output of a document that has a bare name.
func (w *work) eachOutput(doc *template.Document, f func(index int, name string)) {
	for at := 0; ; {
		_, end, index, ok := w.tags.Next(doc.Text, at)
		if !ok {
			return
		}
		if name := w.tags.Name(index); name != "" {
			f(index, name)
		}
		at = end
	}
}
