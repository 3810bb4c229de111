package billet_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/mail"
	"github.com/billet-mail/billet/rules"
	"github.com/billet-mail/billet/rules/ledger"
)

// outbox is a sender that counts the mails that arrive, by their identity.
type outbox struct {
	arrived map[string]int
	fail    func(m *mail.Message) error // before the mail arrives
	lose    func(m *mail.Message) error // after it has arrived
}

func (s *outbox) Send(_ context.Context, m *mail.Message) (mail.Receipt, error) {
	result := func(o mail.Outcome, c mail.Class) mail.Receipt {
		return mail.Receipt{Results: []mail.Result{{Recipient: m.To()[0].Email, Outcome: o, Class: c}}}
	}
	if s.fail != nil {
		if err := s.fail(m); err != nil {
			return result(mail.Rejected, mail.ClassOf(err)), err
		}
	}
	s.arrived[m.To()[0].Email]++
	if s.lose != nil {
		if err := s.lose(m); err != nil {
			return result(mail.Ambiguous, mail.Unknown), err
		}
	}
	return result(mail.Accepted, mail.Temporary), nil
}

// dying is a ledger of a program that dies at its nth call: before the call has
// an effect, or after it.
type dying struct {
	ledger.Ledger
	calls, at int
	after     bool
}

var errDead = errors.New("the program has died")

func (d *dying) step(effect func() error) error {
	d.calls++
	switch {
	case d.calls < d.at:
		return effect()
	case d.calls > d.at || !d.after:
		return errDead
	}
	_ = effect()
	return errDead
}

func (d *dying) Reserve(ctx context.Context, key ledger.Key, now time.Time, retry time.Duration) (e ledger.Entry, ours bool, err error) {
	err = d.step(func() error {
		e, ours, err = d.Ledger.Reserve(ctx, key, now, retry)
		return err
	})
	return e, ours && err == nil, err
}

func (d *dying) Confirm(ctx context.Context, e ledger.Entry, now time.Time, receipt string) error {
	return d.step(func() error { return d.Ledger.Confirm(ctx, e, now, receipt) })
}

func (d *dying) Release(ctx context.Context, e ledger.Entry) error {
	return d.step(func() error { return d.Ledger.Release(ctx, e) })
}

func failedPayment(t *testing.T, folder *billet.Folder) billet.Occurrence {
	src, err := folder.Sample("payment_failed", "refund")
	require.NoError(t, err)
	return billet.Occurrence{Event: "payment_failed", Data: src, Key: "refund-1"}
}

// TestNotify sends what is to be sent, once.
func TestNotify(t *testing.T) {
	folder := starterFolder(t)
	out := &outbox{arrived: map[string]int{}}
	m := billet.Mailer{Folder: folder, Ledger: &ledger.Memory{}, Sender: out}
	for range 3 {
		notices, err := m.Notify(t.Context(), billet.SampleTime(), failedPayment(t, folder))
		require.NoError(t, err)
		require.Len(t, notices, 2)
		for _, n := range notices {
			require.NoError(t, n.Err)
		}
	}
	assert.Equal(t, map[string]int{"dana@whitehorse.example.com": 1, "support@harbourcloud.example.com": 1}, out.arrived)
	_, err := (&billet.Mailer{}).Notify(t.Context(), billet.SampleTime())
	require.ErrorContains(t, err, "the mailer is not complete")
}

// TestNotifyDies lets the program die at each call of the ledger, before and
// after its effect, and run again: no mail arrives twice, and one that did not
// arrive is ambiguous in the ledger, which a retry mends.
func TestNotifyDies(t *testing.T) {
	folder := starterFolder(t)
	for at := 1; at <= 4; at++ {
		for _, after := range []bool{false, true} {
			t.Run(fmt.Sprintf("call %d, after its effect: %v", at, after), func(t *testing.T) {
				out := &outbox{arrived: map[string]int{}}
				memory := &ledger.Memory{}
				first := billet.Mailer{Folder: folder, Ledger: &dying{Ledger: memory, at: at, after: after}, Sender: out}
				_, err := first.Notify(t.Context(), billet.SampleTime(), failedPayment(t, folder))
				require.NoError(t, err)

				second := billet.Mailer{Folder: folder, Ledger: memory, Sender: out}
				notices, err := second.Notify(t.Context(), billet.SampleTime(), failedPayment(t, folder))
				require.NoError(t, err)
				require.Len(t, notices, 2)
				for _, n := range notices {
					arrived := out.arrived[n.To[0].Email]
					assert.LessOrEqual(t, arrived, 1)
					if arrived == 0 {
						assert.Equal(t, rules.Uncertain, n.Reason)
					}
				}

				third := billet.Mailer{Folder: folder, Ledger: memory, Sender: out, RetryAfter: time.Hour}
				_, err = third.Notify(t.Context(), billet.SampleTime().Add(2*time.Hour), failedPayment(t, folder))
				require.NoError(t, err)
				assert.Len(t, out.arrived, 2, "nothing is lost")
			})
		}
	}
}

// TestNotifyFails is about senders that fail: a mail that was refused comes
// again, one without an answer does not.
func TestNotifyFails(t *testing.T) {
	folder := starterFolder(t)
	refuse := func(class mail.Class) func(*mail.Message) error {
		return func(*mail.Message) error { return &mail.SendError{Class: class, Stage: "rcpt"} }
	}
	for name, row := range map[string]struct {
		out  outbox
		want map[string]int // after a second call of a sender that is well
		then rules.Reason   // of the second call
	}{
		"refused for now": {outbox{fail: refuse(mail.Temporary)}, map[string]int{"dana@whitehorse.example.com": 1, "support@harbourcloud.example.com": 1}, rules.OnEvent},
		"no answer":       {outbox{lose: refuse(mail.Unknown)}, map[string]int{"dana@whitehorse.example.com": 1, "support@harbourcloud.example.com": 1}, rules.Uncertain},
	} {
		t.Run(name, func(t *testing.T) {
			row.out.arrived = map[string]int{}
			m := billet.Mailer{Folder: folder, Ledger: &ledger.Memory{}, Sender: &row.out}
			notices, err := m.Notify(t.Context(), billet.SampleTime(), failedPayment(t, folder))
			require.NoError(t, err)
			for _, n := range notices {
				require.Error(t, n.Err)
				require.False(t, n.Sent)
			}
			row.out.fail, row.out.lose = nil, nil
			notices, err = m.Notify(t.Context(), billet.SampleTime(), failedPayment(t, folder))
			require.NoError(t, err)
			for _, n := range notices {
				assert.Equal(t, row.then, n.Reason)
			}
			assert.Equal(t, row.want, row.out.arrived)
		})
	}
}

// TestRefresh holds that a payment which is recorded between planning and
// sending stops the mail.
func TestRefresh(t *testing.T) {
	folder := starterFolder(t)
	src, err := folder.Sample("payment_overdue", "")
	require.NoError(t, err)
	out := &outbox{arrived: map[string]int{}}
	m := billet.Mailer{Folder: folder, Ledger: &ledger.Memory{}, Sender: out, Refresh: func(_ context.Context, o billet.Occurrence) (billet.Occurrence, error) {
		o.Matter.Paid = true
		return o, nil
	}}
	o := billet.Occurrence{Event: "payment_overdue", Data: src, Key: "F-1", Matter: rules.Matter{ID: "F-1"}}
	notices, err := m.Notify(t.Context(), billet.SampleTime(), o)
	require.NoError(t, err)
	require.Len(t, notices, 1)
	assert.Equal(t, rules.Stopped, notices[0].Reason)
	assert.Empty(t, out.arrived)

	m.Refresh = func(context.Context, billet.Occurrence) (billet.Occurrence, error) { return o, errDead }
	notices, err = m.Notify(t.Context(), billet.SampleTime(), o)
	require.NoError(t, err)
	require.ErrorIs(t, notices[0].Err, errDead)
	assert.Empty(t, out.arrived)
}

// TestPlanErrors is about occurrences that nothing can be decided about.
func TestPlanErrors(t *testing.T) {
	folder := starterFolder(t)
	good := failedPayment(t, folder)
	plan := func(now time.Time, o billet.Occurrence) error {
		_, err := folder.Plan(t.Context(), billet.PlanOptions{Now: now}, o)
		return err
	}
	require.NoError(t, plan(billet.SampleTime(), good))
	require.ErrorContains(t, plan(time.Time{}, good), "the time of the plan is not set")
	without := good
	without.Key = ""
	require.ErrorContains(t, plan(billet.SampleTime(), without), "has no key")
	without = good
	without.Event = "payment_faild"
	require.ErrorContains(t, plan(billet.SampleTime(), without), "did you mean payment_failed?")
	without = good
	without.Data = []byte("{}")
	require.ErrorContains(t, plan(billet.SampleTime(), without), "is missing")
}
