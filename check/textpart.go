package check

import (
	"net/url"
	"slices"
	"strings"

	"github.com/billet-mail/billet/diag"
)

// checkTextPart reports links and amounts of the HTML that the text part lacks.
// Who reads the text part, on a watch or with a screen reader, must be able to
// do the same.
func (c *checker) checkTextPart(p *page, found *findings) {
	for _, a := range p.all("a") {
		href := a.attr("href")
		shown := shownLink(href)
		if href == "" || strings.HasPrefix(href, "#") || a.hidden() || strings.Contains(p.mail.Text, shown) {
			continue
		}
		found.quoting(p.mail, 0).Warn(diag.TextLink, p.linkAt(a, p.text(a)), "write the link into the .txt layout, or into the text twin of the partial",
			"the text part lacks the link %s", excerptLink(shown))
	}
	marks := c.marks[p.mail.Locale]
	inText := marks.amounts(p.mail.Text)
	for _, w := range p.blocks() {
		for _, amount := range marks.amounts(w.text) {
			if !slices.Contains(inText, amount) {
				found.quoting(p.mail, 0).Warn(diag.TextAmount, p.at(w.element), "write it into the text twin of the layout or the partial too",
					"the text part lacks the amount %s", amount)
			}
		}
	}
}

// shownLink is how the text part shows a link: an address of mail or a number to
// call by itself, without what is behind the ?.
func shownLink(href string) string {
	for _, scheme := range []string{"mailto:", "tel:"} {
		if address, ok := strings.CutPrefix(href, scheme); ok {
			address, _, _ = strings.Cut(address, "?")
			if plain, err := url.PathUnescape(address); err == nil {
				return plain
			}
			return address
		}
	}
	return href
}

func excerptLink(link string) string {
	if runes := []rune(link); len(runes) > 80 {
		return string(runes[:80]) + "…"
	}
	return link
}

// blocks are the visible words of the page by the elements that hold them: the
// innermost ones that are no parts of a line.
func (p *page) blocks() []words {
	var list []words
	for _, w := range p.visibleWords() {
		e := w.element
		for inlineElement(e.Data) && e.parent != nil {
			e = e.parent
		}
		if e.hidden() || len(list) > 0 && list[len(list)-1].element == e {
			continue
		}
		list = append(list, words{p.text(e), e})
	}
	return list
}
