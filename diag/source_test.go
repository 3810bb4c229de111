package diag

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
)

func TestSourceKeepsNameAndText(t *testing.T) {
	s := NewSource("templates/signup/en.md", "a\r\nb")
	assert.Equal(t, "templates/signup/en.md", s.Name())
	assert.Equal(t, "a\r\nb", s.Text())
}

// Columns count characters, offsets bytes. A tab is one character, and so is
// each half of a letter with a combining mark.
func TestSourcePos(t *testing.T) {
	for _, c := range []struct {
		name, text string
		offset     int
		want       Pos
	}{
		{"first", "abc", 0, Pos{1, 1, 0}},
		{"inside", "abc", 2, Pos{1, 3, 2}},
		{"end without a line end", "abc", 3, Pos{1, 4, 3}},
		{"line end belongs to its line", "ab\ncd", 2, Pos{1, 3, 2}},
		{"first of the second line", "ab\ncd", 3, Pos{2, 1, 3}},
		{"behind the last line end", "ab\n", 3, Pos{2, 1, 3}},
		{"only line ends", "\n\n\n", 2, Pos{3, 1, 2}},
		{"two bytes", "éa", 2, Pos{1, 2, 2}},
		{"three bytes", "合計a", 6, Pos{1, 3, 6}},
		{"four bytes", "😀a", 4, Pos{1, 2, 4}},
		{"many bytes on a later line", "é\nüx", 5, Pos{2, 2, 5}},
		{"combining mark", "e\u0301a", 3, Pos{1, 3, 3}},
		{"right to left", "שלום", 8, Pos{1, 5, 8}},
		{"byte order mark", "\ufeffa", 3, Pos{1, 2, 3}},
		{"tab", "\ta", 1, Pos{1, 2, 1}},
		{"tabs between words", "a\t\tb", 3, Pos{1, 4, 3}},
		{"carriage return", "ab\r\ncd", 2, Pos{1, 3, 2}},
		{"line feed behind it", "ab\r\ncd", 3, Pos{1, 4, 3}},
		{"line behind both", "ab\r\ncd", 4, Pos{2, 1, 4}},
		{"carriage return alone ends no line", "a\rb", 2, Pos{1, 3, 2}},
		{"before the text", "abc", -1, Pos{1, 1, 0}},
		{"behind the text", "ab\ncé", 99, Pos{2, 3, 6}},
		{"empty text", "", 0, Pos{1, 1, 0}},
		{"before the empty text", "", -5, Pos{1, 1, 0}},
		{"behind the empty text", "", 5, Pos{1, 1, 0}},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.want, NewSource("a.md", c.text).Pos(c.offset))
		})
	}
}

func TestSourceRange(t *testing.T) {
	s := NewSource("a.md", "né\r\n合計 {{ x }}")
	assert.Equal(t, Range{"a.md", Pos{2, 4, 12}, Pos{2, 11, 19}}, s.Range(12, 19))
	assert.Equal(t, Range{"a.md", Pos{1, 2, 1}, Pos{2, 2, 8}}, s.Range(1, 8), "over a line end")
	assert.Equal(t, Range{"a.md", Pos{1, 3, 3}, Pos{1, 3, 3}}, s.Range(3, 3), "empty")
	assert.Equal(t, Range{"a.md", Pos{1, 1, 0}, Pos{2, 11, 19}}, s.Range(-3, 99), "more than there is")
	assert.Equal(t, Range{"b.md", Pos{1, 1, 0}, Pos{1, 1, 0}}, NewSource("b.md", "").Range(0, 1), "empty text")
}

func TestSourceOffset(t *testing.T) {
	for _, c := range []struct {
		name, text         string
		line, column, want int
	}{
		{"first", "ab\ncd", 1, 1, 0},
		{"inside", "ab\ncd", 2, 2, 4},
		{"behind the last character", "ab\ncd", 2, 3, 5},
		{"behind many bytes", "é合😀x", 1, 4, 9},
		{"many bytes on a later line", "é\nüx", 2, 2, 5},
		{"tab", "\t\tx", 1, 3, 2},
		{"line with CRLF", "ab\r\ncd", 2, 1, 4},
		{"column 0", "ab\ncd", 2, 0, 3},
		{"column below 0", "ab\ncd", 2, -7, 3},
		{"column behind the line", "ab\ncd", 1, 99, 2},
		{"column behind a line with CRLF", "ab\r\ncd", 1, 99, 2},
		{"column behind an empty line", "ab\n\ncd", 2, 9, 3},
		{"line 0", "ab\ncd", 0, 2, 1},
		{"line below 0", "ab\ncd", -1, 1, 0},
		{"line behind the text", "ab\ncd", 9, 2, 4},
		{"empty text", "", 1, 1, 0},
		{"outside of the empty text", "", 3, 3, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.want, NewSource("a.md", c.text).Offset(c.line, c.column))
		})
	}
}

func TestSourceLine(t *testing.T) {
	s := NewSource("a.md", "one\r\n\tzweí\n\nlast")
	for n, want := range map[int]string{-1: "", 0: "", 1: "one", 2: "\tzweí", 3: "", 4: "last", 5: ""} {
		assert.Equal(t, want, s.Line(n), "line %d", n)
	}
	ended := NewSource("a.md", "one\r\n")
	assert.Equal(t, "one", ended.Line(1))
	assert.Empty(t, ended.Line(2), "the line behind the last line end")
	empty := NewSource("a.md", "")
	assert.Empty(t, empty.Line(1))
	assert.Empty(t, empty.Line(2))
	assert.Equal(t, "a\rb", NewSource("a.md", "a\rb").Line(1), "a carriage return inside a line stays")
}

// Pos and Offset are each other's reverse at every character that is not part of
// a line end, and no text makes them leave it.
func FuzzSource(f *testing.F) {
	for _, seed := range []string{"", "a", "\n", "\r\n", "ab\r\ncd\n", "é\n合計\t😀", "\ufeffa\rb\n\n", "\xff\xfe\n", "e\u0301\u2028x"} {
		f.Add(seed, 1)
	}
	f.Fuzz(func(t *testing.T, text string, offset int) {
		s := NewSource("a.md", text)
		if p := s.Pos(offset); p.Line < 1 || p.Column < 1 || p.Offset < 0 || p.Offset > len(text) {
			t.Fatalf("%d is at %+v", offset, p)
		}
		if at := s.Offset(offset, offset); at < 0 || at > len(text) {
			t.Fatalf("line and column %d are at %d", offset, at)
		}
		for i, r := range text {
			p := s.Pos(i)
			line := s.Line(p.Line)
			if r != '\n' && p.Column <= utf8.RuneCountInString(line) && s.Offset(p.Line, p.Column) != i {
				t.Fatalf("%d is at %+v, which is at %d", i, p, s.Offset(p.Line, p.Column))
			}
			if p.Column > utf8.RuneCountInString(line)+2 || strings.Contains(line, "\n") {
				t.Fatalf("%d is at %+v, outside of %q", i, p, line)
			}
		}
	})
}

func ExampleSource_Range() {
	s := NewSource("templates/signup/en.md", "# Olá\nOi {{ nmae }}")
	at := s.Range(13, 17)
	fmt.Println(at.File, at.Start.Line, at.Start.Column)
	fmt.Println(s.Line(at.Start.Line))
	// Output:
	// templates/signup/en.md 2 7
	// Oi {{ nmae }}
}
