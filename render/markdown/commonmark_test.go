package markdown_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"github.com/billet-mail/billet/render/markdown"
)

// TestCommonMark holds the HTML of every CommonMark example against plain
// goldmark: a template without tags and braces is plain Markdown.
func TestCommonMark(t *testing.T) {
	folder, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	require.NoError(t, err)
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(folder)), "_test", "spec.json"))
	require.NoError(t, err)
	var examples []struct {
		Markdown string
		Example  int
	}
	require.NoError(t, json.Unmarshal(data, &examples))
	require.Len(t, examples, 652)
	plain := goldmark.New(goldmark.WithExtensions(
		extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute)), extension.Strikethrough))
	for _, example := range examples {
		var want bytes.Buffer
		require.NoError(t, plain.Convert([]byte(example.Markdown), &want))
		got, _ := markdown.Render(markdown.Document{Text: example.Markdown})
		assert.Equal(t, want.String(), got.HTML, "example %d: %q", example.Example, example.Markdown)
	}
}
