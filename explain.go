package billet

import (
	"time"

	"github.com/billet-mail/billet/mail"
	"github.com/billet-mail/billet/rules"
)

// Explanation is decisions about an occurrence in a stable JSON form, as billet
// explain prints it and the preview shows it.
type Explanation struct {
	Event     string      `json:"event"`
	Key       string      `json:"key"`
	Decisions []Explained `json:"decisions"`
}

// Explained is one decision. Lists are never null, texts may be empty.
type Explained struct {
	Notification string       `json:"notification"`
	Audience     string       `json:"audience"`
	Outcome      string       `json:"outcome"` // send, wait or skip
	Reason       string       `json:"reason"`  // a code of rules.Reasons
	Words        string       `json:"words"`   // the reason in words
	At           string       `json:"at"`      // RFC 3339: when it was planned, or until when it waits; empty without a time
	Step         int          `json:"step"`    // of a schedule, from 1; 0 without one
	Template     string       `json:"template"`
	Locale       string       `json:"locale"`
	LocaleChain  []string     `json:"locale_chain"` // the languages that were tried
	From         string       `json:"from"`
	To           []string     `json:"to"`
	Cc           []string     `json:"cc"`
	Bcc          []string     `json:"bcc"`
	Gates        []rules.Gate `json:"gates"` // in their order
}

// Explain puts decisions of [Folder.Plan] about an occurrence into that form.
func Explain(o Occurrence, decisions []Decision) Explanation {
	e := Explanation{Event: o.Event, Key: o.Key, Decisions: []Explained{}}
	for _, d := range decisions {
		one := Explained{
			Notification: d.Notification, Audience: d.Audience, Outcome: string(d.Outcome), Reason: string(d.Reason), Words: d.Reason.Words(),
			Step: d.Step, Template: d.Template, Locale: d.Locale, LocaleChain: append([]string{}, d.LocaleChain...), From: d.From.String(),
			To: addresses(d.To), Cc: addresses(d.Cc), Bcc: addresses(d.Bcc), Gates: append([]rules.Gate{}, d.Gates...),
		}
		if !d.At.IsZero() {
			one.At = d.At.Format(time.RFC3339)
		}
		e.Decisions = append(e.Decisions, one)
	}
	return e
}

// addresses are addresses as a mail shows them.
func addresses(list []mail.Address) []string {
	written := []string{}
	for _, each := range list {
		written = append(written, each.String())
	}
	return written
}
