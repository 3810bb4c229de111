package delivery_test

import (
	"context"
	"crypto/tls"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/delivery"
	"github.com/billet-mail/billet/delivery/deliverytest"
	"github.com/billet-mail/billet/mail"
)

// soon is how long a cancelled Send may take. It should take milliseconds; on a
// busy machine it must still not be one of the timeouts, the shortest of which
// that ends a hang is 10 seconds.
const soon = 5 * time.Second

// hung is a stage at which a server hangs.
type hung struct {
	phase   deliverytest.Phase
	config  func(*delivery.SMTPConfig)
	options deliverytest.Options
	big     bool
	before  bool   // a message goes before it
	stage   string // of the error; "" if there is none. At the greeting the client may still be connecting
	outcome mail.Outcome
}

func hungs() map[string]hung {
	user := func(m delivery.Mechanism) func(*delivery.SMTPConfig) {
		return func(c *delivery.SMTPConfig) {
			c.User, c.Auth, c.Password = "jo", m, delivery.FixedPassword(secret)
		}
	}
	implicit := func(c *delivery.SMTPConfig) { c.TLS = delivery.ImplicitTLS }
	keepNone := func(c *delivery.SMTPConfig) { c.IdleTimeout = -1; c.Timeouts.Quit = time.Minute }
	return map[string]hung{
		"greeting":     {phase: deliverytest.Greeting, stage: "greeting/connect"},
		"hello":        {phase: deliverytest.Hello, stage: "hello"},
		"starttls":     {phase: deliverytest.StartTLS, stage: "starttls"},
		"tls":          {phase: deliverytest.Handshake, stage: "tls"},
		"implicit tls": {phase: deliverytest.Handshake, stage: "tls", config: implicit, options: deliverytest.Options{TLS: deliverytest.ImplicitTLS}},
		"auth":         {phase: deliverytest.Auth, stage: "auth", config: user(delivery.Plain)},
		"challenge":    {phase: deliverytest.Challenge, stage: "auth", config: user(delivery.Login)},
		"mail":         {phase: deliverytest.Mail, stage: "mail"},
		"rcpt":         {phase: deliverytest.Rcpt, stage: "rcpt"},
		"data":         {phase: deliverytest.Data, stage: "data"},
		"body":         {phase: deliverytest.Body, stage: "body", big: true},
		"final":        {phase: deliverytest.Final, stage: "final", outcome: mail.Ambiguous},
		"reset":        {phase: deliverytest.Reset, stage: "connect", before: true},
		"quit":         {phase: deliverytest.Quit, outcome: mail.Accepted, config: keepNone},
	}
}

func TestACancelledContextEndsEveryStage(t *testing.T) {
	for name, h := range hungs() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// Without PIPELINING, whoever sends a command has read the reply
			// to the one before it: the client is at the server's stage.
			h.options.Extensions = []string{"SIZE", "AUTH PLAIN LOGIN"}
			h.options.Script = deliverytest.Script{h.phase: {deliverytest.Hang()}}
			server := deliverytest.Start(t, h.options)
			sender := newSender(t, server, h.config)
			if h.before {
				_, err := sender.Send(t.Context(), message(t, "before"))
				require.NoError(t, err)
			}
			m := message(t, name)
			if h.big {
				c := content(name)
				c.To = []mail.Address{{Email: "jo@example.com"}}
				c.Attachments = []mail.Attachment{{Filename: "big.bin", File: bigFile(t)}}
				var err error
				m, err = mail.New(c)
				require.NoError(t, err)
			}
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			done := sendAside(ctx, sender, m)
			within(t, server.Reached(h.phase), 30*time.Second)
			cancel()
			sent := within(t, done, soon)
			require.Len(t, sent.receipt.Results, 1)
			assert.Equal(t, h.outcome, sent.receipt.Results[0].Outcome)
			if h.stage == "" {
				require.NoError(t, sent.err)
				return
			}
			var failed *mail.SendError
			require.ErrorAs(t, sent.err, &failed)
			require.ErrorIs(t, sent.err, context.Canceled)
			assert.Contains(t, strings.Split(h.stage, "/"), failed.Stage)
		})
	}
}

func TestADeadlineEndsAStage(t *testing.T) {
	server := deliverytest.Start(t, deliverytest.Options{Script: deliverytest.Script{deliverytest.Final: {deliverytest.Hang()}}})
	sender := newSender(t, server, nil)
	ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
	defer cancel()
	sent := within(t, sendAside(ctx, sender, message(t, "deadline")), soon)
	require.ErrorIs(t, sent.err, context.DeadlineExceeded)
}

// A server that sends a byte now and then does not make a stage longer.
func TestATrickleDoesNotExtendAStage(t *testing.T) {
	reply := deliverytest.Reply("250 " + strings.Repeat("x", 4000)).Trickle(10 * time.Millisecond)
	server := deliverytest.Start(t, deliverytest.Options{Script: deliverytest.Script{deliverytest.Mail: {reply}}})
	sender := newSender(t, server, func(c *delivery.SMTPConfig) { c.Timeouts.Mail = 300 * time.Millisecond })
	sent := within(t, sendAside(t.Context(), sender, message(t, "trickle")), soon)
	var failed *mail.SendError
	require.ErrorAs(t, sent.err, &failed)
	assert.Equal(t, "mail", failed.Stage)
	assert.Equal(t, "mail: the server took too long (temporary)", sent.err.Error())
}

func TestACancelledContextEndsTheConnecting(t *testing.T) {
	reached := make(chan struct{})
	config := delivery.SMTPConfig{
		Host: "mail.example.com",
		Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
			close(reached)
			<-ctx.Done()
			return nil, ctx.Err()
		},
	}
	sender, err := delivery.NewSMTP(config)
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	done := sendAside(ctx, sender, message(t, "connect"))
	within(t, reached, soon)
	cancel()
	sent := within(t, done, soon)
	require.ErrorIs(t, sent.err, context.Canceled)
	assert.Equal(t, mail.Temporary, mail.ClassOf(sent.err))
}

// Of two messages and one connection, the second waits.
func TestACancelledContextEndsTheWaitForAConnection(t *testing.T) {
	server := deliverytest.Start(t, deliverytest.Options{Script: deliverytest.Script{deliverytest.Mail: {deliverytest.Hang()}}})
	sender := newSender(t, server, func(c *delivery.SMTPConfig) { c.MaxConns = 1 })
	first, cancelFirst := context.WithCancel(t.Context())
	doneFirst := sendAside(first, sender, message(t, "first"))
	within(t, server.Reached(deliverytest.Mail), 30*time.Second)
	second, cancelSecond := context.WithCancel(t.Context())
	doneSecond := sendAside(second, sender, message(t, "second"))
	cancelSecond()
	require.ErrorIs(t, within(t, doneSecond, soon).err, context.Canceled)
	cancelFirst()
	require.ErrorIs(t, within(t, doneFirst, soon).err, context.Canceled)
	assert.Equal(t, 1, server.Connections())
}

func TestACancelledContextEndsTheAskingForThePassword(t *testing.T) {
	asked := make(chan struct{})
	server := deliverytest.Start(t, deliverytest.Options{})
	sender := newSender(t, server, func(c *delivery.SMTPConfig) {
		c.User = "jo"
		c.Password = func(ctx context.Context) (string, error) {
			close(asked)
			<-ctx.Done()
			return "", ctx.Err()
		}
	})
	ctx, cancel := context.WithCancel(t.Context())
	done := sendAside(ctx, sender, message(t, "password"))
	within(t, asked, soon)
	cancel()
	require.ErrorIs(t, within(t, done, soon).err, context.Canceled)
	assert.Zero(t, server.Connections())
}

// A function that does not look at the context holds nothing up either.
func TestThePasswordThatNeverComes(t *testing.T) {
	server := deliverytest.Start(t, deliverytest.Options{})
	never := make(chan struct{})
	t.Cleanup(func() { close(never) })
	asked := make(chan struct{})
	sender := newSender(t, server, func(c *delivery.SMTPConfig) {
		c.User = "jo"
		c.Password = func(context.Context) (string, error) {
			close(asked)
			<-never
			return "", nil
		}
	})
	ctx, cancel := context.WithCancel(t.Context())
	done := sendAside(ctx, sender, message(t, "password"))
	within(t, asked, soon)
	cancel()
	require.ErrorIs(t, within(t, done, soon).err, context.Canceled)
}

// sent is what Send gave.
type sent struct {
	receipt mail.Receipt
	err     error
}

func sendAside(ctx context.Context, sender mail.Sender, m *mail.Message) <-chan sent {
	done := make(chan sent, 1)
	go func() {
		receipt, err := sender.Send(ctx, m)
		done <- sent{receipt, err}
	}()
	return done
}

// within waits for a value, or for a channel to be closed.
func within[T any](t *testing.T, c <-chan T, limit time.Duration) T {
	t.Helper()
	select {
	case value := <-c:
		return value
	case <-time.After(limit):
		require.FailNow(t, "took too long", "more than %v", limit)
		panic("not reached")
	}
}

// newSender is a sender to a server, with TLS.
func newSender(t *testing.T, server *deliverytest.Server, change func(*delivery.SMTPConfig)) *delivery.SMTP {
	c := delivery.SMTPConfig{Host: server.Host(), Port: server.Port(), TLSConfig: &tls.Config{RootCAs: server.Roots()}}
	c.Timeouts.Reset = time.Minute
	if change != nil {
		change(&c)
	}
	sender, err := delivery.NewSMTP(c)
	require.NoError(t, err)
	t.Cleanup(func() { _ = sender.Close() })
	return sender
}

// message is a small message to one recipient.
func message(t *testing.T, id string) *mail.Message {
	c := content(strings.ReplaceAll(id, " ", "-"))
	c.To = []mail.Address{{Name: "Jo", Email: "jo@example.com"}}
	m, err := mail.New(c)
	require.NoError(t, err)
	return m
}
