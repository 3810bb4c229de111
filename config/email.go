package config

import (
	netmail "net/mail"
	"strings"
	"unicode"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/mail"
)

// maxEmail is in bytes (RFC 5321, section 4.5.3.1.3, erratum 1690), maxLabel
// in characters (RFC 1035, section 2.3.4).
const (
	maxEmail = 254
	maxLabel = 63
)

// email reads one address without a display name.
func (r *reader) email(p pair) string {
	s, ok := r.word(p)
	if !ok {
		return ""
	}
	const help = "write one address like support@example.com, without a name"
	switch {
	case s == "":
		r.faults.Add(diag.ConfigEmail, r.rangeOf(p.value), help, "%s is empty", p.path)
	case !isEmail(s):
		r.faults.Add(diag.ConfigEmail, r.rangeOf(p.value), help, "%s is not an e-mail address", p.path)
	}
	return s
}

func isEmail(s string) bool {
	address, err := netmail.ParseAddress(s)
	if err != nil || address.Address != s || len(s) > maxEmail || strings.ContainsFunc(s, unfitForURL) {
		return false
	}
	return isDomain(s[strings.LastIndexByte(s, '@')+1:]) && (mail.Address{Email: s}).Check() == nil
}

// isDomain reports whether s is a host name with a point in it, in ASCII or in
// the letters of any language (RFC 5890).
func isDomain(s string) bool {
	labels := strings.Split(s, ".")
	for _, label := range labels {
		if label == "" || len([]rune(label)) > maxLabel || label[0] == '-' || strings.HasSuffix(label, "-") {
			return false
		}
		for _, c := range label {
			if c != '-' && !unicode.In(c, unicode.L, unicode.M, unicode.Nd) {
				return false
			}
		}
	}
	return len(labels) > 1
}
