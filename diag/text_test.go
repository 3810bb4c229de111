package diag

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// printed is one diagnostic about the part of text between « and ».
func printed(t *testing.T, p Printer, d Diagnostic, text string) string {
	start := strings.Index(text, "«")
	end := strings.Index(text, "»") - len("«")
	src := NewSource("a.md", strings.NewReplacer("«", "", "»", "").Replace(text))
	d.Range = src.Range(start, end)
	p.Source = func(string) (*Source, bool) { return src, true }
	var b strings.Builder
	require.NoError(t, p.Print(&b, []Diagnostic{d}))
	return b.String()
}

func TestPrint(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"in a line", "one\nHello «nmae»!\n", "a.md:2:7: m (h) [data-text]\n    2 | Hello nmae!\n      |       ^^^^\n"},
		{"empty range", "ab«»c", "a.md:1:3: m (h) [data-text]\n    1 | abc\n      |   ^\n"},
		{"at the end of the file", "ab\n«»", "a.md:2:1: m (h) [data-text]\n    2 | \n      | ^\n"},
		{"over lines", "a «b\nc» d", "a.md:1:3: m (h) [data-text]\n    1 | a b\n      |   ^\n"},
		{"tabs", "\tx\t«y\tz»", "a.md:1:4: m (h) [data-text]\n    1 | \tx\ty\tz\n      | \t \t^^^\n"},
		{"wide characters", "合計«円»", "a.md:1:3: m (h) [data-text]\n    1 | 合計円\n      |     ^^\n"},
		{"marks and joiners", "e\u0301\u200d«x»", "a.md:1:4: m (h) [data-text]\n    1 | e\u0301\u200dx\n      |  ^\n"},
		{"no line end but CRLF", "a\r\n«b»\r\n", "a.md:2:1: m (h) [data-text]\n    2 | b\n      | ^\n"},
		{"what moves the cursor", "\x1b[2J«x»\u202e", "a.md:1:5: m (h) [data-text]\n    1 | \ufffd[2Jx\ufffd\n      |     ^\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.want, printed(t, Printer{}, Diagnostic{Code: DataText, Message: "m", Help: "h"}, c.text))
		})
	}
}

func TestPrintParts(t *testing.T) {
	assert.Equal(t, "a.md:1:1: warning: m [data-text]\n    1 | x\n      | ^\n",
		printed(t, Printer{}, Diagnostic{Code: DataText, Severity: Warning, Message: "m"}, "«x»"), "a warning without a remedy")
	assert.Equal(t, "a.md:1:1: m\ufffd (h\ufffd)\n    1 | x\n      | ^\n",
		printed(t, Printer{}, Diagnostic{Message: "m\x07", Help: "h\n"}, "«x»"), "words that were taken from a file, no code")
	assert.Equal(t, "\x1b[1ma.md:1:1\x1b[0m: m \x1b[2m[data-text]\x1b[0m\n\x1b[2m    1 |\x1b[0m x\n\x1b[2m      |\x1b[0m \x1b[31m^\x1b[0m\n",
		printed(t, Printer{Color: true}, Diagnostic{Code: DataText, Message: "m"}, "«x»"), "colour")
	assert.Contains(t, printed(t, Printer{Color: true}, Diagnostic{Code: DataText, Severity: Warning, Message: "m"}, "«x»"), "\x1b[33mwarning\x1b[0m: m")
}

// A file that nobody has is named, and so is one as a whole.
func TestPrintWithoutSource(t *testing.T) {
	list := List{
		{Code: DataText, Message: "m", Range: NewSource("a.md", "x").Range(0, 1)},
		{Code: DataText, Message: "m", Range: Range{File: "a.md"}},
		{Code: DataText, Message: "m"},
	}
	for _, find := range []func(string) (*Source, bool){nil, func(string) (*Source, bool) { return nil, false }} {
		var b strings.Builder
		require.NoError(t, Printer{Source: find}.Print(&b, list))
		assert.Equal(t, "a.md:1:1: m [data-text]\na.md: m [data-text]\nm [data-text]\n", b.String())
		assert.Equal(t, list.Error()+"\n", b.String(), "as the error says it")
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestPrintFails(t *testing.T) {
	assert.EqualError(t, Printer{}.Print(full{}, List{{Message: "m"}}), "no space left")
}
