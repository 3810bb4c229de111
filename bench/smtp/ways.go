package smtp

import (
	"context"
	"fmt"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"

	"github.com/billet-mail/billet/bench"
	"github.com/billet-mail/billet/delivery"
	"github.com/billet-mail/billet/mail"
)

// Letter is what every way sends: a text and about 20 KB of HTML.
type Letter struct{ Subject, Text, HTML string }

// Sample is an invoice mail, from the pipeline that package bench measures.
func Sample() (Letter, error) {
	ours, err := bench.Ours()
	if err != nil {
		return Letter{}, err
	}
	_, m, err := ours[0].Start(bench.Sample(bench.FewLines))
	return Letter{Subject: m.Subject, Text: m.Text, HTML: m.HTML}, err
}

// Way sends a letter, again and again, over one connection.
type Way struct {
	Name string
	Send func() error
	End  func() error
}

const (
	from = "billing@example.com"
	to   = "maya@example.com"
)

// Ours makes a message of finished strings, and sends it.
func Ours(l Letter, port int) (Way, error) {
	return ourWay("Billet, from finished strings", port, mail.Text(l.HTML), mail.Text(l.Text), l.Subject)
}

// OursLoaded is what a mail folder gives: its static text was encoded when it
// opened. Every 1,000 bytes there is a value.
func OursLoaded(l Letter, port int) (Way, error) {
	return ourWay("Billet, static text encoded at load", port, loaded(l.HTML), loaded(l.Text), l.Subject)
}

func loaded(text string) mail.Body {
	var b mail.Builder
	for len(text) > 1000 {
		cut := strings.IndexByte(text[990:], ' ') + 990
		b.Static(mail.NewStatic(text[:cut]))
		b.Values = append(b.Values, text[cut:cut+1]...)
		b.Value()
		text = text[cut+1:]
	}
	b.Static(mail.NewStatic(text))
	return b.Body()
}

func ourWay(name string, port int, html, text mail.Body, subject string) (Way, error) {
	sender, err := delivery.NewSMTP(delivery.SMTPConfig{Host: "127.0.0.1", Port: port, TLS: delivery.NoTLS})
	if err != nil {
		return Way{}, err
	}
	n := 0
	return Way{Name: name, End: sender.Close, Send: func() error {
		n++
		m, err := mail.New(mail.Content{
			From: mail.Address{Name: "Harbour Cloud", Email: from}, To: []mail.Address{{Name: "Maya Lindqvist", Email: to}},
			Subject: subject, Date: time.Now(), ID: mail.MessageID("example.com", fmt.Sprint(n)), Text: text, HTML: html,
		})
		if err != nil {
			return err
		}
		_, err = sender.Send(context.Background(), m)
		return err
	}}, nil
}

// GoMail does the same with go-mail. Its connection is dialed once; for each
// message it asks with NOOP whether the connection lives, which noNoop leaves
// out.
func GoMail(l Letter, port int, noNoop bool) (Way, error) {
	name := "go-mail v0.8.1"
	options := []gomail.Option{gomail.WithPort(port), gomail.WithTLSPolicy(gomail.NoTLS)}
	if noNoop {
		name += ", without NOOP"
		options = append(options, gomail.WithoutNoop())
	}
	client, err := gomail.NewClient("127.0.0.1", options...)
	if err != nil {
		return Way{}, err
	}
	if err := client.DialWithContext(context.Background()); err != nil {
		return Way{}, err
	}
	return Way{Name: name, End: client.Close, Send: func() error {
		m := gomail.NewMsg()
		if err := m.FromFormat("Harbour Cloud", from); err != nil {
			return err
		}
		if err := m.AddToFormat("Maya Lindqvist", to); err != nil {
			return err
		}
		m.Subject(l.Subject)
		m.SetDate()
		m.SetMessageID()
		m.SetBodyString(gomail.TypeTextPlain, l.Text)
		m.AddAlternativeString(gomail.TypeTextHTML, l.HTML)
		return client.Send(m)
	}}, nil
}
