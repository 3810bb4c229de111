package mail

import "time"

// header writes the fields of the message, but for those of its parts.
func (m *Message) header(f *fields) {
	c := &m.content
	f.begin("Date")
	f.b = c.Date.AppendFormat(append(f.b, ' '), time.RFC1123Z)
	f.end()
	f.addresses("From", c.From)
	if !c.Sender.IsZero() {
		f.addresses("Sender", c.Sender)
	}
	f.addresses("Reply-To", c.ReplyTo...)
	f.addresses("To", c.To...)
	f.addresses("Cc", c.Cc...)
	f.unstructured("Subject", c.Subject)
	f.ids("Message-ID", c.ID)
	f.ids("In-Reply-To", c.InReplyTo...)
	f.ids("References", c.References...)
	var own [8]Header
	for _, h := range m.further(own[:0]) {
		if h.Name == listUnsubscribe { // addresses, which no encoding helps (RFC 2369, section 2)
			f.begin(h.Name)
			f.words(h.Value)
			f.end()
			continue
		}
		f.unstructured(h.Name, h.Value)
	}
	f.structured("MIME-Version", "1.0")
}

const listUnsubscribe = "List-Unsubscribe"

// further adds the fields whose values are text.
func (m *Message) further(list []Header) []Header {
	c := &m.content
	// Auto-Submitted keeps holiday notices away (RFC 3834, section 5).
	list = append(list, Header{"Auto-Submitted", "auto-generated"})
	if c.Locale != "" {
		list = append(list, Header{"Content-Language", c.Locale})
	}
	if len(c.References) == 0 && len(c.InReplyTo) == 0 {
		// Gmail makes one thread of reminders with one subject, unless these
		// differ.
		list = append(list, Header{"X-Entity-Ref-ID", c.ID})
	}
	if unsubscribe := c.Unsubscribe.list(); unsubscribe != "" {
		list = append(list, Header{listUnsubscribe, unsubscribe})
	}
	if c.Unsubscribe.OneClick {
		list = append(list, Header{"List-Unsubscribe-Post", "List-Unsubscribe=One-Click"})
	}
	if c.FeedbackID != "" {
		list = append(list, Header{"Feedback-ID", c.FeedbackID})
	}
	return append(list, c.Headers...)
}

// list is the value of List-Unsubscribe (RFC 2369, section 3.2).
func (u Unsubscribe) list() string {
	switch {
	case u.URL != "" && u.Mailto != "":
		return "<" + u.URL + ">, <" + u.Mailto + ">"
	case u.URL != "":
		return "<" + u.URL + ">"
	case u.Mailto != "":
		return "<" + u.Mailto + ">"
	}
	return ""
}

// Headers are the fields of the message in their order, with their values as
// people read them; those of its parts are in [Message.Structure].
func (m *Message) Headers() []Header {
	c := &m.content
	list := []Header{{"Date", c.Date.Format(time.RFC1123Z)}, {"From", c.From.String()}}
	add := func(name, value string) {
		if value != "" {
			list = append(list, Header{name, value})
		}
	}
	add("Sender", c.Sender.String())
	add("Reply-To", joined(c.ReplyTo))
	add("To", joined(c.To))
	add("Cc", joined(c.Cc))
	add("Subject", c.Subject)
	add("Message-ID", bracketed([]string{c.ID}))
	add("In-Reply-To", bracketed(c.InReplyTo))
	add("References", bracketed(c.References))
	return append(m.further(list), Header{"MIME-Version", "1.0"})
}

func joined(list []Address) string {
	all := ""
	for i, a := range list {
		if i > 0 {
			all += ", "
		}
		all += a.String()
	}
	return all
}

func bracketed(ids []string) string {
	all := ""
	for i, id := range ids {
		if i > 0 {
			all += " "
		}
		all += "<" + id + ">"
	}
	return all
}
