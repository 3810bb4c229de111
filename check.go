package billet

import (
	"context"
	"errors"
	"math"

	"github.com/billet-mail/billet/check"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/render/css"
	"github.com/billet-mail/billet/template"
)

// Check judges the finished mails of the folder beyond their correctness: every
// template in every language, with every sample. What it finds are warnings, as
// package check documents them: what the mail clients that billet.yaml names do
// not support, what Gmail clips, what is hard to read, what the text part lacks,
// and how a mail looks in the inbox. check: severity in billet.yaml raises or
// silences them. Faults of scenarios are among them: they keep a folder from
// nothing but playing these.
//
// It renders all mails, which takes far longer than Open. The error is the
// context's, or one of rendering. It is safe for concurrent use.
func (f *Folder) Check(ctx context.Context) (diag.List, error) {
	marked, err := f.marked()
	if err != nil {
		return nil, err
	}
	in := check.Folder{
		Clients: f.config.Check.Clients, Source: f.files.Source,
		Inline: marked.rules("styles/inline.css"), Head: marked.rules("styles/head.css"),
	}
	for _, name := range marked.Templates() {
		for _, tag := range marked.Locales(name) {
			for _, event := range marked.catalogue.All() {
				if !marked.templates[name].pages[tag].Serves(event.ID) {
					continue
				}
				for _, sample := range marked.Samples(event.ID) {
					if err := marked.mails(ctx, &in, marked.written(name, tag, event, sample), sample); err != nil {
						return nil, err
					}
				}
			}
		}
	}
	found, err := check.Run(ctx, in)
	if err != nil {
		return nil, err
	}
	scenarios, err := f.checkScenarios()
	found = append(found, scenarios...)
	return found.Settle(f.config.Check.Severity), err
}

// marked is the folder with marks in its mails.
func (f *Folder) marked() (*Folder, error) {
	if f.options.Marks {
		return f, nil
	}
	o := f.options
	o.Marks = true
	w := newOpening(f.files, o.defaults())
	if err := w.prepare(); err != nil {
		return nil, err
	}
	return w.finish()
}

func (f *Folder) rules(name string) []css.Rule {
	src, ok := f.files.Source(name)
	if !ok {
		return nil
	}
	return css.Read(src, f.config.Colors())
}

// written is a mail of a template before it is rendered.
func (f *Folder) written(name, tag string, event *events.Event, sample events.Sample) check.Mail {
	m := check.Mail{Template: name, Locale: tag, Event: event.ID, Sample: sample.Variant}
	src, ok := f.files.Source("templates/" + name + "/" + tag + ".md")
	if !ok {
		return m
	}
	var known diag.List // Open has reported them
	front := template.ReadFrontMatter(src, &known)
	chain, _ := fallbackChain(tag, f.config.Languages)
	front = template.Inherit(front, src, f.files, chain)
	if front.Subject.Given() {
		m.SubjectAt = front.Subject.Range(0, len(front.Subject.Text))
	}
	if front.Preheader.Given() {
		m.PreheaderAt = front.Preheader.Range(0, len(front.Preheader.Text))
	}
	return m
}

// steps is how many reminders of a schedule are looked at.
const steps = 3

// mails renders a mail for each step that changes it, and adds what it needs to
// grow with its lists. A sample that does not fit its event makes no mail; that
// is reported elsewhere.
func (f *Folder) mails(ctx context.Context, in *check.Folder, m check.Mail, sample events.Sample) error {
	event, _ := f.catalogue.Lookup(m.Event)
	data, err := event.Decode(sample.Source)
	if err != nil {
		return nil
	}
	render := func(data any, step int) (check.Mail, error) {
		made, err := f.Render(ctx, RenderRequest{Event: m.Event, Template: m.Template, Locale: m.Locale, Data: data, Checked: true, Now: SampleTime(), Step: step})
		if err != nil {
			return m, err
		}
		mail := m
		mail.Step = step
		mail.Subject, mail.Preheader, mail.HTML, mail.Text = made.Subject(), made.Preheader(), made.HTML(), made.Text()
		return mail, nil
	}
	for step := 1; step <= steps; step++ {
		mail, err := render(data, step)
		if err != nil {
			return err
		}
		if last := len(in.Mails) - 1; step > 1 && in.Mails[last].HTML == mail.HTML {
			break
		}
		in.Mails = append(in.Mails, mail)
	}
	if _, err := event.Stretch(data, 1); errors.Is(err, events.ErrNoList) {
		return nil
	}
	in.Long = append(in.Long, check.Long{Mail: m, Size: func(entries int) (int, bool, error) {
		long, err := event.Stretch(data, entries)
		if err != nil {
			return 0, false, nil
		}
		mail, err := render(long, 1)
		if errors.Is(err, ErrTooLarge) {
			return math.MaxInt, true, nil
		}
		return check.HTMLSize(mail.HTML), true, err
	}})
	return nil
}
