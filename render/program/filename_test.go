package program_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"

	"github.com/billet-mail/billet/render/program"
)

func TestFinishFilename(t *testing.T) {
	for _, c := range []struct{ stem, want string }{
		{"Terms", "Terms.pdf"},
		{"  Terms \t of\u00a0use ", "Terms of use.pdf"},
		{"..Terms. .", "Terms.pdf"},
		{"", "other.pdf"},
		{" . ", "other.pdf"},
		{"con", "con-.pdf"},
		{"NUL.txt", "NUL.txt-.pdf"},
		{"COM7", "COM7-.pdf"},
		{"COM", "COM.pdf"},
		{"COM77", "COM77.pdf"},
		{"Console", "Console.pdf"},
	} {
		assert.Equal(t, c.want, program.FinishFilename(c.stem, ".pdf", "other"), "%q", c.stem)
	}
	long := program.FinishFilename(strings.Repeat("日本", 100), ".pdf", "other")
	assert.True(t, utf8.ValidString(long))
	assert.LessOrEqual(t, len(long), 204)
	assert.Greater(t, len(long), 190)
}
