package render

import (
	"fmt"
	"reflect"

	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/locales"
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
type Parts struct{ Subject, Preheader, HTML, Text string }

// Serves reports whether the page was compiled for an event.
func (p *Page) Serves(event string) bool { return p.events[event] != nil }

// Render writes a message about an event. data is valid data of the event: its
// Data type or a pointer to it. buf is scratch space, which is returned grown;
// the parts do not refer to it. limit is the most bytes of a part.
func (p *Page) Render(e *events.Event, data any, at events.Moment, limit int, buf []byte) (parts Parts, grown []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			parts, grown, err = Parts{}, nil, fmt.Errorf("template %s, event %s: a fault of the renderer: %v", p.Template, e.ID, r)
		}
	}()
	programs := p.events[e.ID]
	if programs == nil {
		return Parts{}, buf, fmt.Errorf("template %s does not serve the event %s", p.Template, e.ID)
	}
	given, pointer := addressable(data)
	var derived reflect.Value
	if programs.layout.Derives() {
		derived, _ = addressable(e.Derive(pointer, at))
	}
	stack := expr.NewStack(p.Locale, programs.layout.Bind(given, derived))
	return programs.write(stack, limit, buf[:0])
}

// write runs the programs into one buffer, so that one string holds all parts.
func (p *programs) write(stack *expr.Stack, limit int, buf []byte) (Parts, []byte, error) {
	buf, err := p.subject.Markup(buf, stack, limit)
	subject := len(buf)
	if err == nil {
		buf, err = p.preheader.Markup(buf, stack, limit)
	}
	preheader := len(buf)
	if err == nil {
		buf, err = p.html.Markup(buf, stack, limit)
	}
	html := len(buf)
	if err == nil {
		buf, err = p.text.Plain(buf, stack, limit)
	}
	if err != nil {
		return Parts{}, buf, err
	}
	all := string(buf)
	return Parts{all[:subject], all[subject:preheader], all[preheader:html], all[html:]}, buf, nil
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
