package delivery_test

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/delivery"
	"github.com/billet-mail/billet/delivery/deliverytest"
	"github.com/billet-mail/billet/mail"
)

// TestSMTPTable runs every row of the table, with and without PIPELINING, many
// at once, for some only wait.
func TestSMTPTable(t *testing.T) {
	rows := readRows(t, "testdata/smtp.txt")
	require.Greater(t, len(rows), 300)
	certificate, err := deliverytest.NewCertificate(time.Now().Add(time.Hour), "127.0.0.1")
	require.NoError(t, err)
	big := bigFile(t)
	var running sync.WaitGroup
	turn := make(chan struct{}, 32)
	for _, r := range rows {
		r.certificate, r.big = certificate, big
		for _, pipelining := range []bool{true, false} {
			running.Go(func() {
				turn <- struct{}{}
				defer func() { <-turn }()
				t.Run(fmt.Sprintf("line %d/pipelining %v", r.line, pipelining), func(t *testing.T) { r.run(t, pipelining) })
			})
		}
	}
	running.Wait()
}

func (r row) run(t *testing.T, pipelining bool) {
	server := deliverytest.Start(t, r.server(t, pipelining))
	sender, err := delivery.NewSMTP(r.config(server))
	require.NoError(t, err)
	t.Cleanup(func() { _ = sender.Close() })

	message := r.message(t, "first")
	if r.set["messages"] == "2" {
		_, _ = sender.Send(t.Context(), message)
		switch r.set["between"] {
		case "close":
			server.CloseConnections()
		case "stop":
			server.Close()
		}
		message = r.message(t, "second")
	}
	receipt, err := sender.Send(t.Context(), message)
	r.judge(t, receipt, err)
	r.confront(t, server, message, receipt)
}

// judge compares what the sender says with the row.
func (r row) judge(t *testing.T, receipt mail.Receipt, err error) {
	got := []string{}
	for _, result := range receipt.Results {
		word := "ok"
		if result.Outcome != mail.Accepted {
			word = result.Class.String()
		}
		assert.Equal(t, result.Outcome == mail.Ambiguous, word == "unknown", "%+v", result)
		got = append(got, word)
	}
	assert.Equal(t, r.results, got, "%v", err)
	if r.class == "" {
		require.NoError(t, err)
		return
	}
	var failed *mail.SendError
	require.ErrorAs(t, err, &failed)
	assert.Equal(t, r.class, failed.Class.String(), "%v", err)
	assert.Contains(t, strings.Split(r.stage, "/"), failed.Stage, "%v", err)
	assert.True(t, failed.Err != nil || failed.Reply.Code >= 400, "%v says nothing", err)
	assert.NotContains(t, err.Error(), "\n")
}

// confront compares the receipt with what the server has: it must not say more
// than is true.
func (r row) confront(t *testing.T, server *deliverytest.Server, m *mail.Message, receipt mail.Receipt) {
	copies := map[string]int{}
	for _, transaction := range server.Transactions() {
		if transaction.Accepted && slices.Equal(signatureOf(transaction.Message()), signatureOf(m.Bytes())) {
			for _, recipient := range transaction.Recipients {
				copies[recipient]++
			}
		}
	}
	for _, result := range receipt.Results {
		switch result.Outcome {
		case mail.Accepted:
			assert.Equal(t, 1, copies[result.Recipient], "copies of %s, said to be accepted", result.Recipient)
		case mail.Rejected:
			assert.Zero(t, copies[result.Recipient], "copies of %s, said to be rejected", result.Recipient)
		}
	}
}

// signatureOf tells one message from another: its header, as its bytes need not
// be looked at here.
func signatureOf(message []byte) []byte {
	header, _, _ := strings.Cut(string(message), "\r\n\r\n")
	return []byte(header)
}

func (r row) server(t *testing.T, pipelining bool) deliverytest.Options {
	o := deliverytest.Options{Script: r.script}
	switch r.set["server"] {
	case "notls":
		o.TLS = deliverytest.NoTLS
	case "implicit":
		o.TLS = deliverytest.ImplicitTLS
	}
	o.Extensions = map[string][]string{
		"":           {"SIZE 104857600", "8BITMIME", "SMTPUTF8", "AUTH PLAIN LOGIN XOAUTH2"},
		"none":       {},
		"small":      {"SIZE 100", "8BITMIME"},
		"size0":      {"SIZE 0", "8BITMIME"},
		"noeightbit": {"SMTPUTF8"},
		"login":      {"AUTH LOGIN"},
		"oldlogin":   {"AUTH=LOGIN"},
		"xoauth2":    {"AUTH XOAUTH2"},
	}[r.set["extensions"]]
	require.NotNil(t, o.Extensions)
	if pipelining {
		o.Extensions = append(o.Extensions, "PIPELINING")
	}
	o.Certificate = &r.certificate
	until, host := time.Now().Add(time.Hour), "mail.example.com"
	switch r.set["cert"] {
	case "":
		return o
	case "expired":
		until, host = time.Now().Add(-time.Hour), "127.0.0.1"
	}
	other, err := deliverytest.NewCertificate(until, host)
	require.NoError(t, err)
	o.Certificate = &other
	return o
}

func (r row) config(server *deliverytest.Server) delivery.SMTPConfig {
	c := delivery.SMTPConfig{
		Host: server.Host(), Port: server.Port(), LocalName: "client.example.com",
		TLSConfig: &tls.Config{RootCAs: server.Roots()},
		Timeouts:  r.timeouts(),
	}
	c.TLS = map[string]delivery.TLSMode{
		"implicit": delivery.ImplicitTLS, "optional": delivery.OptionalTLS, "never": delivery.NoTLS,
	}[r.set["tls"]]
	if r.set["roots"] == "none" {
		c.TLSConfig.RootCAs = nil
	}
	if r.set["keep"] == "no" {
		c.IdleTimeout = -1
	}
	if auth, ok := r.set["user"]; ok {
		c.User, c.Password = "jo@example.com", delivery.FixedPassword(secret)
		switch auth {
		case "any":
		case "nopassword":
			c.Password = func(context.Context) (string, error) { return "", fmt.Errorf("no such file") }
		default:
			c.Auth = delivery.Mechanism(strings.ToUpper(auth))
		}
	}
	_, c.InsecureAuth = r.set["insecureauth"]
	switch r.set["host"] {
	case "refuses":
		server.Close()
	case "unknown":
		c.Dial = dialFails(&net.DNSError{Err: "no such host", Name: "mail.example.com", IsNotFound: true})
	case "nowhere":
		c.Dial = dialFails(&net.DNSError{Err: "i/o timeout", Name: "mail.example.com", IsTimeout: true, IsTemporary: true})
	}
	return c
}

func dialFails(err error) func(context.Context, string, string) (net.Conn, error) {
	return func(context.Context, string, string) (net.Conn, error) { return nil, err }
}

// timeouts are long, but for the stages at which the server hangs.
func (r row) timeouts() delivery.Timeouts {
	short := 300 * time.Millisecond
	var timeouts delivery.Timeouts
	for phase, stages := range map[deliverytest.Phase][]*time.Duration{
		deliverytest.Greeting:  {&timeouts.Greeting},
		deliverytest.Hello:     {&timeouts.Hello},
		deliverytest.StartTLS:  {&timeouts.Hello},
		deliverytest.Handshake: {&timeouts.TLS},
		deliverytest.Auth:      {&timeouts.Auth},
		deliverytest.Challenge: {&timeouts.Auth},
		deliverytest.Reset:     {&timeouts.Reset},
		deliverytest.Mail:      {&timeouts.Mail},
		deliverytest.Rcpt:      {&timeouts.Rcpt},
		deliverytest.Data:      {&timeouts.Data},
		deliverytest.Body:      {&timeouts.Body, &timeouts.Final},
		deliverytest.Final:     {&timeouts.Final},
		deliverytest.Quit:      {&timeouts.Quit},
	} {
		if r.hangs[phase] {
			for _, stage := range stages {
				*stage = short
			}
		}
	}
	return timeouts
}

// message has as many recipients as the row has results.
func (r row) message(t *testing.T, id string) *mail.Message {
	c := content(id)
	for i := range r.results {
		c.To = append(c.To, mail.Address{Email: fmt.Sprintf("to%d@example.com", i+1)})
	}
	if _, utf8 := r.set["utf8"]; utf8 {
		c.To[0].Email = "jö@example.com"
	}
	if _, big := r.set["big"]; big {
		c.Attachments = []mail.Attachment{{Filename: "big.bin", File: r.big}}
	}
	m, err := mail.New(c)
	require.NoError(t, err)
	return m
}
