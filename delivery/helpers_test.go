package delivery_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

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

// bigFile is more than the buffers between two programs hold, so that a server
// that reads nothing stops whoever sends it.
func bigFile(t *testing.T) *mail.File {
	file, err := mail.NewFile("application/octet-stream", make([]byte, 9<<20))
	require.NoError(t, err)
	return file
}
