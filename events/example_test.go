package events_test

import (
	"fmt"
	"time"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
)

func ExampleCanonical() {
	for _, e := range events.Canonical().All() {
		fmt.Println(e.ID, e.Required)
	}
	// Output:
	// payment_overdue [invoice.pay_url invoice.amount_due]
	// signup [subscription.plan links.portal]
	// trial_ending [trial.ends_on links.portal]
}

func ExampleCatalogue_Lookup() {
	e, ok := events.Canonical().Lookup("payment_overdue")
	fmt.Println(ok, e.Title)
	// Output: true Payment overdue
}

func ExampleEvent_Decode() {
	overdue, _ := events.Canonical().Lookup("payment_overdue")

	data, err := overdue.Decode(overdue.Samples()[1].Source)
	if err != nil {
		panic(err)
	}
	invoice := data.(*events.PaymentOverdue).Invoice
	fmt.Println(invoice.Number, invoice.AmountDue, invoice.DueOn)

	now := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	fmt.Println(overdue.Derive(data, events.Moment{Now: now}).(events.PaymentOverdueDerived).DaysOverdue)

	_, err = overdue.Decode(diag.NewSource("payload.json", `{
  "customer": {"id": "1", "name": "Jo", "email": "Jo <jo@example.com>"},
  "late_fee": {"amount": 5.00, "currency": "EUR"}
}`))
	fmt.Println(err)
	// Output:
	// F-2026-0042 61.25 EUR 2026-10-31
	// 20
	// payload.json:1:1: invoice is missing (add it; it holds: The invoice that is overdue) [data-missing]
	// payload.json:1:1: merchant is missing (add it; it holds: Who is to be paid) [data-missing]
	// payload.json:2:50: customer.email must be one e-mail address (write it like "jo@example.com", without a name) [data-email]
	// payload.json:3:26: late_fee.amount must be text, not a number (write the amount as text: "12.50") [data-money]
}
