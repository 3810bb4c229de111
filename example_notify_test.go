package billet_test

import (
	"context"
	"fmt"
	"log"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/delivery"
	"github.com/billet-mail/billet/rules"
	"github.com/billet-mail/billet/rules/ledger"
	"github.com/billet-mail/billet/starter"
)

// overdue is an unpaid invoice: the fact, and what is known of its matter.
func overdue(folder *billet.Folder, paid bool) billet.Occurrence {
	data, err := folder.Sample("payment_overdue", "plain")
	if err != nil {
		log.Fatal(err)
	}
	return billet.Occurrence{Event: "payment_overdue", Key: "F-2026-0042", Data: data, Matter: rules.Matter{ID: "F-2026-0042", Paid: paid}}
}

// A plan says what becomes of every notification of an event, and why.
func ExampleFolder_Plan() {
	folder, err := billet.Open(starter.Folder(), billet.Options{})
	if err != nil {
		log.Fatal(err)
	}
	for _, paid := range []bool{false, true} {
		decisions, err := folder.Plan(context.Background(), billet.PlanOptions{Now: billet.SampleTime(), Messages: true}, overdue(folder, paid))
		if err != nil {
			log.Fatal(err)
		}
		for _, d := range decisions {
			fmt.Println(d.Outcome, d.Notification, d.Reason)
			if d.Message != nil {
				fmt.Println(d.Message.Subject())
			}
		}
	}
	// Output:
	// send payment-overdue due
	// Final reminder: invoice F-2026-0042
	// skip payment-overdue stopped
}

// A mail is sent once, however often the mailer is told.
func ExampleMailer_Notify() {
	folder, err := billet.Open(starter.Folder(), billet.Options{})
	if err != nil {
		log.Fatal(err)
	}
	var outbox delivery.Memory // a Sender that keeps what it gets
	mailer := billet.Mailer{Folder: folder, Ledger: &ledger.Memory{}, Sender: &outbox}
	for range 2 {
		notices, err := mailer.Notify(context.Background(), billet.SampleTime(), overdue(folder, false))
		if err != nil {
			log.Fatal(err)
		}
		for _, n := range notices {
			fmt.Println(n.Notification, n.Outcome, n.Reason, n.Sent)
		}
	}
	fmt.Println(len(outbox.Messages()))
	// Output:
	// payment-overdue send due true
	// payment-overdue skip finished false
	// 1
}
