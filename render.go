package billet

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"time"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/locales"
	"github.com/billet-mail/billet/mail"
	"github.com/billet-mail/billet/render"
)

// RenderRequest says which message to make.
type RenderRequest struct {
	// Event is the id of the event: "payment_overdue".
	Event string

	// Template is the name of the template; empty stands for the one with the
	// event's name.
	Template string

	// Locale is the wanted language, a BCP 47 tag. Empty stands for the
	// customer's language, where the data tells it, else for the folder's
	// default. A language that the template does not have falls back as
	// [mail.Message.LocaleChain] tells.
	Locale string

	// Data is the event's data: a value of its Go type, a pointer to one, or
	// JSON as json.RawMessage, []byte or *diag.Source. It must not change
	// while Render runs.
	Data any

	// Checked says that Go data has passed Event.Validate or comes from
	// Event.Decode, so that Render need not check it again. It saves most of
	// the time of a message that is sent to several people.
	Checked bool

	// Now is the time of the mail; days are counted from it. It must be set.
	Now time.Time

	// Step is which reminder of a schedule this is, counted from 1; 0 counts
	// as 1.
	Step int

	// From is the id of a sender of billet.yaml; empty stands for the default
	// one, or for the brand's name and support_email where there is none.
	From string

	// To is who the message is for; empty stands for the customer of the data,
	// at the registered address, or for nobody where the data has no customer.
	To, Cc, Bcc []mail.Address

	// ReplyTo is where answers go; empty stands for the sender's reply_to.
	ReplyTo []mail.Address

	// Key names the occurrence: an invoice number, the id of an event. The
	// Message-ID is made of it, of the event, the template, the step and the
	// first recipient. Empty stands for the time and the words of the message,
	// so that whoever renders it again later makes another one.
	Key string

	// These go into the message as they are; what cannot stand there is a
	// [*mail.InvalidError].
	InReplyTo, References []string
	Unsubscribe           mail.Unsubscribe
	FeedbackID            string
	Headers               []mail.Header

	// Attachments are files that go with this message beside those that the
	// template names, such as an invoice. Make them by [mail.NewFile] or
	// [mail.ReadFile].
	Attachments []mail.Attachment
}

// NotFoundError says that something was asked for by a name that does not
// exist.
type NotFoundError struct {
	What string // event, template, language, sample
	Name string
	Of   string // what it was looked for in: "for the event signup"; may be empty
	Help string // a suggestion, or what exists
}

func (e *NotFoundError) Error() string {
	message := fmt.Sprintf("there is no %s %q", e.What, e.Name)
	if e.Of != "" {
		message += " " + e.Of
	}
	if e.Help != "" {
		message += " (" + e.Help + ")"
	}
	return message
}

func (f *Folder) unknownEvent(name string) error {
	return &NotFoundError{What: "event", Name: name, Help: diag.DidYouMean(name, f.catalogue.IDs())}
}

// Render makes a message of an event's data. It checks the data first: what is
// wrong with it is reported at once, as a [diag.List]. Render does no I/O; the
// same request gives the same message. It is safe for concurrent use.
//
// Errors: [*NotFoundError] for unknown names, [diag.List] for data that does
// not fit the event, [*AttachmentLimitError] for files that are too many or too
// large, [*mail.InvalidError] for what else the request asks for and no message
// can hold, [ErrTooLarge], and the context's.
func (f *Folder) Render(ctx context.Context, r RenderRequest) (*mail.Message, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if r.Now.IsZero() {
		return nil, errors.New("the time of the mail is not set (set RenderRequest.Now)")
	}
	event, ok := f.catalogue.Lookup(r.Event)
	if !ok {
		return nil, f.unknownEvent(r.Event)
	}
	name, template, err := f.template(event, r.Template)
	if err != nil {
		return nil, err
	}
	data, err := readData(event, r.Data, r.Checked)
	if err != nil {
		return nil, err
	}
	customer := f.readers[event.ID].read(data)
	match := f.match(template, cmp.Or(r.Locale, customer.language))
	page := template.pages[match.Tag]
	linked, err := f.fit(page, r.Attachments)
	if err != nil {
		return nil, err
	}
	scratch, _ := f.scratch.Get().(*render.Scratch)
	if scratch == nil {
		scratch = &render.Scratch{}
	}
	parts, err := page.Render(render.Occasion{
		Event: event, Data: data, At: events.Moment{Now: r.Now, Step: r.Step}, Limit: f.maxPart, Linked: linked,
	}, scratch)
	f.scratch.Put(scratch)
	if err != nil {
		return nil, err
	}
	r.Attachments = attach(r.Attachments, page, parts, linked)
	return f.message(&r, name, match, parts, customer.address)
}

// template finds the template of a request.
func (f *Folder) template(event *events.Event, name string) (string, *versions, error) {
	if name == "" {
		name = event.ID
	}
	v := f.templates[name]
	if v != nil && v.serves(event.ID) {
		return name, v, nil
	}
	var serving []string
	for _, each := range slices.Sorted(maps.Keys(f.templates)) {
		if f.templates[each].serves(event.ID) {
			serving = append(serving, each)
		}
	}
	return "", nil, &NotFoundError{What: "template", Name: name, Of: "for the event " + event.ID, Help: diag.DidYouMean(name, serving)}
}

func (v *versions) serves(event string) bool {
	for _, page := range v.pages {
		if page.Serves(event) {
			return true
		}
	}
	return false
}

// match chooses the language of the message.
func (f *Folder) match(v *versions, wanted string) locales.Match {
	wanted = cmp.Or(wanted, f.config.Languages.Default)
	if match, ok := v.exact[wanted]; ok {
		return match
	}
	return v.matcher.Match(wanted)
}

// readData gives data of the event's type that was validated.
func readData(e *events.Event, data any, checked bool) (any, error) {
	switch d := data.(type) {
	case json.RawMessage:
		return e.Decode(diag.NewSource("data", string(d)))
	case []byte:
		return e.Decode(diag.NewSource("data", string(d)))
	case *diag.Source:
		return e.Decode(d)
	}
	if t := reflect.TypeOf(data); checked && (t == e.Data || t == reflect.PointerTo(e.Data) && !reflect.ValueOf(data).IsNil()) {
		return data, nil
	}
	return data, e.Validate(data)
}
