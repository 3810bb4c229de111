package mail

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"slices"
	"time"
)

// Content is what a [Message] is made of. Only From, Date and ID must be given.
type Content struct {
	Event       string
	Template    string
	Locale      string   // BCP 47 tag of the language it is written in
	LocaleChain []string // tags that were tried, in order; the last one is Locale

	From    Address
	Sender  Address // who handed the message in, where that is not From (RFC 5322, section 3.6.2)
	ReplyTo []Address
	To      []Address
	Cc      []Address
	Bcc     []Address // in the envelope only

	Subject   string
	Preheader string
	Date      time.Time // with the zone that it is written in
	ID        string    // Message-ID without < >; see [MessageID]

	InReplyTo   []string // Message-IDs without < >
	References  []string
	Unsubscribe Unsubscribe
	FeedbackID  string   // Feedback-ID, as Gmail's Feedback Loop reads it
	Headers     []Header // further ones, in their order

	Text        Body
	HTML        Body
	Attachments []Attachment
}

// clone is a copy that shares no list.
func (c Content) clone() Content {
	c.LocaleChain = slices.Clone(c.LocaleChain)
	c.ReplyTo, c.To, c.Cc, c.Bcc = slices.Clone(c.ReplyTo), slices.Clone(c.To), slices.Clone(c.Cc), slices.Clone(c.Bcc)
	c.InReplyTo, c.References = slices.Clone(c.InReplyTo), slices.Clone(c.References)
	c.Headers, c.Attachments = slices.Clone(c.Headers), slices.Clone(c.Attachments)
	return c
}

// Header is a field of a message. Its value is Unicode without line ends.
type Header struct{ Name, Value string }

// Unsubscribe is how a reader leaves a list: List-Unsubscribe (RFC 2369) and,
// for one click, List-Unsubscribe-Post (RFC 8058). The zero value is none.
type Unsubscribe struct {
	URL      string // https; needed for OneClick
	Mailto   string // a mailto: address
	OneClick bool
}

// MessageID makes a Message-ID, without < >, of what names a message: the same
// parts give the same ID, so that a server or a reader can tell a repeated
// message. The domain is that of the sender's address.
func MessageID(domain string, parts ...string) string {
	if ascii, err := wireDomain(domain); err == nil {
		domain = ascii
	}
	all := make([]byte, 0, 256)
	for _, part := range parts {
		all = binary.AppendUvarint(all, uint64(len(part)))
		all = append(all, part...)
	}
	sum := sha256.Sum256(all)
	var word [32]byte
	base32.HexEncoding.Encode(word[:], sum[:20])
	for i, c := range word {
		if 'A' <= c && c <= 'Z' {
			word[i] = c - 'A' + 'a'
		}
	}
	return string(word[:]) + "@" + domain
}
