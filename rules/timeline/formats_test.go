package timeline_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/rules/timeline"
)

const hostile = `
title: "<script>alert(1)</script>"
about: "</body>"
begin: 2026-11-02
end: 20
life:
  - {day: 1, event: echo, note: "<img src=x>", data: {name: "<b>Jo"}}
  - {day: 2, event: echo}
  - {day: 2, event: bill, matter: "b", data: {due: day 3}}
  - {day: 3, event: hello, call: {suppress: true}}
  - {day: 4, matter: b, state: {disputed: true}}
  - {day: 5, event: echo}
`

func playHostile(t *testing.T) *timeline.Report {
	s, err := timeline.Parse(diag.NewSource("scenarios/hostile.yaml", hostile))
	require.NoError(t, err)
	report, err := timeline.Play(t.Context(), s, &village{})
	require.NoError(t, err)
	return report
}

// TestJSON compares the stable format with a golden file that has an entry of
// every kind.
func TestJSON(t *testing.T) {
	var got bytes.Buffer
	require.NoError(t, playHostile(t).JSON(&got))
	const file = "testdata/report.json"
	if *update {
		require.NoError(t, os.WriteFile(file, got.Bytes(), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(want), got.String())
}

// TestPageEscapes holds that no text of a scenario or of a mail becomes markup of
// the page.
func TestPageEscapes(t *testing.T) {
	var b strings.Builder
	require.NoError(t, playHostile(t).HTML(&b))
	for _, markup := range []string{"<script", "<img", "<b>"} {
		require.NotContains(t, b.String(), markup)
	}
	require.Contains(t, b.String(), "&lt;script&gt;")
	require.Equal(t, 1, strings.Count(b.String(), "</body>"))
}

// TestDuplicate holds that the same mail to the same recipient is pointed out,
// and that another's is not.
func TestDuplicate(t *testing.T) {
	findings := playHostile(t).Findings
	require.Len(t, findings, 1)
	require.Equal(t, "duplicate", findings[0].Kind)
	require.Equal(t, "Jo@example.com gets the same mail again: echo on day 2, echo now", findings[0].Message)
}
