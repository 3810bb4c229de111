package events

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/billet-mail/billet/diag"
)

// Limits of a payload. They bound the time and memory that reading one takes.
const (
	maxBytes  = 4 << 20
	maxDepth  = 64
	maxValues = 100_000
)

// scanner reads JSON (RFC 8259) into nodes that know their place. It stops at
// the first place that is not JSON, because nothing behind it can be trusted.
type scanner struct {
	text   string
	at     int // bytes
	depth  int
	values int
	found  *findings
	failed bool
}

// scan reads a whole text; nil if it is not JSON.
func scan(text string, found *findings) *node {
	if len(text) > maxBytes {
		found.addText(nowhere, 0, 0, &problem{diag.DataTooLarge, "", "send only what the mail needs"}, "the data is larger than 4 MiB")
		return nil
	}
	s := &scanner{text: text, found: found}
	s.at = len(text) - len(strings.TrimPrefix(text, "\ufeff"))
	root := s.value()
	s.blanks()
	if !s.failed && s.at < len(text) {
		s.fail(len(text), "there is more after the end of the data", "a payload is one JSON object; remove the rest")
	}
	if s.failed {
		return nil
	}
	return &root
}

// fail reports what stands from here up to end.
func (s *scanner) fail(end int, message, help string) {
	s.failWith(diag.DataSyntax, end, message, help)
}

func (s *scanner) failWith(code diag.Code, end int, message, help string) {
	if s.failed {
		return
	}
	s.failed = true
	end = max(1, min(end, len(s.text)))
	s.found.addText(nowhere, min(s.at, end), end, &problem{code, "", help}, message)
}

// unexpected reports the character here, or the end of the text.
func (s *scanner) unexpected(wanted string) {
	if s.at >= len(s.text) {
		s.fail(s.at, "the data ends where "+wanted+" should follow", "is the file complete?")
		return
	}
	r, size := utf8.DecodeRuneInString(s.text[s.at:])
	help := "correct the JSON here"
	switch {
	case r == utf8.RuneError && size == 1:
		s.failWith(diag.DataEncoding, s.at+1, "the data is not valid UTF-8", "save or send it as UTF-8")
		return
	case r == '\'':
		help = `JSON has double quotes only: "`
	case r == '/' || r == '#':
		help = "JSON has no comments; remove it"
	}
	s.fail(s.at+size, fmt.Sprintf("here stands %q, but %s should follow", r, wanted), help)
}

func (s *scanner) blanks() {
	for s.at < len(s.text) && strings.IndexByte(" \t\r\n", s.text[s.at]) >= 0 {
		s.at++
	}
}

// peek skips blanks and returns the next byte, 0 at the end.
func (s *scanner) peek() byte {
	s.blanks()
	if s.at < len(s.text) {
		return s.text[s.at]
	}
	return 0
}

func (s *scanner) value() node {
	c := s.peek()
	n := node{start: s.at}
	if s.values++; s.values > maxValues {
		s.failWith(diag.DataTooLarge, s.at+1, "the data has more than 100,000 values", "send only what the mail needs")
		return n
	}
	switch {
	case c == '{' || c == '[':
		s.nested(&n, c)
	case c == '"':
		n.kind, n.text = text, s.str()
	case c == '-' || c >= '0' && c <= '9':
		s.number(&n)
	case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
		s.word(&n)
	default:
		s.unexpected("a value")
	}
	n.end = s.at
	return n
}

func (s *scanner) nested(n *node, open byte) {
	if s.depth++; s.depth > maxDepth {
		s.failWith(diag.DataTooDeep, s.at+1, "the data is nested more than 64 levels deep", "remove the nesting")
		return
	}
	s.at++
	if open == '{' {
		n.kind = object
		s.list('}', "a field in double quotes", func() { n.members = append(n.members, s.member()) })
	} else {
		n.kind = array
		s.list(']', "a value", func() { n.items = append(n.items, s.value()) })
	}
	s.depth--
}

// list reads what stands between commas up to the closing bracket.
func (s *scanner) list(closing byte, what string, one func()) {
	if s.peek() == closing {
		s.at++
		return
	}
	for !s.failed {
		one()
		if s.failed {
			return
		}
		switch s.peek() {
		case closing:
			s.at++
			return
		case ',':
			comma := s.at
			s.at++
			if s.peek() == closing {
				s.at = comma
				s.fail(comma+1, "a comma stands before the closing bracket", "remove the comma")
			}
		default:
			s.unexpected(fmt.Sprintf("a comma or %q", closing))
		}
	}
}

func (s *scanner) member() member {
	if s.peek() != '"' {
		s.unexpected("a field's name in double quotes")
		return member{}
	}
	m := member{start: s.at}
	m.key, m.end = s.str(), s.at
	if s.failed {
		return m
	}
	if s.peek() != ':' {
		s.unexpected("a colon")
		return m
	}
	s.at++
	m.value = s.value()
	return m
}

func (s *scanner) word(n *node) {
	end := s.at
	for end < len(s.text) && (s.text[end]|0x20 >= 'a' && s.text[end]|0x20 <= 'z') {
		end++
	}
	n.text = s.text[s.at:end]
	switch n.text {
	case "true", "false":
		n.kind = boolean
	case "null":
		n.kind = null
	default:
		s.fail(end, "here stands a word without quotes", `put text in double quotes; without quotes there are only numbers, true, false and null`)
		return
	}
	s.at = end
}

func (s *scanner) number(n *node) {
	end := s.at
	for end < len(s.text) && strings.IndexByte("0123456789+-.eE", s.text[end]) >= 0 {
		end++
	}
	n.kind, n.text = number, s.text[s.at:end]
	if !isJSONNumber(n.text) {
		s.fail(end, "here stands a malformed number", "write it like 12.5, without leading zeros and grouping")
		return
	}
	s.at = end
}

// isJSONNumber follows RFC 8259, section 6.
func isJSONNumber(text string) bool {
	mantissa, exponent := text, ""
	if at := strings.IndexAny(text, "eE"); at >= 0 {
		mantissa, exponent = text[:at], text[at+1:]
		if exponent != "" && (exponent[0] == '+' || exponent[0] == '-') {
			exponent = exponent[1:]
		}
		if !allDigits(exponent) {
			return false
		}
	}
	return isPlainNumber(mantissa)
}
