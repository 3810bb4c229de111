package css

import (
	"strings"
	"unicode/utf8"

	"github.com/billet-mail/billet/diag"
)

// kind is a kind of token, after CSS Syntax Level 3, section 4.
type kind uint8

const (
	kindEOF      kind = iota
	kindBlank         // white space
	kindComment       // /* … */
	kindIdent         // a name
	kindFunction      // a name and its opening bracket
	kindAt            // @ and a name
	kindHash          // # and a name
	kindString        // with its quotes
	kindURL           // url(…) without quotes
	kindNumber        // with its unit or %
	kindBad           // reported by the scanner: nobody need complain again
	kindChar          // any other character
)

// token is a part of the expanded text.
type token struct {
	kind       kind
	start, end int
}

// scanner cuts a stylesheet into tokens and reports what is not closed.
type scanner struct {
	*expanded
	at int
}

// scan returns the tokens of a stylesheet, the last of them kindEOF.
func scan(e *expanded) []token {
	s := scanner{expanded: e}
	tokens := make([]token, 0, len(e.text)/3)
	for {
		start := s.at
		if start >= len(s.text) {
			return append(tokens, token{kindEOF, start, start})
		}
		k := s.next()
		tokens = append(tokens, token{k, start, s.at})
	}
}

// next moves behind the token that begins at s.at.
func (s *scanner) next() kind {
	c, size := s.rune(0)
	switch {
	case isBlank(c):
		for isBlank(s.peek(0)) {
			s.at++
		}
		return kindBlank
	case s.has("/*"):
		return s.comment()
	case s.has("<!--"), s.has("-->"):
		n := len("-->")
		if c == '<' {
			n = len("<!--")
		}
		s.fault(diag.CSSStyleEnd, s.at, s.at+n, "remove it, comments are /* … */", "%s does not belong into a stylesheet", s.text[s.at:s.at+n])
		s.at += n
		return kindBad
	case c == '"' || c == '\'':
		return s.str(c)
	case c == '#' && s.nameAt(1):
		s.at++
		s.name()
		return kindHash
	case c == '@' && s.identAt(1):
		s.at++
		s.name()
		return kindAt
	case s.numberAt():
		s.number()
		return kindNumber
	case s.identAt(0):
		return s.word()
	case c < ' ' || c == 0x7f || c == utf8.RuneError || c == 0xFFFE || c == 0xFFFF:
		s.fault(diag.CSSSyntax, s.at, s.at+size, "remove it, and save the file as UTF-8", "there is a character that a stylesheet may not hold")
		s.at += size
		return kindBad
	}
	s.at += size
	return kindChar
}

func (s *scanner) has(prefix string) bool { return strings.HasPrefix(s.text[s.at:], prefix) }

// rune decodes the character offset bytes ahead; it is 0 at the end.
func (s *scanner) rune(offset int) (rune, int) {
	if s.at+offset >= len(s.text) {
		return 0, 0
	}
	return utf8.DecodeRuneInString(s.text[s.at+offset:])
}

func (s *scanner) peek(offset int) rune {
	c, _ := s.rune(offset)
	return c
}

func (s *scanner) comment() kind {
	n := strings.Index(s.text[s.at+2:], "*/")
	if n < 0 {
		s.fault(diag.CSSUnclosed, s.at, s.at+2, "add */", "this comment is not closed")
		s.at = len(s.text)
		return kindComment
	}
	s.at += n + 4
	return kindComment
}

// str reads a string, which must end on its line.
func (s *scanner) str(quote rune) kind {
	start := s.at
	s.at++
	for s.at < len(s.text) {
		c, size := s.rune(0)
		switch {
		case c == quote:
			s.at++
			return kindString
		case c == '\n' || c == '\r' || c == '\f':
			return s.openString(start, quote)
		case c == '\\' && isNewline(s.peek(1)), c < ' ', c == 0x7f, c == utf8.RuneError, c == 0xFFFE, c == 0xFFFF:
			s.fault(diag.CSSSyntax, s.at, s.at+size, "remove it", "a string may hold no tab, line break or other control character")
			s.at += size
			if c == '\\' {
				s.at++
			}
		case c == '\\':
			s.at++
			_, size = s.rune(0)
			s.at += size
		default:
			s.at += size
		}
	}
	return s.openString(start, quote)
}

// openString reports a string that is not closed. Scanning goes on at its first
// ; or }, which most likely stood behind it.
func (s *scanner) openString(start int, quote rune) kind {
	s.fault(diag.CSSUnclosed, start, s.at, "add "+string(quote), "this string is not closed")
	if n := strings.IndexAny(s.text[start:s.at], ";}"); n > 0 {
		s.at = start + n
	}
	return kindBad
}

// word reads a name, and whether it is a function or an unquoted URL.
func (s *scanner) word() kind {
	start := s.at
	s.name()
	if s.peek(0) != '(' {
		return kindIdent
	}
	name := s.text[start:s.at]
	s.at++
	if !strings.EqualFold(name, "url") {
		return kindFunction
	}
	blanks := 0
	for isBlank(s.peek(blanks)) {
		blanks++
	}
	if c := s.peek(blanks); c == '"' || c == '\'' {
		return kindFunction
	}
	return s.address(start)
}

// address reads an unquoted URL to its bracket, which must be on the line.
func (s *scanner) address(start int) kind {
	line := s.text[s.at:]
	if n := strings.IndexAny(line, "\n\r\f"); n >= 0 {
		line = line[:n]
	}
	n := strings.IndexByte(line, ')')
	if n < 0 {
		if n = strings.IndexAny(line, ";}"); n < 0 {
			n = len(line)
		}
		s.fault(diag.CSSUnclosed, start, s.at, "add )", "this url( is not closed")
		s.at += n
		return kindBad
	}
	address := strings.Trim(line[:n], " \t")
	s.at += n + 1
	odd := func(c rune) bool { return c <= ' ' || c >= 0x7f || strings.ContainsRune(`"'(\<>`, c) }
	if strings.ContainsFunc(address, odd) {
		s.fault(diag.CSSSyntax, start, s.at, `write url("…")`, "this address needs quotes")
		return kindBad
	}
	return kindURL
}

// name reads the characters of a name, escapes included.
func (s *scanner) name() {
	for s.nameAt(0) {
		if s.text[s.at] != '\\' {
			_, size := s.rune(0)
			s.at += size
			continue
		}
		_, n := unescape(s.text[s.at:])
		s.at += n
	}
}

func (s *scanner) number() {
	if c := s.peek(0); c == '+' || c == '-' {
		s.at++
	}
	for isDigit(s.peek(0)) {
		s.at++
	}
	if s.peek(0) == '.' && isDigit(s.peek(1)) {
		s.at++
		for isDigit(s.peek(0)) {
			s.at++
		}
	}
	switch {
	case s.peek(0) == '%':
		s.at++
	case s.identAt(0):
		s.name()
	}
}

func (s *scanner) numberAt() bool {
	n := 0
	if c := s.peek(0); c == '+' || c == '-' {
		n++
	}
	if s.peek(n) == '.' {
		n++
	}
	return isDigit(s.peek(n))
}

// nameAt reports whether a character of a name, or an escape, is offset bytes
// ahead.
func (s *scanner) nameAt(offset int) bool {
	c := s.peek(offset)
	return isNameStart(c) || isDigit(c) || c == '-' || c == '\\' && s.escapeAt(offset)
}

// identAt reports whether a name begins offset bytes ahead.
func (s *scanner) identAt(offset int) bool {
	if s.peek(offset) == '-' {
		offset++
		if s.peek(offset) == '-' {
			return true
		}
	}
	c := s.peek(offset)
	return isNameStart(c) || c == '\\' && s.escapeAt(offset)
}

func (s *scanner) escapeAt(offset int) bool {
	c := s.peek(offset + 1)
	return c >= ' ' && c != 0x7f && c != utf8.RuneError
}

func isBlank(c rune) bool { return c == ' ' || c == '\t' || isNewline(c) }

func isNewline(c rune) bool { return c == '\n' || c == '\r' || c == '\f' }

func isDigit(c rune) bool { return '0' <= c && c <= '9' }

func isNameStart(c rune) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || c >= 0x80 && c != utf8.RuneError && c != 0xFFFE && c != 0xFFFF
}
