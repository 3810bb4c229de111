// Package ledger keeps which mails were sent, so that none is sent twice.
//
// Whoever sends a mail reserves its key first and confirms it with the receipt
// afterwards. A crash in between leaves a reservation without a receipt: nobody
// knows whether the mail went out. Such an ambiguous one is never sent again, or
// only after a time, by the choice of who reserves.
package ledger

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// Key names one mail to one recipient. All parts are opaque, valid UTF-8 without
// NUL; keys are comparable with ==.
type Key struct {
	Notification string // its id
	Occurrence   string // the occurrence's key; of a schedule, schedule.Occurrence
	Step         int    // 1-based; 0 for a mail without a schedule
	Recipient    string // the address, as the caller normalises it
}

// Check reports a key that no ledger takes: one that lacks a notification, an
// occurrence or a recipient, has a negative step, or text that a database could
// not keep as it is.
func (k Key) Check() error {
	for _, part := range []struct{ name, text string }{
		{"notification", k.Notification}, {"occurrence", k.Occurrence}, {"recipient", k.Recipient},
	} {
		switch {
		case part.text == "":
			return fmt.Errorf("the key has no %s (name one: without it, mails are not told apart)", part.name)
		case !utf8.ValidString(part.text) || strings.ContainsRune(part.text, 0):
			return fmt.Errorf("the %s of the key is no text: %.40q (give valid UTF-8 without NUL)", part.name, part.text)
		}
	}
	if k.Step < 0 {
		return fmt.Errorf("the key has the step %d (count from 1, or give 0 for a mail without a schedule)", k.Step)
	}
	return nil
}

// Entry is what a ledger knows of a key.
type Entry struct {
	Key         Key
	Attempt     int       // 1-based: how often the key was reserved
	ReservedAt  time.Time // of the last attempt, UTC, to the microsecond
	ConfirmedAt time.Time // zero as long as the mail is ambiguous
	Receipt     string    // what the sender said; "" until confirmed
}

// Ambiguous reports whether nobody knows if the mail went out.
func (e Entry) Ambiguous() bool { return e.ConfirmedAt.IsZero() }

// Ledger keeps which mails were sent. Implementations are safe for concurrent
// use, also by several processes if they share a store.
type Ledger interface {
	// Reserve takes a key before its mail is sent. Of all calls for one key, one
	// gets true; it alone may send. The others get false and the entry that is
	// there.
	//
	// An ambiguous entry that was reserved at least retryAfter before now is
	// taken over: the call gets true with the next attempt. A retryAfter of 0
	// never takes over. A faulty key is refused; see Key.Check.
	Reserve(ctx context.Context, key Key, now time.Time, retryAfter time.Duration) (Entry, bool, error)

	// Confirm notes that the mail of a reservation went out. Confirming again
	// changes nothing. An attempt that was taken over may confirm too: its mail
	// did go out. ErrNotReserved if there is no entry for the key.
	Confirm(ctx context.Context, e Entry, now time.Time, receipt string) error

	// Release gives back a reservation whose mail certainly did not go out, so
	// that the key can be reserved again. It changes nothing if the attempt was
	// taken over or confirmed. An attempt that took over leaves the entry
	// ambiguous, since the mail before it may have gone out: reserved in 1970, so
	// that it can be taken over at once.
	Release(ctx context.Context, e Entry) error

	// Entries lists what is known of an occurrence, by recipient and step.
	Entries(ctx context.Context, notification, occurrence string) ([]Entry, error)
}

// ErrNotReserved is returned for a key that was never reserved, or was released.
var ErrNotReserved = errors.New("the key is not reserved in the ledger (reserve it before the mail is sent)")

// Steps lists the steps of the entries that were sent to a recipient, or may
// have been: what schedule.Matter wants in Sent. An ambiguous one that Reserve
// would take over, with the same now and retryAfter, is not among them: it is due
// again.
func Steps(entries []Entry, recipient string, now time.Time, retryAfter time.Duration) []int {
	var steps []int
	for _, e := range entries {
		if e.Key.Recipient == recipient && !e.free(Moment(now), retryAfter) {
			steps = append(steps, e.Key.Step)
		}
	}
	return steps
}

// free reports whether a reservation may be taken over.
func (e Entry) free(now time.Time, retryAfter time.Duration) bool {
	return e.Ambiguous() && retryAfter > 0 && now.Sub(e.ReservedAt) >= retryAfter
}
