package events

import (
	netmail "net/mail"
	"strings"
	"unicode"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/mail"
)

// Email is one e-mail address, an addr-spec (RFC 5322, section 3.4.1) of at
// most 254 bytes, without a display name. It may be international (RFC 6532).
type Email string

const maxEmail = 254 // bytes; RFC 5321, section 4.5.3.1.3, erratum 1690

func checkEmail(s string) *problem {
	if p := checkText(s); p != nil {
		return p
	}
	if len(s) > maxEmail {
		return &problem{diag.DataLimit, "must have at most 254 bytes", "check the address"}
	}
	address, err := netmail.ParseAddress(s)
	blank := strings.ContainsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) })
	if err != nil || blank || address.Address != s {
		return &problem{diag.DataEmail, "must be one e-mail address", `write it like "jo@example.com", without a name`}
	}
	if err := (mail.Address{Email: s}).Check(); err != nil {
		return &problem{diag.DataEmail, "must be an address that mail can go to", "check the part behind the @"}
	}
	return nil
}
