package render

import (
	"fmt"
	"reflect"

	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/locales"
	"github.com/billet-mail/billet/mail"
	"github.com/billet-mail/billet/placeholders"
	"github.com/billet-mail/billet/render/program"
)

// Page is a compiled template in one language. It is immutable and safe for
// concurrent use.
type Page struct {
	Template string
	Locale   *locales.Locale
	events   map[string]*programs
}

// programs write the parts of a message about one event.
type programs struct {
	layout                         *placeholders.Layout
	subject, preheader, html, text *program.Program
}

// ErrTooLarge says that a message would exceed its size limit.
var ErrTooLarge = program.ErrTooLarge

// Parts is what a page writes for one occurrence.
type Parts struct {
	Subject, Preheader string
	HTML, Text         mail.Body
}

// Scratch is memory that one rendering after another may use. The zero Scratch
// is ready. It is not safe for concurrent use.
type Scratch struct {
	lines []byte
	html  mail.Builder
}

// Serves reports whether the page was compiled for an event.
func (p *Page) Serves(event string) bool { return p.events[event] != nil }

// Render writes a message about an event. data is valid data of the event: its
// Data type or a pointer to it. limit is the most bytes of a part. The parts do
// not refer to the scratch.
func (p *Page) Render(e *events.Event, data any, at events.Moment, limit int, scratch *Scratch) (parts Parts, err error) {
	defer func() {
		if r := recover(); r != nil {
			*scratch = Scratch{}
			parts, err = Parts{}, fmt.Errorf("template %s, event %s: a fault of the renderer: %v", p.Template, e.ID, r)
		}
	}()
	programs := p.events[e.ID]
	if programs == nil {
		return Parts{}, fmt.Errorf("template %s does not serve the event %s", p.Template, e.ID)
	}
	given, pointer := addressable(data)
	var derived reflect.Value
	if programs.layout.Derives() {
		derived, _ = addressable(e.Derive(pointer, at))
	}
	stack := expr.NewStack(p.Locale, programs.layout.Bind(given, derived))
	return programs.write(stack, limit, scratch)
}

// write runs the programs. One string holds subject, preheader and text.
func (p *programs) write(stack *expr.Stack, limit int, scratch *Scratch) (Parts, error) {
	buf, err := p.subject.Line(scratch.lines[:0], stack, limit)
	subject := len(buf)
	if err == nil {
		buf, err = p.preheader.Line(buf, stack, limit)
	}
	preheader := len(buf)
	if err == nil {
		buf, err = p.text.Plain(buf, stack, limit)
	}
	scratch.lines = buf
	scratch.html.Reset()
	if err == nil {
		err = p.html.Markup(&scratch.html, stack, limit)
	}
	if err != nil {
		return Parts{}, err
	}
	all := string(buf)
	return Parts{
		Subject: all[:subject], Preheader: all[subject:preheader], Text: mail.Text(all[preheader:]), HTML: scratch.html.Body(),
	}, nil
}

// addressable gives a struct behind a pointer, copying it there if need be.
func addressable(data any) (reflect.Value, any) {
	v := reflect.ValueOf(data)
	if v.Kind() == reflect.Pointer {
		return v.Elem(), data
	}
	copied := reflect.New(v.Type())
	copied.Elem().Set(v)
	return copied.Elem(), copied.Interface()
}
