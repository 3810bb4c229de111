package main

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
)

func TestDocumentIsWritten(t *testing.T) {
	text, err := os.ReadFile("../../docs/diagnostics.md")
	require.NoError(t, err)
	assert.Equal(t, document(), string(text), "run go generate ./internal/gendiagnostics")
}

func TestEveryCodeIsThere(t *testing.T) {
	text := document()
	for _, doc := range diag.Catalogue() {
		assert.Equal(t, 1, strings.Count(text, "\n### "+string(doc.Code)+"\n"), doc.Code)
	}
	assert.Contains(t, text, "### template-optional\n\n**Error.** An optional value that is printed unguarded.\n\n```\n{{ customer.company }}\n```\n\nPut it inside {% if customer.company %} … {% endif %} or give it a \\|default:\"…\".\n")
	assert.Contains(t, text, "\n````\n```{{ x }}\n````\n", "a fence in an example")
}
