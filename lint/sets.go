package lint

import (
	"maps"
	"slices"

	"github.com/billet-mail/billet/render"
	"github.com/billet-mail/billet/template"
)

func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func has(words []template.Word, text string) bool {
	return slices.ContainsFunc(words, func(w template.Word) bool { return w.Text == text })
}

// only are the amounts of a that b does not have, each once.
func only(a, b []render.Amount) []render.Amount {
	var left []render.Amount
	for _, x := range a {
		same := func(y render.Amount) bool { return x.Value == y.Value }
		if !slices.ContainsFunc(b, same) && !slices.ContainsFunc(left, same) {
			left = append(left, x)
		}
	}
	return left
}
