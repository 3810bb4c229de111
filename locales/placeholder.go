package locales

import (
	"strings"

	"github.com/billet-mail/billet/diag"
)

// literalBrace is the remedy for a brace that is meant as one.
const literalBrace = "for a brace in the text write {{ or }}"

// parsePattern splits a text at its placeholders: {name}. Doubled braces
// stand for single ones. What is at fault is reported and kept as text.
func parsePattern(s *scalar, faults *diag.List) Pattern {
	var p Pattern
	var text strings.Builder
	flush := func() {
		if text.Len() > 0 {
			p = append(p, Part{Text: text.String()})
			text.Reset()
		}
	}
	for i := 0; i < len(s.text); {
		c := s.text[i]
		switch {
		case c != '{' && c != '}':
			text.WriteByte(c)
			i++
		case i+1 < len(s.text) && s.text[i+1] == c:
			text.WriteByte(c)
			i += 2
		case c == '}':
			faults.Add(diag.LocaleBraces, s.part(i, i+1), literalBrace, "this } closes nothing")
			i++
		default:
			length := strings.IndexAny(s.text[i+1:], "{}")
			if length < 0 || s.text[i+1+length] == '{' {
				faults.Add(diag.LocaleBraces, s.part(i, i+1), "close it with }; "+literalBrace, "this { is not closed")
				i++
				continue
			}
			name := s.text[i+1 : i+1+length]
			if checkPlaceholder(s, i, name, faults) {
				flush()
				p = append(p, Part{Placeholder: name})
			}
			i += length + 2
		}
	}
	flush()
	return p
}

// checkPlaceholder reports whether a name is one; start is where its brace is.
func checkPlaceholder(s *scalar, start int, name string, faults *diag.List) bool {
	if isName(name, "_.") {
		return true
	}
	at, help := s.part(start, start+len(name)+2), "use letters, digits, _ and . only, like {invoice_number}; "+literalBrace
	if strings.TrimSpace(name) == "" {
		faults.Add(diag.LocalePlaceholder, at, help, "these braces have no name in them")
	} else {
		faults.Add(diag.LocalePlaceholder, at, help, "%q is not a name of a placeholder", name)
	}
	return false
}

// isName reports whether a name is an ASCII letter followed by letters, digits
// and the characters of others.
func isName(name, others string) bool {
	for i := 0; i < len(name); i++ {
		c := name[i]
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		if !letter && (i == 0 || (c < '0' || c > '9') && strings.IndexByte(others, c) < 0) {
			return false
		}
	}
	return name != ""
}
