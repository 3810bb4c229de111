package deliverytest_test

import (
	"bufio"
	"crypto/tls"
	"io"
	"net"
	"net/smtp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/delivery/deliverytest"
)

// The client of net/smtp is not ours.
func TestServerSpeaksToNetSMTP(t *testing.T) {
	server := deliverytest.Start(t, deliverytest.Options{})
	client, err := smtp.Dial(server.Addr())
	require.NoError(t, err)
	require.NoError(t, client.StartTLS(&tls.Config{RootCAs: server.Roots(), ServerName: server.Host()}))
	require.NoError(t, client.Auth(smtp.PlainAuth("", "jo", "secret", server.Host())))
	require.NoError(t, client.Mail("from@example.com"))
	require.NoError(t, client.Rcpt("to@example.com"))
	w, err := client.Data()
	require.NoError(t, err)
	_, err = io.WriteString(w, ".one\r\n..two\r\n.\r\n")
	require.NoError(t, err)
	require.NoError(t, w.Close())
	require.NoError(t, client.Reset())
	require.NoError(t, client.Noop())
	require.NoError(t, client.Quit())

	require.Len(t, server.Transactions(), 1)
	got := server.Transactions()[0]
	assert.Equal(t, "from@example.com", got.From)
	assert.Equal(t, "BODY=8BITMIME SMTPUTF8", got.Parameters)
	assert.Equal(t, []string{"to@example.com"}, got.Recipients)
	assert.Equal(t, "..one\r\n...two\r\n..\r\n.\r\n", string(got.Raw))
	assert.Equal(t, ".one\r\n..two\r\n.\r\n", string(got.Message()))
	assert.True(t, got.TLS)
	assert.True(t, got.Accepted)
	assert.Equal(t, 1, server.Connections())
	assert.Equal(t, "QUIT", server.Commands()[len(server.Commands())-1].Line)
}

// dialogue sends lines and gives all that the server says until it closes.
func dialogue(t *testing.T, server *deliverytest.Server, lines ...string) string {
	conn, err := net.Dial("tcp", server.Addr())
	require.NoError(t, err)
	defer func() { _ = conn.Close() }()
	require.NoError(t, conn.SetDeadline(time.Now().Add(30*time.Second)))
	_, err = io.WriteString(conn, strings.Join(lines, "\r\n")+"\r\n")
	require.NoError(t, err)
	var said strings.Builder
	for scanner := bufio.NewScanner(conn); scanner.Scan(); {
		said.WriteString(scanner.Text() + "\n")
	}
	return said.String()
}

func TestScript(t *testing.T) {
	r := deliverytest.Reply
	for name, c := range map[string]struct {
		script deliverytest.Script
		lines  []string
		want   string
	}{
		"the usual": {
			lines: []string{"NOOP", "what", "QUIT"},
			want:  "220 127.0.0.1 ESMTP deliverytest\n250 2.0.0 nothing done\n500 5.5.2 unknown command\n221 2.0.0 bye\n",
		},
		"order": {
			lines: []string{"RCPT TO:<a>", "DATA", "MAIL FROM:<a>", "MAIL FROM:<b>", "DATA", "QUIT"},
			want:  "220 127.0.0.1 ESMTP deliverytest\n503 5.5.1 MAIL first\n554 5.5.1 no valid recipients\n250 2.1.0 sender ok\n503 5.5.1 MAIL already given\n554 5.5.1 no valid recipients\n221 2.0.0 bye\n",
		},
		"first and second time": {
			script: deliverytest.Script{deliverytest.Noop: {r("250-a", "250 b"), deliverytest.Default(), r("450 c").ThenEOF()}},
			lines:  []string{"NOOP", "NOOP", "NOOP", "NOOP"},
			want:   "220 127.0.0.1 ESMTP deliverytest\n250-a\n250 b\n250 2.0.0 nothing done\n450 c\n",
		},
		"at once": {
			script: deliverytest.Script{deliverytest.Greeting: {deliverytest.EOF()}},
		},
		"slowly": {
			script: deliverytest.Script{deliverytest.Greeting: {deliverytest.Bytes("abc").Trickle(time.Millisecond).After(time.Millisecond).ThenEOF()}},
			want:   "abc\n",
		},
		"LOGIN": {
			lines: []string{"AUTH LOGIN", "am8=", "eA==", "AUTH LOGIN am8=", "*", "QUIT"},
			want:  "220 127.0.0.1 ESMTP deliverytest\n334 VXNlcm5hbWU6\n334 UGFzc3dvcmQ6\n235 2.7.0 welcome\n334 UGFzc3dvcmQ6\n501 5.7.0 cancelled\n221 2.0.0 bye\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			server := deliverytest.Start(t, deliverytest.Options{Script: c.script})
			assert.Equal(t, c.want, dialogue(t, server, c.lines...))
		})
	}
}

// Only a dot between two CRLF ends a message.
func TestMessagesEndAtNothingElse(t *testing.T) {
	server := deliverytest.Start(t, deliverytest.Options{})
	body := "a\n.\nb\r\n.\nc\n.\r\nd\r.\re\r\n..\r\n"
	said := dialogue(t, server, "MAIL FROM:<a>", "RCPT TO:<b>", "RCPT TO:<c>", "DATA", body+".", "QUIT")
	assert.True(t, strings.HasSuffix(said, "354 end with a dot\n250 2.0.0 queued\n221 2.0.0 bye\n"), said)
	require.Len(t, server.Transactions(), 1)
	assert.Equal(t, body+".\r\n", string(server.Transactions()[0].Raw))
}

func TestReached(t *testing.T) {
	server := deliverytest.Start(t, deliverytest.Options{Script: deliverytest.Script{deliverytest.Noop: {deliverytest.EOF()}}})
	select {
	case <-server.Reached(deliverytest.Noop):
		require.Fail(t, "nobody said NOOP yet")
	default:
	}
	dialogue(t, server, "NOOP")
	<-server.Reached(deliverytest.Noop)
}

// A server that hangs ends with its test all the same.
func TestCloseEndsAHang(t *testing.T) {
	server := deliverytest.Start(t, deliverytest.Options{Script: deliverytest.Script{
		deliverytest.Greeting: {deliverytest.Hang(), deliverytest.Default().After(time.Hour)},
	}})
	for range 2 {
		conn, err := net.Dial("tcp", server.Addr())
		require.NoError(t, err)
		defer func() { _ = conn.Close() }()
	}
	<-server.Reached(deliverytest.Greeting)
	server.Close()
	_, err := net.Dial("tcp", server.Addr())
	require.Error(t, err)
}

func TestConnectionReset(t *testing.T) {
	server := deliverytest.Start(t, deliverytest.Options{Script: deliverytest.Script{deliverytest.Noop: {deliverytest.ConnectionReset()}}})
	conn, err := net.Dial("tcp", server.Addr())
	require.NoError(t, err)
	defer func() { _ = conn.Close() }()
	_, err = io.WriteString(conn, "NOOP\r\n")
	require.NoError(t, err)
	_, err = io.ReadAll(conn)
	require.ErrorContains(t, err, "reset")
}
