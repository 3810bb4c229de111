package program

import (
	"strconv"
	"strings"

	"github.com/billet-mail/billet/expr"
)

// Plain is [Writer.Plain] in memory of its own.
func (p *Program) Plain(buf []byte, s *expr.Stack, limit int) ([]byte, error) {
	return new(Writer).Plain(p, buf, s, limit)
}

// plain lays the text part out: it holds breaks back until text follows, and
// indents every line.
type plain struct {
	buf      []byte
	start    int
	due      int    // newlines before the next text; 0 is a blank, -1 nothing
	held     string // blanks at the beginning of a line, until text follows
	indents  []indent
	common   int // indents that have stood since the last text
	counters []int
	marks    []savepoint
}

type indent struct {
	text  string // before every line
	first string // instead of it, once
	lead  bool   // first is still to be written
	count int    // the counter whose number first is, from 1; 0 for none
}

// savepoint is the state before an elision.
type savepoint struct {
	begin, content int
	due, common    int
	held           string
	leads          uint64 // which indents have their first still to be written
}

func (w *plain) static(in *instruction) { w.write(in.text) }

// value writes a value; its line breaks begin new lines of the same block. Of
// blank lines that meet, one is kept. In a link a value has the escaper that it
// has in HTML.
func (w *plain) value(v string, e Escape) {
	if e != Words {
		w.write(string(appendEscaped(nil, v, e)))
		return
	}
	if strings.IndexByte(v, '\n') < 0 {
		w.write(v)
		return
	}
	for first := true; ; first = false {
		line, rest, more := strings.Cut(v, "\n")
		w.write(line)
		if !more {
			return
		}
		if w.due > 0 && !first {
			w.newline(2)
		} else {
			w.newline(1)
		}
		v = rest
	}
}

// newline asks for n newlines before the next text.
func (w *plain) newline(n int) {
	w.due = max(w.due, n)
	if n > 0 && w.held != "" {
		w.held = ""
	}
}

// write writes text, and first what is due before it. Blanks alone on a line
// are no text.
func (w *plain) write(text string) {
	begins := w.due > 0 || len(w.buf) == w.start
	if begins {
		if w.held != "" {
			text, w.held = w.held+text, ""
		}
		if trimmed(text) == 0 {
			w.held = text
			return
		}
	}
	switch {
	case text == "":
		return
	case begins && len(w.buf) > w.start:
		w.newlines()
	case w.due == 0 && w.buf[len(w.buf)-1] != ' ':
		w.buf = append(w.buf, ' ')
	}
	w.due = -1
	if begins {
		w.lead()
	}
	w.buf = append(w.buf, text...)
	w.common = len(w.indents)
}

// lead begins a line with its indents.
func (w *plain) lead() {
	for i := range w.indents {
		in := &w.indents[i]
		if in.lead {
			w.buf = append(w.buf, in.first...)
			in.lead = false
			w.count(in, 1)
			continue
		}
		w.buf = append(w.buf, in.text...)
	}
}

// count moves the counter of an indent: an item that writes nothing takes no
// number.
func (w *plain) count(in *indent, by int) {
	if in.count > 0 {
		w.counters[in.count-1] += by
	}
}

func (w *plain) newlines() {
	w.trim()
	w.buf = append(w.buf, '\n')
	for range w.due - 1 {
		for _, in := range w.indents[:min(w.common, len(w.indents))] {
			w.buf = append(w.buf, in.text...)
		}
		w.buf = append(w.buf[:trimmed(w.buf)], '\n')
	}
}

// trim takes blanks at the end of a line away, and the places of elisions with
// them.
func (w *plain) trim() {
	end := w.start + trimmed(w.buf[w.start:])
	if end == len(w.buf) {
		return
	}
	w.buf = w.buf[:end]
	for i := range w.marks {
		save := &w.marks[i]
		save.begin, save.content = min(save.begin, len(w.buf)), min(save.content, len(w.buf))
	}
}

func (w *plain) skip() {
	if w.due > 0 {
		w.trim()
	}
}

func (w *plain) elide() {
	w.skip()
	save := savepoint{begin: len(w.buf), due: w.due, common: w.common, held: w.held}
	for i, in := range w.indents {
		if in.lead {
			save.leads |= 1 << min(i, 63)
		}
	}
	w.marks = append(w.marks, save)
}

func (w *plain) elideContent() { w.marks[len(w.marks)-1].content = len(w.buf) }

func (w *plain) elided(in *instruction) {
	save := w.marks[len(w.marks)-1]
	w.marks = w.marks[:len(w.marks)-1]
	if !blank(w.buf[save.content:]) {
		w.write(in.text)
		return
	}
	w.buf = w.buf[:save.begin]
	w.due, w.common, w.held = save.due, save.common, save.held
	for i := range w.indents {
		in := &w.indents[i]
		if save.leads>>min(i, 63)&1 == 1 && !in.lead {
			in.lead = true
			w.count(in, -1)
		}
	}
}

func (w *plain) inline(int) {}

func (w *plain) layout(in *instruction) {
	last := len(w.indents) - 1
	switch in.op {
	case opBreak:
		w.newline(int(in.a))
	case opIndent:
		w.indents = append(w.indents, indent{text: in.text})
	case opOutdent:
		w.indents = w.indents[:last]
		w.common = min(w.common, last)
	case opBullet:
		w.indents[last].first, w.indents[last].lead = in.text, true
	case opCounter:
		n := len(w.counters)
		first := strconv.Itoa(w.counters[n-1]) + in.text + " "
		w.indents[last] = indent{text: strings.Repeat(" ", len(first)), first: first, lead: true, count: n}
	case opCounters:
		w.counters = append(w.counters, int(in.a))
	case opCountersEnd:
		w.counters = w.counters[:len(w.counters)-1]
	}
}

func (w *plain) size() int { return len(w.buf) - w.start }

// trimmed is the length of text without the blanks at its end.
func trimmed[T string | []byte](text T) int {
	n := len(text)
	for n > 0 && text[n-1] == ' ' {
		n--
	}
	return n
}

// blank reports that nothing but blanks and line ends was written.
func blank(b []byte) bool {
	for _, c := range b {
		if c != ' ' && c != '\n' && c != '\t' && c != '\r' {
			return false
		}
	}
	return true
}
