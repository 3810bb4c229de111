package template_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
)

// TestLargeSources composes sources that are as large as they may be, and
// larger, of what costs most. All end in time; what is too large is refused,
// once.
func TestLargeSources(t *testing.T) {
	const most = 256 << 10
	fill := func(s string) string { return strings.Repeat(s, most/len(s)) }
	var deepBlocks strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&deepBlocks, "{%% block b%d %%}", i)
	}
	deepBlocks.WriteString(strings.Repeat("{% endblock %}", 2000))
	for name, c := range map[string]struct {
		body string
		want diag.Code // "" stands for a document
	}{
		"words":                {fill("word "), ""},
		"braces":               {fill("{"), diag.TemplateUnclosed},
		"single braces":        {fill("{ "), ""},
		"comments":             {fill(strings.Repeat("{# x #}", 1) + strings.Repeat("word ", 12)), ""},
		"open comments":        {fill("{#\n"), diag.TemplateUnclosed},
		"open long comments":   {fill("{% comment %}\n"), diag.TemplateUnclosed},
		"open verbatim":        {fill("{% verbatim %} "), diag.TemplateUnclosed},
		"torn ends":            {"{% comment %}" + fill("{% ")[:most-40] + "%}", diag.TemplateUnclosed},
		"open outputs":         {fill("{{ "), diag.TemplateUnclosed},
		"open quotes":          {fill("{{ \" ' \n"), diag.TemplateUnclosed},
		"verbatim":             {"{% verbatim %}" + fill("{{")[:most-60] + "{% endverbatim %}", diag.TemplateSize},
		"outputs":              {fill("{{ x }}"), diag.TemplateSize},
		"nested":               {fill("{% if late_fee %}"), diag.TemplateSize},
		"one byte more":        {fill("x") + "x", diag.TemplateSize},
		"blank lines":          {fill("\n"), ""},
		"quoted lines":         {fill(">\n"), ""},
		"includes":             {fill("{% include \"line.md\" %}\n"), diag.TemplateSize},
		"large includes":       {strings.Repeat("{% include \"large.md\" %}\n", 12), diag.TemplateSize},
		"missing includes":     {strings.Repeat("{% include \"no.md\" %}\n", 4000), diag.TemplateInclude},
		"large HTML":           {strings.Repeat("{% include \"large.html\" %}\n", 12), diag.TemplateSize},
		"parents without end":  {"{% extends \"a\" %}", diag.TemplateCycle},
		"blocks":               {strings.Repeat("{% block a %}", 2000) + strings.Repeat("{% endblock %}", 2000), diag.TemplateBlock},
		"deep blocks":          {deepBlocks.String(), ""},
		"deep statements":      {strings.Repeat("{% if late_fee %}", 2000) + strings.Repeat("{% endif %}", 2000), ""},
		"statements on a line": {strings.Repeat("{% if late_fee %}x{% endif %}", 1500), ""},
	} {
		t.Run(name, func(t *testing.T) {
			f := folder{}
			f.add("templates/a/en.md", c.body)
			f.add("partials/line.md", "x\n")
			f.add("partials/large.md", strings.Repeat("large ", 20000))
			f.add("partials/large.html", strings.Repeat("large ", 20000))
			f.add("partials/large.txt", "x")
			start := time.Now()
			p := compose(t, f, "templates/a/en.md", []string{"en"})
			assert.Less(t, time.Since(start), 20*time.Second)
			if c.want == "" {
				require.Empty(t, p.report)
				return
			}
			found := 0
			for _, d := range p.report {
				require.NotEqual(t, diag.TemplateComposition, d.Code)
				if d.Code == c.want {
					found++
				}
			}
			require.Positive(t, found, "%v", p.report)
			if c.want == diag.TemplateSize {
				require.Equal(t, 1, found)
			}
		})
	}
}
