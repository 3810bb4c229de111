package delivery_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"time"

	"github.com/billet-mail/billet/delivery"
	"github.com/billet-mail/billet/mail"
)

func exampleMessage(to ...string) *mail.Message {
	c := mail.Content{
		From: mail.Address{Name: "Harbour Cloud", Email: "billing@example.com"},
		Date: time.Date(2026, time.November, 20, 9, 0, 0, 0, time.UTC),
		ID:   "1@example.com", Subject: "Your invoice", Text: mail.Text("Hello\n"),
	}
	for _, address := range to {
		c.To = append(c.To, mail.Address{Email: address})
	}
	m, err := mail.New(c)
	if err != nil {
		log.Fatal(err)
	}
	return m
}

// A Sender for a server, with its password from the environment.
func ExampleNewSMTP() {
	config, err := delivery.ParseSMTPURL("smtp://billing%40example.com@mail.example.com:587?timeout=1m")
	if err != nil {
		log.Fatal(err)
	}
	config.Password = delivery.PasswordFromEnvironment()
	sender, err := delivery.NewSMTP(config)
	if err != nil {
		log.Fatal(err)
	}
	defer func() { _ = sender.Close() }()
	fmt.Println(sender)
	// Output: SMTP mail.example.com:587
}

func ExampleParseSMTPURL() {
	_, err := delivery.ParseSMTPURL("smtp://mail.example.com?startls=never")
	fmt.Println(err)
	_, err = delivery.ParseSMTPURL("smtp://jo:secret@mail.example.com")
	fmt.Println(err)
	// Output:
	// smtp: there is no parameter "startls" [did you mean starttls?]
	// smtp: the URL must not hold a password [set BILLET_SMTP_PASSWORD, or add password_file=PATH to the URL]
}

// While a program is tried out, mail reaches the team and nobody else.
func ExampleAllowList() {
	inside := &delivery.Memory{}
	sender, err := delivery.AllowList(inside, delivery.AllowListOptions{
		Allowed: []string{"@harbour.example"}, Redirect: "dev@harbour.example",
	})
	if err != nil {
		log.Fatal(err)
	}
	_, err = sender.Send(context.Background(), exampleMessage("maya@example.com", "ann@harbour.example"))
	fmt.Println(err, inside.Messages()[0].Envelope().Recipients)
	// Output: <nil> [dev@harbour.example ann@harbour.example]
}

// Retry sends again to those who did not get it, and to nobody else.
func ExampleRetry() {
	tries := 0
	busy := delivery.SenderFunc(func(_ context.Context, m *mail.Message) (mail.Receipt, error) {
		tries++
		receipt := mail.Receipt{}
		var err error
		for _, recipient := range m.Envelope().Recipients {
			result := mail.Result{Recipient: recipient, Outcome: mail.Accepted}
			if recipient == "bo@example.com" && tries < 3 {
				result.Outcome, result.Reply = mail.Rejected, mail.Reply{Code: 450, Text: "busy"}
				err = &mail.SendError{Stage: "rcpt", Reply: result.Reply}
			}
			receipt.Results = append(receipt.Results, result)
		}
		fmt.Println(m.Envelope().Recipients, err)
		return receipt, err
	})
	sender := delivery.Retry(busy, delivery.RetryOptions{First: time.Millisecond})
	receipt, err := sender.Send(context.Background(), exampleMessage("al@example.com", "bo@example.com"))
	fmt.Println(receipt.Accepted(), err)
	// Output:
	// [al@example.com bo@example.com] rcpt: 450 busy (temporary)
	// [bo@example.com] rcpt: 450 busy (temporary)
	// [bo@example.com] <nil>
	// [al@example.com bo@example.com] <nil>
}

func ExampleDryRun() {
	receipt, err := delivery.DryRun(nil).Send(context.Background(), exampleMessage("maya@example.com"))
	fmt.Println(receipt.Accepted(), err)
	// Output: [maya@example.com] <nil>
}

func ExampleNewDir() {
	folder, err := os.MkdirTemp("", "billet")
	if err != nil {
		log.Fatal(err)
	}
	defer func() { _ = os.RemoveAll(folder) }()
	sender, err := delivery.NewDir(folder)
	if err != nil {
		log.Fatal(err)
	}
	if _, err := sender.Send(context.Background(), exampleMessage("maya@example.com")); err != nil {
		log.Fatal(err)
	}
	entries, err := os.ReadDir(folder)
	fmt.Println(entries[0].Name(), err)
	// Output: 20261120T090000Z_maya.eml <nil>
}

// What to do about an error is in its class.
func ExampleSMTP_Send() {
	sender, err := delivery.NewSMTP(delivery.SMTPConfig{Host: "mail.example.com"})
	if err != nil {
		log.Fatal(err)
	}
	receipt, err := sender.Send(context.Background(), exampleMessage())
	var failed *mail.SendError
	if errors.As(err, &failed) {
		switch failed.Class {
		case mail.Temporary:
			fmt.Println("again later to", receipt.Rejected())
		case mail.Permanent:
			fmt.Println("never to", receipt.Rejected())
		case mail.Unknown:
			fmt.Println("perhaps it reached", receipt.Ambiguous())
		case mail.Configuration:
			fmt.Println("to be set right:", err)
		}
	}
	// Output: to be set right: message: the message has no recipients (configuration)
}
