package main

import (
	"strings"

	"github.com/billet-mail/billet/mail"
)

// rendered is the stable JSON form of a message.
type rendered struct {
	Event       string            `json:"event"`
	Template    string            `json:"template"`
	Locale      string            `json:"locale"`
	LocaleChain []string          `json:"locale_chain"`
	Subject     string            `json:"subject"`
	Preheader   string            `json:"preheader"`
	From        string            `json:"from"`
	To          []string          `json:"to"`
	Cc          []string          `json:"cc"`
	Bcc         []string          `json:"bcc"`
	ReplyTo     string            `json:"reply_to"`
	Headers     map[string]string `json:"headers"`
	HTML        string            `json:"html"`
	Text        string            `json:"text"`
	Attachments []attachment      `json:"attachments"`
	MIME        mail.Part         `json:"mime"`
}

type attachment struct {
	Filename  string `json:"filename"`
	MediaType string `json:"media_type"`
	Bytes     int    `json:"bytes"`
	Inline    bool   `json:"inline"`
}

func messageJSON(m *mail.Message) rendered {
	r := rendered{
		Event: m.Event(), Template: m.Template(), Locale: m.Locale(), LocaleChain: m.LocaleChain(),
		Subject: m.Subject(), Preheader: m.Preheader(), HTML: m.HTML(), Text: m.Text(),
		From: m.From().String(), To: written(m.To()), Cc: written(m.Cc()), Bcc: written(m.Bcc()),
		ReplyTo: strings.Join(written(m.ReplyTo()), ", "), Headers: map[string]string{}, Attachments: []attachment{},
		MIME: m.Structure(),
	}
	for _, h := range m.Headers() {
		r.Headers[h.Name] = h.Value
	}
	for _, a := range m.Attachments() {
		r.Attachments = append(r.Attachments, attachment{a.Filename, a.File.MediaType(), a.File.Size(), a.ContentID != ""})
	}
	return r
}

// written are addresses as people write them.
func written(list []mail.Address) []string {
	words := []string{}
	for _, a := range list {
		words = append(words, a.String())
	}
	return words
}
