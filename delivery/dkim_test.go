package delivery_test

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/emersion/go-msgauth/dkim"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/delivery"
	"github.com/billet-mail/billet/delivery/deliverytest"
	"github.com/billet-mail/billet/mail"
)

// signers are one of each kind, and a lookup of their TXT records.
func signers(t *testing.T) ([]*delivery.DKIM, func(string) ([]string, error)) {
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	require.NoError(t, err)
	_, edKey, err := ed25519.GenerateKey(rand.Reader)
	require.NoError(t, err)
	records := map[string]string{}
	var list []*delivery.DKIM
	for selector, key := range map[string]crypto.Signer{"r1": rsaKey, "e1": edKey} {
		signer, err := delivery.NewDKIM("example.com", selector, key)
		require.NoError(t, err)
		list = append(list, signer)
		switch public := key.Public().(type) {
		case *rsa.PublicKey:
			der, err := x509.MarshalPKIXPublicKey(public)
			require.NoError(t, err)
			records[signer.String()] = "v=DKIM1; k=rsa; p=" + base64.StdEncoding.EncodeToString(der)
		case ed25519.PublicKey:
			records[signer.String()] = "v=DKIM1; k=ed25519; p=" + base64.StdEncoding.EncodeToString(public)
		}
	}
	return list, func(name string) ([]string, error) {
		if record, ok := records[name]; ok {
			return []string{record}, nil
		}
		return nil, fmt.Errorf("there is no %s", name)
	}
}

// listMessage has all that a signature must cover, and lines of dots.
func listMessage(t *testing.T) *mail.Message {
	c := content("dkim")
	c.To = []mail.Address{{Name: "Jo", Email: "jo@example.com"}}
	c.ReplyTo = []mail.Address{{Email: "help@example.com"}}
	c.Unsubscribe = mail.Unsubscribe{URL: "https://example.com/leave", Mailto: "mailto:leave@example.com", OneClick: true}
	c.Text = mail.Text("Bonjour\n.\n..\n\ntrailing blanks  \n\n\n")
	m, err := mail.New(c)
	require.NoError(t, err)
	return m
}

func TestDKIMVerifiesAfterTransport(t *testing.T) {
	list, lookup := signers(t)
	server := deliverytest.Start(t, deliverytest.Options{})
	sender := newSender(t, server, func(c *delivery.SMTPConfig) { c.DKIM = list })
	m := listMessage(t)
	_, err := sender.Send(t.Context(), m)
	require.NoError(t, err)
	arrived := server.Transactions()[0].Message()
	assert.True(t, bytes.HasSuffix(arrived, m.Bytes()), "the message itself is as it was")

	verified := verify(t, arrived, lookup)
	require.Len(t, verified, 2)
	for _, v := range verified {
		require.NoError(t, v.Err)
		assert.Equal(t, "example.com", v.Domain)
		for _, name := range []string{"From", "To", "Subject", "Date", "Message-ID", "Reply-To", "Content-Type", "MIME-Version"} {
			assert.Equal(t, 2, count(v.HeaderKeys, name), "%s is signed, and so is that there is no other", name)
		}
		assert.Equal(t, 1, count(v.HeaderKeys, "List-Unsubscribe"))
		assert.Equal(t, 1, count(v.HeaderKeys, "List-Unsubscribe-Post"))
		assert.Equal(t, 1, count(v.HeaderKeys, "Cc"), "nobody can add one")
	}
	for _, field := range signatureFields(arrived) {
		assert.Contains(t, field, "c=relaxed/relaxed")
	}
}

// A change breaks both signatures: of what is signed, and by what is added.
func TestDKIMBreaks(t *testing.T) {
	list, lookup := signers(t)
	server := deliverytest.Start(t, deliverytest.Options{})
	sender := newSender(t, server, func(c *delivery.SMTPConfig) { c.DKIM = list })
	_, err := sender.Send(t.Context(), listMessage(t))
	require.NoError(t, err)
	arrived := string(server.Transactions()[0].Message())
	change := func(from, to string) string {
		require.Contains(t, arrived, from)
		return strings.Replace(arrived, from, to, 1)
	}
	for name, changed := range map[string]string{
		"subject":             change("Votre", "votre"),
		"address to leave":    change("https://example.com/leave", "https://example.org/leave"),
		"one click":           change("List-Unsubscribe=One-Click", "List-Unsubscribe=Two-Clicks"),
		"a second From":       "From: boss@example.com\r\n" + arrived,
		"a second Subject":    "Subject: Urgent\r\n" + arrived,
		"a Cc":                "Cc: eve@example.com\r\n" + arrived,
		"a second List":       change("\r\nList-Unsubscribe:", "\r\nX-Nothing: 1\r\nList-Unsubscribe: <https://example.org>\r\nX-List-Unsubscribe:"),
		"the body":            change("Bonjour", "bonjour"),
		"the end of the body": arrived + "more\r\n",
	} {
		verified := verify(t, []byte(changed), lookup)
		require.Len(t, verified, 2, name)
		for _, v := range verified {
			require.Error(t, v.Err, name)
		}
	}
}

func verify(t *testing.T, message []byte, lookup func(string) ([]string, error)) []*dkim.Verification {
	verified, err := dkim.VerifyWithOptions(bytes.NewReader(message), &dkim.VerifyOptions{LookupTXT: lookup})
	require.NoError(t, err)
	return verified
}

func signatureFields(message []byte) []string {
	header, _, _ := strings.Cut(string(message), "\r\n\r\n")
	header = strings.ReplaceAll(header, "\r\n ", "")
	var fields []string
	for line := range strings.SplitSeq(header, "\r\n") {
		if strings.HasPrefix(line, "DKIM-Signature:") {
			fields = append(fields, line)
		}
	}
	return fields
}

func count(list []string, name string) int {
	n := 0
	for _, entry := range list {
		if strings.EqualFold(entry, name) {
			n++
		}
	}
	return n
}

func TestNewDKIMRefuses(t *testing.T) {
	_, good, err := ed25519.GenerateKey(rand.Reader)
	require.NoError(t, err)
	curve, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	for want, c := range map[string]struct {
		domain, selector string
		key              crypto.Signer
	}{
		`"" is no domain`:                  {"", "s1", good},
		`"exa mple.com" is no domain`:      {"exa mple.com", "s1", good},
		`"bücher.example" is no domain`:    {"bücher.example", "s1", good},
		`"example..com" is no domain`:      {"example..com", "s1", good},
		`"" is no selector`:                {"example.com", "", good},
		`"s1;" is no selector`:             {"example.com", "s1;", good},
		"there is no key":                  {"example.com", "s1", nil},
		"*ecdsa.PublicKey cannot sign":     {"example.com", "s1", curve},
		"RSA key of 512 bits is too short": {"example.com", "s1", shortKey{}},
	} {
		_, err := delivery.NewDKIM(c.domain, c.selector, c.key)
		require.ErrorContains(t, err, want)
	}
}

// shortKey is an RSA key that crypto/rsa would not make any more.
type shortKey struct{ crypto.Signer }

func (shortKey) Public() crypto.PublicKey {
	return &rsa.PublicKey{N: new(big.Int).Lsh(big.NewInt(1), 511), E: 65537}
}

func TestParseDKIMKey(t *testing.T) {
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	require.NoError(t, err)
	_, edKey, err := ed25519.GenerateKey(rand.Reader)
	require.NoError(t, err)
	pkcs8 := func(key any) []byte {
		der, err := x509.MarshalPKCS8PrivateKey(key)
		require.NoError(t, err)
		return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})
	}
	pkcs1 := pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(rsaKey)})
	for _, data := range [][]byte{pkcs8(rsaKey), pkcs8(edKey), pkcs1, slices.Concat([]byte("a comment\n"), pkcs1)} {
		key, err := delivery.ParseDKIMKey(data)
		require.NoError(t, err)
		_, err = delivery.NewDKIM("example.com", "s1", key)
		require.NoError(t, err)
	}
	for _, data := range []string{"", "no PEM", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"} {
		_, err := delivery.ParseDKIMKey([]byte(data))
		require.Error(t, err)
	}
}
