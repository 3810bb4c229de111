package delivery_test

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/delivery"
	"github.com/billet-mail/billet/delivery/deliverytest"
	"github.com/billet-mail/billet/mail"
)

// referee is a back end for the server of go-smtp, which is not ours.
type referee struct {
	mu       sync.Mutex
	users    []string
	messages []arrival
}

// arrival is a message as go-smtp's server understood it.
type arrival struct {
	from string
	to   []string
	size int64
	utf8 bool
	body string
}

type refereeSession struct {
	referee *referee
	message arrival
}

func (r *referee) NewSession(*smtp.Conn) (smtp.Session, error) {
	return &refereeSession{referee: r}, nil
}
func (s *refereeSession) Reset()                   { s.message = arrival{} }
func (s *refereeSession) Logout() error            { return nil }
func (s *refereeSession) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *refereeSession) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if password != secret {
			return errors.New("wrong password")
		}
		s.referee.mu.Lock()
		defer s.referee.mu.Unlock()
		s.referee.users = append(s.referee.users, user)
		return nil
	}), nil
}

func (s *refereeSession) Mail(from string, o *smtp.MailOptions) error {
	s.message = arrival{from: from, size: o.Size, utf8: o.UTF8}
	return nil
}

func (s *refereeSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	if strings.HasPrefix(to, "nobody@") {
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such user"}
	}
	s.message.to = append(s.message.to, to)
	return nil
}

func (s *refereeSession) Data(r io.Reader) error {
	body, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	s.message.body = string(body)
	s.referee.mu.Lock()
	defer s.referee.mu.Unlock()
	s.referee.messages = append(s.referee.messages, s.message)
	return nil
}

// TestGoSMTPUnderstands sends to the server of go-smtp, signed in over
// STARTTLS, to several recipients and several times on one connection.
func TestGoSMTPUnderstands(t *testing.T) {
	certificate, err := deliverytest.NewCertificate(time.Now().Add(time.Hour), "127.0.0.1")
	require.NoError(t, err)
	roots := x509.NewCertPool()
	roots.AddCert(certificate.Leaf)
	judge := &referee{}
	server := smtp.NewServer(judge)
	server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{certificate}}
	server.EnableSMTPUTF8 = true
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })

	sender, err := delivery.NewSMTP(delivery.SMTPConfig{
		Host: "127.0.0.1", Port: listener.Addr().(*net.TCPAddr).Port, TLSConfig: &tls.Config{RootCAs: roots},
		User: "jo", Password: delivery.FixedPassword(secret),
	})
	require.NoError(t, err)
	t.Cleanup(func() { _ = sender.Close() })

	for _, text := range []string{"a", ".", "..\n.\n", "a\n.\nMAIL FROM:<x>\nRCPT TO:<y>\nDATA\n", ".\r\n", "\n.\r.\n"} {
		c := content("referee")
		c.Text, c.HTML = mail.Text(text), mail.Body{}
		c.To = []mail.Address{{Email: "jo@example.com"}, {Email: "nobody@example.com"}, {Email: "zoë@example.com"}}
		m, err := mail.New(c)
		require.NoError(t, err)
		receipt, err := sender.Send(t.Context(), m)
		require.ErrorContains(t, err, "rcpt: 550 5.1.1 no such user: 2 of 3 recipients were accepted (permanent)")
		assert.Equal(t, []string{"jo@example.com", "zoë@example.com"}, receipt.Accepted())
		assert.Equal(t, []string{"nobody@example.com"}, receipt.Rejected())

		want := arrival{
			from: "billing@example.com", to: []string{"jo@example.com", "zoë@example.com"},
			size: int64(len(m.Bytes())), utf8: true, body: string(m.Bytes()),
		}
		require.NotEmpty(t, judge.messages)
		assert.Equal(t, want, judge.messages[len(judge.messages)-1])
	}
	assert.Len(t, judge.messages, 6)
	assert.Equal(t, []string{"jo"}, judge.users, "one connection, one sign-in")
}
