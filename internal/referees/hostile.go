package referees

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/billet-mail/billet/mail"
)

//go:embed hostile.txt
var hostile string

// Hostile are texts that try to be more than text.
func Hostile() ([]string, error) {
	var list []string
	for line := range strings.Lines(hostile) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		s, err := strconv.Unquote(`"` + strings.ReplaceAll(strings.TrimSuffix(line, "\n"), `"`, `\"`) + `"`)
		if err != nil {
			return nil, fmt.Errorf("hostile.txt: %q: %w", line, err)
		}
		list = append(list, s)
	}
	return list, nil
}

// Place is where a text is tried in a message.
type Place struct {
	Name string
	Put  func(c *mail.Content, text string)
	Kind PlaceKind
}

// PlaceKind says what a place takes.
type PlaceKind int

// The kinds of places.
const (
	Words    PlaceKind = iota // any text in a header
	Filename                  // names of files
	Body                      // any text
	Strict                    // only what has a form, such as a Message-ID
)

// Places are every header, every file name and both bodies.
func Places() []Place {
	return []Place{
		{"subject", func(c *mail.Content, s string) { c.Subject = s }, Words},
		{"from", func(c *mail.Content, s string) { c.From.Name = s }, Words},
		{"sender", func(c *mail.Content, s string) { c.Sender = mail.Address{Name: s, Email: "desk@example.com"} }, Words},
		{"reply-to", func(c *mail.Content, s string) { c.ReplyTo = []mail.Address{{Name: s, Email: "answers@example.com"}} }, Words},
		{"to", func(c *mail.Content, s string) { c.To[0].Name = s }, Words},
		{"cc", func(c *mail.Content, s string) { c.Cc[0].Name = s }, Words},
		{"bcc", func(c *mail.Content, s string) { c.Bcc[0].Name = s }, Words},
		{"header", func(c *mail.Content, s string) { c.Headers = []mail.Header{{Name: "X-Tag", Value: s}} }, Words},
		{"feedback ID", func(c *mail.Content, s string) { c.FeedbackID = s }, Words},
		{"file name", func(c *mail.Content, s string) { c.Attachments[0].Filename = s }, Filename},
		{"name of an inline file", func(c *mail.Content, s string) { c.Attachments[1].Filename = s }, Filename},
		{"text", func(c *mail.Content, s string) { c.Text = mail.Text(strings.ToValidUTF8(s, "?")) }, Body},
		{"html", func(c *mail.Content, s string) { c.HTML = mail.Text(strings.ToValidUTF8(s, "?")) }, Body},
		{"address", func(c *mail.Content, s string) { c.To[0].Email = s + "@example.com" }, Strict},
		{"domain", func(c *mail.Content, s string) { c.To[0].Email = "jo@" + s }, Strict},
		{"header name", func(c *mail.Content, s string) { c.Headers = []mail.Header{{Name: s, Value: "x"}} }, Strict},
		{"message ID", func(c *mail.Content, s string) { c.ID = s + "@example.com" }, Strict},
		{"in-reply-to", func(c *mail.Content, s string) { c.InReplyTo = []string{s + "@example.com"} }, Strict},
		{"references", func(c *mail.Content, s string) { c.References = []string{"1@example.com", s + "@example.com"} }, Strict},
		{"language", func(c *mail.Content, s string) { c.Locale = s }, Strict},
		{"content ID", func(c *mail.Content, s string) { c.Attachments[1].ContentID = s + "@example.com" }, Strict},
		{"media type", func(c *mail.Content, s string) {
			c.Attachments[0].File, _ = mail.NewFile(`application/pdf; name="`+s+`"`, []byte("x")) // a nil file is refused
		}, Strict},
		{"unsubscribe URL", func(c *mail.Content, s string) { c.Unsubscribe.URL = "https://example.com/" + s }, Strict},
		{"long unsubscribe URL", func(c *mail.Content, s string) {
			c.Unsubscribe.URL = "https://example.com/" + strings.Repeat("t", 600) + "?" + s
		}, Strict},
		{"long file name", func(c *mail.Content, s string) { c.Attachments[0].Filename = strings.Repeat("é", 60) + s }, Strict},
		{"unsubscribe address", func(c *mail.Content, s string) { c.Unsubscribe.Mailto = "mailto:" + s + "@example.com" }, Strict},
	}
}

// Full is a content with all that a message can have. The ID is its own.
func Full(id string) (mail.Content, error) {
	pdf, err := mail.NewFile("application/pdf", []byte("%PDF-1.7\r\n\x00\xff\n.\n..\r\n"))
	if err != nil {
		return mail.Content{}, err
	}
	logo, err := mail.NewFile("", []byte("\x89PNG\r\n\x1a\n\r\n.\r\n"))
	if err != nil {
		return mail.Content{}, err
	}
	return mail.Content{
		Event: "payment_overdue", Template: "second_notice", Locale: "fr", LocaleChain: []string{"fr-CA", "fr"},
		Subject: "Votre facture", Preheader: "Échue depuis hier",
		From: mail.Address{Name: "Harbour Cloud", Email: "billing@example.com"},
		To:   []mail.Address{{Name: "Anaïs", Email: "anais@example.com"}},
		Cc:   []mail.Address{{Email: "buero@münchen.example"}, {Email: `"j d"@example.com`}},
		Bcc:  []mail.Address{{Email: "secret@example.com"}},
		Date: time.Date(2026, time.November, 20, 9, 0, 0, 0, time.UTC), ID: id,
		Text: mail.Text("Bonjour\n.\n..\n"), HTML: mail.Text("<p>Bonjour\n.\n</p>\n"),
		Attachments: []mail.Attachment{{Filename: "invoice.pdf", File: pdf}, {Filename: "logo.png", File: logo, ContentID: "logo@example.com"}},
		Unsubscribe: mail.Unsubscribe{URL: "https://example.com/u?a=1&b=2", Mailto: "mailto:u@example.com", OneClick: true},
		FeedbackID:  "overdue:billing:example", Headers: []mail.Header{{Name: "X-Tag", Value: "overdue"}},
	}, nil
}

// Tried is a hostile text in a place: the message that it makes, or why it is
// refused there.
type Tried struct {
	Text    string
	Place   Place
	Message *mail.Message
	Err     error
}

// HostileMessages tries every hostile text in every place.
func HostileMessages() ([]Tried, error) {
	texts, err := Hostile()
	if err != nil {
		return nil, err
	}
	var list []Tried
	for _, text := range texts {
		for _, place := range Places() {
			c, err := Full(fmt.Sprintf("hostile%d@example.com", len(list)))
			if err != nil {
				return nil, err
			}
			place.Put(&c, text)
			m, err := mail.New(c)
			list = append(list, Tried{text, place, m, err})
		}
	}
	return list, nil
}
