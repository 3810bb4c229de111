package diag

import (
	"fmt"
	"io"
	"strings"
	"unicode"
)

// Printer writes diagnostics for people: "file:line:col: message (remedy)
// [code]", and below it the source line with a caret under the place.
//
//	templates/signup/en.md:7:13: there is no nmae in customer (did you mean name?) [template-unknown-name]
//	    7 | Hello {{ customer.nmae }}
//	      |                   ^^^^
//
// The zero Printer writes no source lines and no colour.
type Printer struct {
	// Source finds the text of a file; nil finds none.
	Source func(file string) (*Source, bool)

	// Color marks severity, code and caret with the escape sequences of
	// terminals (ECMA-48, SGR).
	Color bool
}

// Print writes diagnostics in the order of the list.
func (p Printer) Print(w io.Writer, list []Diagnostic) error {
	var b strings.Builder
	for _, d := range list {
		p.diagnostic(&b, d)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// The colours of a terminal that are used.
const (
	red    = "31"
	yellow = "33"
	faint  = "2"
	bold   = "1"
)

func (p Printer) colored(code, text string) string {
	if !p.Color || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

func (p Printer) diagnostic(b *strings.Builder, d Diagnostic) {
	color := red
	if d.Severity == Warning {
		color = yellow
	}
	if place := d.Range.String(); place != "" {
		b.WriteString(p.colored(bold, printable(place)) + ": ")
	}
	if d.Severity == Warning {
		b.WriteString(p.colored(color, "warning") + ": ")
	}
	b.WriteString(printable(d.Message))
	if d.Help != "" {
		b.WriteString(" (" + printable(d.Help) + ")")
	}
	if d.Code != "" {
		b.WriteString(" " + p.colored(faint, "["+string(d.Code)+"]"))
	}
	b.WriteString("\n")
	p.excerpt(b, d.Range, color)
}

// excerpt is the first line of a range with a caret below it.
func (p Printer) excerpt(b *strings.Builder, at Range, color string) {
	if p.Source == nil || at.Start.Line == 0 {
		return
	}
	src, ok := p.Source(at.File)
	if !ok {
		return
	}
	line := src.Line(at.Start.Line)
	before, under := cells(line, at)
	fmt.Fprintf(b, "%s %s\n", p.colored(faint, fmt.Sprintf("%5d |", at.Start.Line)), printable(line))
	fmt.Fprintf(b, "%s %s%s\n", p.colored(faint, "      |"), before, p.colored(color, under))
}

// cells are the blanks in front of a range in its first line and the carets
// under it, at least one. Tabs stay tabs, so that they are as wide as above.
func cells(line string, at Range) (before, under string) {
	column, width := 0, 0
	var b strings.Builder
	for _, r := range line {
		column++
		switch {
		case column < at.Start.Column && r == '\t':
			b.WriteRune(r)
		case column < at.Start.Column:
			b.WriteString(strings.Repeat(" ", cellsOf(r)))
		case at.End.Line != at.Start.Line || column < at.End.Column:
			width += cellsOf(r)
		}
	}
	return b.String(), strings.Repeat("^", max(1, width))
}

// cellsOf is how many cells of a terminal a character takes: none for marks on
// the letter before, two for wide ones (Unicode TR 11, without its exceptions).
func cellsOf(r rune) int {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case r < 0x1100:
		return 1
	case r <= 0x115F, r >= 0x2E80 && r <= 0xA4CF, r >= 0xAC00 && r <= 0xD7A3, r >= 0xF900 && r <= 0xFAFF,
		r >= 0xFE30 && r <= 0xFE6F, r >= 0xFF00 && r <= 0xFF60, r >= 0xFFE0 && r <= 0xFFE6,
		r >= 0x1F300 && r <= 0x1F64F, r >= 0x1F900 && r <= 0x1F9FF, r >= 0x20000 && r <= 0x3FFFD:
		return 2
	}
	return 1
}

// printable replaces characters that would move the cursor of a terminal or
// turn the line around.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\t' && unicode.IsControl(r) || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}
