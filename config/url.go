package config

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/billet-mail/billet/diag"
)

// MaxURL is how many characters an address may have; beyond it some mail
// clients cut links.
const MaxURL = 2000

// schemes is what an address may begin with.
type schemes []string

var (
	webOnly = schemes{"https", "http"}
	anyLink = schemes{"https", "http", "mailto", "tel"}
)

// url reads an absolute address (RFC 3986). It may have letters of any
// language (RFC 3987).
func (r *reader) url(p pair, allowed schemes) string {
	s, ok := r.word(p)
	if !ok {
		return ""
	}
	if message, help := checkURL(s, allowed); message != "" {
		r.faults.Add(diag.ConfigURL, r.rangeOf(p.value), help, "%s %s", p.path, message)
	}
	return s
}

// checkURL says what is wrong with an address; the message is empty if
// nothing is.
func checkURL(s string, allowed schemes) (message, help string) {
	const example = "write it like https://www.example.com/terms"
	if s == "" {
		return "is empty", "write the address, or remove the line"
	}
	if utf8.RuneCountInString(s) > MaxURL {
		return "has more than 2000 characters", "shorten the address"
	}
	if i := strings.IndexFunc(s, unfitForURL); i >= 0 {
		c, _ := utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(c) || unicode.IsControl(c) {
			return "contains a blank", "write one address; a blank in it is written %20"
		}
		return "contains " + string(c) + ", which addresses cannot have", "write it as " + url.PathEscape(string(c)) + "; tags do not work here"
	}
	u, err := url.Parse(s)
	if err != nil {
		return "is not an address", example
	}
	scheme := strings.ToLower(u.Scheme)
	if !slices.Contains(allowed, scheme) {
		return "does not begin with " + either(allowed), example
	}
	switch scheme {
	case "https", "http":
		if u.Hostname() == "" {
			return "names no host", example
		}
	default:
		if u.Opaque == "" {
			return "names no address or number", "write it like mailto:billing@example.com or tel:+15550100"
		}
	}
	return "", ""
}

// unfitForURL reports characters that RFC 3986 wants escaped.
func unfitForURL(c rune) bool {
	return unicode.IsSpace(c) || unicode.IsControl(c) || strings.ContainsRune("<>\"{}|\\^`", c)
}

// either is "https:// or http://".
func either(allowed schemes) string {
	words := make([]string, len(allowed))
	for i, scheme := range allowed {
		words[i] = scheme + ":"
		if scheme == "https" || scheme == "http" {
			words[i] += "//"
		}
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
