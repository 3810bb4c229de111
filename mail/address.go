package mail

import (
	"net/mail"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// Address is a mailbox (RFC 5322, section 3.4). The zero Address is none.
type Address struct {
	Name  string // for people, in Unicode; may be empty
	Email string // addr-spec; may be international (RFC 6532)
}

// ParseAddress reads an address as people write it: jo@example.com, or
// Jo <jo@example.com>.
func ParseAddress(s string) (Address, error) {
	list, err := ParseAddresses(s)
	if err != nil {
		return Address{}, err
	}
	if len(list) != 1 {
		return Address{}, &InvalidError{Field: "address", Value: s, Reason: "is more than one address"}
	}
	return list[0], nil
}

// ParseAddresses reads addresses with commas between them.
func ParseAddresses(s string) ([]Address, error) {
	parsed, err := mail.ParseAddressList(s)
	if err != nil {
		return nil, &InvalidError{Field: "address", Value: s, Reason: "is no address (write jo@example.com, or Jo <jo@example.com>)"}
	}
	var list []Address
	for _, p := range parsed {
		a := Address{Name: p.Name, Email: written(p.Address)}
		if reason := a.fault(); reason != "" {
			return nil, &InvalidError{Field: "address", Value: s, Reason: reason}
		}
		list = append(list, a)
	}
	return list, nil
}

// written puts a local part in quotes that needs them: package net/mail takes
// them off.
func written(email string) string {
	quoted := (&mail.Address{Address: email}).String()
	return strings.TrimSuffix(strings.TrimPrefix(quoted, "<"), ">")
}

// IsZero reports whether it is no address.
func (a Address) IsZero() bool { return a == Address{} }

// String is the address as people read it: Jo <jo@example.com>.
func (a Address) String() string {
	switch {
	case a.Name == "":
		return a.Email
	case strings.ContainsAny(a.Name, `()<>[]:;@\,."`):
		return quotedString(a.Name) + " <" + a.Email + ">"
	}
	return a.Name + " <" + a.Email + ">"
}

// local and domain are the two sides of the last @.
func (a Address) local() string  { return a.Email[:max(0, strings.LastIndexByte(a.Email, '@'))] }
func (a Address) domain() string { return a.Email[strings.LastIndexByte(a.Email, '@')+1:] }

// Wire is the addr-spec as an envelope has it, with its domain as A-labels.
func (a Address) Wire() string { return a.wire() }

// wire is the addr-spec with its domain as A-labels (RFC 5891), as transports
// and headers have it.
func (a Address) wire() string {
	domain, err := wireDomain(a.domain())
	if err != nil || a.Email == "" || domain == a.domain() {
		return a.Email
	}
	return a.local() + "@" + domain
}

// international reports that only SMTPUTF8 (RFC 6531) takes the address: its
// local part is not ASCII.
func (a Address) international() bool { return !isASCII(a.local()) }

// wireDomain is a domain in ASCII. The profile refuses what no name server has.
func wireDomain(domain string) (string, error) {
	if strings.HasPrefix(domain, "[") {
		return domain, nil // an address literal (RFC 5321, section 4.1.3)
	}
	if isASCII(domain) && !strings.Contains(strings.ToLower(domain), "xn--") {
		return domain, nil
	}
	return idna.Lookup.ToASCII(domain)
}

// Limits of an address in bytes (RFC 5321, section 4.5.3.1, erratum 1690).
const (
	maxEmail = 254
	maxLocal = 64
)

// Check tells what keeps an address out of a message: an [*InvalidError].
func (a Address) Check() error {
	if reason := a.fault(); reason != "" {
		return &InvalidError{Field: "address", Value: a.Email, Reason: reason}
	}
	return nil
}

// fault says what is wrong with an address, "" if nothing is.
func (a Address) fault() string {
	if reason := textFault(a.Name); reason != "" {
		return "has a name that " + reason
	}
	if isUsual(a.Email) {
		return ""
	}
	if reason := textFault(a.Email); reason != "" {
		return reason
	}
	if !utf8.ValidString(a.Email) {
		return "is not UTF-8"
	}
	if reason := wordFault(a.Email); reason != "" {
		return reason
	}
	if strings.ContainsFunc(a.Email, deceives) {
		return "holds a character that nobody sees"
	}
	parsed, err := mail.ParseAddress("<" + a.Email + ">")
	if err != nil || written(parsed.Address) != a.Email {
		return "is no address like jo@example.com"
	}
	domain, err := wireDomain(a.domain())
	switch {
	case err != nil:
		return "has a domain that does not exist: " + a.domain()
	case len(a.local()) > maxLocal || len(a.local())+1+len(domain) > maxEmail:
		return "is too long"
	case !isDomain(domain):
		return "has a domain that is no host name"
	}
	return ""
}

// deceives reports blanks and line ends beyond ASCII, and what turns the writing
// direction (UAX #9, section 2): no mailbox has them, and they hide what an
// address is.
func deceives(r rune) bool {
	return r >= utf8.RuneSelf && unicode.IsSpace(r) || turns(r)
}

func turns(r rune) bool {
	return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r == 0x200E || r == 0x200F
}

// isUsual reports an addr-spec as almost all are: letters, digits and a few signs
// that every parser takes for what they are. It saves the parser.
func isUsual(email string) bool {
	local, domain, ok := strings.Cut(email, "@")
	if !ok || local == "" || len(local) > maxLocal || len(email) > maxEmail || strings.Contains(domain, "--") || !isDomain(domain) || domain[0] == '[' {
		return false
	}
	for i := 0; i < len(local); i++ {
		switch c := local[i]; {
		case isAlphanumeric(c), c == '-', c == '_', c == '+':
		case c == '.' && i > 0 && i < len(local)-1 && local[i-1] != '.':
		default:
			return false
		}
	}
	return true
}

// isDomain judges a domain in ASCII (RFC 1035, section 2.3.1, and RFC 1123,
// section 2.1), or an address literal.
func isDomain(domain string) bool {
	if strings.HasPrefix(domain, "[") {
		return strings.HasSuffix(domain, "]") && len(domain) > 2
	}
	for label := range strings.SplitSeq(domain, ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		for i := 0; i < len(label); i++ {
			if c := label[i]; c != '-' && c != '_' && !isAlphanumeric(c) {
				return false
			}
		}
	}
	return true
}

func isAlphanumeric(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// quotedString is a quoted-string (RFC 5322, section 3.2.4).
func quotedString(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
