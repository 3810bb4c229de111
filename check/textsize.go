package check

import (
	"strings"

	"github.com/billet-mail/billet/diag"
)

// The sizes below which words are hard to read, in pixels: those of the mail,
// and those in small print. No standard sets them; they are the usual small
// sizes of mails, and nobody should need to zoom
// (https://stylecampaign.com/blog/2018/08/small-text-and-accessibility-in-email/).
const (
	minTextSize   = 14
	minSmallPrint = 12
)

func (p *page) judgeSize(w words, seen *computed, found *findings) {
	want, kind := float64(minTextSize), "the words of a mail"
	if p.smallPrint(w.element) {
		want, kind = minSmallPrint, "small print"
	}
	if seen.size < want {
		found.Warn(diag.AccessTextSize, p.sourceRange(seen.sizeAt, w.element), "use at least "+plainNumber(want)+"px",
			"text of %spx is too small for %s", plainNumber(seen.size), kind)
	}
}

// smallPrint reports words that may be smaller: those of the layout around the
// mail's own words, headings of columns and rows, and what is marked as small.
func (p *page) smallPrint(e *element) bool {
	file, _, _ := p.checker.place(e.mark)
	return strings.HasPrefix(file, "layouts/") || e.Data == "th" || e.Data == "small" || e.Data == "sup" || e.Data == "sub" ||
		e.inside("th", "small", "sup", "sub", "caption")
}
