package delivery_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/delivery"
	"github.com/billet-mail/billet/mail"
)

// outcomes is a Sender that says, for each send, what each recipient gets: "ok",
// "temporary", "permanent", "configuration" or "unknown". The last send is said
// again.
type outcomes struct {
	sends [][]string
	got   [][]string // the recipients of each send
}

func (o *outcomes) Send(_ context.Context, m *mail.Message) (mail.Receipt, error) {
	say := o.sends[min(len(o.got), len(o.sends)-1)]
	recipients := m.Envelope().Recipients
	o.got = append(o.got, recipients)
	receipt := mail.Receipt{}
	var worst *mail.SendError
	for i, recipient := range recipients {
		result := mail.Result{Recipient: recipient, Outcome: mail.Accepted, Reply: mail.Reply{Code: 250, Text: "try " + fmt.Sprint(len(o.got))}}
		if say[i] != "ok" {
			result = refusal(recipient, say[i])
			if worst == nil || result.Class > worst.Class {
				worst = &mail.SendError{Class: result.Class, Stage: "rcpt", Reply: result.Reply}
			}
		}
		receipt.Results = append(receipt.Results, result)
	}
	if worst == nil {
		return receipt, nil
	}
	return receipt, worst
}

func refusal(recipient, class string) mail.Result {
	r := mail.Result{Recipient: recipient, Reply: mail.Reply{Code: 550, Text: "no " + recipient}}
	for _, c := range []mail.Class{mail.Temporary, mail.Permanent, mail.Unknown, mail.Configuration} {
		if c.String() == class {
			r.Class = c
		}
	}
	switch r.Class {
	case mail.Temporary:
		r.Reply.Code = 450
	case mail.Unknown:
		r.Outcome, r.Reply = mail.Ambiguous, mail.Reply{}
	}
	return r
}

// words are the results of a receipt in the words of outcomes.
func words(receipt mail.Receipt) []string {
	var list []string
	for _, r := range receipt.Results {
		if r.Outcome == mail.Accepted {
			list = append(list, "ok")
		} else {
			list = append(list, r.Class.String())
		}
	}
	return list
}

// clock is a time that passes only by waiting for it.
type clock struct {
	now   time.Time
	slept []time.Duration
	fail  error
}

func (c *clock) clock() delivery.Clock {
	return delivery.Clock{
		Now: func() time.Time { return c.now },
		Sleep: func(_ context.Context, d time.Duration) error {
			c.slept = append(c.slept, d)
			c.now = c.now.Add(d)
			return c.fail
		},
	}
}

func to(t *testing.T, recipients ...string) *mail.Message {
	c := content("wrapped")
	for _, r := range recipients {
		c.To = append(c.To, mail.Address{Email: r})
	}
	m, err := mail.New(c)
	require.NoError(t, err)
	return m
}

func TestRetry(t *testing.T) {
	const a, b, c = "a@example.com", "b@example.com", "c@example.com"
	s := func(words string) [][]string {
		var list [][]string
		for send := range strings.SplitSeq(words, ", ") {
			list = append(list, strings.Fields(send))
		}
		return list
	}
	for name, row := range map[string]struct {
		sends     string
		ambiguous bool
		want      string   // of each recipient
		tries     []string // the recipients of each send
		class     string
	}{
		"at once":                     {"ok ok ok", false, "ok ok ok", []string{"a b c"}, ""},
		"at the third try":            {"temporary temporary temporary, temporary temporary temporary, ok ok ok", false, "ok ok ok", []string{"a b c", "a b c", "a b c"}, ""},
		"never":                       {"temporary temporary temporary", false, "temporary temporary temporary", []string{"a b c", "a b c", "a b c", "a b c"}, "temporary"},
		"only who did not get it":     {"ok temporary ok, ok", false, "ok ok ok", []string{"a b c", "b"}, ""},
		"fewer and fewer":             {"temporary ok temporary, temporary ok, ok", false, "ok ok ok", []string{"a b c", "a c", "a"}, ""},
		"not what is permanent":       {"permanent temporary ok, ok", false, "permanent ok ok", []string{"a b c", "b"}, "permanent"},
		"permanent at the second":     {"temporary ok ok, permanent", false, "permanent ok ok", []string{"a b c", "a"}, "permanent"},
		"not the configuration":       {"configuration configuration configuration", false, "configuration configuration configuration", []string{"a b c"}, "configuration"},
		"not what is ambiguous":       {"unknown temporary ok, ok", false, "unknown ok ok", []string{"a b c", "b"}, "unknown"},
		"what is ambiguous by choice": {"unknown temporary ok, ok ok", true, "ok ok ok", []string{"a b c", "a b"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			inside, time := &outcomes{sends: s(row.sends)}, &clock{}
			sender := delivery.Retry(inside, delivery.RetryOptions{Tries: 4, Ambiguous: row.ambiguous, Clock: time.clock()})
			receipt, err := sender.Send(t.Context(), to(t, a, b, c))
			assert.Equal(t, strings.Fields(row.want), words(receipt))
			var got []string
			for _, recipients := range inside.got {
				got = append(got, strings.ReplaceAll(strings.Join(recipients, " "), "@example.com", ""))
			}
			assert.Equal(t, row.tries, got)
			for i, r := range receipt.Results {
				assert.Equal(t, []string{a, b, c}[i], r.Recipient)
			}
			if row.class == "" {
				require.NoError(t, err)
				return
			}
			assert.Equal(t, row.class, mail.ClassOf(err).String())
			var failed *mail.SendError
			require.ErrorAs(t, err, &failed)
			assert.Equal(t, "rcpt", failed.Stage)
		})
	}
}

func TestRetryWaitsLongerAndLonger(t *testing.T) {
	inside, time := &outcomes{sends: [][]string{{"temporary"}}}, &clock{}
	for random, want := range map[float64]string{
		0:   "[500ms 1s 2s 4s 4s]",
		0.5: "[750ms 1.5s 3s 6s 6s]",
	} {
		time.slept, inside.got = nil, nil
		sender := delivery.Retry(inside, delivery.RetryOptions{
			Tries: 6, Longest: 8e9, Clock: time.clock(), Random: func() float64 { return random },
		})
		_, err := sender.Send(t.Context(), to(t, "a@example.com"))
		require.Error(t, err)
		assert.Equal(t, want, fmt.Sprint(time.slept))
		assert.Len(t, inside.got, 6)
	}
}

func TestRetryIsBoundedInTime(t *testing.T) {
	inside, clock := &outcomes{sends: [][]string{{"temporary"}}}, &clock{}
	sender := delivery.Retry(inside, delivery.RetryOptions{
		Tries: 1000, Within: time.Minute, Longest: 10 * time.Second, Clock: clock.clock(), Random: func() float64 { return 0.999 },
	})
	_, err := sender.Send(t.Context(), to(t, "a@example.com"))
	require.Error(t, err)
	assert.LessOrEqual(t, clock.now.Sub(time.Time{}), time.Minute)
	assert.Len(t, inside.got, 9)
}

func TestRetryHonoursTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	inside := &outcomes{sends: [][]string{{"temporary"}}}
	sender := delivery.Retry(inside, delivery.RetryOptions{Clock: delivery.Clock{
		Sleep: func(ctx context.Context, _ time.Duration) error { cancel(); return ctx.Err() },
	}})
	receipt, err := sender.Send(ctx, to(t, "a@example.com"))
	require.ErrorIs(t, err, context.Canceled)
	assert.Equal(t, []string{"temporary"}, words(receipt))
	assert.Equal(t, mail.Temporary, mail.ClassOf(err))
	assert.Len(t, inside.got, 1)

	// The real clock ends at once.
	ctx, cancel = context.WithCancel(t.Context())
	cancel()
	within(t, sendAside(ctx, delivery.Retry(inside, delivery.RetryOptions{First: time.Hour, Longest: time.Hour}), to(t, "a@example.com")), soon)
}

// A Sender that gives an error of its own says nothing about what became of
// the message.
func TestRetryOfAnErrorWithoutAClass(t *testing.T) {
	broken := errors.New("broken")
	tries := 0
	sender := delivery.Retry(delivery.SenderFunc(func(context.Context, *mail.Message) (mail.Receipt, error) {
		tries++
		return mail.Receipt{}, broken
	}), delivery.RetryOptions{})
	receipt, err := sender.Send(t.Context(), to(t, "a@example.com"))
	require.ErrorIs(t, err, broken)
	assert.Equal(t, []string{"a@example.com"}, receipt.Ambiguous())
	assert.Equal(t, 1, tries)
}

func TestRateLimit(t *testing.T) {
	inside, time := &outcomes{sends: [][]string{{"ok"}}}, &clock{}
	sender, err := delivery.RateLimit(inside, delivery.RateLimitOptions{PerSecond: 2, Burst: 3, Clock: time.clock()})
	require.NoError(t, err)
	for range 6 {
		_, err := sender.Send(t.Context(), to(t, "a@example.com"))
		require.NoError(t, err)
	}
	assert.Equal(t, "[500ms 500ms 500ms]", fmt.Sprint(time.slept))
	assert.Len(t, inside.got, 6)
}

func TestRateLimitHonoursTheContext(t *testing.T) {
	inside := &outcomes{sends: [][]string{{"ok"}}}
	sender, err := delivery.RateLimit(inside, delivery.RateLimitOptions{PerSecond: 0.001})
	require.NoError(t, err)
	_, err = sender.Send(t.Context(), to(t, "a@example.com"))
	require.NoError(t, err)

	// It is known at once that the turn comes too late.
	soonOver, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	sent := within(t, sendAside(soonOver, sender, to(t, "a@example.com")), soon)
	require.ErrorIs(t, sent.err, context.DeadlineExceeded)
	require.ErrorContains(t, sent.err, "rate: its turn comes after the deadline")
	assert.Equal(t, []string{"temporary"}, words(sent.receipt))

	ctx, cancelled := context.WithCancel(t.Context())
	done := sendAside(ctx, sender, to(t, "a@example.com"))
	cancelled()
	require.ErrorIs(t, within(t, done, soon).err, context.Canceled)
	assert.Len(t, inside.got, 1)
}

func TestRateLimitRefuses(t *testing.T) {
	for _, o := range []delivery.RateLimitOptions{{}, {PerSecond: -1}, {PerSecond: 1, Burst: -1}} {
		_, err := delivery.RateLimit(&delivery.Memory{}, o)
		require.Error(t, err)
	}
}

func TestDryRun(t *testing.T) {
	inside := &delivery.Memory{}
	receipt, err := delivery.DryRun(inside).Send(t.Context(), to(t, "a@example.com", "b@example.com"))
	require.NoError(t, err)
	assert.Equal(t, []string{"ok", "ok"}, words(receipt))
	assert.Empty(t, inside.Messages())
	_, err = delivery.DryRun(nil).Send(t.Context(), to(t, "a@example.com"))
	require.NoError(t, err)
}

// What an SMTP would refuse without a connection, a dry run refuses too.
func TestDryRunChecks(t *testing.T) {
	sender, err := delivery.NewSMTP(delivery.SMTPConfig{Host: "192.0.2.1"})
	require.NoError(t, err)
	dry := delivery.DryRun(sender)
	_, err = dry.Send(t.Context(), to(t, "a@example.com"))
	require.NoError(t, err)
	_, err = dry.Send(t.Context(), to(t))
	require.ErrorContains(t, err, "message: the message has no recipients (configuration)")
}

func TestLog(t *testing.T) {
	const jo, ann = "jo.smith@example.com", "ann@example.org"
	for name, row := range map[string]struct {
		say       []string
		addresses bool
		want      string
	}{
		"sent":      {[]string{"ok", "ok"}, false, `level=INFO msg="mail sent" id=wrapped@example.com event=payment_overdue template=payment_overdue locale=fr took=0s accepted="[j***@example.com (250 try 1) a***@example.org (250 try 1)]"`},
		"in full":   {[]string{"ok", "ok"}, true, `accepted="[jo.smith@example.com (250 try 1) ann@example.org (250 try 1)]"`},
		"refused":   {[]string{"permanent", "ok"}, false, `level=ERROR msg="mail not sent to everybody" id=wrapped@example.com event=payment_overdue template=payment_overdue locale=fr took=0s class=permanent error="rcpt: 550 no j***@example.com (permanent)" accepted="[a***@example.org (250 try 1)]" rejected="[j***@example.com (550 no j***@example.com)]"`},
		"later":     {[]string{"ok", "temporary"}, false, `level=WARN`},
		"ambiguous": {[]string{"unknown", "ok"}, false, `ambiguous=[j***@example.com]`},
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			sender := delivery.Log(&outcomes{sends: [][]string{row.say}}, slog.New(slog.NewTextHandler(&out, nil)), delivery.LogOptions{
				Addresses: row.addresses, Clock: (&clock{}).clock(),
			})
			receipt, _ := sender.Send(t.Context(), to(t, jo, ann))
			assert.Equal(t, row.say, words(receipt))
			assert.Contains(t, out.String(), row.want)
			assert.Equal(t, 1, strings.Count(out.String(), "\n"))
			if !row.addresses {
				assert.NotContains(t, out.String(), "jo.smith")
				assert.NotContains(t, out.String(), "ann@")
			}
			assert.NotContains(t, out.String(), "facture", "the subject is nobody's business")
		})
	}
}

// refusing is a Sender of a server that refuses everybody with these words.
type refusing string

func (r refusing) Send(context.Context, *mail.Message) (mail.Receipt, error) {
	reply := mail.Reply{Code: 550, Text: string(r)}
	return mail.Receipt{Results: []mail.Result{{Recipient: "a@example.com", Class: mail.Permanent, Reply: reply}}},
		&mail.SendError{Class: mail.Permanent, Stage: "rcpt", Reply: reply, Err: errors.New(string(r))}
}

// Servers repeat addresses in their replies; a log has none of them whole.
func TestLogMasksReplies(t *testing.T) {
	for reply, want := range map[string]string{
		`<jo@example.com> unknown`:         `<j***@example.com> unknown`,
		`<"jo smith"@example.com> unknown`: `<"***@example.com> unknown`,
		`<o'brien@example.com> unknown`:    `<o***@example.com> unknown`,
		`no jo=x@example.com here`:         `no j***@example.com here`,
		`to "jo@example.com", nobody`:      `to "j***@example.com", nobody`,
	} {
		var log bytes.Buffer
		_, err := delivery.Log(refusing(reply), slog.New(slog.NewTextHandler(&log, nil)), delivery.LogOptions{}).Send(t.Context(), to(t, "a@example.com"))
		require.Error(t, err)
		assert.Contains(t, strings.ReplaceAll(log.String(), `\"`, `"`), want)
	}
}

func TestMask(t *testing.T) {
	for address, want := range map[string]string{
		"maya@example.com": "m***@example.com", "m@example.com": "m***@example.com",
		"öl@example.com": "ö***@example.com", `"a b"@example.com`: `"***@example.com`,
		"a@b@example.com": "a***@example.com", "@example.com": "***@example.com", "maya": "***", "": "***",
	} {
		assert.Equal(t, want, delivery.Mask(address), address)
	}
}
