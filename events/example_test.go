package events_test

import (
	"fmt"
	"time"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
)

func ExampleCanonical() {
	for _, e := range events.Canonical().All()[:3] {
		fmt.Println(e.ID, e.Required)
	}
	// Output:
	// card_expired [card.last_four card_expires_on links.update_payment]
	// card_expiring [card.last_four card_expires_on links.update_payment]
	// payment_data_changed [method changed_at links.portal]
}

func ExampleCatalogue_Lookup() {
	e, ok := events.Canonical().Lookup("payment_overdue")
	fmt.Println(ok, e.Title)
	// Output: true Payment overdue
}

func ExampleFromSchema() {
	shipped, err := events.FromSchema(events.EventSchema{
		ID: "order_shipped", Title: "Order shipped", Description: "Happens when a parcel leaves the house.",
		Required: []string{"parcel.tracking_url"},
		Fields: []events.SchemaField{
			{Name: "customer", Type: "customer", Doc: "Who gets the parcel."},
			{Name: "parcel", Type: "object", Doc: "The parcel.", Fields: []events.SchemaField{
				{Name: "tracking_url", Type: "url", Doc: "Page that shows where it is.", Example: "https://parcels.example.com/42"},
				{Name: "speed", Type: "enum", Values: []string{"slow", "fast"}, Doc: "How it travels.", Example: "fast", Optional: true},
			}},
		},
	})
	if err != nil {
		panic(err)
	}
	_, err = shipped.Decode(diag.NewSource("order.json", `{
  "customer": {"id": "1", "name": "Jo", "email": "jo@example.com"},
  "parcel": {"speed": "fats"}
}`))
	fmt.Println(err)

	_, err = events.FromSchema(events.EventSchema{
		ID: "order_lost", Title: "Order lost", Description: "Happens when a parcel is lost.",
		Fields: []events.SchemaField{{Name: "lost_on", Type: "dat", Doc: "When it was lost."}},
	})
	fmt.Println(err)
	// Output:
	// order.json:3:13: parcel.tracking_url is missing (add it; it holds: Page that shows where it is) [data-missing]
	// order.json:3:23: parcel.speed must be one of slow, fast (did you mean fast?) [data-enum]
	// fields[0].type: there is no type "dat" for lost_on (did you mean date?)
}

func ExampleEvent_Document() {
	e, _ := events.Canonical().Lookup("card_expiring")
	for _, p := range e.Document().Placeholders {
		if p.Derived {
			fmt.Println(p.Path, p.Kind, p.Example, p.Doc)
		}
	}
	// Output: card_expires_on date 2027-08-31 Last day on which the card is valid: the last of its month.
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
