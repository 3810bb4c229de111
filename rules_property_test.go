package billet_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/mail"
	"github.com/billet-mail/billet/rules"
	"github.com/billet-mail/billet/rules/ledger"
)

// TestRandomLives lets matters go through random states and calls, asked at
// random times: no key is sent twice, nothing is sent of what is stopped, paused
// or switched off, every reason is of the list and fits its outcome, a wait is
// for later, and the same question has the same answer.
func TestRandomLives(t *testing.T) {
	folder := starterFolder(t)
	outcomes := map[rules.Reason]rules.Outcome{}
	for _, doc := range rules.Reasons() {
		outcomes[doc.Reason] = doc.Outcome
	}
	events := []string{"payment_overdue", "payment_upcoming", "payment_failed", "signup", "purchase"}
	for seed := range uint64(4) {
		random := rand.New(rand.NewPCG(seed, 7))
		coin := func() bool { return random.IntN(4) == 0 }
		known := &ledger.Memory{}
		now := billet.SampleTime().AddDate(0, 0, -30)
		for range 30 {
			now = now.Add(time.Duration(random.IntN(72)) * time.Hour)
			var list []billet.Occurrence
			for i, event := range events {
				src, err := folder.Sample(event, "")
				require.NoError(t, err)
				o := billet.Occurrence{Event: event, Data: src, Key: fmt.Sprint("key-", i), Matter: rules.Matter{
					ID: event, Paid: coin(), Archived: coin(), Paused: coin(), Switches: map[string]bool{"overdue": coin(), event: !coin()},
				}, Call: rules.Call{Suppress: coin()}}
				if coin() {
					o.Call.Template = event
					o.Call.To = []mail.Address{{Email: "other@example.com"}}
				}
				if coin() {
					o.Action = "action"
				}
				list = append(list, o)
			}
			options := billet.PlanOptions{Now: now, Ledger: known}
			decisions, err := folder.Plan(t.Context(), options, list...)
			require.NoError(t, err)
			again, err := folder.Plan(t.Context(), options, list...)
			require.NoError(t, err)
			require.Equal(t, decisions, again)
			for _, d := range decisions {
				require.Equal(t, outcomes[d.Reason], d.Outcome, "%s", d.Reason)
				require.NotEmpty(t, d.Gates)
				o := list[d.Index()]
				switch d.Outcome {
				case rules.Wait:
					require.True(t, d.At.After(now))
				case rules.Send:
					require.False(t, o.Matter.Paused || o.Call.Suppress)
					require.False(t, d.Scheduled && (o.Matter.Paid || o.Matter.Archived))
					for _, gate := range d.Gates {
						require.True(t, gate.Pass, "%v", gate)
					}
					entry, ours, err := known.Reserve(t.Context(), d.Key, now, 0)
					require.NoError(t, err)
					require.True(t, ours, "%v twice", d.Key)
					require.NoError(t, known.Confirm(t.Context(), entry, now, ""))
				}
			}
		}
	}
}
