package delivery_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/delivery"
	"github.com/billet-mail/billet/delivery/deliverytest"
	"github.com/billet-mail/billet/mail"
)

func TestConnectionsAreUsedAgain(t *testing.T) {
	server := deliverytest.Start(t, deliverytest.Options{})
	sender := newSender(t, server, nil)
	for i := range 5 {
		_, err := sender.Send(t.Context(), message(t, fmt.Sprint(i)))
		require.NoError(t, err)
	}
	assert.Equal(t, 1, server.Connections())
	assert.Len(t, server.Transactions(), 5)
}

func TestConnectionsAreNotKept(t *testing.T) {
	server := deliverytest.Start(t, deliverytest.Options{})
	sender := newSender(t, server, func(c *delivery.SMTPConfig) { c.IdleTimeout = -1 })
	for i := range 3 {
		_, err := sender.Send(t.Context(), message(t, fmt.Sprint(i)))
		require.NoError(t, err)
	}
	assert.Equal(t, 3, server.Connections())
	quits := 0
	for _, command := range server.Commands() {
		if command.Line == "QUIT" {
			quits++
		}
	}
	assert.Equal(t, 3, quits)
}

// An idle connection is closed by itself, with QUIT.
func TestIdleConnectionsEnd(t *testing.T) {
	server := deliverytest.Start(t, deliverytest.Options{})
	sender := newSender(t, server, func(c *delivery.SMTPConfig) { c.IdleTimeout = 50 * time.Millisecond })
	_, err := sender.Send(t.Context(), message(t, "first"))
	require.NoError(t, err)
	within(t, server.Reached(deliverytest.Quit), 30*time.Second)
	_, err = sender.Send(t.Context(), message(t, "second"))
	require.NoError(t, err)
	assert.Equal(t, 2, server.Connections())
}

// No more connections than allowed are open at a time, and every message
// arrives once.
func TestManyAtOnce(t *testing.T) {
	server := deliverytest.Start(t, deliverytest.Options{})
	sender := newSender(t, server, func(c *delivery.SMTPConfig) { c.MaxConns = 3 })
	var sending sync.WaitGroup
	for i := range 60 {
		sending.Go(func() {
			receipt, err := sender.Send(t.Context(), message(t, fmt.Sprint(i)))
			assert.NoError(t, err)
			assert.Equal(t, []string{"jo@example.com"}, receipt.Accepted())
		})
	}
	sending.Wait()
	assert.LessOrEqual(t, server.Connections(), 3)
	seen := map[string]int{}
	for _, transaction := range server.Transactions() {
		seen[string(transaction.Message())]++
	}
	assert.Len(t, seen, 60)
}

func TestCloseTakesLeave(t *testing.T) {
	server := deliverytest.Start(t, deliverytest.Options{})
	sender := newSender(t, server, nil)
	_, err := sender.Send(t.Context(), message(t, "first"))
	require.NoError(t, err)
	require.NoError(t, sender.Close())
	commands := server.Commands()
	assert.Equal(t, "QUIT", commands[len(commands)-1].Line)
	_, err = sender.Send(t.Context(), message(t, "second"))
	require.ErrorContains(t, err, "the sender is closed")
	assert.Equal(t, mail.Configuration, mail.ClassOf(err))
	require.NoError(t, sender.Close())
}

// A server that closes all its connections between any two messages loses
// none, and gets none twice.
func TestNoMailIsLostOrDoubledWhenConnectionsGo(t *testing.T) {
	server := deliverytest.Start(t, deliverytest.Options{})
	sender := newSender(t, server, nil)
	for i := range 20 {
		_, err := sender.Send(t.Context(), message(t, fmt.Sprint(i)))
		require.NoError(t, err)
		server.CloseConnections()
	}
	assert.Len(t, server.Transactions(), 20)
}

// The password is fetched for each new connection, and only then.
func TestThePasswordIsFetchedForEachConnection(t *testing.T) {
	server := deliverytest.Start(t, deliverytest.Options{})
	asked := 0
	sender := newSender(t, server, func(c *delivery.SMTPConfig) {
		c.User = "jo"
		c.Password = func(context.Context) (string, error) { asked++; return secret, nil }
	})
	for i := range 3 {
		_, err := sender.Send(t.Context(), message(t, fmt.Sprint(i)))
		require.NoError(t, err)
	}
	assert.Equal(t, 1, asked)
	server.CloseConnections()
	_, err := sender.Send(t.Context(), message(t, "another"))
	require.NoError(t, err)
	assert.Equal(t, 2, asked)
}

// With PIPELINING a message takes two flights: all commands, and its bytes.
// More recipients than one flight may have take more.
func TestManyRecipients(t *testing.T) {
	for _, pipelining := range []bool{true, false} {
		options := deliverytest.Options{Extensions: []string{"SIZE"}}
		if pipelining {
			options.Extensions = append(options.Extensions, "PIPELINING")
		}
		server := deliverytest.Start(t, options)
		sender := newSender(t, server, nil)
		c := content("many")
		var want []string
		for i := range 500 {
			want = append(want, fmt.Sprintf("to%d@example.com", i))
			c.Bcc = append(c.Bcc, mail.Address{Email: want[i]})
		}
		m, err := mail.New(c)
		require.NoError(t, err)
		receipt, err := sender.Send(t.Context(), m)
		require.NoError(t, err)
		assert.Equal(t, want, receipt.Accepted())
		assert.Equal(t, want, server.Transactions()[0].Recipients)
	}
}
