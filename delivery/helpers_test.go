package delivery_test

import (
	"time"

	"github.com/billet-mail/billet/mail"
)

// secret must not stand in anything that is printed.
const secret = "pa55-w0rd-of-jo"

// content is that of a small message, without recipients.
func content(id string) mail.Content {
	return mail.Content{
		Event: "payment_overdue", Template: "payment_overdue", Locale: "fr",
		From:    mail.Address{Name: "Harbour Cloud", Email: "billing@example.com"},
		Subject: "Votre facture F-2026-0042",
		Date:    time.Date(2026, time.November, 20, 9, 0, 0, 0, time.UTC),
		ID:      id + "@example.com",
		Text:    mail.Text("Bonjour\n"),
		HTML:    mail.Text("<p>Bonjour</p>\n"),
	}
}
