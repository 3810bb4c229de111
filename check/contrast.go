package check

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"github.com/billet-mail/billet/diag"
)

// The contrasts that WCAG 2.2 AA asks for (1.4.3), of words with what is behind
// them. Words of 24 pixels, or bold ones of 18.66, are large.
const (
	minContrast      = 4.5
	minContrastLarge = 3
	largeText        = 24
	largeBoldText    = 14 * 4 / 3.0
)

// words are text that a reader sees.
type words struct {
	text    string
	element *element
}

// visibleWords are the texts of a page, but for those that show nothing.
func (p *page) visibleWords() []words {
	var list []words
	for _, e := range p.elements {
		for n := e.FirstChild; n != nil; n = n.NextSibling {
			if n.Type != html.TextNode {
				continue
			}
			text := strings.TrimFunc(n.Data, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsGraphic(r) || unicode.Is(unicode.Mn, r) })
			if text != "" {
				list = append(list, words{text, e})
			}
		}
	}
	return list
}

// checkLooks reports words that are hard to read: by their contrast in light
// and, where head.css has rules for it, in dark; by their size on a computer
// and on a phone.
func (c *checker) checkLooks(p *page, found *findings) {
	rules, list := p.matches(), p.visibleWords()
	for _, l := range []look{{width: 1200}, {width: 360}, {width: 1200, dark: true}} {
		if l.dark && !c.dark {
			continue
		}
		looks := p.compute(l, rules)
		for _, w := range list {
			seen := looks[w.element]
			if seen.hidden || seen.size <= 1 {
				continue
			}
			if l.width > 600 {
				p.judgeContrast(w, seen, l, found)
			}
			if !l.dark {
				p.judgeSize(w, seen, found)
			}
		}
	}
}

func (p *page) judgeContrast(w words, seen *computed, l look, found *findings) {
	if seen.picture {
		return // what is behind the words is not known
	}
	front := seen.color.over(seen.back)
	ratio, want := contrast(front, seen.back), minContrast
	if seen.size >= largeText || seen.bold && seen.size >= largeBoldText {
		want = minContrastLarge
	}
	if ratio >= want {
		return
	}
	at, quoting := p.sourceRange(seen.colorAt, w.element), found.quoting(p.mail, int(ratio*100))
	if l.dark {
		quoting.Warn(diag.AccessContrastDark, at, "give the words a colour inside @media (prefers-color-scheme: dark) in styles/head.css, with !important",
			"the words “%s” have a contrast of %s to 1 in dark mode, less than %g to 1: %s on %s", excerpt(w.text), rounded(ratio), want, front, seen.back)
		return
	}
	quoting.Warn(diag.AccessContrast, at, "choose a darker or a lighter colour",
		"the words “%s” have a contrast of %s to 1, less than %g to 1: %s on %s", excerpt(w.text), rounded(ratio), want, front, seen.back)
}

// rounded cuts a ratio to one digit, so that 4.49 is not shown as 4.5.
func rounded(ratio float64) string {
	return plainNumber(math.Floor(ratio*10) / 10)
}

func plainNumber(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

// excerpt is the beginning of a text.
func excerpt(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	const most = 40
	if runes := []rune(text); len(runes) > most {
		return strings.TrimSpace(string(runes[:most])) + "…"
	}
	return text
}
