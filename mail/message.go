// Package mail holds finished messages.
package mail

import "slices"

// Content is what a [Message] is made of.
type Content struct {
	Event       string
	Template    string
	Locale      string   // BCP 47 tag of the language it is written in
	LocaleChain []string // tags that were tried, in order; the last one is Locale
	Subject     string
	Preheader   string
	HTML        string
	Text        string
}

// Message is a finished mail. It is immutable and safe for concurrent use.
type Message struct {
	content Content
}

// New makes a Message of its content.
func New(c Content) *Message {
	c.LocaleChain = slices.Clone(c.LocaleChain)
	return &Message{content: c}
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
func (m *Message) HTML() string { return m.content.HTML }

// Text is the text part in UTF-8; its lines end in "\n".
func (m *Message) Text() string { return m.content.Text }
