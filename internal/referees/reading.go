package referees

import (
	"encoding/base64"
	"strings"

	"golang.org/x/net/idna"

	"github.com/billet-mail/billet/mail"
)

// Reading is what a referee reads in a message.
type Reading struct {
	Mailboxes map[string][][2]string `json:"mailboxes"` // names and addresses, by field
	Texts     map[string]string      `json:"texts"`     // of the other fields that are there, decoded
	Text      string                 `json:"text"`
	HTML      string                 `json:"html"`
	Files     [][3]string            `json:"files"` // name, Content-ID, and content as base64
	Defects   []string               `json:"defects"`
}

// The fields that are read.
var (
	mailboxFields = [...]string{"From", "Sender", "Reply-To", "To", "Cc"}
	textFields    = [...]string{
		"Subject", "Message-ID", "In-Reply-To", "References", "Content-Language", "X-Entity-Ref-ID",
		"Auto-Submitted", "List-Unsubscribe", "List-Unsubscribe-Post", "Feedback-ID", "X-Tag", "Bcc",
	}
)

// Wanted is what every referee must read.
func Wanted(m *mail.Message) Reading {
	c := m.Content()
	r := newReading()
	r.Text, r.HTML = c.Text.String(), c.HTML.String()
	r.put("From", c.From)
	if !c.Sender.IsZero() {
		r.put("Sender", c.Sender)
	}
	r.put("Reply-To", c.ReplyTo...)
	r.put("To", c.To...)
	r.put("Cc", c.Cc...)
	for _, h := range m.Headers() {
		if isText(h.Name) && h.Value != "" {
			r.Texts[h.Name] = h.Value
		}
	}
	// Inline images stand beside the words, other files behind them.
	for _, inline := range []bool{true, false} {
		for _, a := range c.Attachments {
			if (a.ContentID != "") == inline {
				r.Files = append(r.Files, [3]string{a.Filename, a.ContentID, base64.StdEncoding.EncodeToString(a.File.Bytes())})
			}
		}
	}
	return r
}

func newReading() Reading {
	return Reading{Mailboxes: map[string][][2]string{}, Texts: map[string]string{}, Files: [][3]string{}}
}

func isText(name string) bool {
	for _, each := range textFields {
		if each == name {
			return true
		}
	}
	return false
}

// put adds mailboxes as a transport has them: domains as A-labels.
func (r *Reading) put(field string, list ...mail.Address) {
	for _, a := range list {
		at := strings.LastIndexByte(a.Email, '@')
		domain, err := idna.Lookup.ToASCII(a.Email[at+1:])
		if err != nil || strings.HasPrefix(a.Email[at+1:], "[") {
			domain = a.Email[at+1:]
		}
		r.Mailboxes[field] = append(r.Mailboxes[field], [2]string{a.Name, unquoted(a.Email[:at]) + "@" + domain})
	}
}

// unquoted is a local part as parsers give it, some without its quotes.
func unquoted(local string) string {
	if !strings.HasPrefix(local, `"`) {
		return local
	}
	return strings.NewReplacer(`\\`, `\`, `\"`, `"`).Replace(strings.TrimSuffix(local[1:], `"`))
}

// address is one as Wanted has it, of one as a parser gives it.
func address(s string) string {
	at := strings.LastIndexByte(s, '@')
	if at < 0 {
		return s
	}
	return unquoted(s[:at]) + s[at:]
}

// unixLines are the line ends of the text that a message was made of.
func unixLines(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }
