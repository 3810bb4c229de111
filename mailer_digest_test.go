package billet_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/delivery"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/rules"
	"github.com/billet-mail/billet/rules/ledger"
	"github.com/billet-mail/billet/rules/timeline"
)

// digestFolder is the folder of the case testdata/rules/digest.txtar.
func digestFolder(t *testing.T) *billet.Folder {
	archive, err := txtar.ParseFile("testdata/rules/digest.txtar")
	require.NoError(t, err)
	files := fstest.MapFS{}
	for name, text := range starterTexts() {
		if dir, _, _ := strings.Cut(name, "/"); dir != "notifications" && (dir != "templates" || strings.Contains(name, "/payment_overdue/")) {
			files[name] = &fstest.MapFile{Data: text}
		}
	}
	for _, f := range archive.Files {
		if f.Name == "billet.yaml more" {
			f.Name, f.Data = "billet.yaml", append(files["billet.yaml"].Data, f.Data...)
		}
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return open(t, files)
}

func unpaid(t *testing.T, f *billet.Folder, n int) []billet.Occurrence {
	sample, err := f.Sample("payment_overdue", "plain")
	require.NoError(t, err)
	var list []billet.Occurrence
	for i := range n {
		number := fmt.Sprintf("F-%d", i+1)
		data := []byte(strings.ReplaceAll(sample.Text(), "F-2026-0042", number))
		list = append(list, billet.Occurrence{Event: "payment_overdue", Key: number, Data: data, Matter: rules.Matter{ID: number}})
	}
	return list
}

// A digest is one mail, after which nothing that it lists is sent again.
func TestNotifyDigest(t *testing.T) {
	f := digestFolder(t)
	var out delivery.Memory
	known := &ledger.Memory{}
	m := billet.Mailer{Folder: f, Ledger: known, Sender: &out}
	for range 2 {
		notices, err := m.Notify(t.Context(), billet.SampleTime(), unpaid(t, f, 3)...)
		require.NoError(t, err)
		require.Len(t, notices, 3)
	}
	require.Len(t, out.Messages(), 1)
	assert.Equal(t, "€183.75 overdue", out.Messages()[0].Subject())
	for _, each := range unpaid(t, f, 3) {
		entries, err := known.Entries(t.Context(), "overdue", each.Key)
		require.NoError(t, err)
		require.Len(t, entries, 1)
		assert.False(t, entries[0].Ambiguous())
	}
}

// What was paid since the plan is not in the digest; what is left alone is a mail
// of its own, and none of them is lost.
func TestNotifyDigestRefreshed(t *testing.T) {
	f := digestFolder(t)
	for name, test := range map[string]struct {
		archived []string
		subjects []string
		reasons  []rules.Reason
	}{
		"nothing":   {nil, []string{"€183.75 overdue"}, []rules.Reason{rules.OnEvent, rules.InDigest, rules.InDigest}},
		"the first": {[]string{"F-1"}, []string{"€122.50 overdue"}, []rules.Reason{rules.Paused, rules.OnEvent, rules.InDigest}},
		"all but one": {
			[]string{"F-1", "F-3"}, []string{"Invoice F-2: €61.25 is overdue"}, []rules.Reason{rules.Paused, rules.OnEvent, rules.Paused},
		},
		"all": {[]string{"F-1", "F-2", "F-3"}, nil, []rules.Reason{rules.Paused, rules.Paused, rules.Paused}},
	} {
		t.Run(name, func(t *testing.T) {
			var out delivery.Memory
			m := billet.Mailer{Folder: f, Ledger: &ledger.Memory{}, Sender: &out}
			m.Refresh = func(_ context.Context, o billet.Occurrence) (billet.Occurrence, error) {
				for _, key := range test.archived {
					o.Matter.Paused = o.Matter.Paused || o.Key == key
				}
				return o, nil
			}
			notices, err := m.Notify(t.Context(), billet.SampleTime(), unpaid(t, f, 3)...)
			require.NoError(t, err)
			var reasons []rules.Reason
			for i, n := range notices {
				require.NoError(t, n.Err)
				reasons = append(reasons, n.Reason)
				assert.Equal(t, i, n.Index())
			}
			assert.Equal(t, test.reasons, reasons)
			var subjects []string
			for _, message := range out.Messages() {
				subjects = append(subjects, message.Subject())
			}
			assert.Equal(t, test.subjects, subjects)
		})
	}
}

// A program that dies while it sends a digest: nothing arrives twice, and
// nothing is lost.
func TestNotifyDigestDies(t *testing.T) {
	f := digestFolder(t)
	for at := 1; at <= 6; at++ {
		for _, after := range []bool{false, true} {
			var first, second delivery.Memory
			known := &ledger.Memory{}
			_, err := (&billet.Mailer{Folder: f, Ledger: &dying{Ledger: known, at: at, after: after}, Sender: &first}).Notify(t.Context(), billet.SampleTime(), unpaid(t, f, 3)...)
			require.NoError(t, err)
			_, err = (&billet.Mailer{Folder: f, Ledger: known, Sender: &second}).Notify(t.Context(), billet.SampleTime(), unpaid(t, f, 3)...)
			require.NoError(t, err)
			for _, o := range unpaid(t, f, 3) {
				arrived := 0
				for _, message := range append(first.Messages(), second.Messages()...) {
					if strings.Contains(message.Text(), o.Key) {
						arrived++
					}
				}
				entries, err := known.Entries(t.Context(), "overdue", o.Key)
				require.NoError(t, err)
				require.LessOrEqual(t, arrived, 1, "call %d, after its effect %v: %s arrived twice", at, after, o.Key)
				require.True(t, arrived == 1 || len(entries) == 1 && entries[0].Ambiguous(), "call %d, after its effect %v: %s is lost", at, after, o.Key)
			}
		}
	}
}

// The template of a digest is in use, though no notification names it.
func TestDigestTemplateIsUsed(t *testing.T) {
	for _, w := range digestFolder(t).Warnings() {
		assert.NotContains(t, w.Range.File, "payments_overdue", "%v", w)
	}
}

// Programs that tell the same at the same time send it once.
func TestNotifyTogether(t *testing.T) {
	f := digestFolder(t)
	var out delivery.Memory
	known := &ledger.Memory{}
	var group sync.WaitGroup
	for n := range 8 {
		group.Go(func() {
			m := billet.Mailer{Folder: f, Ledger: known, Sender: &out}
			_, err := m.Notify(t.Context(), billet.SampleTime(), unpaid(t, f, 1+n%3)...)
			assert.NoError(t, err)
		})
	}
	group.Wait()
	told := map[string]int{}
	for _, message := range out.Messages() {
		for _, o := range unpaid(t, f, 3) {
			if strings.Contains(message.Text(), o.Key) {
				told[o.Key]++
			}
		}
	}
	for key, times := range told {
		assert.Equal(t, 1, times, key)
	}
	assert.NotEmpty(t, told)
}

// A scenario shows a digest as one mail, and does not repeat what it listed.
func TestPlayDigest(t *testing.T) {
	f := digestFolder(t)
	scenario, err := timeline.Parse(diag.NewSource("scenarios/two.yaml", `title: Two invoices
begin: 2026-11-02
life:
  - {day: 0, event: payment_overdue, matter: F-1, data: {invoice: {number: F-1}}}
  - {day: 0, event: payment_overdue, matter: F-2, data: {invoice: {number: F-2}}}
  - {day: 3, event: payment_overdue, matter: F-3, data: {invoice: {number: F-3}}}
`))
	require.NoError(t, err)
	report, err := f.Play(t.Context(), scenario)
	require.NoError(t, err)
	var mails []string
	for _, e := range report.Entries {
		if e.Subject != "" {
			mails = append(mails, e.Subject)
		}
	}
	assert.Equal(t, []string{"€122.50 overdue", "Invoice F-3: €61.25 is overdue"}, mails)
}
