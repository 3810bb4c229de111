package mail

import (
	"errors"
	"slices"
)

// Envelope is what a transport needs besides the bytes (RFC 5321, section 3.3).
type Envelope struct {
	From       string   // reverse-path, with the domain as A-labels
	Recipients []string // To, Cc and Bcc, each once, in this order
	SMTPUTF8   bool     // an address needs RFC 6531
}

// Envelope is the sender and the recipients of the transaction.
func (m *Message) Envelope() Envelope {
	c := &m.content
	sender := c.From
	if !c.Sender.IsZero() {
		sender = c.Sender
	}
	e := Envelope{From: sender.wire(), SMTPUTF8: sender.international()}
	named := slices.Concat(c.To, c.Cc, c.Bcc)
	if m.isRedirected {
		named = m.redirected
	}
	for _, a := range named {
		if wire := a.wire(); !slices.Contains(e.Recipients, wire) {
			e.Recipients = append(e.Recipients, wire)
		}
	}
	// Whoever stands in the header counts too.
	e.SMTPUTF8 = e.SMTPUTF8 || slices.ContainsFunc(slices.Concat(named, []Address{c.From}, c.ReplyTo, c.To, c.Cc), Address.international)
	return e
}

// WithRecipients is the same message for other recipients: only the envelope
// changes, so that it can be sent to a part of them, or elsewhere while a
// program is tried out. Each is an addr-spec.
func (m *Message) WithRecipients(recipients ...string) (*Message, error) {
	var invalid faults
	var redirected []Address
	for _, email := range recipients {
		a := Address{Email: email}
		invalid.required("recipient", a)
		redirected = append(redirected, a)
	}
	if err := errors.Join(invalid.list...); err != nil {
		return nil, err
	}
	return &Message{content: m.content.clone(), redirected: redirected, isRedirected: true}, nil
}
