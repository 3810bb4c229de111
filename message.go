package billet

import (
	"hash/crc32"
	"reflect"
	"strconv"
	"strings"

	"github.com/billet-mail/billet/config"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/locales"
	"github.com/billet-mail/billet/mail"
	"github.com/billet-mail/billet/placeholders"
	"github.com/billet-mail/billet/render"
)

// message puts the parts of a mail and what stands around them together.
func (f *Folder) message(r *RenderRequest, template string, match locales.Match, parts render.Parts, to mail.Address) (*mail.Message, error) {
	sender, err := f.sender(r.From)
	if err != nil {
		return nil, err
	}
	c := mail.Content{
		Event: r.Event, Template: template, Locale: match.Tag, LocaleChain: match.Chain,
		From: mail.Address{Name: sender.Name, Email: sender.Email}, ReplyTo: r.ReplyTo, To: r.To, Cc: r.Cc, Bcc: r.Bcc,
		Subject: parts.Subject, Preheader: parts.Preheader, HTML: parts.HTML, Text: parts.Text, Date: r.Now,
		InReplyTo: r.InReplyTo, References: r.References, Unsubscribe: r.Unsubscribe,
		FeedbackID: r.FeedbackID, Headers: r.Headers, Attachments: r.Attachments,
	}
	if len(c.ReplyTo) == 0 && sender.ReplyTo != "" {
		c.ReplyTo = []mail.Address{{Name: sender.Name, Email: sender.ReplyTo}}
	}
	if len(c.To) == 0 && to.Email != "" {
		c.To = []mail.Address{to}
	}
	c.ID = messageID(r, &c)
	return mail.New(c)
}

// messageID is the same for the same template, occurrence, step and recipient.
// An occurrence without a key is known by the time and the words of its mail:
// the same words may come once a month.
func messageID(r *RenderRequest, c *mail.Content) string {
	recipient := ""
	if len(c.To) > 0 {
		recipient = c.To[0].Email
	}
	key := r.Key
	if key == "" {
		key = moment(r, c)
	}
	return mail.MessageID(domainOf(c.From.Email), c.Template, c.Event, key, strconv.Itoa(max(1, r.Step)), recipient)
}

// moment names a mail by its time and words. Two checksums stand for the text:
// they tell mails of one moment apart, and cost a message nearly nothing.
func moment(r *RenderRequest, c *mail.Content) string {
	castagnoli := crc32.MakeTable(crc32.Castagnoli)
	var first, second uint32
	var chunk [512]byte
	for text := c.Text.String(); text != ""; {
		n := copy(chunk[:], text)
		first, second = crc32.Update(first, crc32.IEEETable, chunk[:n]), crc32.Update(second, castagnoli, chunk[:n])
		text = text[n:]
	}
	key := make([]byte, 0, 128)
	for _, n := range []int64{r.Now.UnixNano(), int64(first), int64(second)} {
		key = append(strconv.AppendInt(key, n, 10), '\n')
	}
	return string(append(key, c.Subject...))
}

func domainOf(email string) string { return email[strings.LastIndexByte(email, '@')+1:] }

// sender finds a configured sender; without any, mails come from the brand.
func (f *Folder) sender(id string) (config.Sender, error) {
	senders := f.config.Senders
	if id == "" {
		if len(senders) > 0 {
			return senders[0], nil
		}
		return config.Sender{Name: f.config.Brand.Name, Email: f.config.Brand.SupportEmail}, nil
	}
	var ids []string
	for _, s := range senders {
		if s.ID == id {
			return s, nil
		}
		ids = append(ids, s.ID)
	}
	return config.Sender{}, &NotFoundError{What: "sender", Name: id, Help: diag.DidYouMean(id, ids)}
}

// customerReader finds in the data of an event who its customer is: the
// language, and the registered address. A nil one finds nothing.
type customerReader struct {
	layout                *placeholders.Layout
	language, name, email int // slots; -1 for none
}

func newCustomerReader(fields *placeholders.Fields) *customerReader {
	customer, ok := fields.Lookup("customer")
	if !ok || customer.Kind != placeholders.Object {
		return nil
	}
	r := &customerReader{layout: &placeholders.Layout{}}
	slot := func(name string, kind placeholders.Kind) int {
		if field, ok := customer.Fields.Lookup(name); ok && field.Kind == kind {
			return r.layout.Slot([]*placeholders.Field{customer, field})
		}
		return -1
	}
	r.language = slot("language", placeholders.String)
	r.name = slot("name", placeholders.String)
	r.email = slot("email", placeholders.Email)
	r.layout.Seal()
	return r
}

// customer is who a mail is for, as far as the data tells.
type customer struct {
	language string
	address  mail.Address
}

func (r *customerReader) read(data any) customer {
	if r == nil {
		return customer{}
	}
	row := r.layout.Bind(reflect.Indirect(reflect.ValueOf(data)), reflect.Value{})
	text := func(slot int) string {
		if slot < 0 {
			return ""
		}
		return row[slot].Text
	}
	return customer{language: text(r.language), address: mail.Address{Name: oneLine(text(r.name)), Email: text(r.email)}}
}

// oneLine is a value as headers can hold it: line breaks are blanks there.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
