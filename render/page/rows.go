package page

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/billet-mail/billet/template/tag"
)

// holdsRows reports the elements between whose children no words may stand: an
// HTML parser moves them out of the table.
func holdsRows(name string) bool {
	switch name {
	case "table", "thead", "tbody", "tfoot", "tr", "colgroup":
		return true
	}
	return false
}

// Rows writes statements that stand between rows or cells of a layout or partial
// as comments, which HTML parsers leave where they are.
func Rows(page string, tags *tag.Table) string {
	if !strings.Contains(page, "<t") {
		return page
	}
	var out strings.Builder
	var open []string
	for p := range scan(page) {
		text := page[p.start:p.end]
		switch p.kind {
		case html.StartTagToken:
			if !void(p.name) {
				open = append(open, p.name)
			}
		case html.EndTagToken:
			if len(open) > 0 {
				open = open[:len(open)-1]
			}
		case html.TextToken:
			if len(open) > 0 && holdsRows(open[len(open)-1]) {
				text = comments(text, tags)
			}
		}
		out.WriteString(text)
	}
	return out.String()
}

func comments(text string, tags *tag.Table) string {
	var out strings.Builder
	for at := 0; ; {
		start, end, index, ok := tags.Next(text, at)
		if !ok {
			out.WriteString(text[at:])
			return out.String()
		}
		out.WriteString(text[at:start])
		if tags.Tags[index].Statement() {
			out.WriteString("<!--" + text[start:end] + "-->")
		} else {
			out.WriteString(text[start:end])
		}
		at = end
	}
}
