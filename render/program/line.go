package program

import "github.com/billet-mail/billet/expr"

// Line is [Writer.Line] in memory of its own.
func (p *Program) Line(buf []byte, s *expr.Stack, limit int) ([]byte, error) {
	return new(Writer).Line(p, buf, s, limit)
}

// line is words and values; it has no elements that could be empty.
type line struct {
	buf   []byte
	start int
}

func (l *line) static(in *instruction) { l.buf = append(l.buf, in.text...) }

func (l *line) value(v string, e Escape) { l.buf = appendEscaped(l.buf, v, e) }

func (l *line) skip()               {}
func (l *line) elide()              {}
func (l *line) elideContent()       {}
func (l *line) elided(*instruction) {}
func (l *line) inline(int)          {}
func (l *line) layout(*instruction) {}

func (l *line) size() int { return len(l.buf) - l.start }
