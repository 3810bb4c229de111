package page

import (
	"strings"

	"golang.org/x/net/html"
)

// Mark puts an attribute into every start tag of a layout or partial: what
// attribute gives for the byte offset of the tag.
func Mark(page string, attribute func(offset int) string) string {
	var out strings.Builder
	at := 0
	for p := range scan(page) {
		if p.kind == html.StartTagToken || p.kind == html.SelfClosingTagToken {
			out.WriteString(page[at:p.nameEnd])
			out.WriteString(attribute(p.start))
			at = p.nameEnd
		}
	}
	out.WriteString(page[at:])
	return out.String()
}
