package mail

import (
	"bytes"
	"io"
	"slices"
	"sync"
	"time"
)

// Message is a finished mail. It is immutable and safe for concurrent use.
type Message struct {
	content Content

	redirected   []Address // recipients in place of those of the content
	isRedirected bool

	html, text         string
	onceHTML, onceText sync.Once
}

// New makes a Message of its content. What cannot stand in a message is an
// error, and all such are told at once: each is an [*InvalidError]. Nothing is
// repaired, for what looks like a slip may be an attack.
func New(c Content) (*Message, error) {
	if err := c.fault(); err != nil {
		return nil, err
	}
	return &Message{content: c.clone()}, nil
}

// Content is a copy of what the message was made of, to make another of it.
func (m *Message) Content() Content { return m.content.clone() }

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

// From is who the message is from.
func (m *Message) From() Address { return m.content.From }

// ReplyTo is who answers go to, where that is not From.
func (m *Message) ReplyTo() []Address { return slices.Clone(m.content.ReplyTo) }

// To, Cc and Bcc are the recipients.
func (m *Message) To() []Address { return slices.Clone(m.content.To) }

// Cc is the recipients of copies.
func (m *Message) Cc() []Address { return slices.Clone(m.content.Cc) }

// Bcc is the recipients of copies that nobody sees: they stand in the envelope
// only.
func (m *Message) Bcc() []Address { return slices.Clone(m.content.Bcc) }

// Date is the time of the message, in the zone that it is written in.
func (m *Message) Date() time.Time { return m.content.Date }

// ID is the Message-ID without < >.
func (m *Message) ID() string { return m.content.ID }

// Attachments are the files of the message, inline images included.
func (m *Message) Attachments() []Attachment { return slices.Clone(m.content.Attachments) }

// Bytes is the bytes of the message (RFC 5322), with CRLF line ends.
func (m *Message) Bytes() []byte { return m.Append(nil) }

// Append appends the bytes of the message to b.
func (m *Message) Append(b []byte) []byte {
	f := fields{b: b}
	if len(m.content.Attachments) == 0 {
		var words [2]Part // on the stack
		top := m.words(&words)
		m.write(&f, &top)
	} else {
		top := m.Structure()
		m.write(&f, &top)
	}
	if !bytes.HasSuffix(f.b, []byte("\r\n")) {
		f.b = append(f.b, '\r', '\n') // the last line of a message is whole (RFC 5322, section 2.1)
	}
	return f.b
}

func (m *Message) write(f *fields, top *Part) {
	f.b = slices.Grow(f.b, m.capacity(top.rooms()))
	m.header(f)
	top.write(f, m, 0)
}

// WriteTo writes the bytes of the message.
func (m *Message) WriteTo(w io.Writer) (int64, error) {
	n, err := w.Write(m.Bytes())
	return int64(n), err
}

// capacity is a little more than the message is long, whose words have a room.
func (m *Message) capacity(words int) int {
	c := &m.content
	n := 1024 + words + 3*len(c.Subject) + 90*(len(c.To)+len(c.Cc))
	for i := range c.Attachments {
		n += 1024
		if file := c.Attachments[i].File; file != nil {
			n += len(file.encoded)
		}
	}
	return n
}
