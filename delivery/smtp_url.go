package delivery

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"
)

// ParseSMTPURL reads settings from a URL:
//
//	smtp://user@mail.example.com:587     STARTTLS, which the server must offer
//	smtps://user@mail.example.com:465    TLS from the first byte
//
// Special characters of the user are written as in every URL: %40 for @. The
// port may be left out. Parameters follow after a "?", with "&" between them:
//
//	starttls=optional       also in clear, where the server does not offer it
//	starttls=never          in clear
//	auth=login              or plain, xoauth2; else PLAIN, or LOGIN where there is no PLAIN
//	insecure_auth=true      allow the password over a connection in clear
//	password_file=PATH      a file with the password or token
//	ca_file=PATH            certificates (PEM) of issuers to trust besides the system's
//	server_name=NAME        the name that the server's certificate has, if it is not the host
//	hello=NAME              what the client calls itself
//	connections=4           how many at once
//	idle=30s                how long an unused one is kept; 0s keeps none
//	timeout=1m              the longest that any stage may take; else see [Timeouts]
//	dkim=NAME:PATH          sign, with the key (PEM) of a file; NAME is that of the
//	                        TXT record, such as s1._domainkey.example.com; may stand twice
//
// A URL that holds a password is an error: URLs end up in shell histories, lists
// of processes and logs. Where password_file is missing, the caller sets
// [SMTPConfig.Password].
func ParseSMTPURL(raw string) (SMTPConfig, error) {
	// The errors of net/url repeat the URL, which may hold a password.
	u, err := url.Parse(raw)
	if err != nil {
		return SMTPConfig{}, errors.New("smtp: this is no URL [the form is smtp://user@host:587; special characters of the user are written like %40]")
	}
	if _, has := u.User.Password(); has {
		return SMTPConfig{}, errors.New("smtp: the URL must not hold a password [set " + PasswordVariable + ", or add password_file=PATH to the URL]")
	}
	c := SMTPConfig{Host: u.Hostname(), User: u.User.Username()}
	switch u.Scheme {
	case "smtp":
	case "smtps":
		c.TLS = ImplicitTLS
	default:
		return SMTPConfig{}, errors.New("smtp: the URL must begin with smtp:// or smtps://")
	}
	if u.Opaque != "" || u.Path != "" && u.Path != "/" || u.Fragment != "" {
		return SMTPConfig{}, errors.New("smtp: the URL has more than user, host, port and parameters [write # and / in the user as %23 and %2F]")
	}
	if port := u.Port(); port != "" {
		if c.Port, err = strconv.Atoi(port); err != nil || c.Port < 1 || c.Port > 65535 {
			return SMTPConfig{}, errors.New("smtp: the port must be a number from 1 to 65535")
		}
	}
	if err := c.setParameters(u.RawQuery); err != nil {
		return SMTPConfig{}, fmt.Errorf("smtp: %w", err)
	}
	return c, c.checkWithoutPassword()
}

// checkWithoutPassword is check, where the caller still has to add it.
func (c SMTPConfig) checkWithoutPassword() error {
	if c.Password == nil {
		c.Password = FixedPassword("")
	}
	return c.check()
}

func (c *SMTPConfig) setParameters(query string) error {
	values, err := url.ParseQuery(query)
	if err != nil {
		return errors.New("the parameters of the URL are malformed [write special characters like %26]")
	}
	setters := c.parameters()
	for _, name := range slices.Sorted(maps.Keys(values)) {
		set, known := setters[name]
		if !known {
			return unknownParameter(name, slices.Sorted(maps.Keys(setters)))
		}
		if len(values[name]) > 1 && name != "dkim" {
			return fmt.Errorf("the URL has %s twice", name)
		}
		for _, value := range values[name] {
			if err := set(value); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	return nil
}

// parameters are the functions that set them.
func (c *SMTPConfig) parameters() map[string]func(string) error {
	return map[string]func(string) error{
		"starttls":      c.setStartTLS,
		"auth":          c.setAuth,
		"insecure_auth": func(v string) (err error) { c.InsecureAuth, err = parseBool(v); return err },
		"password_file": func(v string) error { c.Password = PasswordFromFile(v); return notEmpty(v) },
		"ca_file":       c.setRoots,
		"server_name":   func(v string) error { c.tls().ServerName = v; return notEmpty(v) },
		"hello":         func(v string) error { c.LocalName = v; return notEmpty(v) },
		"connections":   c.setConnections,
		"idle":          c.setIdle,
		"timeout":       c.setTimeout,
		"dkim":          c.addDKIM,
	}
}

func (c *SMTPConfig) tls() *tls.Config {
	if c.TLSConfig == nil {
		c.TLSConfig = &tls.Config{MinVersion: tls.VersionTLS12}
	}
	return c.TLSConfig
}

func (c *SMTPConfig) setStartTLS(value string) error {
	if c.TLS == ImplicitTLS {
		return errors.New("smtps:// has no STARTTLS [use smtp://, or leave starttls out]")
	}
	switch value {
	case "required":
	case "optional":
		c.TLS = OptionalTLS
	case "never":
		c.TLS = NoTLS
	default:
		return errors.New("must be required, optional or never")
	}
	return nil
}

func (c *SMTPConfig) setAuth(value string) error {
	m := Mechanism(strings.ToUpper(value))
	if !slices.Contains(mechanisms(), m) {
		return errors.New("must be plain, login or xoauth2")
	}
	c.Auth = m
	return nil
}

func (c *SMTPConfig) setRoots(name string) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	roots, err := x509.SystemCertPool()
	if err != nil {
		roots = x509.NewCertPool()
	}
	if !roots.AppendCertsFromPEM(data) {
		return fmt.Errorf("%s has no certificate in PEM", name)
	}
	c.tls().RootCAs = roots
	return nil
}

func (c *SMTPConfig) setConnections(value string) (err error) {
	if c.MaxConns, err = strconv.Atoi(value); err != nil || c.MaxConns < 1 || c.MaxConns > 1000 {
		return errors.New("must be a number from 1 to 1000")
	}
	return nil
}

func (c *SMTPConfig) setIdle(value string) (err error) {
	if c.IdleTimeout, err = time.ParseDuration(value); err != nil || c.IdleTimeout < 0 {
		return errors.New("must be a time such as 30s or 2m")
	}
	if c.IdleTimeout == 0 {
		c.IdleTimeout = -1
	}
	return nil
}

func (c *SMTPConfig) setTimeout(value string) error {
	limit, err := time.ParseDuration(value)
	if err != nil || limit <= 0 {
		return errors.New("must be a time such as 30s or 2m")
	}
	c.Timeouts = Timeouts{}.Within(limit)
	return nil
}

func (c *SMTPConfig) addDKIM(value string) error {
	record, file, ok := strings.Cut(value, ":")
	selector, domain, isRecord := strings.Cut(record, "._domainkey.")
	if !ok || !isRecord {
		return errors.New("must be NAME:PATH, such as s1._domainkey.example.com:/etc/billet/dkim.pem")
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	key, err := ParseDKIMKey(data)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	signer, err := NewDKIM(domain, selector, key)
	if err != nil {
		return err
	}
	c.DKIM = append(c.DKIM, signer)
	return nil
}

// unknownParameter names the parameter that was likely meant, and else all.
func unknownParameter(name string, known []string) error {
	if strings.HasPrefix(name, "pass") {
		return errors.New("the URL must not hold a password [set " + PasswordVariable + ", or add password_file=PATH]")
	}
	best, distance := "", len(name)/3+2
	for _, candidate := range known {
		d := editDistance(name, candidate)
		if strings.Contains(candidate, name) {
			d = 1
		}
		if d < distance {
			best, distance = candidate, d
		}
	}
	if best != "" {
		return fmt.Errorf("there is no parameter %q [did you mean %s?]", name, best)
	}
	return fmt.Errorf("there is no parameter %q [known are %s]", name, strings.Join(known, ", "))
}

// editDistance is the number of insertions, deletions and replacements that
// lead from a to b.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before := row[0]
		row[0]++
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			before, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, before+cost)
		}
	}
	return row[len(b)]
}

func parseBool(value string) (bool, error) {
	switch value {
	case "true":
		return true, nil
	case "false":
		return false, nil
	}
	return false, errors.New("must be true or false")
}

func notEmpty(value string) error {
	if value == "" {
		return errors.New("must not be empty")
	}
	return nil
}

// String is the server's address. Nothing else of the settings is printed.
func (c SMTPConfig) String() string {
	return "SMTP " + net.JoinHostPort(c.Host, strconv.Itoa(c.Port))
}

// GoString is String.
func (c SMTPConfig) GoString() string { return c.String() }

// LogValue is String.
func (c SMTPConfig) LogValue() slog.Value { return slog.StringValue(c.String()) }
