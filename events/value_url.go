package events

import (
	"net/url"
	"strings"
	"unicode"

	"github.com/billet-mail/billet/diag"
)

// URL is an absolute address with the scheme https, http, mailto or tel, of at
// most 2000 characters, without blanks and control characters (RFC 3986).
type URL string

const maxURL = 2000 // characters; beyond it some mail clients cut links

func checkURL(s string) *problem {
	bad := func(message, help string) *problem { return &problem{diag.DataURL, message, help} }
	if p := checkText(s); p != nil {
		return p
	}
	if len([]rune(s)) > maxURL {
		return &problem{diag.DataLimit, "must have at most 2000 characters", "shorten the address"}
	}
	if strings.ContainsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) {
		return bad("must be a web address without blanks", "write a blank as %20")
	}
	u, err := url.Parse(s)
	if err != nil {
		return bad("must be a web address", `write it like "https://pay.example.com/42"`)
	}
	switch strings.ToLower(u.Scheme) {
	case "https", "http":
		if u.Hostname() == "" {
			return bad("must name a host", `write it like "https://pay.example.com/42"`)
		}
	case "mailto", "tel":
		if u.Opaque == "" {
			return bad("must name an address or a number", `write it like "mailto:billing@example.com" or "tel:+15550100"`)
		}
	default:
		return bad("must be an absolute address", "begin it with https://, http://, mailto: or tel:")
	}
	return nil
}
