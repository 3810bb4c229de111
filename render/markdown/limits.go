package markdown

import (
	"strings"

	"github.com/billet-mail/billet/diag"
)

// What is read. goldmark cannot be interrupted, and takes time in the square
// of these: 64,000 quote markers on a line took seconds, a table of 63 KB
// made 225 MB of HTML.
const (
	maxText     = 256 << 10 // bytes
	maxBlock    = 32 << 10  // bytes of text without a blank line, tables aside
	maxMarkers  = 100       // list and quote markers at the start of a line
	maxBrackets = 500       // open brackets in a block
	maxColumns  = 50
	maxCells    = 5000
)

// checkLimits reports what would take too long to read.
func (r *rendering) checkLimits() {
	if len(r.Text) > maxText {
		r.tooLarge(span{maxText, len(r.Text)}, "the text has %d KB, the limit is %d KB", len(r.Text)>>10, maxText>>10)
		return
	}
	r.checkMarkers()
	for _, block := range r.paragraphs() {
		r.checkBrackets(block)
		if table := r.checkTable(block); !table && block.stop-block.start > maxBlock {
			r.tooLarge(block, "this text has %d KB without a blank line, the limit is %d KB",
				(block.stop-block.start)>>10, maxBlock>>10)
		}
	}
}

func (r *rendering) tooLarge(at span, format string, args ...any) {
	r.faults.Add(diag.MarkdownTooLarge, r.at(at.start, at.stop), "split it into smaller parts", format, args...)
}

// paragraphs finds the runs of lines that are not blank.
func (r *rendering) paragraphs() []span {
	var found []span
	open, offset := false, 0
	for line := range strings.Lines(r.Text) {
		blank := strings.Trim(line, "> \t\r\n") == ""
		if !blank && !open {
			found = append(found, span{offset, offset})
		}
		offset += len(line)
		if !blank {
			found[len(found)-1].stop = offset
		}
		open = !blank
	}
	return found
}

func (r *rendering) checkMarkers() {
	offset := 0
	for line := range strings.Lines(r.Text) {
		if length, count := markers(line); count > maxMarkers {
			r.tooLarge(span{offset, offset + length}, "this line has %d list or quote markers, the limit is %d", count, maxMarkers)
		}
		offset += len(line)
	}
}

// markers counts the list and quote markers at the start of a line.
func markers(line string) (length, count int) {
	for length < len(line) {
		rest := line[length:]
		digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
		switch {
		case rest[0] == ' ' || rest[0] == '\t':
			length++
		case rest[0] == '>':
			length, count = length+1, count+1
		case strings.IndexByte("-+*", rest[0]) >= 0 && len(rest) > 1 && strings.IndexByte(" \t\r\n", rest[1]) >= 0:
			length, count = length+1, count+1
		case digits > 0 && digits < len(rest) && (rest[digits] == '.' || rest[digits] == ')'):
			length, count = length+digits+1, count+1
		default:
			return length, count
		}
	}
	return length, count
}

// checkBrackets counts brackets that nothing closes: "[" and the "(" of a
// link's address.
func (r *rendering) checkBrackets(block span) {
	text := block.text(r)
	open, links := 0, 0
	for i := range len(text) {
		switch {
		case text[i] == '[':
			open++
		case text[i] == ']':
			open--
		case text[i] == '(' && i > 0 && text[i-1] == ']':
			links++
		case text[i] == ')':
			links--
		}
		open, links = max(open, 0), max(links, 0)
	}
	if open > maxBrackets || links > maxBrackets {
		r.tooLarge(block, "this text opens %d brackets that it does not close, the limit is %d", max(open, links), maxBrackets)
	}
}

// checkTable reports whether a block holds a table, and whether it is too
// large: goldmark fills every row up to the number of columns.
func (r *rendering) checkTable(block span) bool {
	isTable := false
	lines := strings.Split(block.text(r), "\n")
	for i, line := range lines {
		columns := alignmentColumns(line)
		if columns == 0 {
			continue
		}
		isTable = true
		if columns > maxColumns {
			r.tooLarge(block, "this table has %d columns, the limit is %d", columns, maxColumns)
			return true
		}
		if cells := columns * (len(lines) - i); cells > maxCells {
			r.tooLarge(block, "this table has %d cells, the limit is %d", cells, maxCells)
			return true
		}
	}
	return isTable
}

// alignmentColumns counts the columns of a line that aligns a table's columns;
// 0 for any other line.
func alignmentColumns(line string) int {
	line = strings.TrimLeft(line, "> \t")
	if strings.Trim(line, "-:| \t\r") != "" || !strings.Contains(line, "-") || !strings.ContainsAny(line, "|:") {
		return 0
	}
	return strings.Count(strings.Trim(line, "| \t\r"), "|") + 1
}
