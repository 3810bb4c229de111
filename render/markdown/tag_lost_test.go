package markdown

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/template/tag"
)

// TestTagLost tests the safety net alone: no template is known that needs it.
func TestTagLost(t *testing.T) {
	tags := tag.NewTable()
	at := diag.NewSource("t.md", "{{ a }} {{ b }}").Range(8, 15)
	tags.Tags = []tag.Tag{{Role: tag.Output}, {Role: tag.Output, Opener: 1, Range: at}}
	a, b := tags.Token(0), tags.Token(1)
	for html, lost := range map[string]bool{
		"<p>" + a + " " + b + "</p>":         false,
		"<p>" + b + " " + a + "</p>":         false,
		"<p>" + a + "</p>":                   true,
		"<p>" + a + " " + b + " " + b:        true,
		"<p>" + a + " " + b[:len(b)-1] + " ": true,
	} {
		r := newRendering(Document{Text: a + " " + b, Tags: tags})
		r.checkTokens(html)
		if !lost {
			assert.Empty(t, r.faults, html)
			continue
		}
		require.Len(t, r.faults, 1, html)
		assert.Equal(t, diag.MarkdownTagLost, r.faults[0].Code)
		assert.Equal(t, at, r.faults[0].Range)
	}
}
