package ledger

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"
)

// Memory is a Ledger that forgets everything when the program ends: for tests
// and for made-up clocks. The zero Memory is empty and ready; it must not be
// copied.
type Memory struct {
	mu      sync.Mutex
	entries map[occurrence]map[Key]Entry
}

type occurrence struct{ notification, key string }

func (k Key) occurrence() occurrence { return occurrence{k.Notification, k.Occurrence} }

var _ Ledger = (*Memory)(nil)

// Reserve takes a key; see Ledger.
func (m *Memory) Reserve(ctx context.Context, key Key, now time.Time, retryAfter time.Duration) (Entry, bool, error) {
	if err := ctx.Err(); err != nil {
		return Entry{}, false, err
	}
	if err := key.Check(); err != nil {
		return Entry{}, false, err
	}
	now = Moment(now)
	m.mu.Lock()
	defer m.mu.Unlock()
	old, known := m.entries[key.occurrence()][key]
	if known && !old.free(now, retryAfter) {
		return old, false, nil
	}
	e := Entry{Key: key, Attempt: old.Attempt + 1, ReservedAt: now}
	m.put(e)
	return e, true, nil
}

// Confirm notes that a mail went out; see Ledger.
func (m *Memory) Confirm(ctx context.Context, e Entry, now time.Time, receipt string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	old, known := m.entries[e.Key.occurrence()][e.Key]
	if !known {
		return ErrNotReserved
	}
	if old.Ambiguous() {
		old.ConfirmedAt, old.Receipt = Moment(now), receipt
		m.put(old)
	}
	return nil
}

// Release gives back a reservation; see Ledger.
func (m *Memory) Release(ctx context.Context, e Entry) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	of := m.entries[e.Key.occurrence()]
	old, known := of[e.Key]
	switch {
	case !known || !old.Ambiguous() || old.Attempt != e.Attempt || !old.ReservedAt.Equal(e.ReservedAt):
	case old.Attempt == 1:
		delete(of, e.Key)
	default:
		old.ReservedAt = time.Unix(0, 0).UTC()
		of[e.Key] = old
	}
	return nil
}

// Entries lists an occurrence; see Ledger.
func (m *Memory) Entries(ctx context.Context, notification, key string) ([]Entry, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	var list []Entry
	for _, e := range m.entries[occurrence{notification, key}] {
		list = append(list, e)
	}
	slices.SortFunc(list, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(a.Key.Recipient, b.Key.Recipient), a.Key.Step-b.Key.Step)
	})
	return list, nil
}

func (m *Memory) put(e Entry) {
	if m.entries == nil {
		m.entries = map[occurrence]map[Key]Entry{}
	}
	if m.entries[e.Key.occurrence()] == nil {
		m.entries[e.Key.occurrence()] = map[Key]Entry{}
	}
	m.entries[e.Key.occurrence()][e.Key] = e
}

// Moment is a time as every ledger keeps it: in UTC, to the microsecond.
func Moment(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }
