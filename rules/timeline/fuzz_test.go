package timeline_test

import (
	"errors"
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/rules/timeline"
)

// FuzzParse reads any text as a scenario: it is a scenario that can be played, or
// a list of faults within the text.
func FuzzParse(f *testing.F) {
	f.Add("title: x\nbegin: 2026-11-02\nlife:\n  - {day: 1, at: \"09:00\", event: [hello, bill], matter: b, data: {due: day 3, n: [1, 2.50, ~]}}\n")
	f.Add("title: x\nbegin: 2026-11-02\nend: 9\nlife:\n  - {day: 2, matter: b, state: {paid: yes}}\n")
	f.Add("a: &a [*a]\n")
	f.Add("\ufeff- - -\n\t")
	f.Fuzz(func(t *testing.T, text string) {
		src := diag.NewSource("scenario.yaml", text)
		s, err := timeline.Parse(src)
		if err == nil {
			var report *timeline.Report
			if report, err = timeline.Play(t.Context(), s, &village{}); err == nil {
				require.NoError(t, report.HTML(io.Discard))
				require.NoError(t, report.JSON(io.Discard))
				return
			}
		}
		var faults diag.List
		require.True(t, errors.As(err, &faults), "%v", err)
		for _, fault := range faults {
			require.LessOrEqual(t, fault.Range.End.Offset, len(text))
		}
	})
}
