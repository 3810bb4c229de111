package program

import (
	"github.com/billet-mail/billet/expr"
)

// Markup appends what the program writes to buf: HTML, or a line of text. More
// than limit bytes are ErrTooLarge.
func (p *Program) Markup(buf []byte, s *expr.Stack, limit int) ([]byte, error) {
	m := markup{buf: buf, rich: p.Rich, start: len(buf)}
	err := p.run(&m, s, limit)
	return m.buf, err
}

type markup struct {
	buf   []byte
	start int
	rich  func(string) string
	marks []mark
}

// mark is where an elision begins, and where its content does.
type mark struct{ begin, content int }

func (m *markup) static(text string) { m.buf = append(m.buf, text...) }

func (m *markup) value(v string, e Escape) {
	if e == Rich {
		m.buf = append(m.buf, m.rich(v)...)
		return
	}
	m.buf = appendEscaped(m.buf, v, e)
}

func (m *markup) elide() { m.marks = append(m.marks, mark{begin: len(m.buf)}) }

func (m *markup) elideContent() { m.marks[len(m.marks)-1].content = len(m.buf) }

func (m *markup) elided(text string) {
	top := m.marks[len(m.marks)-1]
	m.marks = m.marks[:len(m.marks)-1]
	if blank(m.buf[top.content:]) {
		m.buf = m.buf[:top.begin]
		return
	}
	m.buf = append(m.buf, text...)
}

func (m *markup) layout(*instruction) {}

func (m *markup) size() int { return len(m.buf) - m.start }

// blank reports that nothing but blanks and line ends was written.
func blank(b []byte) bool {
	for _, c := range b {
		if c != ' ' && c != '\n' && c != '\t' && c != '\r' {
			return false
		}
	}
	return true
}
