package deliverytest_test

import (
	"crypto/tls"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/delivery"
	"github.com/billet-mail/billet/delivery/deliverytest"
	"github.com/billet-mail/billet/mail"
)

// A test of a program that must not send a mail twice when the server's answer
// is lost.
func ExampleStart() {
	var t *testing.T // the test's own

	server := deliverytest.Start(t, deliverytest.Options{Script: deliverytest.Script{
		deliverytest.Rcpt:  {deliverytest.Default(), deliverytest.Reply("550 5.1.1 no such user")},
		deliverytest.Final: {deliverytest.EOF()},
	}})
	sender, err := delivery.NewSMTP(delivery.SMTPConfig{
		Host: server.Host(), Port: server.Port(), TLSConfig: &tls.Config{RootCAs: server.Roots()},
	})
	if err != nil {
		t.Fatal(err)
	}
	_ = sender // hand it to the program, and look at server.Transactions()
}

// TestExample is the example above, with a message.
func TestExample(t *testing.T) {
	server := deliverytest.Start(t, deliverytest.Options{Script: deliverytest.Script{
		deliverytest.Rcpt:  {deliverytest.Default(), deliverytest.Reply("550 5.1.1 no such user")},
		deliverytest.Final: {deliverytest.EOF()},
	}})
	sender, err := delivery.NewSMTP(delivery.SMTPConfig{
		Host: server.Host(), Port: server.Port(), TLSConfig: &tls.Config{RootCAs: server.Roots()},
	})
	require.NoError(t, err)
	m, err := mail.New(mail.Content{
		From: mail.Address{Email: "billing@example.com"}, To: []mail.Address{{Email: "a@example.com"}, {Email: "b@example.com"}},
		Date: time.Unix(0, 0), ID: "1@example.com", Text: mail.Text("Hello\n"),
	})
	require.NoError(t, err)
	receipt, err := sender.Send(t.Context(), m)
	require.ErrorContains(t, err, "final: the server closed the connection (unknown)")
	assert.Equal(t, []string{"a@example.com"}, receipt.Ambiguous())
	assert.Equal(t, []string{"b@example.com"}, receipt.Rejected())
	require.Len(t, server.Transactions(), 1)
	assert.Equal(t, string(m.Bytes()), string(server.Transactions()[0].Message()))
}
