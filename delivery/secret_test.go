package delivery_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/delivery"
	"github.com/billet-mail/billet/delivery/deliverytest"
	"github.com/billet-mail/billet/mail"
)

// prints is a value in every print that programs make of one.
func prints(t *testing.T, value any) string {
	var out strings.Builder
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		fmt.Fprintf(&out, verb+"\n", value)
	}
	fmt.Fprintf(&out, "%+v\n", struct{ Inside any }{value})
	fmt.Fprintf(&out, "%+v\n", struct{ inside any }{value})
	fmt.Fprintf(&out, "%#v\n", []any{value})
	for _, handler := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
		slog.New(handler).Info("x", "value", value, "inside", struct{ Inside any }{value})
	}
	return out.String()
}

// forms are what a secret looks like in what is printed or sent.
func forms(secret string) []string {
	return []string{
		secret, base64.StdEncoding.EncodeToString([]byte(secret)), hex.EncodeToString([]byte(secret)),
		base64.StdEncoding.EncodeToString([]byte("\x00jo\x00" + secret)), fmt.Sprint([]byte(secret)),
		strings.Trim(fmt.Sprint([]byte(secret)), "[]"), fmt.Sprintf("%#v", []byte(secret)),
	}
}

func requireNoSecret(t *testing.T, text, secret string) {
	t.Helper()
	for _, form := range forms(secret) {
		require.NotContains(t, text, form)
	}
}

func TestNoPrintHasASecret(t *testing.T) {
	_, key, err := ed25519.GenerateKey(rand.Reader)
	require.NoError(t, err)
	signer, err := delivery.NewDKIM("example.com", "s1", key)
	require.NoError(t, err)
	config := delivery.SMTPConfig{
		Host: "mail.example.com", User: "jo", Password: delivery.FixedPassword(secret), DKIM: []*delivery.DKIM{signer},
	}
	sender, err := delivery.NewSMTP(config)
	require.NoError(t, err)
	for _, value := range []any{
		config, &config, config.Password, sender, *signer, signer,
		delivery.Retry(sender, delivery.RetryOptions{}), delivery.DryRun(sender),
		struct{ Config delivery.SMTPConfig }{config}, struct{ config delivery.SMTPConfig }{config}, []*delivery.DKIM{signer},
	} {
		text := prints(t, value)
		requireNoSecret(t, text, secret)
		requireNoSecret(t, text, string(key))
		requireNoSecret(t, text, string(key.Seed()))
	}
	assert.Equal(t, "SMTP mail.example.com:587", sender.String())
}

// Servers that repeat what they were sent do not get the password into an
// error, whatever they call it.
func TestNoErrorHasThePassword(t *testing.T) {
	plain := base64.StdEncoding.EncodeToString([]byte("\x00jo\x00" + secret))
	bare := base64.StdEncoding.EncodeToString([]byte(secret))
	bearer := base64.StdEncoding.EncodeToString([]byte("user=jo\x01auth=Bearer " + secret + "\x01\x01"))
	for _, m := range []delivery.Mechanism{delivery.Plain, delivery.Login, delivery.XOAuth2} {
		for _, echo := range []deliverytest.Action{
			deliverytest.Reply("535 5.7.8 wrong: AUTH PLAIN " + plain),
			deliverytest.Reply("535-5.7.8 wrong", "535-5.7.8 "+secret, "535-5.7.8 "+bare, "535 5.7.8 "+bearer),
			deliverytest.Reply("454 4.7.0 " + strings.Repeat("x", 1995) + secret), // cut off in the middle
			deliverytest.Reply("AUTH PLAIN " + plain),
			deliverytest.Reply(strings.Repeat("x", 75) + secret),
			deliverytest.Reply("250-"+secret, "535 "+plain),
			deliverytest.Reply("334 " + secret),
			deliverytest.Reply("354 " + bare + " " + bearer),
		} {
			script := deliverytest.Script{deliverytest.Auth: {echo}}
			if m == delivery.Login {
				script = deliverytest.Script{deliverytest.Challenge: {deliverytest.Default(), echo}}
			}
			server := deliverytest.Start(t, deliverytest.Options{Script: script})
			sender := newSender(t, server, func(c *delivery.SMTPConfig) {
				c.User, c.Auth, c.Password = "jo", m, delivery.FixedPassword(secret)
			})
			var log bytes.Buffer
			logged := delivery.Log(sender, slog.New(slog.NewTextHandler(&log, nil)), delivery.LogOptions{Addresses: true})
			receipt, err := logged.Send(t.Context(), message(t, "echo"))
			require.Error(t, err)
			for ; err != nil; err = errors.Unwrap(err) {
				requireNoSecret(t, prints(t, err)+err.Error(), secret)
				requireNoSecret(t, prints(t, err), secret[:8])
			}
			requireNoSecret(t, prints(t, receipt)+log.String(), secret)
		}
	}
}

func TestPasswordFromEnvironment(t *testing.T) {
	get := delivery.PasswordFromEnvironment()
	t.Setenv("BILLET_SMTP_PASSWORD", secret)
	got, err := get(t.Context())
	require.NoError(t, err)
	assert.Equal(t, secret, got)
	require.NoError(t, os.Unsetenv("BILLET_SMTP_PASSWORD"))
	_, err = get(t.Context())
	require.ErrorContains(t, err, "the environment has no BILLET_SMTP_PASSWORD")
}

func TestPasswordFromFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "password")
	get := delivery.PasswordFromFile(name)
	_, err := get(t.Context())
	require.ErrorIs(t, err, os.ErrNotExist)
	for text, want := range map[string]string{
		"a": "a", "a\n": "a", "a\r\n": "a", "a\n\n": "a\n", " a ": " a ", "": "",
	} {
		require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
		got, err := get(t.Context())
		require.NoError(t, err)
		assert.Equal(t, want, got, "%q", text)
	}
	require.NoError(t, os.WriteFile(name, bytes.Repeat([]byte("a"), 70_000), 0o600))
	_, err = get(t.Context())
	require.ErrorContains(t, err, "no password file")
}

// A password that cannot be had, or could end its line, is a setting that is
// wrong, and no connection is made for it.
func TestPasswordsThatCannotBe(t *testing.T) {
	for name, password := range map[string]delivery.Password{
		"cannot be had":  func(context.Context) (string, error) { return "", errors.New("the safe is locked") },
		"is empty":       delivery.FixedPassword(""),
		"has a line end": delivery.FixedPassword(secret + "\n" + secret),
		"or a NUL":       delivery.FixedPassword(secret + "\x00"),
	} {
		server := deliverytest.Start(t, deliverytest.Options{})
		sender := newSender(t, server, func(c *delivery.SMTPConfig) { c.User, c.Password = "jo", password })
		_, err := sender.Send(t.Context(), message(t, "password"))
		require.ErrorContains(t, err, name)
		assert.Equal(t, mail.Configuration, mail.ClassOf(err))
		assert.NotContains(t, err.Error(), secret)
		assert.Zero(t, server.Connections())
	}
}
