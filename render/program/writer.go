package program

import (
	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/mail"
)

// Writer is memory that one program after another may run in. The zero Writer
// is ready. It is not safe for concurrent use.
type Writer struct {
	line   line
	plain  plain
	markup markup
}

// Line appends the line of text that a program writes to buf. More than limit
// bytes are ErrTooLarge.
func (w *Writer) Line(p *Program, buf []byte, s *expr.Stack, limit int) ([]byte, error) {
	w.line = line{buf: buf, start: len(buf)}
	err := p.run(&w.line, s, limit)
	return w.line.buf, err
}

// Plain appends the text part that a program writes to buf, ending in one
// newline. More than limit bytes are ErrTooLarge.
func (w *Writer) Plain(p *Program, buf []byte, s *expr.Stack, limit int) ([]byte, error) {
	to := &w.plain
	*to = plain{buf: buf, start: len(buf), due: -1, indents: to.indents[:0], counters: to.counters[:0], marks: to.marks[:0]}
	err := p.run(to, s, limit)
	if len(to.buf) > to.start && to.buf[len(to.buf)-1] != '\n' {
		to.buf = append(to.buf, '\n')
	}
	return to.buf, err
}

// Markup adds the HTML that a program writes to what is in to: static text by
// reference, values escaped. It marks the inline images that the HTML shows in
// images, which is as long as the program has of them. More than limit bytes are
// ErrTooLarge.
func (w *Writer) Markup(p *Program, to *mail.Builder, images []bool, s *expr.Stack, limit int) error {
	w.markup = markup{to: to, images: images, rich: p.Rich, start: to.Len(), first: to.Share(p.table), marks: w.markup.marks[:0]}
	return p.run(&w.markup, s, limit)
}
