package template

import (
	"regexp"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/expr"
)

// loneEnd finds the end of a tag; {width=50%} is an attribute of Markdown.
var loneEnd = regexp.MustCompile(`\}\}|(?:^|[^0-9])(%\})`)

// unopened reports ends of tags that no tag has: readers would see them, and
// what should have been a value. HTML is not asked, for its styles and scripts
// end in the same characters.
func unopened(in expr.Input, pieces []piece, report *diag.List) {
	for _, p := range pieces {
		if p.kind != words {
			continue
		}
		for _, at := range loneEnd.FindAllStringSubmatchIndex(p.text, -1) {
			if at[2] >= 0 {
				at = at[2:]
			}
			end := p.text[at[0]:at[1]]
			open := map[string]string{"}}": "{{", "%}": "{%"}[end]
			report.Add(diag.TemplateUnopened, in.Range(p.start+at[0], p.start+at[1]),
				"write "+open+" where the tag begins; for the characters themselves, put them between {% verbatim %} and {% endverbatim %}", "no tag begins before this %s", end)
		}
	}
}
