package ledgertest

import (
	"context"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/billet-mail/billet/rules/ledger"
)

// Open gives two ledgers on one store, which is empty: as two processes have
// them. They may be the same value.
type Open func(t *testing.T) (a, b ledger.Ledger)

// Run runs every check as a test of its own.
func Run(t *testing.T, open Open) {
	for name, check := range map[string]func(*testing.T, ledger.Ledger, ledger.Ledger){
		"once":       once,
		"ambiguous":  ambiguous,
		"release":    release,
		"entries":    entries,
		"keys":       keys,
		"cancelled":  cancelled,
		"concurrent": concurrent,
		"takeover":   takeover,
		"model":      model,
	} {
		t.Run(name, func(t *testing.T) {
			a, b := open(t)
			check(t, a, b)
		})
	}
}

// noon is the time of most checks, with more digits than a ledger keeps.
var noon = time.Date(2026, time.November, 26, 12, 0, 0, 123_456_789, time.FixedZone("", 3600))

func aKey() ledger.Key {
	return ledger.Key{Notification: "overdue", Occurrence: "inv_7@2026-11-20", Step: 1, Recipient: "maya@example.com"}
}

// once: of two reservations, one gets the key; afterwards it is confirmed.
func once(t *testing.T, a, b ledger.Ledger) {
	e := reserve(t, a, aKey(), noon, 0, true)
	same(t, ledger.Entry{Key: aKey(), Attempt: 1, ReservedAt: ledger.Moment(noon)}, e)
	if !e.Ambiguous() {
		t.Error("a reservation without a receipt must be ambiguous")
	}
	same(t, e, reserve(t, b, aKey(), noon.Add(time.Second), 0, false))

	fine(t, a.Confirm(t.Context(), e, noon.Add(time.Minute), "250 ok"))
	fine(t, b.Confirm(t.Context(), e, noon.Add(time.Hour), "again"))
	e.ConfirmedAt, e.Receipt = ledger.Moment(noon.Add(time.Minute)), "250 ok"
	same(t, e, reserve(t, b, aKey(), noon.Add(time.Hour), 0, false))
	same(t, e, reserve(t, b, aKey(), noon.AddDate(1, 0, 0), time.Nanosecond, false))
}

// ambiguous: after a crash a reservation is taken over after the time that the
// caller chose, and not before.
func ambiguous(t *testing.T, a, b ledger.Ledger) {
	first := reserve(t, a, aKey(), noon, 0, true)
	same(t, first, reserve(t, b, aKey(), noon.AddDate(1, 0, 0), 0, false))
	same(t, first, reserve(t, b, aKey(), noon.Add(time.Hour-time.Millisecond), time.Hour, false))
	second := reserve(t, b, aKey(), noon.Add(time.Hour), time.Hour, true)
	same(t, ledger.Entry{Key: aKey(), Attempt: 2, ReservedAt: ledger.Moment(noon.Add(time.Hour))}, second)

	fine(t, a.Release(t.Context(), first)) // it lost the key, so this changes nothing
	same(t, second, reserve(t, a, aKey(), noon.Add(time.Hour), 0, false))

	fine(t, a.Confirm(t.Context(), first, noon.Add(2*time.Hour), "late")) // its mail did go out
	got := reserve(t, b, aKey(), noon.AddDate(1, 0, 0), time.Hour, false)
	if got.Ambiguous() || got.Receipt != "late" {
		t.Errorf("the receipt of an attempt that was taken over is lost: %+v", got)
	}
}

// release: a mail that did not go out may be tried again; one that did, not.
func release(t *testing.T, a, b ledger.Ledger) {
	first := reserve(t, a, aKey(), noon, 0, true)
	fine(t, a.Release(t.Context(), first))
	fine(t, a.Release(t.Context(), first))
	if err := a.Confirm(t.Context(), first, noon, ""); err != ledger.ErrNotReserved {
		t.Errorf("Confirm of a released key gives %v, want ErrNotReserved", err)
	}
	second := reserve(t, b, aKey(), noon.Add(time.Minute), 0, true)
	fine(t, a.Release(t.Context(), first)) // an echo of the first
	same(t, second, reserve(t, a, aKey(), noon.Add(time.Minute), 0, false))
	third := reserve(t, b, aKey(), noon.Add(time.Hour), time.Minute, true)
	fine(t, b.Release(t.Context(), third)) // but the second may have gone out
	reserve(t, a, aKey(), noon.Add(time.Hour), 0, false)
	fourth := reserve(t, a, aKey(), noon.Add(time.Hour), time.Hour, true)
	same(t, 3, fourth.Attempt)
	fine(t, b.Confirm(t.Context(), fourth, noon.Add(time.Hour), "ok"))
	fine(t, b.Release(t.Context(), fourth))
	reserve(t, a, aKey(), noon.Add(time.Hour), 0, false)
}

// entries: an occurrence is listed by recipient and step, and others are not.
func entries(t *testing.T, a, b ledger.Ledger) {
	var want []ledger.Entry
	for _, recipient := range []string{"B@example.com", "a@example.com", "é@example.com"} {
		for _, step := range []int{1, 2, 10} {
			key := ledger.Key{Notification: "n", Occurrence: "o", Step: step, Recipient: recipient}
			want = append(want, ledger.Entry{Key: key, Attempt: 1, ReservedAt: ledger.Moment(noon)})
		}
	}
	for i := range want {
		reserve(t, a, want[len(want)-1-i].Key, noon, 0, true)
	}
	reserve(t, a, ledger.Key{Notification: "n", Occurrence: "O", Step: 3, Recipient: "a@example.com"}, noon, 0, true)
	reserve(t, a, ledger.Key{Notification: "N", Occurrence: "o", Step: 3, Recipient: "a@example.com"}, noon, 0, true)
	got, err := b.Entries(t.Context(), "n", "o")
	fine(t, err)
	same(t, want, got)
	same(t, []int{1, 2, 10}, ledger.Steps(got, "a@example.com", noon.AddDate(1, 0, 0), 0))
	same(t, []int(nil), ledger.Steps(got, "a@example.com", noon.Add(time.Hour), time.Hour))
	got, err = b.Entries(t.Context(), "n", "nothing")
	fine(t, err)
	if len(got) != 0 {
		t.Errorf("an occurrence without entries has %v", got)
	}
}

// keys: any text that is text is kept as it is, and no two keys are mistaken for
// each other; what is no text is refused.
func keys(t *testing.T, a, b ledger.Ledger) {
	hostile := []string{"x", "X", "x ", " x", "'; DROP TABLE billet_ledger; --", `"`, `\`, "%", "_", "é", "e\u0301", "日本", "😀", "\u202e", "\n", "x@y@z", strings.Repeat("long", 200)}
	for _, text := range hostile {
		reserve(t, a, ledger.Key{Notification: text, Occurrence: "o", Recipient: "r"}, noon, 0, true)
		reserve(t, a, ledger.Key{Notification: "n", Occurrence: text, Recipient: "r"}, noon, 0, true)
		reserve(t, a, ledger.Key{Notification: "n", Occurrence: "o", Recipient: text}, noon, 0, true)
		got, err := b.Entries(t.Context(), text, "o")
		fine(t, err)
		if len(got) != 1 || got[0].Key.Notification != text {
			t.Errorf("%q is kept as %v", text, got)
		}
	}
	for _, key := range []ledger.Key{
		{}, {Notification: "n", Occurrence: "o"}, {Notification: "n", Recipient: "r"}, {Occurrence: "o", Recipient: "r"},
		{Notification: "n", Occurrence: "o", Recipient: "r", Step: -1},
		{Notification: "a\x00", Occurrence: "o", Recipient: "r"}, {Notification: "n", Occurrence: "\xff", Recipient: "r"},
	} {
		if _, got, err := a.Reserve(t.Context(), key, noon, 0); err == nil || got {
			t.Errorf("the faulty key %+v was taken", key)
		}
	}
}

// cancelled: nothing happens in a context that is over.
func cancelled(t *testing.T, a, b ledger.Ledger) {
	over, cancel := context.WithCancel(t.Context())
	cancel()
	e := ledger.Entry{Key: aKey(), Attempt: 1}
	_, got, err := a.Reserve(over, aKey(), noon, 0)
	if err == nil || got || a.Confirm(over, e, noon, "") == nil || a.Release(over, e) == nil {
		t.Error("a cancelled context must give an error")
	}
	if _, err := a.Entries(over, "n", "o"); err == nil {
		t.Error("a cancelled context must give an error")
	}
	reserve(t, b, aKey(), noon, 0, true)
}

func reserve(t *testing.T, l ledger.Ledger, key ledger.Key, now time.Time, retryAfter time.Duration, want bool) ledger.Entry {
	t.Helper()
	e, got, err := l.Reserve(t.Context(), key, now, retryAfter)
	fine(t, err)
	if got != want {
		t.Fatalf("Reserve(%+v) gives %v, want %v", key, got, want)
	}
	return e
}

func fine(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func same(t *testing.T, want, got any) {
	t.Helper()
	if !reflect.DeepEqual(want, got) {
		t.Fatalf("got  %+v\nwant %+v", got, want)
	}
}
