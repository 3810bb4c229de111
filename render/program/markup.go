package program

import (
	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/mail"
)

// Markup is [Writer.Markup] in memory of its own.
func (p *Program) Markup(to *mail.Builder, images []bool, s *expr.Stack, limit int) error {
	return new(Writer).Markup(p, to, images, s, limit)
}

type markup struct {
	to     *mail.Builder
	images []bool
	start  int
	rich   func(string) string
	first  int // the number of the first static text in to
	marks  []mark
}

// mark is where an elision begins, and where its content does.
type mark struct{ begin, content mail.Position }

func (m *markup) static(in *instruction) { m.to.Shared(m.first + int(in.static)) }

func (m *markup) value(v string, e Escape) {
	if e == Rich {
		m.to.Values = append(m.to.Values, m.rich(v)...)
	} else {
		m.to.Values = appendEscaped(m.to.Values, v, e)
	}
	m.to.Value()
}

func (m *markup) skip() {}

func (m *markup) elide() { m.marks = append(m.marks, mark{begin: m.to.Position()}) }

func (m *markup) elideContent() { m.marks[len(m.marks)-1].content = m.to.Position() }

func (m *markup) elided(in *instruction) {
	top := m.marks[len(m.marks)-1]
	m.marks = m.marks[:len(m.marks)-1]
	if m.to.Blank(top.content) {
		m.to.Back(top.begin)
		return
	}
	if in.static >= 0 {
		m.static(in)
	}
}

// inline stays also if the element around the image is elided: it is not, for
// an image is more than blanks.
func (m *markup) inline(image int) { m.images[image] = true }

func (m *markup) layout(*instruction) {}

func (m *markup) size() int { return m.to.Len() - m.start }
