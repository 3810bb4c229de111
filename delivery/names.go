package delivery

import "github.com/billet-mail/billet/mail"

func idOf(m *mail.Message) string   { return "" }
func dateOf(m *mail.Message) string { return "" }
