package delivery

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/emersion/go-sasl"

	"github.com/billet-mail/billet/mail"
)

// Mechanism is how an SMTP client signs in (RFC 4954).
type Mechanism string

// The mechanisms. The zero Mechanism is PLAIN, or LOGIN where the server has
// no PLAIN.
const (
	Plain   Mechanism = "PLAIN"   // RFC 4616
	Login   Mechanism = "LOGIN"   // draft-murchison-sasl-login: user and password on request
	XOAuth2 Mechanism = "XOAUTH2" // https://developers.google.com/workspace/gmail/imap/xoauth2-protocol
)

func mechanisms() []Mechanism { return []Mechanism{Plain, Login, XOAuth2} }

// login answers as draft-murchison-sasl-login has it. The names of the server's
// questions differ, so only their order counts; go-sasl's accepts but one.
type login struct {
	answers [][]byte
}

func (l *login) Start() (string, []byte, error) { return string(Login), nil, nil }

func (l *login) Next([]byte) ([]byte, error) {
	if len(l.answers) == 0 {
		return nil, sasl.ErrUnexpectedServerChallenge
	}
	answer := l.answers[0]
	l.answers = l.answers[1:]
	return answer, nil
}

// xoauth2 sends a bearer token. A server that refuses it asks once more, and
// wants an empty answer before it says so.
type xoauth2 struct{ initial []byte }

func (x *xoauth2) Start() (string, []byte, error) { return string(XOAuth2), x.initial, nil }

func (x *xoauth2) Next([]byte) ([]byte, error) { return []byte{}, nil }

func saslClient(m Mechanism, user, secret string) sasl.Client {
	switch m {
	case Login:
		return &login{answers: [][]byte{[]byte(user), []byte(secret)}}
	case XOAuth2:
		return &xoauth2{initial: []byte("user=" + user + "\x01auth=Bearer " + secret + "\x01\x01")}
	default:
		return sasl.NewPlainClient("", user, secret)
	}
}

// secretOf asks for the password, before there is a connection.
func (s *SMTP) secretOf(ctx context.Context) (string, *mail.SendError) {
	if s.config.User == "" {
		return "", nil
	}
	secret, err := heeding(ctx, s.config.Password)
	switch {
	case err != nil && ctx.Err() != nil:
		return "", &mail.SendError{Class: mail.Temporary, Stage: stageAuth, Err: err}
	case err != nil:
		return "", misconfigured(stageAuth, fmt.Errorf("the password cannot be had: %w", err))
	case secret == "":
		return "", misconfigured(stageAuth, errors.New("the password is empty [set "+PasswordVariable+" or password_file]"))
	case strings.ContainsAny(secret, "\x00\r\n"):
		return "", misconfigured(stageAuth, errors.New("the password has a line end or a NUL in it"))
	}
	return secret, nil
}

// heeding asks for a password, but no longer than the context lasts, even if the
// function does not look at it: one that waits for ever is left behind.
func heeding(ctx context.Context, ask Password) (string, error) {
	type answer struct {
		secret string
		err    error
	}
	answered := make(chan answer, 1)
	go func() {
		secret, err := ask(ctx)
		answered <- answer{secret, err}
	}()
	select {
	case a := <-answered:
		return a.secret, a.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// authenticate signs in, if there is a user.
func (s *session) authenticate(secret string) *mail.SendError {
	if s.config.User == "" {
		return nil
	}
	if !s.encrypted() && !s.config.InsecureAuth {
		return misconfigured(stageAuth, errors.New("the password is not sent over a connection in clear [use STARTTLS or smtps, or allow it with insecure_auth=true]"))
	}
	mechanism, err := s.mechanism()
	if err != nil {
		return misconfigured(stageAuth, err)
	}
	s.secret = secret
	defer func() { s.secret = "" }()
	return s.converse(saslClient(mechanism, s.config.User, secret))
}

// mechanism is the one to use with this server.
func (s *session) mechanism() (Mechanism, error) {
	offered, ok := s.extensions["AUTH"]
	if !ok {
		return "", errors.New("the server does not offer AUTH [remove the user, or use the port for submission, which is mostly 587 or 465]")
	}
	list := strings.Fields(strings.ToUpper(offered))
	wanted := []Mechanism{Plain, Login}
	if s.config.Auth != "" {
		wanted = []Mechanism{s.config.Auth}
	}
	for _, m := range wanted {
		if slices.Contains(list, string(m)) {
			return m, nil
		}
	}
	return "", fmt.Errorf("the server does not offer AUTH %s, only %s", wanted[0], printable(offered))
}

// converse runs the exchange of RFC 4954, section 4.
func (s *session) converse(client sasl.Client) *mail.SendError {
	name, initial, err := client.Start()
	if err != nil {
		return misconfigured(stageAuth, err)
	}
	line := "AUTH " + name
	if initial != nil {
		line += " " + base64.StdEncoding.EncodeToString(initial)
	}
	for {
		reply, fault := s.command(stageAuth, line)
		if fault != nil {
			return fault
		}
		switch reply.Code / 100 {
		case 2:
			return nil
		case 3:
			challenge, err := base64.StdEncoding.DecodeString(strings.TrimSpace(reply.Text))
			if err != nil {
				return s.nonsense(stageAuth, reply, errors.New("the server's challenge is no base64"))
			}
			answer, err := client.Next(challenge)
			if err != nil {
				return s.nonsense(stageAuth, reply, errors.New("the server asks for more than "+name+" has to say"))
			}
			line = base64.StdEncoding.EncodeToString(answer)
		default:
			return refused(stageAuth, reply)
		}
	}
}

// withoutSecret takes the password out of a text, should a server repeat what
// it was sent.
func withoutSecret(text, user, secret string) string {
	if secret == "" {
		return text
	}
	forms := [][]byte{
		[]byte(secret),
		[]byte("\x00" + user + "\x00" + secret),
		[]byte("user=" + user + "\x01auth=Bearer " + secret + "\x01\x01"),
	}
	out := []byte(text)
	for _, form := range forms {
		out = bytes.ReplaceAll(out, []byte(base64.StdEncoding.EncodeToString(form)), []byte("[password]"))
	}
	return string(bytes.ReplaceAll(out, []byte(secret), []byte("[password]")))
}
