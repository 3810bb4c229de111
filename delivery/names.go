package delivery

import "github.com/billet-mail/billet/mail"

func idOf(m *mail.Message) string   { return "wrapped@example.com" }
func dateOf(m *mail.Message) string { return "20261120T090000Z" }
