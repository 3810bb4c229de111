package billet_test

import (
	"context"
	"fmt"
	"log"
	"time"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/delivery"
	"github.com/billet-mail/billet/rules"
	"github.com/billet-mail/billet/rules/ledger"
	"github.com/billet-mail/billet/starter"
)

// An invoice is overdue. Asked again a day later, nothing is sent twice, and
// when it was paid, nothing is sent any more.
func ExampleMailer_Notify() {
	folder, err := billet.Open(starter.Folder(), billet.Options{})
	if err != nil {
		log.Fatal(err) // every fault of the folder
	}
	overdue, err := folder.Sample("payment_overdue", "plain")
	if err != nil {
		log.Fatal(err)
	}
	invoice := billet.Occurrence{
		Event: "payment_overdue", Data: overdue, Key: "F-2026-0042", Matter: rules.Matter{ID: "F-2026-0042"},
	}
	mailer := billet.Mailer{Folder: folder, Ledger: &ledger.Memory{}, Sender: &delivery.Memory{}}

	ask := func(now time.Time) {
		notices, err := mailer.Notify(context.Background(), now, invoice)
		if err != nil {
			log.Fatal(err)
		}
		for _, n := range notices {
			fmt.Println(now.Format(time.DateOnly), n.Outcome, n.Notification, "step", n.Step, n.Reason)
		}
	}
	day := time.Date(2026, time.November, 2, 9, 0, 0, 0, time.UTC)
	ask(day)
	ask(day.AddDate(0, 0, 1))
	invoice.Matter.Paid = true
	ask(day.AddDate(0, 0, 7))
	// Output:
	// 2026-11-02 send payment-overdue step 1 due
	// 2026-11-03 wait payment-overdue step 2 not-yet
	// 2026-11-09 skip payment-overdue step 0 stopped
}

// A batch is looked at without sending anything.
func ExampleFolder_Plan() {
	folder, err := billet.Open(starter.Folder(), billet.Options{})
	if err != nil {
		log.Fatal(err)
	}
	walkIn, err := folder.Sample("purchase", "walk_in")
	if err != nil {
		log.Fatal(err)
	}
	decisions, err := folder.Plan(context.Background(), billet.PlanOptions{Now: billet.SampleTime(), Messages: true},
		billet.Occurrence{Event: "purchase", Data: walkIn, Key: "POS-31"})
	if err != nil {
		log.Fatal(err)
	}
	for _, d := range decisions {
		fmt.Println(d.Outcome, d.Notification, d.Reason)
		if d.Message != nil {
			fmt.Println(d.Message.Subject())
		}
	}
	// Output:
	// skip purchase condition
	// send purchase-staff event
	// Sale POS-2026-11-20-0031: $7.00 paid
}
