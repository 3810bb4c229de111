package markdown

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/template/tag"
)

// checkLines reports tags that share a line with what they should enclose, by
// the source lines of the blocks that hold words.
func (r *rendering) checkLines(root ast.Node) {
	walk(root, func(n ast.Node) bool {
		switch n.Kind() {
		case ast.KindParagraph, ast.KindTextBlock:
			r.checkParagraph(n)
		case extast.KindTableRow, extast.KindTableHeader:
			r.checkRow(n)
		case ast.KindCodeBlock:
			r.checkIndentedCode(n)
		case ast.KindFencedCodeBlock:
			r.checkCodeInserts(n)
		}
		if n.Type() == ast.TypeBlock && !n.IsRaw() {
			r.checkEmphasis(n)
		}
		return true
	})
}

func (r *rendering) checkParagraph(n ast.Node) {
	rowsOnly := n.Lines().Len() > 0
	for i := range n.Lines().Len() {
		segment := n.Lines().At(i)
		line := span{segment.Start, segment.Stop}
		r.checkLine(line)
		if i > 0 {
			r.checkAlignment(line)
		}
		text := strings.TrimSpace(line.text(r))
		rowsOnly = rowsOnly && strings.HasPrefix(text, "|") && strings.HasSuffix(text, "|")
	}
	if rowsOnly && afterTag(n) {
		first := r.lineAt(n.Pos())
		r.faults.Add(diag.MarkdownTableRow, r.at(first.start, first.start+len(strings.TrimRight(first.text(r), " \t\r"))),
			"let the rows follow the table's head without a blank line or other text between them", "this looks like a table row, but no table is open here")
	}
}

// blockMarker is what begins a row, item, heading or quote.
var blockMarker = regexp.MustCompile(`^(\||[-+*][ \t]|[0-9]{1,9}[.)][ \t]|#{1,6}[ \t]|>)`)

// checkLine looks for statements before the marker of a block, and for lines
// of two or more statements.
func (r *rendering) checkLine(line span) {
	tokens := r.tokens(line.start, line.stop)
	if len(tokens) == 0 {
		return
	}
	if r.checkLineOfTags(line, tokens) {
		return
	}
	rest := line.start
	for _, t := range tokens {
		if strings.TrimSpace(r.Text[rest:t.start]) != "" || !r.Tags.Tags[t.index].Statement() {
			break
		}
		rest = t.end
	}
	if rest == line.start {
		return
	}
	if blockMarker.MatchString(strings.TrimLeft(r.Text[rest:line.stop], " \t")) {
		r.reportBeside(tokens[0])
		return
	}
}

// checkLineOfTags reports a line that holds nothing but several statements and
// partials, unless its statements open and close there around no partial.
func (r *rendering) checkLineOfTags(line span, tokens []token) bool {
	words := line.text(r)
	inserts := false
	for _, t := range tokens {
		if !standsAlone(r.Tags.Tags[t.index]) {
			return false
		}
		inserts = inserts || r.Tags.Tags[t.index].Role == tag.Insert
		words = strings.Replace(words, r.Tags.Token(t.index), "", 1)
	}
	if strings.Trim(words, "| \t\r\n") != "" || len(tokens) < 2 || !inserts && r.balanced(tokens) {
		return false
	}
	r.faults.Add(diag.MarkdownTwoTags, r.atTag(tokens[1].index, tokens[1].start),
		"put each tag on a line of its own", "%s stands on the same line as %s", r.name(tokens[1].index), r.name(tokens[0].index))
	for _, t := range tokens {
		r.silence(t.index)
	}
	return true
}

func (r *rendering) reportBeside(t token) {
	if r.silent[r.Tags.Tags[t.index].Opener] {
		return
	}
	r.silence(t.index)
	r.faults.Add(diag.MarkdownTagBesideBlock, r.atTag(t.index, t.start), "put "+r.name(t.index)+" on a line of its own",
		"%s stands beside a row, item or heading", r.name(t.index))
}

// balanced reports whether the tags open and close statements among
// themselves.
func (r *rendering) balanced(tokens []token) bool {
	var open []int
	for _, t := range tokens {
		found := r.Tags.Tags[t.index]
		if found.Role == tag.Open {
			open = append(open, t.index)
			continue
		}
		if len(open) == 0 || open[len(open)-1] != found.Opener {
			return false
		}
		if found.Role == tag.Close {
			open = open[:len(open)-1]
		}
	}
	return len(open) == 0
}

// checkAlignment looks for tags in a line that would align a table's columns.
func (r *rendering) checkAlignment(line span) {
	text := strings.TrimSpace(line.text(r))
	tokens := r.tokens(line.start, line.stop)
	if len(tokens) == 0 || !strings.Contains(text, "|") || !strings.Contains(text, "-") {
		return
	}
	for _, t := range tokens {
		text = strings.ReplaceAll(text, r.Tags.Token(t.index), "")
	}
	if strings.Trim(text, "-:| \t") == "" {
		r.forbid(line, diag.MarkdownAlignmentTag, "write this line with hyphens and colons only",
			"a tag cannot stand in the line that aligns a table's columns")
	}
}

// checkRow looks for tags beside a row, and for cells that goldmark drops.
func (r *rendering) checkRow(row ast.Node) {
	if row.Pos() < 0 {
		return
	}
	line := r.lineAt(row.Pos())
	r.checkLine(line)
	kept := line.start
	for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
		if cell.Lines().Len() > 0 {
			kept = max(kept, cell.Lines().At(0).Stop)
		}
	}
	dropped := span{kept, line.start + len(strings.TrimRight(line.text(r), " \t\r"))}
	if extra := strings.Trim(dropped.text(r), "| \t"); extra == "" {
		return
	}
	tokens := r.tokens(dropped.start, dropped.stop)
	for _, t := range r.tokens(line.start, dropped.stop) {
		if r.silent[r.Tags.Tags[t.index].Opener] {
			return
		}
	}
	for _, t := range tokens {
		if r.Tags.Tags[t.index].Statement() {
			r.reportBeside(t)
			return
		}
	}
	r.faults.Add(diag.MarkdownTableCells, r.at(line.start, dropped.stop),
		"give the table another column, or take the cell away; write \\| for the character itself",
		"this row has more cells than the table has columns (%d)", row.ChildCount())
	for _, t := range tokens {
		r.silence(t.index)
	}
}

// checkIndentedCode reports words that are code only because they are indented
// like the words of a program below their tag.
func (r *rendering) checkIndentedCode(n ast.Node) {
	if n.Lines().Len() == 0 {
		return
	}
	first := n.Lines().At(0)
	if afterTag(n) && !r.blankAbove(first.Start) {
		r.faults.Add(diag.MarkdownTagIndented, r.at(first.Start, first.Start+len(strings.TrimRight(r.lineAt(first.Start).text(r), " \t\r"))),
			"indent it by less than four blanks; for code use a fence: ```", "this is indented so deep that it would be code")
	}
	r.checkCodeInserts(n)
}

func (r *rendering) checkCodeInserts(n ast.Node) {
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		for _, t := range r.tokens(line.Start, line.Stop) {
			if r.Tags.Tags[t.index].Role == tag.Insert {
				r.forbidInsert(t)
			}
		}
	}
}
