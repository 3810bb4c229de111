package check

import (
	"slices"
	"strings"

	"github.com/billet-mail/billet/render/css"
)

// look is a way to look at a page, as media queries ask for it.
type look struct {
	dark  bool
	width float64 // of the window, in CSS pixels
}

// applies reports whether all at-rules around a rule hold. A rule that is no
// rule for elements, such as @font-face, never applies; @supports is taken to
// hold.
func (l look) applies(r styleRule) bool {
	for _, at := range r.At {
		name, query, _ := strings.Cut(strings.ToLower(at), " ")
		switch name {
		case "@media":
			if !l.media(query) {
				return false
			}
		case "@supports":
		default:
			return false
		}
	}
	return len(r.Selectors) > 0
}

// media reports whether a list of media queries holds (Media Queries Level 4).
// What is unknown does not.
func (l look) media(list string) bool {
	return slices.ContainsFunc(strings.Split(list, ","), func(query string) bool {
		query = strings.TrimSpace(query)
		query, not := strings.CutPrefix(query, "not ")
		query = strings.TrimPrefix(query, "only ")
		for part := range strings.SplitSeq(query, " and ") {
			holds, known := l.feature(strings.TrimSpace(part))
			if !known {
				return false
			}
			if !holds {
				return not
			}
		}
		return !not
	})
}

// feature reports whether a media type or a feature in brackets holds, and
// whether it is known.
func (l look) feature(part string) (holds, known bool) {
	switch part {
	case "all", "screen":
		return true, true
	case "print", "speech":
		return false, true
	}
	inner, ok := strings.CutPrefix(part, "(")
	if !ok || !strings.HasSuffix(inner, ")") {
		return false, false
	}
	name, value, _ := strings.Cut(strings.TrimSuffix(inner, ")"), ":")
	name, value = strings.TrimSpace(name), strings.TrimSpace(value)
	switch name {
	case "max-width", "max-device-width":
		n, ok := length(value)
		return l.width <= n, ok
	case "min-width", "min-device-width":
		n, ok := length(value)
		return l.width >= n, ok
	case "prefers-color-scheme":
		return (value == "dark") == l.dark, value == "dark" || value == "light"
	case "prefers-reduced-motion":
		return value == "no-preference", true
	}
	return false, false
}

// length reads a length in pixels; em and rem count as 16 of them, pt as 4/3.
func length(text string) (float64, bool) {
	words := css.Words(text)
	if len(words) != 1 || words[0].Kind != css.WordNumber {
		return 0, false
	}
	n := pixels(words[0])
	switch words[0].Unit {
	case "px":
		return n, true
	case "":
		return n, n == 0
	case "em", "rem":
		return n * 16, true
	case "pt":
		return n * 4 / 3, true
	}
	return 0, false
}
