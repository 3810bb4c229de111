package billet

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
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
	return timeline.Play(ctx, s, &stage{folder: f, keys: map[*mail.Message]ledger.Key{}})
}

// stage is the folder as the world of a scenario.
type stage struct {
	folder *Folder
	sent   ledger.Memory
	keys   map[*mail.Message]ledger.Key // of the mails that were decided
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

// Decide plans by the notifications of the folder.
func (s *stage) Decide(ctx context.Context, now time.Time, occurrences []timeline.Occurrence) ([]timeline.Decision, error) {
	list := make([]Occurrence, len(occurrences))
	for i, each := range occurrences {
		o, err := played(each)
		if err != nil {
			return nil, err
		}
		list[i] = o
	}
	decided, err := s.folder.Plan(ctx, PlanOptions{Now: now, Ledger: &s.sent, Messages: true}, list...)
	if err != nil {
		return nil, err
	}
	var shown []timeline.Decision
	for _, d := range decided {
		if d.Scheduled && (d.Reason == rules.AlreadySent || d.Reason == rules.Finished) {
			continue // nothing is left of it
		}
		one := timeline.Decision{
			Occurrence: d.Occurrence, Notification: d.Notification, Outcome: timeline.Outcome(d.Outcome), Reason: string(d.Reason),
			Detail: detail(d), At: d.At, Step: d.Step, Scheduled: d.Scheduled, Template: d.Template, Locale: d.Locale, Mail: d.Message,
		}
		if d.Message != nil {
			s.keys[d.Message] = d.Key
		}
		for _, to := range d.To {
			one.To = append(one.To, to.Email)
		}
		shown = append(shown, one)
	}
	return shown, nil
}

// played is an occurrence of a scenario as the folder takes it.
func played(o timeline.Occurrence) (Occurrence, error) {
	data, err := dataSource(o.Event, o.Data)
	if err != nil {
		return Occurrence{}, err
	}
	made := Occurrence{Event: o.Event, Data: data, Key: o.Key, Time: o.At}
	if err := strictly(o.State, &made.Matter); err != nil {
		return made, fmt.Errorf("the state of the matter %s: %w", o.Matter, err)
	}
	if err := strictly(o.Call, &made.Call); err != nil {
		return made, fmt.Errorf("the call of %s: %w", o.Event, err)
	}
	made.Matter.ID = o.Matter
	return made, nil
}

// strictly reads values into a struct that has a field for each.
func strictly(values map[string]any, to any) error {
	if len(values) == 0 {
		return nil
	}
	text, err := json.Marshal(values)
	if err != nil {
		return err
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	return decoder.Decode(to)
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

// Sent remembers a mail.
func (s *stage) Sent(ctx context.Context, now time.Time, d timeline.Decision) error {
	key, ok := s.keys[d.Mail]
	if !ok {
		return nil
	}
	delete(s.keys, d.Mail)
	entry, ours, err := s.sent.Reserve(ctx, key, now, 0)
	if err != nil || !ours {
		return err
	}
	return s.sent.Confirm(ctx, entry, now, "played")
}
