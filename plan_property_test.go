package billet_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/mail"
	"github.com/billet-mail/billet/rules"
	"github.com/billet-mail/billet/rules/ledger"
)

// world is a folder with random notifications, and a random occurrence.
type world struct {
	dice   *rand.Rand
	folder *billet.Folder
	off    bool              // the switch "news" is off for the account
	text   map[string]string // by notification
}

func (w *world) pick(options ...string) string { return options[w.dice.IntN(len(options))] }

func (w *world) notification() string {
	text := "event: signup\nto: [" + w.pick("customer", "finance", "ops", "customer, finance", "finance, ops", "ops, customer", "finance, x@example.com") + "]\n"
	text += w.pick("", "priority: 5\n", "priority: -2\n")
	text += w.pick("", "", "active: false\n")
	text += w.pick("", "switch: news\n")
	text += w.pick("", "template: hello\n")
	text += w.pick("", "cc: finance, y@example.com\n")
	text += w.pick("", "", "when: not matter.paid\n", "when: matter.offer == \"gold\"\n", "when: previous and previous.customer.name != customer.name\n", "when: call.template == \"\" or not call.template\n")
	text += w.pick("", "", "stop: matter.archived\n", "stop: [matter.paid, matter.disputed]\n")
	text += w.pick("", "", "schedule: {anchor: subscription.start, offset: -2d}\n", "schedule: {anchor: subscription.start, offset: 1d, repeat: 3d, times: 3, catch_up: all}\n")
	return text
}

func newWorld(t *testing.T, seed uint64) *world {
	w := &world{dice: rand.New(rand.NewPCG(seed, 7)), text: map[string]string{}}
	files := smallFolder()
	settings := string(files["billet.yaml"].Data) + "audiences:\n  finance: [ana@example.com, {email: bob@example.com, when: {signup: not matter.disputed}}]\n  ops: [bob@example.com, cy@example.com]\n"
	used := false
	for i := range 1 + w.dice.IntN(5) {
		id := fmt.Sprintf("n%d", i)
		w.text[id] = w.notification()
		used = used || strings.Contains(w.text[id], "news")
		files["notifications/"+id+".yaml"] = &fstest.MapFile{Data: []byte(w.text[id])}
	}
	if w.off = used && w.dice.IntN(3) == 0; w.off {
		settings += "switches: {news: off}\n"
	}
	files["billet.yaml"] = &fstest.MapFile{Data: []byte(settings)}
	w.folder = open(t, files)
	return w
}

func (w *world) occurrence(t *testing.T, key string) billet.Occurrence {
	sample, err := w.folder.Sample("signup", w.pick("plain", "rich"))
	require.NoError(t, err)
	yes := func() bool { return w.dice.IntN(4) == 0 }
	o := billet.Occurrence{Event: "signup", Key: key, Data: sample}
	o.Matter = rules.Matter{Paid: yes(), Archived: yes(), Disputed: yes(), Paused: w.dice.IntN(9) == 0, Offer: w.pick("", "gold")}
	o.Matter.Switches = map[string]bool{"news": !yes(), "signup": !yes()}
	o.Customer.Switches = map[string]bool{"news": true}
	o.Call = rules.Call{Suppress: w.dice.IntN(6) == 0, Template: w.pick("", "", "", "hello")}
	if yes() {
		o.Call.To = []mail.Address{{Email: "extra@example.com"}}
	}
	if yes() {
		o.Previous = sample
	}
	return o
}

// TestPlanProperties holds, over random notifications, audiences, switches,
// states and calls, what is true of every plan.
func TestPlanProperties(t *testing.T) {
	outcomes := map[rules.Reason]rules.Outcome{}
	for _, doc := range rules.Reasons() {
		outcomes[doc.Reason] = doc.Outcome
	}
	for seed := range uint64(60) {
		w := newWorld(t, seed)
		o, other := w.occurrence(t, "one"), w.occurrence(t, "other")
		known := &ledger.Memory{}
		options := billet.PlanOptions{Now: billet.SampleTime(), Ledger: known}
		plan := func(list ...billet.Occurrence) []billet.Decision {
			decisions, err := w.folder.Plan(t.Context(), options, list...)
			require.NoError(t, err, "seed %d", seed)
			return decisions
		}
		decisions := plan(o)
		told := fmt.Sprintf("seed %d: %v\n%+v\n%s", seed, w.text, o.Matter, linesOf(decisions))
		require.Equal(t, decisions, plan(o), "the same again: %s", told)
		require.Equal(t, linesOf(decisions), linesOf(plan(o, other)[:len(decisions)]), "another occurrence changes nothing: %s", told)

		seen, sends, sentBy := map[string]bool{}, map[string]string{}, map[string]bool{}
		for _, d := range decisions {
			seen[d.Notification] = true
			require.Equal(t, outcomes[d.Reason], d.Outcome, told)
			stopped := false
			for _, gate := range d.Gates {
				stopped = stopped || !gate.Pass
				require.NotEmpty(t, gate.Detail, told)
			}
			require.Equal(t, d.Outcome != rules.Send, stopped, "what is not sent was stopped by a gate: %s", told)
			if d.Outcome != rules.Send {
				continue
			}
			require.NoError(t, d.Key.Check(), told)
			require.Len(t, d.To, 1, "nobody sees another: %s", told)
			mailKey := fmt.Sprint(d.Notification, d.Step, d.To[0].Email)
			require.False(t, sentBy[mailKey], "the same mail twice: %s", told)
			sentBy[mailKey] = true
			for _, audience := range strings.Split(d.Audience, ", ") {
				first, taken := sends[audience]
				require.True(t, !taken || first == d.Notification, "two notifications for one audience (A2): %s", told)
				sends[audience] = d.Notification
			}
			require.False(t, o.Call.Suppress, "no mail was asked for (E10): %s", told)
			require.False(t, o.Matter.Paused, told)
			require.NotContains(t, w.text[d.Notification], "active: false", "A4: %s", told)
			require.False(t, w.off && strings.Contains(w.text[d.Notification], "switch: news"), "off for the account wins (B9): %s", told)
			if o.Call.Template != "" {
				require.True(t, d.Notification == rules.CallID || !strings.Contains(d.Audience, "customer"), "exactly one confirmation (E9): %s", told)
			}
		}
		require.Subset(t, keysOf(seen), keysOf(w.text), "no notification without a decision: %s", told)

		for _, d := range decisions {
			if d.Outcome == rules.Send {
				entry, ours, err := known.Reserve(t.Context(), d.Key, options.Now, 0)
				require.NoError(t, err)
				require.True(t, ours, "each mail has a key of its own: %s", told)
				require.NoError(t, known.Confirm(t.Context(), entry, options.Now, ""))
			}
		}
		for _, d := range plan(o) {
			require.NotEqual(t, rules.Send, d.Outcome, "sent again: %s", told)
		}
	}
}

func keysOf[V any](m map[string]V) []string {
	list := []string{}
	for key := range m {
		list = append(list, key)
	}
	return list
}

func linesOf(decisions []billet.Decision) string {
	var b strings.Builder
	for _, d := range decisions {
		fmt.Fprintf(&b, "%s [%s] %s %s step %d to %v cc %v\n", d.Notification, d.Audience, d.Outcome, d.Reason, d.Step, d.To, d.Cc)
	}
	return b.String()
}
