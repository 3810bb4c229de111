package billet

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/mail"
	"github.com/billet-mail/billet/rules"
	"github.com/billet-mail/billet/rules/ledger"
	"github.com/billet-mail/billet/rules/timeline"
)

// Play plays a scenario in the folder by a made-up clock: every mail, every mail
// that is not sent, and what looks wrong. Nothing is sent.
//
// The error is a [diag.List] for events and data that the folder does not know.
func (f *Folder) Play(ctx context.Context, s *timeline.Scenario) (*timeline.Report, error) {
	return timeline.Play(ctx, s, &stage{folder: f, listed: map[ledger.Key][]ledger.Key{}})
}

// stage is the folder as the world of a scenario.
type stage struct {
	folder *Folder
	sent   ledger.Memory
	listed map[ledger.Key][]ledger.Key // of digests, by the key of their decision
}

// Sample is the data that a moment of a scenario begins with.
func (s *stage) Sample(event, variant string) (map[string]any, []string, error) {
	e, ok := s.folder.catalogue.Lookup(event)
	if !ok {
		return nil, nil, s.folder.unknownEvent(event)
	}
	src, err := s.folder.Sample(event, variant)
	if err != nil {
		return nil, nil, err
	}
	var data map[string]any
	decoder := json.NewDecoder(strings.NewReader(src.Text()))
	decoder.UseNumber()
	if err := decoder.Decode(&data); err != nil {
		return nil, nil, fmt.Errorf("%s is no JSON: %w", src.Name(), err)
	}
	return data, topKeys(e.Fields()), nil
}

// topKeys are the placeholders at the top of an event's data.
func topKeys(fields []events.Field) []string {
	var keys []string
	for _, field := range fields {
		keys = append(keys, field.Name)
	}
	return keys
}

// Check holds data against an event.
func (s *stage) Check(event string, data map[string]any) error {
	e, ok := s.folder.catalogue.Lookup(event)
	if !ok {
		return s.folder.unknownEvent(event)
	}
	src, err := dataSource(event, data)
	if err != nil {
		return err
	}
	_, err = e.Decode(src)
	return err
}

func dataSource(event string, data map[string]any) (*diag.Source, error) {
	text, err := json.Marshal(data)
	if err != nil {
		return nil, fmt.Errorf("the data of %s: %w", event, err)
	}
	return diag.NewSource("the data of "+event, string(text)), nil
}

// CheckState holds the state of a matter, and what a call asks, against what may
// be.
func (s *stage) CheckState(state, call map[string]any) error {
	if err := fill(&rules.Matter{}, state, "a matter"); err != nil {
		return err
	}
	return fill(&rules.Call{}, call, "a call")
}

// fill puts values into the fields of a struct that have their names in JSON.
func fill(into any, values map[string]any, what string) error {
	var known []string
	for _, field := range reflect.VisibleFields(reflect.TypeOf(into).Elem()) {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		known = append(known, name)
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if !slices.Contains(known, name) {
			return fmt.Errorf("%s has no %s (%s)", what, name, diag.DidYouMean(name, known))
		}
		text, err := json.Marshal(map[string]any{name: values[name]})
		if err == nil {
			err = json.Unmarshal(text, into)
		}
		if err != nil {
			return fmt.Errorf("%s of %s has a value of another kind (write true or false, or text in quotation marks)", name, what)
		}
	}
	return nil
}

// Decide plans by the notifications of the folder. A schedule that has sent all
// its steps is silent.
func (s *stage) Decide(ctx context.Context, now time.Time, occurrences []timeline.Occurrence) ([]timeline.Decision, error) {
	list := make([]Occurrence, len(occurrences))
	for i, each := range occurrences {
		o, err := played(each)
		if err != nil {
			return nil, err
		}
		o.Call.Unsubscribe = mail.Unsubscribe{URL: "https://www.example.com/unsubscribe", OneClick: true} // nobody leaves a scenario
		list[i] = o
	}
	decided, err := s.folder.Plan(ctx, PlanOptions{Now: now, Ledger: &s.sent, Messages: true}, list...)
	if err != nil {
		return nil, err
	}
	var shown []timeline.Decision
	for _, d := range decided {
		if d.Scheduled && (d.Reason == rules.AlreadySent || d.Reason == rules.Finished) {
			continue
		}
		one := timeline.Decision{
			Occurrence: d.Occurrence, Notification: d.Notification, Outcome: timeline.Outcome(d.Outcome), Reason: string(d.Reason),
			Detail: detail(d), At: d.At, Step: d.Step, Scheduled: d.Scheduled, Template: d.Template, Locale: d.Locale, Key: d.Key, Mail: d.Message,
		}
		for _, to := range d.To {
			one.To = append(one.To, to.Email)
		}
		if len(d.Lists) > 0 {
			s.listed[d.Key] = d.Keys()
		}
		shown = append(shown, one)
	}
	return shown, nil
}

// played is an occurrence of a scenario as the folder takes it.
func played(o timeline.Occurrence) (Occurrence, error) {
	made := Occurrence{Event: o.Event, Key: o.Key, Time: o.At, Action: o.Action}
	data, err := dataSource(o.Event, o.Data)
	if err != nil {
		return made, err
	}
	made.Data = data
	if o.Previous != nil {
		if made.Previous, err = dataSource(o.Event, o.Previous); err != nil {
			return made, err
		}
	}
	if err := fill(&made.Matter, o.State, "a matter"); err != nil {
		return made, err
	}
	made.Matter.ID = o.Matter
	return made, fill(&made.Call, o.Call, "a call")
}

// detail is what stopped a mail that is not sent.
func detail(d Decision) string {
	for _, gate := range d.Gates {
		if !gate.Pass && d.Outcome == rules.Skip {
			return gate.Detail
		}
	}
	return ""
}

// Sent remembers a mail, and all that it lists.
func (s *stage) Sent(ctx context.Context, now time.Time, d timeline.Decision) error {
	keys := s.listed[d.Key]
	if len(keys) == 0 {
		keys = []ledger.Key{d.Key}
	}
	for _, key := range keys {
		entry, ours, err := s.sent.Reserve(ctx, key, now, 0)
		if err == nil && ours {
			err = s.sent.Confirm(ctx, entry, now, "played")
		}
		if err != nil {
			return err
		}
	}
	return nil
}
