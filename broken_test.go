package billet_test

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
)

// TestBroken holds that every fault of testdata/broken is found in one run, with
// its code and its exact range, and that nothing else is reported.
//
// testdata/broken.wants has a line for each: file, range, code, and the text in
// the range; a file as a whole has neither range nor text.
func TestBroken(t *testing.T) {
	folder := os.DirFS("testdata/broken")
	reported := found(t, folder)
	var got []string
	codes := map[diag.Code]bool{}
	for _, d := range reported {
		got = append(got, wanted(t, d))
		codes[d.Code] = true
	}
	if *update {
		require.NoError(t, os.WriteFile("testdata/broken.wants", []byte(strings.Join(got, "\n")+"\n"), 0o644))
	}
	text, err := os.ReadFile("testdata/broken.wants")
	require.NoError(t, err)
	want := strings.Split(strings.TrimSpace(string(text)), "\n")
	for _, line := range want {
		assert.Contains(t, got, line, "not found")
	}
	for _, line := range got {
		assert.Contains(t, want, line, "reported, but not planted")
	}
	assert.Len(t, slices.Compact(slices.Sorted(slices.Values(got))), len(want), "each is reported once")
	assert.Greater(t, len(codes), 100, "codes")
	t.Logf("%d faults of %d codes", len(reported), len(codes))
}

// wanted is a diagnostic as a line of wants.
func wanted(t *testing.T, d diag.Diagnostic) string {
	r := d.Range
	if r.Start.Line == 0 {
		return r.File + " " + string(d.Code)
	}
	text, err := os.ReadFile("testdata/broken/" + r.File)
	require.NoError(t, err)
	src := diag.NewSource(r.File, string(text))
	assert.Equal(t, src.Range(r.Start.Offset, r.End.Offset), r, "line, column and offset agree: %s", d)
	return fmt.Sprintf("%s:%d:%d-%d:%d %s %s", r.File, r.Start.Line, r.Start.Column, r.End.Line, r.End.Column, d.Code, strconv.Quote(string(text)[r.Start.Offset:r.End.Offset]))
}
