package check

import (
	"slices"
	"strings"

	"github.com/billet-mail/billet/render/css"
)

// inRule reports whether the rule, or one of its selectors, has the feature.
func (s search) inRule(r *styleRule) bool {
	switch s.kind {
	case "nesting":
		return r.Nested
	case "at-rule":
		return slices.ContainsFunc(r.At, func(at string) bool {
			name, _, _ := strings.Cut(strings.ToLower(at), " ")
			return slices.Contains(s.words, name)
		})
	case "media":
		return slices.ContainsFunc(r.At, func(at string) bool {
			return strings.HasPrefix(strings.ToLower(at), "@media") && slices.ContainsFunc(css.Words(at), func(w css.Word) bool {
				return w.Kind == css.WordName && slices.Contains(s.words, w.Text)
			})
		})
	}
	if isKeyframe(r.Rule) {
		return false
	}
	if s.kind == "selector" && s.words[0] == "grouping" {
		return len(r.Selectors) > 1
	}
	return slices.ContainsFunc(r.Selectors, func(sel css.Selector) bool { return s.inSelector(css.Words(sel.Text)) })
}

func (s search) inSelector(words []css.Word) bool {
	if s.kind == "selector" {
		return slices.Contains(kindsOf(words), s.words[0])
	}
	for i, w := range words {
		if i == 0 || words[i-1].Text != ":" || w.Kind != css.WordName && w.Kind != css.WordFunction || !slices.Contains(s.words, w.Text) {
			continue
		}
		double := i > 1 && words[i-2].Text == ":"
		single := s.kind == "pseudo-class" || slices.Contains([]string{"before", "after", "first-line", "first-letter"}, w.Text)
		if s.kind == "pseudo-element" && double || single && !double {
			return true
		}
	}
	return false
}

// kindsOf lists the kinds of simple selectors and combinators in a selector,
// without what is in brackets.
func kindsOf(words []css.Word) []string {
	var kinds []string
	depth, names := 0, 0 // classes and ids of the element at hand
	name := func(kind string) {
		kinds = append(kinds, kind)
		if names++; names == 2 {
			kinds = append(kinds, "chaining")
		}
	}
	combinators := map[string]string{">": "child", "+": "adjacent", "~": "sibling"}
	for i, w := range words {
		before := css.Word{Kind: css.WordBlank}
		if i > 0 {
			before = words[i-1]
		}
		switch {
		case w.Text == ")" || w.Text == "]":
			depth--
		case w.Kind == css.WordFunction || w.Text == "(":
			depth++
		case w.Text == "[":
			kinds = append(kinds, "attribute")
			depth++
		case depth > 0:
		case w.Kind == css.WordHash:
			name("id")
		case w.Kind == css.WordName && before.Text == ".":
			name("class")
		case w.Kind == css.WordName && before.Text != ":":
			kinds = append(kinds, "type")
		case w.Text == "*":
			kinds = append(kinds, "universal")
		case combinators[w.Text] != "":
			kinds = append(kinds, combinators[w.Text])
			names = 0
		case w.Kind == css.WordBlank:
			names = 0
			if i > 0 && i+1 < len(words) && combinators[before.Text] == "" && combinators[words[i+1].Text] == "" {
				kinds = append(kinds, "descendant")
			}
		}
	}
	return kinds
}
