package render

import (
	"slices"
	"strings"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/render/markdown"
	"github.com/billet-mail/billet/render/page"
	"github.com/billet-mail/billet/template"
	"github.com/billet-mail/billet/template/tag"
)

// markdown turns the body into HTML and text, and puts HTML partials in.
func (w *work) markdown() string {
	result, faults := markdown.Render(markdown.Document{
		Text: w.body.Text, Tags: w.tags.Table, Range: w.body.Range, Colon: colon(w.Language.Locale.Language()), Marks: w.Marks,
		Image: func(name string) (problem, help string) {
			_, problem, help = w.image(name)
			return problem, help
		},
		Same: func(a, b int) bool { return w.tags.Name(a) != "" && w.tags.Name(a) == w.tags.Name(b) },
	})
	w.report = append(w.report, faults...)
	for _, doc := range w.links {
		if doc == nil {
			continue
		}
		link, faults := markdown.Render(markdown.Document{Text: doc.Text, Tags: w.tags.Table, Range: doc.Range})
		w.report = append(w.report, faults...)
		result.HTML += link.HTML
		result.Text = append(append(result.Text, markdown.TextOp{Kind: markdown.TextBreak, N: 2}), link.Text...)
	}
	w.words = result
	w.insertPlaces(result.HTML)
	return w.inserted(w.marked(result.HTML))
}

// insertPlaces reports HTML partials that stand among the words of a paragraph,
// but hold more than words.
func (w *work) insertPlaces(html string) {
	known := func(at diag.Range) bool {
		return slices.ContainsFunc(w.report, func(d diag.Diagnostic) bool { return d.Code == diag.MarkdownInsertPlace && d.Range == at })
	}
	for i, t := range w.tags.Tags {
		if t.Role == tag.Insert && !known(t.Range) && !strings.Contains(html, "<!--"+w.tags.Token(i)+"-->") && page.HasBlocks(w.tags.Insert(i).HTML.Text) {
			w.report.Add(diag.MarkdownInsertPlace, t.Range, "put the include on a line of its own", "this partial holds a block, such as a paragraph or a table, and cannot stand among words")
		}
	}
}

// proveLayout judges the layout by itself, so that faults lead to the author's
// file.
func (w *work) proveLayout() {
	page.Prove(page.Source{
		HTML: w.layout.Text, Range: w.layout.Range, Tags: w.tags.Table, Constant: w.constant, Seen: &w.seen,
		Content: func(index int) bool { return w.tags.Name(index) == "content" }, Images: w.image,
	}, &w.report)
	text := strings.ToLower(w.layout.Text)
	if begin := strings.Index(text, "<head"); begin < 0 || !strings.Contains(text[begin:], "</head>") {
		w.report.Add(diag.PageHead, w.layout.Range(0, 0), "add <head></head> before <body>: the styles go there", "the layout has no head")
	}
}

// proveInserts judges the HTML partials among the words by themselves.
func (w *work) proveInserts() {
	for i, t := range w.tags.Tags {
		if t.Role != tag.Insert {
			continue
		}
		var seen page.Seen
		doc := w.tags.Insert(i).HTML
		page.Prove(page.Source{HTML: doc.Text, Range: doc.Range, Tags: w.tags.Table, Constant: w.constant, Seen: &seen, Images: w.image}, &w.report)
		w.seenInside.Links = append(w.seenInside.Links, seen.Links...)
		for _, id := range seen.IDs {
			id.Places = append(w.placesOf(i), id.Places...)
			w.seenInside.IDs = append(w.seenInside.IDs, id)
		}
	}
}

// proveBody judges what Markdown and the partials made.
func (w *work) proveBody(body string) {
	file := diag.Range{File: w.Source.Name()}
	page.Prove(page.Source{
		HTML: body, Range: func(int, int) diag.Range { return file }, Tags: w.tags.Table,
		Constant: w.constant, Places: w.tags.Enclosing(w.body),
	}, &w.report)
}

// repeatedIDs reports ids that the page would have twice.
func (w *work) repeatedIDs() {
	ids := append(w.seen.IDs, w.seenInside.IDs...)
	for _, id := range w.words.IDs {
		ids = append(ids, page.ID{Name: id.Name, Places: w.tags.Places(w.body, id.Offset), Range: id.Range})
	}
	page.Repeated(ids, w.tags.Table, &w.report)
}

// placesOf are the statements around the tag of an HTML partial.
func (w *work) placesOf(insert int) []template.Place {
	if w.body == nil {
		return nil
	}
	return w.tags.Places(w.body, strings.Index(w.body.Text, w.tags.Token(insert)))
}
