package delivery_test

import (
	"context"
	"fmt"
	"time"

	"github.com/billet-mail/billet/delivery"
	"github.com/billet-mail/billet/mail"
)

// While a program is tried out, mails for customers go to one address.
func ExampleAllowList() {
	var memory delivery.Memory // delivery.NewSMTP in earnest
	sender, err := delivery.AllowList(&memory, delivery.AllowListOptions{
		Allowed:  []string{"@example.org"},
		Redirect: "tests@example.org",
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	m, err := mail.New(mail.Content{
		From:    mail.Address{Name: "Harbour Cloud", Email: "billing@example.com"},
		To:      []mail.Address{{Email: "maya@example.com"}, {Email: "jo@example.org"}},
		Subject: "Your invoice",
		Date:    time.Date(2026, time.November, 20, 9, 0, 0, 0, time.UTC),
		ID:      mail.MessageID("example.com", "F-2026-0042"),
		Text:    mail.Text("Hello\n"),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	receipt, err := sender.Send(context.Background(), m)
	for _, result := range receipt.Results {
		fmt.Println(result.Recipient, result.Outcome)
	}
	fmt.Println(memory.Messages()[0].Envelope().Recipients, err)
	// Output:
	// maya@example.com accepted
	// jo@example.org accepted
	// [tests@example.org jo@example.org] <nil>
}
