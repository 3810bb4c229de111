package mail

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// InvalidError says what cannot stand in a message.
type InvalidError struct {
	Field  string // "subject", "to", "header X-Tag", "file name" …
	Value  string
	Reason string // "holds a line end"
}

func (e *InvalidError) Error() string {
	if e.Value == "" {
		return fmt.Sprintf("the %s %s", e.Field, e.Reason)
	}
	return fmt.Sprintf("the %s %q %s", e.Field, e.Value, e.Reason)
}

// textFault says why a text cannot stand in a header, "" if it can.
func textFault(s string) string {
	if plainRun(s) == len(s) {
		return ""
	}
	for _, r := range s {
		switch {
		case r == '\r' || r == '\n':
			return "holds a line end"
		case r != '\t' && unicode.IsControl(r):
			return "holds a control character"
		}
	}
	if !utf8.ValidString(s) {
		return "is not UTF-8"
	}
	return ""
}

// faults collects what is wrong with a content.
type faults struct{ list []error }

func (f *faults) add(field, value, reason string) {
	if reason != "" {
		f.list = append(f.list, &InvalidError{Field: field, Value: value, Reason: reason})
	}
}

// fault is everything that is wrong with a content, nil if nothing is.
func (c *Content) fault() error {
	f := &faults{}
	f.required("from", c.From)
	f.add("date", "", dateFault(c.Date))
	f.add("message ID", c.ID, idFault(c.ID))
	if !c.Sender.IsZero() {
		f.required("sender", c.Sender)
	}
	f.addresses("reply-to", c.ReplyTo)
	f.addresses("to", c.To)
	f.addresses("cc", c.Cc)
	f.addresses("bcc", c.Bcc)
	f.ids(c.InReplyTo)
	f.ids(c.References)
	f.add("subject", c.Subject, textFault(c.Subject))
	f.add("preheader", c.Preheader, textFault(c.Preheader))
	f.add("feedback ID", c.FeedbackID, textFault(c.FeedbackID))
	f.add("language", c.Locale, languageFault(c.Locale))
	f.headers(c.Headers)
	f.unsubscribe(c.Unsubscribe)
	f.attachments(c.Attachments)
	return errors.Join(f.list...)
}

// dateFault judges what RFC 5322, section 3.3 has no way to write.
func dateFault(t time.Time) string {
	_, offset := t.Zone()
	switch {
	case t.IsZero():
		return "is not set"
	case t.Year() < 1900 || t.Year() > 9999:
		return "is not between the years 1900 and 9999"
	case offset <= -100*3600 || offset >= 100*3600:
		return "has a zone further than 99 hours from UTC"
	}
	return ""
}

func (f *faults) addresses(field string, list []Address) {
	for _, a := range list {
		f.required(field, a)
	}
}

func (f *faults) ids(list []string) {
	for _, id := range list {
		f.add("message ID", id, idFault(id))
	}
}

func (f *faults) required(field string, a Address) {
	if a.Email == "" {
		f.add(field, a.Name, "has no address")
		return
	}
	f.add(field, a.Email, a.fault())
}

// idFault judges a msg-id without its brackets (RFC 5322, section 3.6.4).
func idFault(id string) string {
	left, right, ok := strings.Cut(id, "@")
	if !ok || !isIDWord(left) || !isIDWord(right) || len(id) > maxLine/2 {
		return "is no Message-ID like 42@example.com"
	}
	return wordFault(id)
}

// wordFault refuses what many programs decode although nothing of the kind may
// stand there (RFC 2047, section 5).
func wordFault(s string) string {
	if strings.Contains(s, "=?") {
		return "reads as an encoded word"
	}
	return ""
}

// isIDWord reports a dot-atom (RFC 5322, section 3.2.3).
func isIDWord(s string) bool {
	for atom := range strings.SplitSeq(s, ".") {
		if atom == "" {
			return false
		}
		for i := 0; i < len(atom); i++ {
			if !isAlphanumeric(atom[i]) && strings.IndexByte("!#$%&'*+-/=?^_`{|}~", atom[i]) < 0 {
				return false
			}
		}
	}
	return true
}

// languageFault judges a tag for Content-Language (RFC 3282); none is fine.
func languageFault(tag string) string {
	for i := 0; i < len(tag); i++ {
		if !isAlphanumeric(tag[i]) && tag[i] != '-' {
			return "is no language tag like fr-CA"
		}
	}
	return ""
}

// ownHeaders are written by the message itself, or by those who carry it.
const ownHeaders = " date from sender reply-to to cc bcc message-id in-reply-to references subject auto-submitted" +
	" x-entity-ref-id list-unsubscribe list-unsubscribe-post feedback-id mime-version dkim-signature return-path received" +
	" resent-from resent-to resent-cc resent-bcc resent-date resent-sender resent-message-id "

func (f *faults) headers(list []Header) {
	for _, h := range list {
		name := "header " + h.Name
		f.add(name, h.Value, textFault(h.Value))
		switch lower := strings.ToLower(h.Name); {
		case !isFieldName(h.Name):
			f.add("header name", h.Name, "is none (RFC 5322: printable ASCII without a colon, at most 70 characters)")
		case strings.HasPrefix(lower, "content-") || strings.Contains(ownHeaders, " "+lower+" "):
			f.add("header", h.Name, "is written by the message itself")
		}
	}
}

func isFieldName(name string) bool {
	for i := 0; i < len(name); i++ {
		if name[i] <= ' ' || name[i] > '~' || name[i] == ':' {
			return false
		}
	}
	return name != "" && len(name) <= 70
}

func (f *faults) unsubscribe(u Unsubscribe) {
	for value, scheme := range map[string]string{u.URL: "https", u.Mailto: "mailto"} {
		if value == "" {
			continue
		}
		parsed, err := url.Parse(value)
		bad := func(c rune) bool { return c <= ' ' || c > '~' || c == '<' || c == '>' || c == ',' }
		if err != nil || parsed.Scheme != scheme || !leads(parsed) || strings.ContainsFunc(value, bad) || len(value) > maxLine-100 {
			f.add("unsubscribe address", value, "is no address that begins with "+scheme+":")
			continue
		}
		f.add("unsubscribe address", value, wordFault(value))
	}
	if u.OneClick && u.URL == "" {
		f.add("unsubscribe address", "", "is missing: one click needs an https address (RFC 8058)")
	}
}

// leads reports an address with a place to lead to.
func leads(u *url.URL) bool {
	if u.Scheme == "mailto" {
		return (Address{Email: u.Opaque}).fault() == "" && u.Opaque != ""
	}
	return u.Hostname() != "" && u.User == nil
}

func (f *faults) attachments(list []Attachment) {
	seen := map[string]bool{}
	for _, a := range list {
		if a.File == nil {
			f.add("attachment", a.Filename, "has no file")
		}
		f.add("file name", a.Filename, filenameFault(a.Filename))
		if a.ContentID == "" {
			continue
		}
		f.add("content ID", a.ContentID, idFault(a.ContentID))
		if seen[a.ContentID] {
			f.add("content ID", a.ContentID, "stands twice")
		}
		seen[a.ContentID] = true
	}
}

// filenameFault judges a name that readers save a file under.
func filenameFault(name string) string {
	switch reason := textFault(name); {
	case reason != "":
		return reason
	case strings.TrimSpace(name) == "":
		return "is empty"
	case strings.ContainsAny(name, `/\`):
		return "holds a folder"
	case strings.Contains(name, "=?"):
		return "reads as an encoded word" // which some programs decode even here
	case strings.ContainsFunc(name, turns):
		return "holds a character that turns the writing direction" // which hides what kind of file it is
	case name == "." || name == "..":
		return "is no name"
	case len(name) > 255:
		return "is too long"
	}
	return ""
}
