package ledgertest

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/billet-mail/billet/rules/ledger"
)

// concurrent: of many that want a key at once, one gets it, for every key.
func concurrent(t *testing.T, a, b ledger.Ledger) {
	race(t, a, b, func(l ledger.Ledger, key ledger.Key) bool {
		_, got, err := l.Reserve(t.Context(), key, noon, 0)
		if err != nil {
			t.Error(err)
		}
		return got
	})
}

// takeover: of many that want an ambiguous key at once, one gets it.
func takeover(t *testing.T, a, b ledger.Ledger) {
	for n := range raceKeys {
		reserve(t, a, raceKey(n), noon, 0, true)
	}
	race(t, a, b, func(l ledger.Ledger, key ledger.Key) bool {
		e, got, err := l.Reserve(t.Context(), key, noon.Add(time.Hour), time.Hour)
		if err != nil || e.Attempt != 2 {
			t.Errorf("%+v %v", e, err)
		}
		return got
	})
}

const raceKeys = 10

func raceKey(n int) ledger.Key {
	return ledger.Key{Notification: "n", Occurrence: fmt.Sprint("o", n), Step: 1, Recipient: "r"}
}

// race lets eight goroutines want every key and holds that each has one winner.
func race(t *testing.T, a, b ledger.Ledger, want func(ledger.Ledger, ledger.Key) bool) {
	var winners [raceKeys]atomic.Int32
	var group sync.WaitGroup
	for runner := range 8 {
		l := a
		if runner%2 == 1 {
			l = b
		}
		group.Go(func() {
			for n := range raceKeys {
				if want(l, raceKey(n)) {
					winners[n].Add(1)
				}
			}
		})
	}
	group.Wait()
	for n := range winners {
		if got := winners[n].Load(); got != 1 {
			t.Errorf("key %d has %d winners, want 1", n, got)
		}
	}
}

// model: any calls in any order do what they do to Memory.
func model(t *testing.T, a, b ledger.Ledger) {
	memory := &ledger.Memory{}
	d := rand.New(rand.NewPCG(1, 2))
	held := []ledger.Entry{{Key: raceKey(0), Attempt: 1}}
	now := noon
	for range 400 {
		now = now.Add(time.Duration(d.IntN(60)) * time.Minute)
		l := a
		if d.IntN(2) == 0 {
			l = b
		}
		e := held[d.IntN(len(held))]
		switch d.IntN(4) {
		case 0:
			receipt := fmt.Sprint(d.IntN(100))
			same(t, memory.Confirm(t.Context(), e, now, receipt), l.Confirm(t.Context(), e, now, receipt))
		case 1:
			same(t, memory.Release(t.Context(), e), l.Release(t.Context(), e))
		default:
			key, retry := raceKey(d.IntN(4)), time.Duration(d.IntN(3))*time.Hour
			key.Step = d.IntN(20)
			want, wantGot, _ := memory.Reserve(t.Context(), key, now, retry)
			got, gotGot, err := l.Reserve(t.Context(), key, now, retry)
			fine(t, err)
			same(t, wantGot, gotGot)
			same(t, want, got)
			held = append(held, got)
		}
	}
	for n := range 4 {
		want, _ := memory.Entries(t.Context(), "n", raceKey(n).Occurrence)
		got, err := a.Entries(t.Context(), "n", raceKey(n).Occurrence)
		fine(t, err)
		same(t, want, got)
	}
}
