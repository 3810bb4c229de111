package delivery_test

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/delivery"
	"github.com/billet-mail/billet/delivery/deliverytest"
)

func TestParseSMTPURL(t *testing.T) {
	folder := t.TempDir()
	t.Chdir(folder)
	writeKey(t, "dkim.pem")
	writeCertificate(t, "ca.pem")
	require.NoError(t, os.WriteFile("password", []byte(secret+"\n"), 0o600))

	type config = delivery.SMTPConfig
	minute := delivery.Timeouts{}.Within(time.Minute)
	for raw, want := range map[string]config{
		"smtp://mail.example.com":                  {Host: "mail.example.com"},
		"smtp://mail.example.com/":                 {Host: "mail.example.com"},
		"smtps://mail.example.com":                 {Host: "mail.example.com", TLS: delivery.ImplicitTLS},
		"SMTP://mail.example.com:25":               {Host: "mail.example.com", Port: 25},
		"smtp://127.0.0.1:1025":                    {Host: "127.0.0.1", Port: 1025},
		"smtp://[::1]:1025":                        {Host: "::1", Port: 1025},
		"smtp://jo@mail.example.com":               {Host: "mail.example.com", User: "jo"},
		"smtp://jo%40example.com@mail.example.com": {Host: "mail.example.com", User: "jo@example.com"},
		"smtp://h?starttls=required":               {Host: "h"},
		"smtp://h?starttls=optional":               {Host: "h", TLS: delivery.OptionalTLS},
		"smtp://h?starttls=never":                  {Host: "h", TLS: delivery.NoTLS},
		"smtp://jo@h?auth=login":                   {Host: "h", User: "jo", Auth: delivery.Login},
		"smtp://jo@h?auth=XOAUTH2":                 {Host: "h", User: "jo", Auth: delivery.XOAuth2},
		"smtp://jo@h?insecure_auth=true":           {Host: "h", User: "jo", InsecureAuth: true},
		"smtp://jo@h?insecure_auth=false":          {Host: "h", User: "jo"},
		"smtp://h?hello=me.example.com":            {Host: "h", LocalName: "me.example.com"},
		"smtp://h?connections=9&idle=2m":           {Host: "h", MaxConns: 9, IdleTimeout: 2 * time.Minute},
		"smtp://h?idle=0s":                         {Host: "h", IdleTimeout: -1},
		"smtp://h?timeout=1m":                      {Host: "h", Timeouts: minute},
	} {
		got, err := delivery.ParseSMTPURL(raw)
		require.NoError(t, err, raw)
		assert.Equal(t, want, got, raw)
	}

	got, err := delivery.ParseSMTPURL("smtp://jo@h?password_file=password&ca_file=ca.pem&server_name=mail.example.com&dkim=s1._domainkey.example.com:dkim.pem&dkim=s2._domainkey.example.com:dkim.pem")
	require.NoError(t, err)
	password, err := got.Password(t.Context())
	require.NoError(t, err)
	assert.Equal(t, secret, password)
	assert.Equal(t, "mail.example.com", got.TLSConfig.ServerName)
	assert.NotNil(t, got.TLSConfig.RootCAs)
	require.Len(t, got.DKIM, 2)
	assert.Equal(t, "s1._domainkey.example.com", got.DKIM[0].String())
	assert.Equal(t, "s2._domainkey.example.com", got.DKIM[1].String())
}

func TestParseSMTPURLRefuses(t *testing.T) {
	t.Chdir(t.TempDir())
	require.NoError(t, os.WriteFile("nothing.pem", []byte("no PEM\n"), 0o600))
	for raw, want := range map[string]string{
		"":                                              "must begin with smtp://",
		"mail.example.com":                              "must begin with smtp://",
		"mail.example.com:587":                          "must begin with smtp://",
		"http://h":                                      "must begin with smtp://",
		"smtp:h":                                        "more than user, host",
		"smtp://":                                       "no host",
		"smtp://h:0":                                    "port",
		"smtp://h:65536":                                "port",
		"smtp://h:x":                                    "this is no URL",
		"smtp://h/path":                                 "more than user, host",
		"smtp://h#part":                                 "more than user, host",
		"smtp://jo:" + secret + "@h":                    "[set BILLET_SMTP_PASSWORD, or add password_file=PATH to the URL]",
		"smtp://jo:" + secret + "/@h":                   "this is no URL",
		"smtp://jo:%zz" + secret + "@h":                 "this is no URL",
		"smtp://jo:" + secret + "@h:587\x00":            "this is no URL",
		"smtp://h?password=" + secret:                   "must not hold a password",
		"smtp://h?pass=" + secret:                       "must not hold a password",
		"smtp://h?startls=never":                        "did you mean starttls?",
		"smtp://h?tls=never":                            "did you mean starttls?",
		"smtp://h?conections=3":                         "did you mean connections?",
		"smtp://h?timeouts=3s":                          "did you mean timeout?",
		"smtp://h?insecure=true":                        "did you mean insecure_auth?",
		"smtp://h?zzzzzzzzzzzzzzzz=true":                "known are auth, ca_file, connections",
		"smtp://h?starttls":                             "starttls: must be required, optional or never",
		"smtp://h?starttls=no":                          "starttls: must be required, optional or never",
		"smtps://h?starttls=never":                      "starttls: smtps:// has no STARTTLS",
		"smtp://h?starttls=never&starttls=":             "starttls twice",
		"smtp://h?a;b":                                  "malformed",
		"smtp://h?auth=login":                           "needs a user",
		"smtp://jo@h?auth=digest":                       "auth: must be plain, login or xoauth2",
		"smtp://jo@h?insecure_auth=1":                   "insecure_auth: must be true or false",
		"smtp://jo@h?password_file=":                    "password_file: must not be empty",
		"smtp://jo%0d%0aRSET@h":                         "control character",
		"smtp://h?hello=":                               "hello: must not be empty",
		"smtp://h?hello=a%20b":                          "EHLO has a blank",
		"smtp://h?connections=0":                        "connections: must be a number from 1",
		"smtp://h?connections=many":                     "connections: must be a number from 1",
		"smtp://h?idle=30":                              "idle: must be a time",
		"smtp://h?idle=-1s":                             "idle: must be a time",
		"smtp://h?timeout=0s":                           "timeout: must be a time",
		"smtp://h?ca_file=missing":                      "ca_file: open missing",
		"smtp://h?ca_file=nothing.pem":                  "nothing.pem has no certificate",
		"smtp://h?server_name=":                         "server_name: must not be empty",
		"smtp://h?dkim=s1.example.com:x":                "dkim: must be NAME:PATH",
		"smtp://h?dkim=s1._domainkey.a.com":             "dkim: must be NAME:PATH",
		"smtp://h?dkim=s1._domainkey.a.com:missing":     "dkim: open missing",
		"smtp://h?dkim=s1._domainkey.a.com:nothing.pem": "the key is no PEM",
	} {
		_, err := delivery.ParseSMTPURL(raw)
		require.ErrorContains(t, err, want, raw)
		assert.NotContains(t, err.Error(), secret, raw)
	}
}

// A user without a password is found when the sender is made.
func TestAUserNeedsAPassword(t *testing.T) {
	c, err := delivery.ParseSMTPURL("smtp://jo@h")
	require.NoError(t, err)
	_, err = delivery.NewSMTP(c)
	require.ErrorContains(t, err, "[set BILLET_SMTP_PASSWORD or password_file]")
	c.Password = delivery.PasswordFromEnvironment()
	_, err = delivery.NewSMTP(c)
	require.NoError(t, err)
}

func TestTimeoutsWithin(t *testing.T) {
	got := delivery.Timeouts{Mail: time.Second, Rcpt: -1}.Within(time.Minute)
	assert.Equal(t, time.Second, got.Mail)
	assert.Equal(t, time.Minute, got.Rcpt)
	assert.Equal(t, time.Minute, got.Final)
	assert.Equal(t, 30*time.Second, got.Connect)
}

func writeKey(t *testing.T, name string) {
	_, key, err := ed25519.GenerateKey(rand.Reader)
	require.NoError(t, err)
	der, err := x509.MarshalPKCS8PrivateKey(key)
	require.NoError(t, err)
	writePEM(t, name, "PRIVATE KEY", der)
}

func writeCertificate(t *testing.T, name string) {
	certificate, err := deliverytest.NewCertificate(time.Now().Add(time.Hour), "127.0.0.1")
	require.NoError(t, err)
	writePEM(t, name, "CERTIFICATE", certificate.Certificate[0])
}

func writePEM(t *testing.T, name, kind string, der []byte) {
	data := pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})
	require.NoError(t, os.WriteFile(filepath.Clean(name), data, 0o600))
}
