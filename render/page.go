package render

import (
	"fmt"
	"path"
	"reflect"
	"strings"

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
	Template    string
	Locale      *locales.Locale
	Attachments []Attachment
	ImageSize   int64 // bytes of all inline images that a message may show
	events      map[string]*programs
}

// programs write the parts of a message about one event.
type programs struct {
	layout                         *placeholders.Layout
	subject, preheader, html, text *program.Program
	names                          []*program.Program // of attachments; nil for a file's own
	images                         []*Image
}

// ErrTooLarge says that a message would exceed its size limit.
var ErrTooLarge = program.ErrTooLarge

// Parts is what a page writes for one occurrence.
type Parts struct {
	Subject, Preheader string
	HTML, Text         mail.Body
	Filenames          []string // of the page's attachments
	Images             []*Image // that the HTML shows
}

// Occasion is what a message is about.
type Occasion struct {
	Event  *events.Event
	Data   any // valid data of the event: its Data type or a pointer to it
	At     events.Moment
	Limit  int    // most bytes of a part
	Linked []bool // which of the page's attachments are linked instead; nil for none
}

// Scratch is memory that one rendering after another may use. The zero Scratch
// is ready. It is not safe for concurrent use.
type Scratch struct {
	values placeholders.Memory
	stack  expr.Stack
	writer program.Writer
	lines  []byte
	html   mail.Builder
	images []bool
}

// Serves reports whether the page was compiled for an event.
func (p *Page) Serves(event string) bool { return p.events[event] != nil }

// Render writes a message. The parts do not refer to the scratch.
func (p *Page) Render(o Occasion, scratch *Scratch) (parts Parts, err error) {
	defer func() {
		if r := recover(); r != nil {
			*scratch = Scratch{}
			parts, err = Parts{}, fmt.Errorf("template %s, event %s: a fault of the renderer: %v", p.Template, o.Event.ID, r)
		}
	}()
	programs := p.events[o.Event.ID]
	if programs == nil {
		return Parts{}, fmt.Errorf("template %s does not serve the event %s", p.Template, o.Event.ID)
	}
	given, pointer := addressable(o.Data)
	var derived reflect.Value
	if programs.layout.Derives() {
		derived, _ = addressable(o.Event.Derive(pointer, o.At))
	}
	stack := &scratch.stack
	stack.Reset(p.Locale, scratch.values.Bind(programs.layout, given, derived))
	defer func() { // the next message finds nothing of this one
		stack.Reset(nil, nil)
		scratch.values.Reset()
	}()
	filenames, err := p.filenames(programs, stack, o, scratch)
	if err != nil {
		return Parts{}, err
	}
	parts, err = programs.write(stack, o.Limit, scratch)
	parts.Filenames = filenames
	return parts, err
}

// filenames writes the names of the attachments, and gives the stack what
// links to them need.
func (p *Page) filenames(programs *programs, stack *expr.Stack, o Occasion, scratch *Scratch) ([]string, error) {
	if len(p.Attachments) == 0 {
		return nil, nil
	}
	names := make([]string, len(p.Attachments))
	stack.Given = make([]expr.Value, givenCount*len(names))
	for i := range names {
		a := &p.Attachments[i]
		ext := path.Ext(a.Name)
		stem := strings.TrimSuffix(a.Name, ext)
		if named := programs.names[i]; named != nil {
			buf, err := scratch.writer.Line(named, scratch.lines[:0], stack, o.Limit)
			scratch.lines = buf
			if err != nil {
				return nil, err
			}
			stem = string(buf)
		}
		names[i] = program.FinishFilename(stem, ext, a.ID)
		stack.Given[givenCount*i+givenLinked] = placeholders.BoolValue(o.Linked != nil && o.Linked[i])
		stack.Given[givenCount*i+givenName] = placeholders.StringValue(names[i])
	}
	return names, nil
}

// write runs the programs. One string holds subject, preheader and text.
func (p *programs) write(stack *expr.Stack, limit int, scratch *Scratch) (Parts, error) {
	w := &scratch.writer
	buf, err := w.Line(p.subject, scratch.lines[:0], stack, limit)
	subject := len(buf)
	if err == nil {
		buf, err = w.Line(p.preheader, buf, stack, limit)
	}
	preheader := len(buf)
	if err == nil {
		buf, err = w.Plain(p.text, buf, stack, limit)
	}
	scratch.lines = buf
	scratch.html.Reset()
	scratch.images = append(scratch.images[:0], make([]bool, len(p.images))...)
	if err == nil {
		err = w.Markup(p.html, &scratch.html, scratch.images, stack, limit)
	}
	if err != nil {
		return Parts{}, err
	}
	all := string(buf)
	parts := Parts{
		Subject: all[:subject], Preheader: all[subject:preheader], Text: mail.Text(all[preheader:]), HTML: scratch.html.Body(),
	}
	for i, shown := range scratch.images {
		if shown {
			parts.Images = append(parts.Images, p.images[i])
		}
	}
	return parts, nil
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
