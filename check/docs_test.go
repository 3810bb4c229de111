package check

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/check/clients"
)

var update = flag.Bool("update", false, "rewrite the generated part of docs/checks.md")

// TestDocs holds the table of graceful features in docs/checks.md against the
// code.
func TestDocs(t *testing.T) {
	const path, begin, end = "../docs/checks.md", "<!-- graceful: written by go test ./check -update -->\n", "<!-- end -->"
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	before, rest, ok := strings.Cut(string(text), begin)
	require.True(t, ok)
	table, after, ok := strings.Cut(rest, end)
	require.True(t, ok)
	want := gracefulTable()
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(before+begin+want+end+after), 0o644))
		return
	}
	assert.Equal(t, want, table)
	for _, name := range clients.Default() {
		assert.Contains(t, before, "`"+name+"`")
	}
}

func gracefulTable() string {
	titles := map[string]string{}
	for _, f := range clients.Features() {
		titles[f.Slug] = strings.NewReplacer("<", "&lt;", "|", "\\|").Replace((&judged{Feature: f}).subject())
	}
	var b strings.Builder
	b.WriteString("| | |\n|---|---|\n")
	for _, g := range graceful() {
		var names []string
		for slug := range strings.FieldsSeq(g.slugs) {
			names = append(names, titles[slug])
		}
		fmt.Fprintf(&b, "| %s | %s |\n", g.reason, strings.Join(names, ", "))
	}
	return b.String()
}
