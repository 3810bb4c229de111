package expr_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/expr"
)

const docs = "../docs/expressions.md"

func TestDocsListFilters(t *testing.T) {
	var b strings.Builder
	b.WriteString("| Filter | Works on | Argument | What it gives | Example |\n|--------|----------|----------|---------------|---------|\n")
	before := ""
	for _, f := range expr.Filters() {
		assert.Less(t, before, f.Name, "filters are in the order of their names")
		before = f.Name
		assert.NotEmpty(t, f.On, f.Name)
		assert.NotEmpty(t, f.Doc, f.Name)
		assert.Contains(t, f.Example, "|"+f.Name, f.Name)
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s |\n", f.Name, f.On, f.Arg, f.Doc, code(f.Example))
	}
	inDocs(t, "filters", b.String())
}

func TestDocsListDeviations(t *testing.T) {
	var b strings.Builder
	b.WriteString("| Expression | Billet | pongo2 | Why |\n|------------|--------|--------|-----|\n")
	for _, d := range deviations(t) {
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", code(d.line), result(d.billet), result(d.pongo2), d.why)
	}
	inDocs(t, "deviations", b.String())
}

func result(s string) string {
	switch {
	case strings.HasPrefix(s, "fault"):
		return "fault"
	case s == "error" || s == "panic":
		return s
	case s == "":
		return "nothing"
	}
	return code(s)
}

func code(s string) string { return "`" + strings.ReplaceAll(s, "|", `\|`) + "`" }

// inDocs holds the part of the page between two marks to the table.
func inDocs(t *testing.T, name, table string) {
	page, err := os.ReadFile(docs)
	require.NoError(t, err)
	open := strings.Index(string(page), "<!-- "+name+":")
	require.GreaterOrEqual(t, open, 0)
	start := open + strings.Index(string(page[open:]), "-->\n") + len("-->\n")
	end := strings.Index(string(page), "<!-- end of "+name+" -->")
	require.Greater(t, end, open)
	if *update {
		require.NoError(t, os.WriteFile(docs, []byte(string(page[:start])+table+string(page[end:])), 0o644))
		return
	}
	assert.Equal(t, table, string(page[start:end]))
}
