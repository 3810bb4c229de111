package billet_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/starter"
)

func starterFolder(t *testing.T) *billet.Folder {
	folder, err := billet.Open(starter.Folder(), billet.Options{})
	require.NoError(t, err)
	return folder
}

// TestScenarios plays the scenarios of the starter and compares every mail, and
// every mail that is not sent, with testdata/timeline.
func TestScenarios(t *testing.T) {
	folder := starterFolder(t)
	require.GreaterOrEqual(t, len(folder.Scenarios()), 6)
	goldens, err := filepath.Glob("testdata/timeline/*.txt")
	require.NoError(t, err)
	assert.Len(t, goldens, len(folder.Scenarios()), "a golden for each scenario")
	for _, name := range folder.Scenarios() {
		t.Run(name, func(t *testing.T) {
			scenario, err := folder.Scenario(name)
			require.NoError(t, err)
			report, err := folder.Play(t.Context(), scenario)
			require.NoError(t, err)
			var text bytes.Buffer
			require.NoError(t, report.Text(&text))
			got := strings.NewReplacer("\u00a0", `\u00a0`, "\u202f", `\u202f`).Replace(text.String())
			file := filepath.Join("testdata/timeline", name+".txt")
			if *update {
				require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
			}
			want, err := os.ReadFile(file)
			require.NoError(t, err)
			require.Equal(t, string(want), got)

			again, err := folder.Play(t.Context(), scenario)
			require.NoError(t, err)
			assert.Equal(t, written(t, report.HTML), written(t, again.HTML), "the same life gives the same page")
			judgePage(t, written(t, report.HTML), len(report.Mails()))
			assert.True(t, json.Valid(written(t, report.JSON)))
		})
	}
}

func written(t *testing.T, write func(io.Writer) error) []byte {
	var b bytes.Buffer
	require.NoError(t, write(&b))
	return b.Bytes()
}

// judgePage holds that a page is whole by itself: it runs and loads nothing.
func judgePage(t *testing.T, text []byte, mails int) {
	root, err := html.Parse(bytes.NewReader(text))
	require.NoError(t, err)
	frames := 0
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		require.NotContains(t, []string{"script", "link", "img", "object", "embed"}, n.Data)
		if n.Data == "iframe" {
			frames++
		}
		for _, a := range n.Attr {
			require.NotContains(t, []string{"src", "href", "onclick", "onload"}, a.Key)
		}
	}
	require.Equal(t, mails, frames)
}

// TestPlayCancelled ends with the context.
func TestPlayCancelled(t *testing.T) {
	folder := starterFolder(t)
	scenario, err := folder.Scenario("happy-trial")
	require.NoError(t, err)
	over, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = folder.Play(over, scenario)
	require.ErrorIs(t, err, context.Canceled)
	_, err = folder.Scenario("nothing")
	var missing *billet.NotFoundError
	require.ErrorAs(t, err, &missing)
}
