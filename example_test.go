package billet_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/starter"
)

// A program opens its mail folder once, when it starts. Here it is the starter;
// a folder of your own is os.DirFS("mails").
func ExampleOpen() {
	folder, err := billet.Open(starter.Folder(), billet.Options{})
	if err != nil {
		log.Fatal(err) // every fault of the folder, one a line
	}
	fmt.Println(folder.Languages())
	fmt.Println(folder.Locales("payment_overdue"))
	// Output:
	// [en fr]
	// [en fr]
}

// All faults of a folder come at once, each with its place and its remedy.
func ExampleOpen_faults() {
	_, err := billet.Open(fstest.MapFS{
		"billet.yaml":          {Data: []byte("format: 1\nbrand:\n  name: Acme\n  support_email: help@example.com\nlanguages:\n  default: en\n")},
		"layouts/default.html": {Data: []byte("<!doctype html>\n<html lang=\"{{ locale.tag }}\">\n<head><title>{{ subject }}</title></head>\n<body>\n{{ content }}\n</body>\n</html>\n")},
		"layouts/default.txt":  {Data: []byte("{{ content }}\n")},
		"templates/payment_overdue/en.md": {Data: []byte(`---
subject: "Invoice {{ invoice.nmber }}"
---
Hello {{ customer.first_name }},

[Pay {{ invoice.amount_due }}]({{ invoice.pay_url }})
`)},
	}, billet.Options{})

	var faults diag.List
	if errors.As(err, &faults) {
		for _, f := range faults {
			fmt.Printf("%s, line %d, column %d\n  %s\n  %s\n", f.Range.File, f.Range.Start.Line, f.Range.Start.Column, f.Message, f.Help)
		}
	}
	// Output:
	// templates/payment_overdue/en.md, line 2, column 30
	//   there is no nmber in invoice
	//   did you mean number?
	// templates/payment_overdue/en.md, line 4, column 10
	//   customer.first_name may be missing
	//   put it inside {% if customer.first_name %} … {% endif %}, or give it a |default:"…"
}

// The data of an event is a Go value.
func ExampleFolder_Render() {
	folder, err := billet.Open(starter.Folder(), billet.Options{}) // or os.DirFS("mails")
	if err != nil {
		log.Fatal(err) // every fault of the folder, one a line
	}

	price, err := events.NewMoney("49.00", "EUR")
	if err != nil {
		log.Fatal(err)
	}
	now := time.Date(2026, time.November, 20, 9, 0, 0, 0, time.UTC)
	message, err := folder.Render(context.Background(), billet.RenderRequest{
		Event: "payment_overdue",
		Data: events.PaymentOverdue{
			Customer: events.Customer{ID: "cus_7031", Name: "Maya Lindqvist", Email: "maya@example.com", Language: "en"},
			Merchant: events.Merchant{Name: "Harbour Cloud", SupportEmail: "support@example.com", Website: "https://example.com"},
			Invoice: events.Invoice{
				Number: "F-2026-0042", Currency: "EUR",
				IssuedOn: events.DateOf(now.AddDate(0, 0, -34)), DueOn: events.DateOf(now.AddDate(0, 0, -20)),
				Subtotal: price, Total: price, AmountDue: price,
				PayURL: "https://pay.example.com/F-2026-0042",
			},
		},
		Now: now,
	})
	if err != nil {
		log.Fatal(err) // every fault of the data
	}
	fmt.Println(message.Subject())
	fmt.Println(message.Text())
	// Output:
	// Invoice F-2026-0042: €49.00 is overdue
	// Your invoice is overdue
	//
	// Hello Maya Lindqvist,
	//
	// Invoice F-2026-0042 from Harbour Cloud was due on October 31, 2026, and we have not yet received the full payment. It may simply have slipped past you. Could you take a moment to settle it?
	//
	// Amount due
	//
	// €49.00
	//
	// Due on October 31, 2026
	//
	// 20 days overdue
	//
	// Pay €49.00: https://pay.example.com/F-2026-0042
	//
	// If you have paid in the last few days, thank you: your payment is on its way to us and there is nothing more to do.
	//
	// Invoice F-2026-0042
	//
	// Subtotal: €49.00
	// Total: €49.00
	// Amount due: €49.00
	//
	// Is something wrong with this invoice? Write to support@example.com and mention its number, so that we can help you quickly.
	//
	// ----
	//
	// This e-mail is about your account with Harbour Cloud.
	//
	// Harbour Cloud GmbH, Quay 4, 20457 Hamburg, Germany
	// Terms <https://harbourcloud.example.com/terms>
	// Privacy <https://harbourcloud.example.com/privacy>
	// Harbour Cloud <https://harbourcloud.example.com>
}

// The data of an event may also be JSON. What is wrong with it is reported all
// at once.
func ExampleFolder_Render_json() {
	folder, err := billet.Open(starter.Folder(), billet.Options{})
	if err != nil {
		log.Fatal(err)
	}

	_, err = folder.Render(context.Background(), billet.RenderRequest{
		Event: "signup",
		Data: json.RawMessage(`{
  "customer": {"id": "1", "name": "Jo", "email": "jo@example.com"},
  "merchant": {"name": "Acme", "support_email": "help@example.com", "website": "https://example.com"},
  "subscription": {"id": "7", "plan": "Solo", "start": "22.11.2026", "price": {"amount": 7, "currency": "EUR"}, "period": "month"},
  "links": {"portal": "https://example.com/account"}
}`),
		Now: time.Date(2026, time.November, 20, 9, 0, 0, 0, time.UTC),
	})
	var faults diag.List
	if errors.As(err, &faults) {
		fmt.Println(faults)
	}
	// Output:
	// data:4:56: subscription.start must be a date (write year, month and day: "2026-11-22") [data-date]
	// data:4:90: subscription.price.amount must be text, not a number (write the amount as text: "12.50") [data-money]
}

// TestReadme holds that the README shows ExampleFolder_Render as it is.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	source, err := os.ReadFile("example_test.go")
	require.NoError(t, err)
	_, code, found := strings.Cut(string(readme), "```go\n")
	require.True(t, found)
	code, _, found = strings.Cut(code, "```\n")
	require.True(t, found)
	assert.Contains(t, strings.ReplaceAll(string(source), "\n\t", "\n"), "{\n"+code)
}
