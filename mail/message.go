package mail

import (
	"io"
	"slices"
	"sync"
)

// Message is a finished mail. It is immutable and safe for concurrent use.
type Message struct {
	content Content

	html, text         string
	onceHTML, onceText sync.Once
}

// New makes a Message of its content. What cannot stand in a message is an
// error; nothing is repaired.
func New(c Content) (*Message, error) {
	c.LocaleChain = slices.Clone(c.LocaleChain)
	return &Message{content: c}, nil
}

// Event is the id of the event that the message tells about.
func (m *Message) Event() string { return m.content.Event }

// Template is the name of the template that gave the words.
func (m *Message) Template() string { return m.content.Template }

// Locale is the BCP 47 tag of the language that the message is written in.
func (m *Message) Locale() string { return m.content.Locale }

// LocaleChain is the tags that were tried for the requested language, in order.
// The last one is Locale.
func (m *Message) LocaleChain() []string { return slices.Clone(m.content.LocaleChain) }

// Subject is the subject in Unicode, without a line end.
func (m *Message) Subject() string { return m.content.Subject }

// Preheader is the text that a mail client shows beside the subject, in Unicode,
// without a line end.
func (m *Message) Preheader() string { return m.content.Preheader }

// HTML is the HTML part, a whole document in UTF-8.
func (m *Message) HTML() string {
	m.onceHTML.Do(func() { m.html = m.content.HTML.String() })
	return m.html
}

// Text is the text part in UTF-8; its lines end in "\n".
func (m *Message) Text() string {
	m.onceText.Do(func() { m.text = m.content.Text.String() })
	return m.text
}

// Headers are the fields of the message in their order, with their values as
// people read them.
func (m *Message) Headers() []Header { panic("to be written") }

// Envelope is the sender and the recipients of the transaction.
func (m *Message) Envelope() Envelope { panic("to be written") }

// Append appends the bytes of the message (RFC 5322), with CRLF line ends.
func (m *Message) Append(b []byte) []byte { panic("to be written") }

// Bytes is the bytes of the message.
func (m *Message) Bytes() []byte { return m.Append(nil) }

// WriteTo writes the bytes of the message.
func (m *Message) WriteTo(w io.Writer) (int64, error) { panic("to be written") }
