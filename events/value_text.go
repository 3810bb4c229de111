package events

import (
	"unicode"
	"unicode/utf8"

	"github.com/billet-mail/billet/diag"
)

// Text is words that keep their line breaks, such as a postal address. A plain
// string prints line breaks as blanks.
type Text string

// Markdown is words that are rendered as Markdown, safely: the merchant's own
// message in a mail.
type Markdown string

// checkText judges words of any kind: valid UTF-8, and of the control
// characters only tab and line breaks. HTML cannot hold the others at all.
func checkText(s string) *problem {
	if !utf8.ValidString(s) {
		return &problem{diag.DataEncoding, "must be valid UTF-8", "send text in UTF-8"}
	}
	for _, r := range s {
		if unicode.IsControl(r) && r != '\t' && r != '\n' && r != '\r' || isNoncharacter(r) {
			return &problem{diag.DataText, "must not hold control characters", "of these only tabs and line breaks are allowed"}
		}
	}
	return nil
}

// isNoncharacter reports what Unicode never gives a meaning (chapter 23.7).
func isNoncharacter(r rune) bool {
	return r&0xFFFE == 0xFFFE || r >= 0xFDD0 && r <= 0xFDEF
}
