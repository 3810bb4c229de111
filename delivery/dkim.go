package delivery

import (
	"bytes"
	"crypto"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"strings"

	"github.com/emersion/go-msgauth/dkim"
)

// DKIM signs messages for a domain (RFC 6376), relaxed/relaxed. A domain may
// have two, with an RSA and an Ed25519 key (RFC 8463): servers that do not know
// the second read the first. It is immutable and safe for concurrent use.
type DKIM struct {
	domain, selector string
	key              func() crypto.Signer // a function, so that no print shows it
}

// NewDKIM takes the domain, with A-labels, and the selector of the TXT record
// selector._domainkey.domain, and its private key: RSA of 1024 bits at least,
// or Ed25519.
func NewDKIM(domain, selector string, key crypto.Signer) (*DKIM, error) {
	if !isDomain(domain) {
		return nil, fmt.Errorf("dkim: %q is no domain in ASCII", domain)
	}
	if !isDomain(selector) {
		return nil, fmt.Errorf("dkim: %q is no selector", selector)
	}
	if key == nil {
		return nil, errors.New("dkim: there is no key")
	}
	switch public := key.Public().(type) {
	case *rsa.PublicKey:
		if public.N.BitLen() < 1024 { // RFC 8301, section 3.2
			return nil, fmt.Errorf("dkim: an RSA key of %d bits is too short [take 2048]", public.N.BitLen())
		}
	case ed25519.PublicKey:
	default:
		return nil, fmt.Errorf("dkim: a key of type %T cannot sign mail [take RSA or Ed25519]", public)
	}
	return &DKIM{domain: domain, selector: selector, key: func() crypto.Signer { return key }}, nil
}

// ParseDKIMKey reads a private key: PEM, of PKCS #8 or PKCS #1.
func ParseDKIMKey(data []byte) (crypto.Signer, error) {
	block, _ := pem.Decode(data)
	if block == nil {
		return nil, errors.New("dkim: the key is no PEM [it begins with -----BEGIN PRIVATE KEY-----]")
	}
	if key, err := x509.ParsePKCS1PrivateKey(block.Bytes); err == nil {
		return key, nil
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, errors.New("dkim: the key is neither PKCS #8 nor PKCS #1, or has a passphrase")
	}
	signer, ok := key.(crypto.Signer)
	if !ok {
		return nil, fmt.Errorf("dkim: a key of type %T cannot sign", key)
	}
	return signer, nil
}

// String is the name of the TXT record. The key is never printed.
func (d *DKIM) String() string { return d.selector + "._domainkey." + d.domain }

// GoString is String.
func (d *DKIM) GoString() string { return d.String() }

// isDomain takes letters, digits, hyphens and underscores between points.
func isDomain(s string) bool {
	for label := range strings.SplitSeq(s, ".") {
		if label == "" || strings.ContainsFunc(label, func(r rune) bool {
			return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_')
		}) {
			return false
		}
	}
	return true
}

// signAll puts a signature of each signer before a message.
func signAll(signers []*DKIM, message []byte) ([]byte, error) {
	var signed bytes.Buffer
	for _, d := range signers {
		field, err := d.sign(message)
		if err != nil {
			return nil, fmt.Errorf("dkim %s: %w", d, err)
		}
		signed.WriteString(field)
	}
	signed.Write(message)
	return signed.Bytes(), nil
}

// sign makes the DKIM-Signature field.
func (d *DKIM) sign(message []byte) (string, error) {
	signer, err := dkim.NewSigner(&dkim.SignOptions{
		Domain: d.domain, Selector: d.selector, Signer: d.key(),
		HeaderCanonicalization: dkim.CanonicalizationRelaxed,
		BodyCanonicalization:   dkim.CanonicalizationRelaxed,
		HeaderKeys:             signedFields(message),
	})
	if err != nil {
		return "", err
	}
	_, writeErr := signer.Write(message)
	if err := errors.Join(signer.Close(), writeErr); err != nil {
		return "", err
	}
	return signer.Signature(), nil
}

// signedFields lists the fields for "h=": all that a reader sees or acts on,
// as often as the message has them. The first ones stand there once more, so
// that the signature breaks if somebody adds another (RFC 6376, section 8.15).
// RFC 8058, section 4 wants the List- fields signed.
func signedFields(message []byte) []string {
	once := fieldCounts(message)
	var list []string
	for _, name := range []string{"From", "To", "Cc", "Subject", "Date", "Message-ID", "Reply-To", "Sender", "MIME-Version", "Content-Type"} {
		for range once[strings.ToLower(name)] + 1 {
			list = append(list, name)
		}
	}
	for _, name := range []string{
		"Content-Transfer-Encoding", "In-Reply-To", "References", "Auto-Submitted", "Content-Language",
		"List-Unsubscribe", "List-Unsubscribe-Post", "List-Id", "List-Help", "List-Subscribe", "List-Post", "List-Owner", "List-Archive", "Feedback-ID", "X-Entity-Ref-ID",
	} {
		for range once[strings.ToLower(name)] {
			list = append(list, name)
		}
	}
	return list
}

// fieldCounts counts the fields of a header by their names in lower case.
func fieldCounts(message []byte) map[string]int {
	counts := map[string]int{}
	for line := range bytes.SplitSeq(message, []byte("\r\n")) {
		if len(line) == 0 {
			break
		}
		if name, _, ok := bytes.Cut(line, []byte(":")); ok && line[0] != ' ' && line[0] != '\t' {
			counts[strings.ToLower(string(name))]++
		}
	}
	return counts
}
