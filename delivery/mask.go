package delivery

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// Mask makes an address unreadable to those who do not know it:
// m***@example.com.
func Mask(address string) string {
	at := strings.LastIndexByte(address, '@')
	if at < 0 {
		return "***"
	}
	_, first := utf8.DecodeRuneInString(address[:at])
	return address[:first] + "***" + address[at:]
}

// addresses finds what looks like one in a text: servers repeat them in their
// replies.
var addresses = regexp.MustCompile(`(?:"(?:[^"\\]|\\.)*"|[^\s<>()\[\]{}",;:]+)@[^\s<>()\[\]{}"',;:=]+`)

// maskAll masks the addresses of a text.
func maskAll(text string) string { return addresses.ReplaceAllStringFunc(text, Mask) }
