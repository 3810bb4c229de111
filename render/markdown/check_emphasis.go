package markdown

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/billet-mail/billet/diag"
)

// mark is a run of *, _ or ~ that stays in the mail as it is.
type mark struct {
	span
	char byte
}

// checkEmphasis reports marks of emphasis that Markdown did not take for
// emphasis, as in **Total:**{{ x }}: marks after punctuation close nothing if
// a letter follows (CommonMark 0.31, right-flanking), and a token is made of
// letters. The same happens without a tag, as in **合計：**円; that is a
// warning. A mark without a partner, as in {{ price }}* or ****{{ card }}, is
// meant.
func (r *rendering) checkEmphasis(block ast.Node) {
	var marks []mark
	collectMarks(block, r, &marks)
	count := map[string]int{}
	for _, m := range marks {
		count[m.text(r)]++
	}
	paired := slices.DeleteFunc(slices.Clone(marks), func(m mark) bool { return count[m.text(r)] < 2 || m.stop-m.start > 3 })
	help := "put a blank beside them, or move the punctuation out of the emphasis; for the character itself write \\"
	for _, m := range paired {
		if index, beside := r.tagBeside(m); beside {
			r.faults.Add(diag.MarkdownLiteralEmphasis, r.at(m.start, m.stop), help+string(rune(m.char)),
				"these marks stay in the mail as they are, because %s stands directly beside them", r.name(index))
			return
		}
	}
	if besideTag(block) && len(marks) > 0 && len(paired) == 0 && marks[0].stop-marks[0].start == 2 && marks[0].char != '_' {
		r.faults.Add(diag.MarkdownLiteralEmphasis, r.at(marks[0].start, marks[0].stop),
			"begin and end the emphasis between two tags, or put the tag inside a line",
			"these marks stay in the mail as they are: no emphasis reaches across a tag on a line of its own")
		return
	}
	for _, m := range paired {
		if m.stop-m.start == 2 && m.char != '_' {
			r.faults.Warn(diag.MarkdownLiteralMarks, r.at(m.start, m.stop), help+string(rune(m.char)),
				"these marks stay in the mail as they are")
			return
		}
	}
}

// besideTag reports whether a block tag stands directly above or below.
func besideTag(n ast.Node) bool {
	next := n.NextSibling()
	return afterTag(n) || next != nil && next.Kind() == kindTagBlock
}

// collectMarks finds the marks in the words of a block, but not in its code.
func collectMarks(n ast.Node, r *rendering, marks *[]mark) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			if !c.IsRaw() {
				*marks = append(*marks, r.marksIn(span{c.Segment.Start, c.Segment.Stop})...)
			}
		case *ast.CodeSpan, *ast.AutoLink, *ast.RawHTML:
		default:
			if c.Type() == ast.TypeInline {
				collectMarks(c, r, marks)
			}
		}
	}
}

func (r *rendering) marksIn(s span) []mark {
	var found []mark
	for i := s.start; i < s.stop; i++ {
		char := r.Text[i]
		if char == '\\' {
			i++
			continue
		}
		if strings.IndexByte("*_~", char) < 0 {
			continue
		}
		end := i
		for end < s.stop && r.Text[end] == char {
			end++
		}
		if char != '~' || end-i == 2 {
			found = append(found, mark{span{i, end}, char})
		}
		i = end - 1
	}
	return found
}

// tagBeside finds the tag directly before or after a mark. An underscore
// between letters is part of a word, as in invoice_{{ number }}.
func (r *rendering) tagBeside(m mark) (index int, ok bool) {
	line := r.lineAt(strings.LastIndexByte(r.Text[:m.start], '\n') + 1)
	for _, t := range r.tokens(line.start, line.stop) {
		if t.end == m.start && (m.char != '_' || !wordAt(r.Text, m.stop)) ||
			t.start == m.stop && (m.char != '_' || !wordAt(r.Text, m.start-1)) {
			return t.index, true
		}
	}
	return 0, false
}

// wordAt reports whether a letter or digit, or a part of one, stands at a byte
// offset.
func wordAt(text string, offset int) bool {
	if offset < 0 || offset >= len(text) {
		return false
	}
	c := text[offset]
	return c >= 0x80 || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
