package ledger_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/rules/ledger"
	"github.com/billet-mail/billet/rules/schedule"
)

// sender is a program that reminds by a schedule and dies at any point.
type sender struct {
	ledger ledger.Memory
	dice   *rand.Rand
	retry  time.Duration
	sent   map[ledger.Key]int
}

// run asks what is due, and sends it, until it is done or dies.
func (s *sender) run(t *testing.T, plan *schedule.Schedule, m schedule.Matter, now time.Time) {
	occurrence := schedule.Occurrence("inv_7", m.Anchor)
	entries, err := s.ledger.Entries(t.Context(), "overdue", occurrence)
	require.NoError(t, err)
	m.Sent = ledger.Steps(entries, "jo@example.com", now, s.retry)
	for _, step := range plan.Due(m, now).Due {
		key := ledger.Key{Notification: "overdue", Occurrence: occurrence, Step: step.Step, Recipient: "jo@example.com"}
		e, mine, err := s.ledger.Reserve(t.Context(), key, now, s.retry)
		require.NoError(t, err)
		if !mine {
			continue
		}
		if s.dies() {
			return // reserved, not sent
		}
		if s.dies() {
			require.NoError(t, s.ledger.Release(t.Context(), e))
			return // refused for now, and given back
		}
		s.sent[key]++
		if s.dies() {
			return // sent, not confirmed
		}
		require.NoError(t, s.ledger.Confirm(t.Context(), e, now, "250 ok"))
	}
}

func (s *sender) dies() bool { return s.dice.IntN(4) == 0 }

// TestCrashes lets a program die at any point, again and again. Nothing is sent
// twice, unless the caller chose to try ambiguous mails again; and what is not
// sent is either ambiguous or was missed for a later step.
func TestCrashes(t *testing.T) {
	plan, err := schedule.New(schedule.Options{Offset: schedule.Offset{Days: 1}, Repeat: schedule.Offset{Days: 7}, Times: 4})
	require.NoError(t, err)
	begin := time.Date(2026, time.November, 2, 0, 0, 0, 0, time.UTC)
	m := schedule.Matter{Anchor: schedule.OnDate(events.DateOf(begin))}
	for seed := range uint64(200) {
		s := &sender{dice: rand.New(rand.NewPCG(seed, 1)), sent: map[ledger.Key]int{}}
		if seed%2 == 1 {
			s.retry = 6 * time.Hour
		}
		for now := begin; now.Before(begin.AddDate(0, 0, 40)); now = now.Add(time.Duration(1+s.dice.IntN(180)) * time.Minute) {
			s.run(t, plan, m, now)
		}
		entries, err := s.ledger.Entries(t.Context(), "overdue", schedule.Occurrence("inv_7", m.Anchor))
		require.NoError(t, err)
		require.Len(t, entries, 4, "seed %d: every step was tried", seed)
		for _, e := range entries {
			switch {
			case s.retry == 0:
				require.LessOrEqual(t, s.sent[e.Key], 1, "seed %d: sent twice", seed)
				require.True(t, s.sent[e.Key] == 1 || e.Ambiguous(), "seed %d: lost without a trace", seed)
			default:
				require.False(t, e.Ambiguous(), "seed %d: nothing stays open", seed)
				require.GreaterOrEqual(t, s.sent[e.Key], 1, "seed %d: lost", seed)
				require.LessOrEqual(t, s.sent[e.Key], e.Attempt, "seed %d: more mails than attempts", seed)
			}
		}
	}
}
