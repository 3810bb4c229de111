package events

import (
	"slices"
	"strings"

	"github.com/billet-mail/billet/diag"
)

// Enum is a string type with a fixed set of values. Custom events that have no
// Go type of their own use the tag `validate:"oneof=a b"` instead.
type Enum interface {
	// Values lists every value that is allowed.
	Values() []string
}

// checkEnum's message lists the values; the value itself is judged by place.
func checkEnum(s string, values []string) *problem {
	if slices.Contains(values, s) {
		return nil
	}
	help := "check the spelling"
	const longest = 100 // bytes; a longer text is no misspelling
	if near := diag.Suggest(s[:min(len(s), longest)], values); near != "" {
		help = "did you mean " + near + "?"
	}
	return &problem{diag.DataEnum, "must be one of " + strings.Join(values, ", "), help}
}
