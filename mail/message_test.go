package mail_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/mail"
)

func content() mail.Content {
	return mail.Content{
		Event:       "payment_overdue",
		Template:    "second_notice",
		Locale:      "fr",
		LocaleChain: []string{"fr-CA", "fr"},
		Subject:     "Votre facture",
		Preheader:   "Échue depuis hier",
		From:        mail.Address{Name: "Harbour Cloud", Email: "billing@example.com"},
		To:          []mail.Address{{Name: "Anaïs", Email: "anais@example.com"}},
		Date:        time.Date(2026, time.November, 20, 9, 0, 0, 0, time.UTC),
		ID:          "42@example.com",
		HTML:        mail.Text("<!doctype html>\n"),
		Text:        mail.Text("Bonjour\n"),
	}
}

func message(t testing.TB, c mail.Content) *mail.Message {
	m, err := mail.New(c)
	require.NoError(t, err)
	return m
}

func TestMessageHasItsContent(t *testing.T) {
	m := message(t, content())
	assert.Equal(t, "payment_overdue", m.Event())
	assert.Equal(t, "second_notice", m.Template())
	assert.Equal(t, "fr", m.Locale())
	assert.Equal(t, []string{"fr-CA", "fr"}, m.LocaleChain())
	assert.Equal(t, "Votre facture", m.Subject())
	assert.Equal(t, "Échue depuis hier", m.Preheader())
	assert.Equal(t, "<!doctype html>\n", m.HTML())
	assert.Equal(t, "Bonjour\n", m.Text())
}

func TestMessageOfNothing(t *testing.T) {
	m := &mail.Message{}
	assert.Empty(t, m.Event()+m.Template()+m.Locale()+m.Subject()+m.Preheader()+m.HTML()+m.Text())
	assert.Empty(t, m.LocaleChain())
}

// A Message hands out copies: whoever changes one changes nobody else's.
func TestLocaleChainIsACopy(t *testing.T) {
	given := content()
	m := message(t, given)
	given.LocaleChain[0] = "de"
	changed := m.LocaleChain()
	changed[0] = "de"
	_ = append(changed[:1], "it")
	assert.Equal(t, []string{"fr-CA", "fr"}, m.LocaleChain())
}

func ExampleNew() {
	m, err := mail.New(mail.Content{
		From:    mail.Address{Name: "Harbour Cloud", Email: "billing@example.com"},
		To:      []mail.Address{{Name: "Anaïs", Email: "anais@example.com"}},
		Subject: "Votre facture F-2026-0042",
		Date:    time.Date(2026, time.November, 20, 9, 0, 0, 0, time.UTC),
		ID:      mail.MessageID("example.com", "payment_overdue", "F-2026-0042"),
		Locale:  "fr",
		Text:    mail.Text("Bonjour Anaïs\n"),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(strings.ReplaceAll(string(m.Bytes()), "\r\n", "\n"))
	// Output:
	// Date: Fri, 20 Nov 2026 09:00:00 +0000
	// From: Harbour Cloud <billing@example.com>
	// To: =?UTF-8?B?QW5hw69z?= <anais@example.com>
	// Subject: Votre facture F-2026-0042
	// Message-ID: <61041i38k0uj1viv3hk6jm391h8idn2i@example.com>
	// Auto-Submitted: auto-generated
	// Content-Language: fr
	// X-Entity-Ref-ID: 61041i38k0uj1viv3hk6jm391h8idn2i@example.com
	// MIME-Version: 1.0
	// Content-Type: text/plain; charset=utf-8
	// Content-Transfer-Encoding: quoted-printable
	//
	// Bonjour Ana=C3=AFs
}
