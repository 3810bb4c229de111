package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/rules"
	"github.com/billet-mail/billet/rules/ledger"
)

// state is what a file of --state says.
type state struct {
	Key      string          `json:"key"`
	Action   string          `json:"action"`
	Previous json.RawMessage `json:"previous"`
	Matter   rules.Matter    `json:"matter"`
	Customer rules.Customer  `json:"customer"`
	Call     rules.Call      `json:"call"`
	Sent     []sentMail      `json:"sent"`
}

// sentMail is a mail that was sent; without a time it is ambiguous.
type sentMail struct {
	Notification string    `json:"notification"`
	Occurrence   string    `json:"occurrence"`
	Step         int       `json:"step"`
	Recipient    string    `json:"recipient"`
	At           time.Time `json:"at"`
}

const defaultKey = "example"

func readState(file string) (state, error) {
	s := state{Key: defaultKey}
	if file == "" {
		return s, nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return s, fmt.Errorf("cannot read %s: %w", file, cause(err))
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&s); err != nil {
		return s, fmt.Errorf("%s: %w (see billet explain --help)", file, err)
	}
	if s.Key == "" {
		s.Key = defaultKey
	}
	return s, nil
}

// occurrence is what the state and the data make.
func (s state) occurrence(event string, data *diag.Source, now time.Time) billet.Occurrence {
	o := billet.Occurrence{Event: event, Data: data, Key: s.Key, Time: now, Action: s.Action, Matter: s.Matter, Customer: s.Customer, Call: s.Call}
	if len(s.Previous) > 0 {
		o.Previous = s.Previous
	}
	return o
}

// ledger has what was sent.
func (s state) ledger(ctx context.Context) (ledger.Ledger, error) {
	known := &ledger.Memory{}
	for _, each := range s.Sent {
		key := ledger.Key{Notification: each.Notification, Occurrence: each.Occurrence, Step: each.Step, Recipient: each.Recipient}
		if key.Occurrence == "" {
			key.Occurrence = s.Key
		}
		entry, _, err := known.Reserve(ctx, key, each.At, 0)
		if err == nil && !each.At.IsZero() {
			err = known.Confirm(ctx, entry, each.At, "")
		}
		if err != nil {
			return nil, err
		}
	}
	return known, nil
}
