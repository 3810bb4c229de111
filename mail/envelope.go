package mail

import "slices"

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
	for _, list := range [][]Address{c.To, c.Cc, c.Bcc} {
		for _, a := range list {
			if wire := a.wire(); !slices.Contains(e.Recipients, wire) {
				e.Recipients = append(e.Recipients, wire)
			}
			e.SMTPUTF8 = e.SMTPUTF8 || a.international()
		}
	}
	for _, a := range c.ReplyTo {
		e.SMTPUTF8 = e.SMTPUTF8 || a.international() // it stands in the header
	}
	return e
}
