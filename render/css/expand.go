package css

import (
	"maps"
	"slices"
	"strings"

	"github.com/billet-mail/billet/diag"
)

// expanded is a stylesheet whose constants have been replaced by their values.
// It leads from byte offsets in the new text to places in the author's file.
type expanded struct {
	src    *diag.Source
	text   string
	pieces []piece
	faults *diag.List
}

// piece is a part of the expanded text and the part of the file it comes from:
// either a copy of it, or the value of a constant in place of its tag.
type piece struct {
	at       int // offset in the expanded text
	from, to int // offsets in the file
	constant bool
}

// rangeOf is the place in the author's file of a part of the expanded text. A
// part of a constant's value is where its tag stands.
func (e *expanded) rangeOf(start, end int) diag.Range {
	from, _ := e.place(start)
	to := from
	if end > start {
		_, to = e.place(end - 1)
	}
	return e.src.Range(from, to)
}

// place is the part of the file that one byte of the expanded text comes from.
func (e *expanded) place(offset int) (from, to int) {
	i, exact := slices.BinarySearchFunc(e.pieces, offset, func(p piece, offset int) int { return p.at - offset })
	if !exact {
		i--
	}
	if i < 0 {
		return 0, 0
	}
	p := e.pieces[i]
	if p.constant {
		return p.from, p.to
	}
	from = min(p.from+offset-p.at, p.to)
	return from, min(from+1, p.to)
}

func (e *expanded) fault(code diag.Code, start, end int, help, format string, args ...any) {
	e.faults.Add(code, e.rangeOf(start, end), help, format, args...)
}

const constantsOnly = "use a constant such as {{ brand.colors.accent }} without filters, or put a class on the element and the condition into the template"

// expand replaces the constants of a stylesheet. Tags that are not constants
// are faults and leave a harmless word behind.
func expand(src *diag.Source, constants map[string]string, faults *diag.List) *expanded {
	e := &expanded{src: src, faults: faults}
	var b strings.Builder
	text := src.Text()
	copied := 0
	replace := func(from, to int, value string) {
		if from > copied {
			e.pieces = append(e.pieces, piece{at: b.Len(), from: copied, to: from})
			b.WriteString(text[copied:from])
		}
		if value != "" {
			e.pieces = append(e.pieces, piece{at: b.Len(), from: from, to: to, constant: true})
			b.WriteString(value)
		}
		copied = to
	}
	for at := 0; ; {
		start, end, ok := nextTag(text, at)
		if !ok {
			break
		}
		replace(start, end, e.constant(text[start:end], src.Range(start, end), constants))
		at = end
	}
	replace(len(text), len(text), "")
	e.text = b.String()
	return e
}

// nextTag finds the next template tag. An unclosed one ends with its line.
//
// "{#" is a comment only if a "#}" follows: minified CSS has "{#id{…}".
func nextTag(text string, from int) (start, end int, ok bool) {
	for start = from; start+1 < len(text); start++ {
		if text[start] != '{' {
			continue
		}
		var closer string
		switch text[start+1] {
		case '{':
			closer = "}}"
		case '%':
			closer = "%}"
		case '#':
			closer = "#}"
		default:
			continue
		}
		body := text[start+2:]
		if n := strings.Index(body, closer); n >= 0 && (closer == "#}" || !strings.Contains(body[:n], "\n")) {
			return start, start + 2 + n + 2, true
		}
		if closer == "#}" {
			continue
		}
		end = len(text)
		if n := strings.IndexByte(body, '\n'); n >= 0 {
			end = start + 2 + n
		}
		return start, end, true
	}
	return 0, 0, false
}

// constant is what stands in the stylesheet for a tag.
func (e *expanded) constant(written string, at diag.Range, constants map[string]string) string {
	const harmless = "unset"
	path, isOutput := strings.CutPrefix(written, "{{")
	path, closed := strings.CutSuffix(path, "}}")
	path = strings.TrimSpace(path)
	switch {
	case isOutput && !closed:
		e.faults.Add(diag.CSSTag, at, "close it with }}", "this {{ has no }} on its line")
		return harmless
	case strings.HasPrefix(written, "{#"):
		e.faults.Add(diag.CSSTag, at, "write /* … */", "a template comment does not work in a stylesheet")
		return ""
	case !isOutput || !isPath(path):
		e.faults.Add(diag.CSSTag, at, constantsOnly, "stylesheets may only use constants, not %s", written)
		return harmless
	}
	value, known := constants[path]
	if !known {
		help := diag.DidYouMean(path, slices.Sorted(maps.Keys(constants)))
		e.faults.Add(diag.CSSConstant, at, help, "there is no constant %s", path)
		return harmless
	}
	if why := unfit(value); why != "" {
		e.faults.Add(diag.CSSConstantValue, at, "give it a colour, a length, a number or a list of fonts in billet.yaml",
			"the constant %s cannot stand in a stylesheet: %s", path, why)
		return harmless
	}
	return value
}

// isPath reports whether s is a dotted name such as brand.colors.accent.
func isPath(s string) bool {
	for _, part := range strings.Split(s, ".") {
		for i := 0; i < len(part); i++ {
			c := part[i]
			if !(isNameStart(rune(c)) && c < 0x80) && (i == 0 || !isDigit(rune(c))) {
				return false
			}
		}
		if part == "" {
			return false
		}
	}
	return true
}

// unfit says why a constant's value could leave its place in a stylesheet; it
// is empty for a value that cannot.
func unfit(value string) string {
	lower := strings.ToLower(value)
	for _, bad := range []string{"url(", "/*", "*/"} {
		if strings.Contains(lower, bad) {
			return "it contains " + bad
		}
	}
	var quote rune
	depth := 0
	for _, c := range value {
		switch {
		case strings.ContainsRune(";{}<>\\@!", c):
			return "it contains " + string(c)
		case c < ' ' || c == 0x7f || c == '\uFFFD':
			return "it contains a line break or another control character"
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '(':
			depth++
		case c == ')':
			if depth--; depth < 0 {
				return "it has a ) too many"
			}
		}
	}
	switch {
	case strings.TrimSpace(value) == "":
		return "it is empty"
	case quote != 0:
		return "its quotes are not balanced"
	case depth != 0:
		return "its brackets are not balanced"
	}
	return ""
}
