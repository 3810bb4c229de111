package billet

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/rules/timeline"
)

// Play plays a scenario in the folder by a made-up clock: every mail, every mail
// that is not sent, and what looks wrong. Nothing is sent.
//
// The error is a [diag.List] for events and data that the folder does not know.
func (f *Folder) Play(ctx context.Context, s *timeline.Scenario) (*timeline.Report, error) {
	return timeline.Play(ctx, s, &stage{folder: f})
}

// stage is the folder as the world of a scenario.
type stage struct {
	folder *Folder
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

// Decide renders the mail of every event that happens now.
func (s *stage) Decide(ctx context.Context, now time.Time, occurrences []timeline.Occurrence) ([]timeline.Decision, error) {
	var list []timeline.Decision
	for _, o := range occurrences {
		if !o.Fresh {
			continue
		}
		src, err := dataSource(o.Event, o.Data)
		if err != nil {
			return nil, err
		}
		message, err := s.folder.Render(ctx, RenderRequest{Event: o.Event, Data: src, Now: now, Key: o.Key})
		if err != nil {
			return nil, err
		}
		d := timeline.Decision{Occurrence: o.Key, Notification: o.Event, Outcome: timeline.Send, Reason: "event", Template: message.Template(), Locale: message.Locale(), Mail: message}
		for _, to := range message.To() {
			d.To = append(d.To, to.Email)
		}
		list = append(list, d)
	}
	return list, nil
}

// Sent has nothing to remember.
func (s *stage) Sent(context.Context, time.Time, timeline.Decision) error { return nil }
