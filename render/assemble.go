package render

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/billet-mail/billet/render/page"
	"github.com/billet-mail/billet/render/program"
	"github.com/billet-mail/billet/template"
	"github.com/billet-mail/billet/template/tag"
)

// marked turns the byte offsets that Markdown leaves on block elements into
// places of the author's file.
func (w *work) marked(html string) string {
	if !w.Marks {
		return html
	}
	return mark.ReplaceAllStringFunc(html, func(attribute string) string {
		offset, err := strconv.Atoi(mark.FindStringSubmatch(attribute)[1])
		if err != nil {
			return attribute
		}
		return markAt(w.body, offset)
	})
}

// markedPage is a layout or partial with the places of its elements, if marks
// are wanted.
func (w *work) markedPage(doc *template.Document) string {
	if !w.Marks {
		return doc.Text
	}
	return page.Mark(doc.Text, func(offset int) string { return markAt(doc, offset) })
}

func markAt(doc *template.Document, offset int) string {
	at := doc.Range(offset, offset)
	return fmt.Sprintf(` data-billet-at="%s:%d:%d"`, program.EscapeHTML(at.File), at.Start.Line, at.Start.Column)
}

var mark = regexp.MustCompile(` data-billet-at="([0-9]+)"`)

// inserted puts HTML partials into the body's HTML.
func (w *work) inserted(html string) string {
	return w.replaced(html, func(index int) (string, bool) {
		if w.tags.Tags[index].Role != tag.Insert {
			return "", false
		}
		return strings.TrimRight(page.Rows(w.markedPage(w.tags.Insert(index).HTML), w.tags.Table), "\n"), true
	})
}

// assembled puts the body, the subject and the preheader into the layout.
func (w *work) assembled(body string) string {
	return w.replaced(page.Rows(w.markedPage(w.layout), w.tags.Table), func(index int) (string, bool) {
		switch w.tags.Name(index) {
		case "content":
			return body, true
		case "subject":
			return program.EscapeHTML(text(w.subject)), true
		case "preheader":
			return program.EscapeHTML(text(w.preheader)), true
		}
		return "", false
	})
}

// replaced puts something in the place of the tags that by names; the comment
// around a block tag goes with it.
func (w *work) replaced(html string, by func(index int) (string, bool)) string {
	var out strings.Builder
	out.Grow(len(html) + len(html)/4)
	for at := 0; ; {
		start, end, index, ok := w.tags.Next(html, at)
		if !ok {
			out.WriteString(html[at:])
			return out.String()
		}
		with, replace := by(index)
		if !replace {
			out.WriteString(html[at:end])
			at = end
			continue
		}
		if strings.HasSuffix(html[at:start], "<!--") && strings.HasPrefix(html[end:], "-->") {
			start, end = start-len("<!--"), end+len("-->")
		}
		out.WriteString(html[at:start])
		out.WriteString(with)
		at = end
	}
}
