package diag

import (
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Pos is a place in a file.
//
// The zero Pos is no place: it stands for the file as a whole.
type Pos struct {
	Line   int // 1-based
	Column int // 1-based, in characters (Unicode code points), not bytes
	Offset int // 0-based, in bytes
}

// Range is the part of a file from Start up to, and without, End.
type Range struct {
	File  string // slash-separated path inside the mail folder
	Start Pos
	End   Pos
}

// String is "file:line:col", or "file" for a file as a whole.
func (r Range) String() string {
	if r.File == "" || r.Start.Line == 0 {
		return r.File
	}
	return r.File + ":" + strconv.Itoa(r.Start.Line) + ":" + strconv.Itoa(r.Start.Column)
}

// Source is one file's text. It is immutable and safe for concurrent use.
type Source struct {
	name  string
	text  string
	lines []int // byte offset of the first byte of each line
}

// NewSource makes a Source of a file's name and text.
func NewSource(name, text string) *Source {
	lines := []int{0}
	for i := 0; i < len(text); i++ {
		if text[i] == '\n' {
			lines = append(lines, i+1)
		}
	}
	return &Source{name: name, text: text, lines: lines}
}

// Name is the file's path inside the mail folder.
func (s *Source) Name() string { return s.name }

// Text is the whole text of the file.
func (s *Source) Text() string { return s.text }

// Pos turns a byte offset into a position. Offsets outside the text are moved
// to its nearest end.
func (s *Source) Pos(offset int) Pos {
	offset = max(0, min(offset, len(s.text)))
	line := sort.Search(len(s.lines), func(i int) bool { return s.lines[i] > offset })
	start := s.lines[line-1]
	return Pos{Line: line, Column: utf8.RuneCountInString(s.text[start:offset]) + 1, Offset: offset}
}

// Range turns two byte offsets into a range.
func (s *Source) Range(start, end int) Range {
	return Range{File: s.name, Start: s.Pos(start), End: s.Pos(end)}
}

// Offset turns a line and a column (both 1-based, the column in characters)
// into a byte offset, moved to the nearest place that exists.
func (s *Source) Offset(line, column int) int {
	line = max(1, min(line, len(s.lines)))
	text := s.Line(line)
	offset := s.lines[line-1]
	for i := range text {
		if column <= 1 {
			return offset + i
		}
		column--
	}
	return offset + len(text)
}

// Line is the text of a line (1-based) without its line end; it is empty for
// a line that does not exist.
func (s *Source) Line(n int) string {
	if n < 1 || n > len(s.lines) {
		return ""
	}
	end := len(s.text)
	if n < len(s.lines) {
		end = s.lines[n] - 1
	}
	return strings.TrimSuffix(s.text[s.lines[n-1]:end], "\r")
}
