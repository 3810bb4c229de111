package delivery

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"
	"time"
)

// SMTPConfig is the settings of an [SMTP]. Only Host must be given. It holds no
// password: Password fetches it for each new connection.
type SMTPConfig struct {
	Host string // name or IP address; TLS checks the server's certificate for it
	Port int    // 0 is 465 for ImplicitTLS, else 587
	TLS  TLSMode

	// TLSConfig is for roots and the like. Nil is the system's roots; without
	// a ServerName that is Host, without a MinVersion that is TLS 1.2.
	TLSConfig *tls.Config

	User     string    // without one there is no AUTH
	Auth     Mechanism // the zero Mechanism takes PLAIN, else LOGIN
	Password Password  // or the token of XOAUTH2; needed with a User

	// InsecureAuth allows AUTH over a connection in clear.
	InsecureAuth bool

	LocalName string // what EHLO says; empty is the address of this side

	MaxConns    int           // at once; 0 is 4. More Sends wait
	IdleTimeout time.Duration // how long an unused connection is kept; 0 is 30 seconds, less than 0 keeps none
	Timeouts    Timeouts

	DKIM []*DKIM // each signs every message

	// Dial makes connections. Nil is a [net.Dialer]; proxies of the
	// environment are never used.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
}

// TLSMode says how a connection becomes encrypted.
type TLSMode uint8

// The modes.
const (
	StartTLS    TLSMode = iota // STARTTLS (RFC 3207), and no mail where the server lacks it
	ImplicitTLS                // from the first byte (RFC 8314)
	OptionalTLS                // STARTTLS where the server offers it, else in clear: an attacker can take the offer away
	NoTLS                      // in clear
)

// Timeouts are how long each stage may take. 0 is the default; less than 0 is
// without end. The defaults are those of RFC 5321, section 4.5.3.2, where it
// has one.
type Timeouts struct {
	Connect  time.Duration // 30 seconds
	Greeting time.Duration // 5 minutes
	Hello    time.Duration // 5 minutes, also for STARTTLS
	TLS      time.Duration // 1 minute
	Auth     time.Duration // 5 minutes for each line
	Reset    time.Duration // 10 seconds, to see whether a connection can be used again
	Mail     time.Duration // 5 minutes
	Rcpt     time.Duration // 5 minutes for each recipient
	Data     time.Duration // 2 minutes, for the command
	Body     time.Duration // 3 minutes for each 64 KB
	Final    time.Duration // 10 minutes, for the reply to the final dot
	Quit     time.Duration // 2 seconds
}

// DefaultTimeouts are those for a zero [Timeouts].
func DefaultTimeouts() Timeouts {
	return Timeouts{
		Connect: 30 * time.Second, Greeting: 5 * time.Minute, Hello: 5 * time.Minute, TLS: time.Minute,
		Auth: 5 * time.Minute, Reset: 10 * time.Second, Mail: 5 * time.Minute, Rcpt: 5 * time.Minute,
		Data: 2 * time.Minute, Body: 3 * time.Minute, Final: 10 * time.Minute, Quit: 2 * time.Second,
	}
}

// Within are the timeouts with none above a limit.
func (t Timeouts) Within(limit time.Duration) Timeouts {
	t.setDefaults()
	for _, d := range t.all() {
		*d = min(*d, limit)
		if *d < 0 {
			*d = limit
		}
	}
	return t
}

func (t *Timeouts) setDefaults() {
	defaults := DefaultTimeouts()
	own, theirs := t.all(), defaults.all()
	for i := range own {
		if *own[i] == 0 {
			*own[i] = *theirs[i]
		}
	}
}

func (t *Timeouts) all() []*time.Duration {
	return []*time.Duration{
		&t.Connect, &t.Greeting, &t.Hello, &t.TLS, &t.Auth, &t.Reset,
		&t.Mail, &t.Rcpt, &t.Data, &t.Body, &t.Final, &t.Quit,
	}
}

func (t *Timeouts) of(stage string) time.Duration {
	switch stage {
	case stageGreeting:
		return t.Greeting
	case stageHello, stageStartTLS:
		return t.Hello
	case stageTLS:
		return t.TLS
	case stageAuth:
		return t.Auth
	case stageReset:
		return t.Reset
	case stageMail:
		return t.Mail
	case stageRcpt:
		return t.Rcpt
	case stageData:
		return t.Data
	case stageBody:
		return t.Body
	case stageFinal:
		return t.Final
	case stageQuit:
		return t.Quit
	}
	return t.Connect
}

// complete checks the settings and fills in the defaults.
func (c SMTPConfig) complete() (SMTPConfig, error) {
	if err := c.check(); err != nil {
		return c, err
	}
	if c.Port == 0 {
		c.Port = 587
		if c.TLS == ImplicitTLS {
			c.Port = 465
		}
	}
	if c.MaxConns == 0 {
		c.MaxConns = 4
	}
	if c.IdleTimeout == 0 {
		c.IdleTimeout = 30 * time.Second
	}
	if c.Dial == nil {
		c.Dial = (&net.Dialer{}).DialContext
	}
	c.Timeouts.setDefaults()
	c.DKIM = slices.Clone(c.DKIM)
	if c.TLSConfig == nil {
		c.TLSConfig = &tls.Config{}
	}
	c.TLSConfig = c.TLSConfig.Clone()
	if c.TLSConfig.ServerName == "" {
		c.TLSConfig.ServerName = c.Host
	}
	if c.TLSConfig.MinVersion == 0 {
		c.TLSConfig.MinVersion = tls.VersionTLS12
	}
	return c, nil
}

func (c SMTPConfig) check() error {
	switch {
	case c.Host == "":
		return errors.New("smtp: there is no host")
	case !isPlain(c.Host):
		return errors.New("smtp: the host has a blank or a control character")
	case c.Port < 0 || c.Port > 65535:
		return fmt.Errorf("smtp: there is no port %d", c.Port)
	case c.TLS > NoTLS:
		return fmt.Errorf("smtp: there is no TLS mode %d", c.TLS)
	case c.User == "" && c.Auth != "":
		return fmt.Errorf("smtp: AUTH %s needs a user", c.Auth)
	case c.User != "" && c.Password == nil:
		return errors.New("smtp: there is a user and no password [set " + PasswordVariable + " or password_file]")
	case strings.ContainsAny(c.User, "\x00\r\n\x01"):
		return errors.New("smtp: the user has a control character")
	case c.Auth != "" && !slices.Contains(mechanisms(), c.Auth):
		return fmt.Errorf("smtp: there is no AUTH mechanism %q [known are PLAIN, LOGIN and XOAUTH2]", c.Auth)
	case !isPlain(c.LocalName):
		return errors.New("smtp: the name for EHLO has a blank or a control character")
	case c.MaxConns < 0:
		return errors.New("smtp: MaxConns is below 0")
	case slices.Contains(c.DKIM, nil):
		return errors.New("smtp: a DKIM signer is nil")
	}
	return nil
}

// isPlain reports whether a text has only printable ASCII and no blank.
func isPlain(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r >= 0x7f })
}
