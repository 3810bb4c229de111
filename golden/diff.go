package golden

import (
	"strings"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/diff"
)

// Diff shows how the mail differs from its file, in the unified format: lines
// of the file begin with -, those of the mail with +. Where a line takes the
// place of another, the words that differ stand in [-…-] and {+…+}, as git
// shows them, and what both share at length is cut to …. It is empty for a
// mail that is the same.
func (r Result) Diff() string {
	lines := strings.SplitAfter(string(diff.Diff(r.File, []byte(r.Want), "the mail", []byte(r.Got))), "\n")
	var b strings.Builder
	for i := 0; i < len(lines); {
		removed := run(lines[i:], '-')
		added := run(lines[i+removed:], '+')
		if i < headerLines || removed == 0 || removed != added {
			n := max(1, removed)
			for _, line := range lines[i : i+n] {
				b.WriteString(line)
			}
			i += n
			continue
		}
		for j := range removed {
			old, now := worded(lines[i+j][1:], lines[i+removed+j][1:])
			lines[i+j], lines[i+removed+j] = "-"+old, "+"+now
		}
		for _, line := range lines[i : i+removed+added] {
			b.WriteString(line)
		}
		i += removed + added
	}
	return b.String()
}

// headerLines are those that name the two sides.
const headerLines = 3

// run counts the lines at the beginning that have a sign.
func run(lines []string, sign byte) int {
	n := 0
	for n < len(lines) && lines[n] != "" && lines[n][0] == sign {
		n++
	}
	return n
}

// around is how many characters beside a difference are shown.
const around = 40

// worded marks what differs between two lines.
func worded(old, now string) (markedOld, markedNow string) {
	old, now = strings.TrimSuffix(old, "\n"), strings.TrimSuffix(now, "\n")
	head := sharedHead(old, now)
	tail := sharedTail(old[head:], now[head:])
	before, after := clipped(old[:head], true), clipped(old[len(old)-tail:], false)
	return before + marked("[-", old[head:len(old)-tail], "-]") + after + "\n",
		before + marked("{+", now[head:len(now)-tail], "+}") + after + "\n"
}

func marked(begin, words, end string) string {
	if words == "" {
		return ""
	}
	return begin + words + end
}

// sharedHead is how many bytes two lines begin with together, up to the
// beginning of a word.
func sharedHead(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	if n == len(a) && n == len(b) {
		return n
	}
	for n > 0 && !isBorder(a[n-1]) {
		n--
	}
	return n
}

// sharedTail is how many bytes two lines end with together, from the end of a
// word on.
func sharedTail(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	for n > 0 && !isBorder(a[len(a)-n]) {
		n--
	}
	return n
}

// isBorder reports what stands between words. A byte of a longer character is
// none, so that no character is cut.
func isBorder(c byte) bool {
	return c < utf8.RuneSelf && strings.IndexByte(" \t\"'<>=&;:,.()[]{}/|*_?!", c) >= 0
}

// clipped cuts what two lines share to the part beside the difference.
func clipped(shared string, before bool) string {
	characters := []rune(shared)
	if len(characters) <= around+1 {
		return shared
	}
	if before {
		return "…" + string(characters[len(characters)-around:])
	}
	return string(characters[:around]) + "…"
}
