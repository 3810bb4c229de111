package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/events"
)

// picture is a mail to look at.
type picture struct {
	Template, Event, Locale, Sample string

	Step    int // which reminder, from 1; 0 where there are no others
	Subject string
	HTML    string
}

// Name says which mail it is.
func (p picture) Name() string {
	name := p.Template + " " + p.Locale + " " + p.Sample
	if p.Event != p.Template {
		name = p.Template + " (" + p.Event + ") " + p.Locale + " " + p.Sample
	}
	if p.Step > 0 {
		name += fmt.Sprintf(" step %d", p.Step)
	}
	return name
}

// File is the name of its HTML file.
func (p picture) File() string {
	name := p.Template + "." + p.Event + "." + p.Sample
	if p.Step > 0 {
		name += fmt.Sprintf(".step%d", p.Step)
	}
	return name + "." + p.Locale + ".html"
}

// render makes every mail of the templates, all if none is named: in all their
// languages, for all their events, with all samples and steps.
func render(ctx context.Context, files fs.FS, templates []string) ([]picture, error) {
	folder, err := billet.Open(files, billet.Options{Templates: templates})
	if err != nil {
		return nil, err
	}
	var all []picture
	for _, template := range folder.Templates() {
		for _, locale := range folder.Locales(template) {
			for _, id := range folder.Events().IDs() {
				made, err := renderEvent(ctx, folder, picture{Template: template, Event: id, Locale: locale})
				if err != nil {
					return nil, err
				}
				all = append(all, made...)
			}
		}
	}
	return all, nil
}

// renderEvent makes the mails of a template for one event; none, if the
// template is not for it.
func renderEvent(ctx context.Context, folder *billet.Folder, p picture) ([]picture, error) {
	var all []picture
	event, _ := folder.Events().Lookup(p.Event)
	for _, sample := range folder.Samples(p.Event) {
		p.Sample = sample.Variant
		made, err := renderSteps(ctx, folder, p, sample, steps(event))
		var missing *billet.NotFoundError
		if errors.As(err, &missing) {
			return nil, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.Name(), err)
		}
		all = append(all, made...)
	}
	return all, nil
}

// renderSteps makes the reminders that differ from the one before.
func renderSteps(ctx context.Context, folder *billet.Folder, p picture, sample events.Sample, steps int) ([]picture, error) {
	var all []picture
	for p.Step = 1; p.Step <= steps; p.Step++ {
		message, err := folder.Render(ctx, billet.RenderRequest{
			Event: p.Event, Template: p.Template, Locale: p.Locale,
			Data: sample.Source, Now: billet.SampleTime(), Step: p.Step,
		})
		if err != nil {
			return nil, err
		}
		p.Subject, p.HTML = message.Subject(), message.HTML()
		all = append(all, p)
	}
	all = slices.CompactFunc(all, func(a, b picture) bool { return a.HTML == b.HTML })
	if len(all) == 1 {
		all[0].Step = 0
	}
	return all, nil
}

// steps is how many reminders to show: three, where an event counts them.
func steps(event *events.Event) int {
	counts := func(f events.Field) bool { return f.Name == "notice" }
	if slices.ContainsFunc(event.DerivedFields(), counts) {
		return 3
	}
	return 1
}
