package expr_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/expr"
)

// Every filter takes the arguments that are offered, on some placeholder, and
// takes nothing where none are.
func TestArguments(t *testing.T) {
	w := newWorld(t, "en")
	accepts := func(text string) bool {
		for _, name := range []string{"name", "count", "rate", "invoice.total", "at", "sent", "active", "period", "invoice.lines"} {
			var report diag.List
			w.env.Report = &report
			text := name + "|" + text
			in := expr.Input{Text: text, Range: diag.NewSource("test", text).Range}
			if w.env.Check(nil, in, expr.Parse(in, &report)) != nil {
				return true
			}
		}
		return false
	}
	for _, f := range expr.Filters() {
		arguments := expr.Arguments(f.Name)
		for _, argument := range arguments {
			assert.NotEmpty(t, f.Arg, f.Name)
			assert.True(t, accepts(f.Name+":"+argument), f.Name+":"+argument)
		}
		switch f.Name {
		case "label", "list":
			assert.Empty(t, arguments, f.Name)
		default:
			assert.Equal(t, f.Arg == "", len(arguments) == 0, f.Name)
		}
		if f.Arg == "" {
			assert.True(t, accepts(f.Name), f.Name)
		}
		assert.False(t, accepts(f.Name+`:"nothing of this"`) && (f.Arg == "style" || f.Arg == "form"), f.Name)
	}
	assert.Empty(t, expr.Arguments("nothing"))
}

// The words of styles and forms stand in the documentation of their filters.
func TestArgumentsAreDocumented(t *testing.T) {
	for _, f := range expr.Filters() {
		if f.Arg != "style" && f.Arg != "form" {
			continue
		}
		for _, argument := range expr.Arguments(f.Name) {
			assert.Contains(t, f.Doc, argument[1:len(argument)-1], f.Name)
		}
	}
}
