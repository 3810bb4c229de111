package preview

import (
	"errors"
	"net/http"
	"net/url"
	"slices"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/mail"
)

// choice is which mail a request is about.
type choice struct {
	template, locale string
	event            *events.Event
	data             *diag.Source // as the dials have left it
	dials            []dial
	unfit            []unfitDial // dials that change nothing
	faulty           error       // why data is not the newest of the sample, but the last good one
	contents         billet.Contents
	to               []mail.Address // instead of the customer
}

// choose reads the query of a request; unknown names are errors.
func (p *preview) choose(r *http.Request) (choice, error) {
	q := r.URL.Query()
	c := choice{template: q.Get("template"), locale: q.Get("locale"), contents: p.reloader.Contents()}
	event, ok := c.contents.Events.Lookup(q.Get("event"))
	if !ok {
		return c, &billet.NotFoundError{What: "event", Name: q.Get("event"), Help: diag.DidYouMean(q.Get("event"), c.contents.Events.IDs())}
	}
	c.event = event
	if c.template == "" {
		c.template = event.ID
	}
	dials, err := dialsOf(q.Get("dials"))
	if err != nil {
		return c, err
	}
	given, err := p.chooseData(event, c.contents.Samples(event.ID), q)
	if err != nil {
		return c, err
	}
	if q.Get("data") == "" {
		given, c.faulty = p.samples.good(event, given)
	}
	c.dials = dials
	c.data, c.unfit = turn(event, given, c.contents.Samples(event.ID), dials)
	return c, nil
}

// chooseData finds edited data or a sample.
func (p *preview) chooseData(event *events.Event, samples []events.Sample, q url.Values) (*diag.Source, error) {
	if id := q.Get("data"); id != "" {
		if src, ok := p.edited.find(event.ID, id); ok {
			return src, nil
		}
		return nil, &requestError{http.StatusNotFound, "the edited data is gone; send it again"}
	}
	var found *diag.Source
	var names []string
	for _, s := range samples {
		if s.Variant == q.Get("sample") || q.Get("sample") == "" && (found == nil || s.Variant == "plain") {
			found = s.Source
		}
		names = append(names, s.Variant)
	}
	if found == nil {
		return nil, &billet.NotFoundError{What: "sample", Name: q.Get("sample"), Of: "of the event " + event.ID, Help: diag.DidYouMean(q.Get("sample"), names)}
	}
	return found, nil
}

// find looks for the source of a fault of the mail: the data, or a file.
func (c choice) find(file string) (*diag.Source, bool) {
	if file == c.data.Name() && c.faulty == nil {
		return c.data, true
	}
	return c.contents.Source(file)
}

// render makes the mail of the last good template. What is wrong with the
// template and with the data comes as faults; err is for requests that make no
// sense.
func (p *preview) render(r *http.Request, c choice) (message *mail.Message, faults []fault, err error) {
	return p.renderBy(p.reloader, r, c)
}

func (p *preview) renderBy(reloader *billet.Reloader, r *http.Request, c choice) (message *mail.Message, faults []fault, err error) {
	opened := reloader.Template(c.template)
	var missing *billet.NotFoundError
	if errors.As(opened.Err, &missing) {
		return nil, nil, opened.Err
	}
	faults = faultsOf(opened.Err, c.find)
	if opened.Folder == nil {
		return nil, faults, nil
	}
	if opened.Err == nil {
		faults = diagnosed(opened.Folder.Warnings(), c.find)
	}
	faults = append(faults, faultsOf(c.faulty, c.find)...)
	message, err = opened.Folder.Render(r.Context(), billet.RenderRequest{
		Event: c.event.ID, Template: c.template, Locale: c.locale, Data: c.data, Now: billet.SampleTime(), To: c.to,
	})
	if errors.As(err, &missing) || r.Context().Err() != nil {
		return nil, nil, err
	}
	if message != nil && slices.ContainsFunc(c.dials, func(d dial) bool { return d.name == pseudoDial }) {
		if message, err = pseudo(message); err != nil {
			return nil, nil, err
		}
	}
	return message, append(faults, faultsOf(err, c.find)...), nil
}
