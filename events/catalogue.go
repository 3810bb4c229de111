package events

import (
	"fmt"
	"slices"
	"strings"
)

// Catalogue is a set of events. It is immutable and safe for concurrent use.
// The zero Catalogue is empty.
type Catalogue struct {
	events []*Event // ordered by ID
}

// Canonical makes the catalogue of the events that Billet knows. It takes some
// work: make it once and keep it.
func Canonical() *Catalogue {
	r := newRules()
	all := []*Event{
		cardExpired(),
		cardExpiring(),
		paymentDataChanged(),
		paymentDue(r.zones),
		paymentFailed(),
		paymentOverdue(r.zones),
		paymentUpcoming(r.zones),
		phaseEnded(),
		planChanged(),
		purchase(),
		signup(),
		subscriptionCancelled(),
		trialConverted(),
		trialEndedInactive(),
		trialEnding(r.zones),
	}
	for _, e := range all {
		e.with(r, canonicalSamples(e.ID))
	}
	return &Catalogue{sorted(all)}
}

// With is a catalogue that has more events, which [Define] has made. Two events
// with one ID are an error.
func (c *Catalogue) With(more ...*Event) (*Catalogue, error) {
	all := sorted(slices.Concat(c.events, more))
	for i, e := range all {
		switch {
		case e == nil || e.rules == nil:
			return nil, errNotDefined
		case i > 0 && e.ID == all[i-1].ID:
			return nil, fmt.Errorf("events: there are two events %s", e.ID)
		}
	}
	return &Catalogue{all}, nil
}

// Lookup finds an event by its ID.
func (c *Catalogue) Lookup(id string) (*Event, bool) {
	for _, e := range c.events {
		if e.ID == id {
			return e, true
		}
	}
	return nil, false
}

// IDs lists the IDs of the events in alphabetical order.
func (c *Catalogue) IDs() []string {
	ids := make([]string, len(c.events))
	for i, e := range c.events {
		ids[i] = e.ID
	}
	return ids
}

// All lists the events, ordered by ID.
func (c *Catalogue) All() []*Event { return slices.Clone(c.events) }

// sorted puts nil events first.
func sorted(events []*Event) []*Event {
	slices.SortFunc(events, func(a, b *Event) int {
		switch {
		case a == nil && b == nil:
			return 0
		case a == nil:
			return -1
		case b == nil:
			return 1
		}
		return strings.Compare(a.ID, b.ID)
	})
	return events
}
