package mail_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

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
		HTML:        "<!doctype html>\n",
		Text:        "Bonjour\n",
	}
}

func TestMessageHasItsContent(t *testing.T) {
	m := mail.New(content())
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
	for name, m := range map[string]*mail.Message{"no content": mail.New(mail.Content{}), "zero": {}} {
		assert.Empty(t, m.Event()+m.Template()+m.Locale()+m.Subject()+m.Preheader()+m.HTML()+m.Text(), name)
		assert.Empty(t, m.LocaleChain(), name)
	}
}

// A Message hands out copies: whoever changes one changes nobody else's.
func TestLocaleChainIsACopy(t *testing.T) {
	given := content()
	m := mail.New(given)
	given.LocaleChain[0] = "de"
	changed := m.LocaleChain()
	changed[0] = "de"
	_ = append(changed[:1], "it")
	assert.Equal(t, []string{"fr-CA", "fr"}, m.LocaleChain())
}

func ExampleMessage() {
	m := mail.New(mail.Content{
		Event:       "payment_overdue",
		Template:    "payment_overdue",
		Locale:      "fr",
		LocaleChain: []string{"fr-CA", "fr"},
		Subject:     "Votre facture F-2026-0042",
		Text:        "Bonjour Anaïs\n",
	})
	fmt.Println(m.Subject())
	fmt.Print(m.Text())
	fmt.Println(m.LocaleChain())
	// Output:
	// Votre facture F-2026-0042
	// Bonjour Anaïs
	// [fr-CA fr]
}
