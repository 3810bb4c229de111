package template

import (
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/expr"
)

// Inherit gives a template what its front matter does not say and that of the
// template which it extends does: subject, preheader, layout and attachments.
// The events of a template are its own. locale is the language and its
// fallbacks.
func Inherit(front FrontMatter, src *diag.Source, files Files, locale []string) FrontMatter {
	body := front.Body
	for range maxNesting {
		name, ok := extended(src, body)
		if !ok {
			return front
		}
		parent := templateFile(files, name, locale)
		if parent == nil {
			return front
		}
		above := ReadFrontMatter(parent, &diag.List{}) // what is wrong in it is reported with the parent itself
		if !front.Subject.Given() {
			front.Subject = above.Subject
		}
		if !front.Preheader.Given() {
			front.Preheader = above.Preheader
		}
		if front.Layout.Text == "" {
			front.Layout = above.Layout
		}
		if front.Attachments == nil {
			front.Attachments = above.Attachments
		}
		src, body = parent, above.Body
	}
	return front
}

// extended is the name in the {% extends %} of a file.
func extended(src *diag.Source, from int) (name string, ok bool) {
	for _, p := range scan(expr.Input{Text: src.Text(), Range: src.Range}, from, &diag.List{}) {
		if p.kind == statement && p.name == "extends" {
			name, _, ok = literalName(p.args())
			return name, ok
		}
	}
	return "", false
}

// templateFile is a template in the first of the languages that it has.
func templateFile(files Files, name string, locale []string) *diag.Source {
	for _, tag := range locale {
		if src, ok := files.Source("templates/" + name + "/" + tag + ".md"); ok {
			return src
		}
	}
	return nil
}
