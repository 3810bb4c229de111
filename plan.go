package billet

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/billet-mail/billet/mail"
	"github.com/billet-mail/billet/rules"
	"github.com/billet-mail/billet/rules/ledger"
)

// Occurrence is one billing fact, and what is known around it. Data and Previous
// are what [RenderRequest.Data] takes; they must not change while they are used.
type Occurrence = rules.Occurrence

// Decision is what becomes of one notification about one occurrence, with the
// mail, if it was asked for and is to be sent.
type Decision struct {
	rules.Decision
	Message *mail.Message
}

// PlanOptions say how occurrences are looked at.
type PlanOptions struct {
	Now time.Time // must be set

	// Ledger knows what was sent; nil is as if nothing was.
	Ledger ledger.Ledger

	// RetryAfter is when an ambiguous mail is sent again; 0 is never.
	RetryAfter time.Duration

	// Messages renders the mails that are to be sent.
	Messages bool
}

// Plan says what becomes of occurrences: of every notification of their events,
// for every recipient, whether a mail is sent, and why not. It sends nothing and
// changes nothing, so that a batch of mails can be made without a delivery. The
// same occurrences, options and entries of the ledger give the same decisions.
//
// Errors: those of [Folder.Render], an occurrence without a key, those of the
// ledger. It is safe for concurrent use.
func (f *Folder) Plan(ctx context.Context, o PlanOptions, occurrences ...Occurrence) ([]Decision, error) {
	if f.rulebook == nil {
		return nil, errors.New("the folder was opened for some templates only (open all of it to plan mails)")
	}
	if o.Now.IsZero() {
		return nil, errors.New("the time of the plan is not set (set PlanOptions.Now)")
	}
	read := make([]Occurrence, len(occurrences))
	for i, each := range occurrences {
		one, err := f.readOccurrence(each)
		if err != nil {
			return nil, err
		}
		read[i] = one
	}
	in := rules.Input{Now: o.Now, Occurrences: read, RetryAfter: o.RetryAfter}
	var failed error
	if o.Ledger != nil {
		in.Sent = func(notification, occurrence string) []ledger.Entry {
			entries, err := o.Ledger.Entries(ctx, notification, occurrence)
			failed = errors.Join(failed, err)
			return entries
		}
	}
	decided := f.rulebook.Decide(in)
	if failed != nil {
		return nil, fmt.Errorf("the ledger cannot be read: %w", failed)
	}
	list := make([]Decision, len(decided))
	for i, d := range decided {
		list[i].Decision = d
		if d.Outcome != rules.Send || !o.Messages {
			continue
		}
		message, err := f.write(ctx, d, read[d.Index()], o.Now)
		if err != nil {
			return nil, err
		}
		list[i].Message = message
	}
	return list, ctx.Err()
}

// readOccurrence checks an occurrence and reads its data.
func (f *Folder) readOccurrence(o Occurrence) (Occurrence, error) {
	event, ok := f.catalogue.Lookup(o.Event)
	if !ok {
		return o, f.unknownEvent(o.Event)
	}
	if o.Key == "" {
		return o, fmt.Errorf("the occurrence of %s has no key (name it, so that nothing is sent twice)", o.Event)
	}
	if !utf8.ValidString(o.Key) || strings.ContainsRune(o.Key, 0) {
		return o, fmt.Errorf("the key of the occurrence of %s is no text: %.40q (give valid UTF-8 without NUL)", o.Event, o.Key)
	}
	for _, extra := range o.Call.To {
		if err := extra.Check(); err != nil {
			return o, fmt.Errorf("a recipient that the call of %s adds: %w", o.Key, err)
		}
	}
	if o.Call.Template != "" {
		if problem, help := f.rulebook.Unknown(o.Event, o.Call.Template); problem != "" {
			return o, &NotFoundError{What: "template", Name: o.Call.Template, Of: "for the event " + o.Event, Help: help}
		}
	}
	data, err := readData(event, o.Data, false)
	if err != nil {
		return o, err
	}
	o.Data = pointerTo(data)
	if o.Previous != nil {
		data, err := readData(event, o.Previous, false)
		if err != nil {
			return o, fmt.Errorf("the data before the change: %w", err)
		}
		o.Previous = pointerTo(data)
	}
	return o, nil
}

// pointerTo is a pointer to a struct, which data may be already.
func pointerTo(data any) any {
	v := reflect.ValueOf(data)
	if v.Kind() == reflect.Pointer {
		return data
	}
	p := reflect.New(v.Type())
	p.Elem().Set(v)
	return p.Interface()
}

// write makes the mail of a decision.
func (f *Folder) write(ctx context.Context, d rules.Decision, o Occurrence, now time.Time) (*mail.Message, error) {
	data := o.Data
	if listed := d.Data(); listed != nil {
		data = listed
	}
	wanted := d.Locale
	if len(d.LocaleChain) > 0 {
		wanted = d.LocaleChain[0]
	}
	files, err := f.library(d.Attachments, d.Template, d.Locale, d.LocaleChain)
	if err != nil {
		return nil, err
	}
	var leave mail.Unsubscribe
	if slices.Contains(f.leavable, d.Notification) {
		if leave = o.Call.Unsubscribe; leave == (mail.Unsubscribe{}) {
			return nil, fmt.Errorf("the notification %s has unsubscribe: true, and the call of %s no address for it (set Call.Unsubscribe)", d.Notification, o.Key)
		}
	}
	return f.Render(ctx, RenderRequest{
		Event: d.Event, Template: d.Template, Locale: wanted, Data: data, Checked: true, Now: now, Step: d.Step,
		From: d.Sender, To: d.To, Cc: d.Cc, Bcc: d.Bcc, Key: d.Notification + "\n" + d.Key.Occurrence, Attachments: slices.Concat(files, o.Call.Attachments), Unsubscribe: leave,
	})
}
