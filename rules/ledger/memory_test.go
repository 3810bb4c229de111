package ledger_test

import (
	"context"
	"fmt"
	"log"
	"testing"
	"time"

	"github.com/billet-mail/billet/rules/ledger"
	"github.com/billet-mail/billet/rules/ledger/ledgertest"
)

func TestMemory(t *testing.T) {
	ledgertest.Run(t, func(*testing.T) (a, b ledger.Ledger) {
		memory := &ledger.Memory{}
		return memory, memory
	})
}

// A mail is reserved, sent, confirmed. Whoever comes second does not send.
func ExampleLedger() {
	var l ledger.Ledger = &ledger.Memory{}
	key := ledger.Key{Notification: "overdue", Occurrence: "inv_7@2026-11-20", Step: 1, Recipient: "maya@example.com"}
	now := time.Date(2026, time.November, 21, 9, 0, 0, 0, time.UTC)
	for range 2 {
		entry, mine, err := l.Reserve(context.Background(), key, now, 0)
		if err != nil {
			log.Fatal(err)
		}
		if !mine {
			fmt.Println("not sent again:", entry.Receipt)
			continue
		}
		fmt.Println("send it now")
		if err := l.Confirm(context.Background(), entry, now, "250 queued as 7F2A"); err != nil {
			log.Fatal(err)
		}
	}
	// Output:
	// send it now
	// not sent again: 250 queued as 7F2A
}
