package program

import "strings"

// Escape says what a value must pass to stand in its place without becoming
// anything but text.
type Escape uint8

// The escapers, by the place of the output.
const (
	// Line is for subjects: values hold no line ends there.
	Line Escape = iota
	// Words is for the text part: line breaks keep the indent.
	Words
	// HTMLText is for text between tags: & < > " ' are escaped, line breaks
	// become <br>.
	HTMLText
	// Attribute is for quoted attribute values: & < > " ' are escaped, line
	// breaks become blanks.
	Attribute
	// URL is for a whole URL in a quoted attribute. Values of the kind URL have
	// an allowed scheme; the escaper holds that once more.
	URL
	// Path is for a part of a URL's path or fragment: all but RFC 3986's
	// unreserved characters is percent-encoded.
	Path
	// Query is for a part of a URL's query: like Path.
	Query
	// Address is for an address behind mailto: or tel:, where @ and + stay.
	Address
	// Filename is for names of files, without their extension: what leads to
	// another folder or makes an extension becomes a hyphen.
	Filename
	// Rich is for Markdown values, which [Program.Rich] turns into safe HTML.
	Rich
)

// appendEscaped appends s escaped for a place in HTML.
func appendEscaped(b []byte, s string, e Escape) []byte {
	switch e {
	case Line:
		return appendLine(b, s)
	case HTMLText:
		return appendHTML(b, s, "<br>")
	case Attribute:
		return appendHTML(b, s, " ")
	case URL:
		if !AllowedURL(s) {
			return append(b, '#')
		}
		return appendHTML(b, s, "")
	case Path:
		if s == "." || s == ".." {
			return append(b, '-') // WHATWG URL: a dot segment acts even percent-encoded
		}
		return appendPercent(b, s, "")
	case Query:
		return appendPercent(b, s, "")
	case Address:
		return appendPercent(b, s, "@+")
	case Filename:
		return appendFilename(b, s)
	}
	return append(b, s...)
}

func appendLine(b []byte, s string) []byte {
	if strings.IndexByte(s, '\n') < 0 {
		return append(b, s...)
	}
	return append(b, strings.ReplaceAll(s, "\n", " ")...)
}

func appendHTML(b []byte, s, newline string) []byte {
	last := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c > '>' || c != '\n' && c < '"' {
			continue
		}
		var with string
		switch c {
		case '&':
			with = "&amp;"
		case '<':
			with = "&lt;"
		case '>':
			with = "&gt;"
		case '"':
			with = "&#34;"
		case '\'':
			with = "&#39;"
		case '\n':
			with = newline
		default:
			continue
		}
		b = append(b, s[last:i]...)
		b = append(b, with...)
		last = i + 1
	}
	return append(b, s[last:]...)
}

func appendPercent(b []byte, s, keep string) []byte {
	const hex = "0123456789ABCDEF"
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9',
			c == '-', c == '.', c == '_', c == '~', strings.IndexByte(keep, c) >= 0:
			b = append(b, c)
		default:
			b = append(b, '%', hex[c>>4], hex[c&15])
		}
	}
	return b
}

// AllowedURL reports whether a whole-URL value has one of the schemes that a
// mail may link to: https, http, mailto, tel.
func AllowedURL(s string) bool {
	scheme, _, ok := strings.Cut(s, ":")
	if !ok {
		return false
	}
	switch strings.ToLower(scheme) {
	case "https", "http", "mailto", "tel":
		return true
	}
	return false
}

// EscapeHTML escapes a constant for text or a quoted attribute.
func EscapeHTML(s string) string {
	if !strings.ContainsAny(s, "&<>\"'") {
		return s
	}
	return string(appendHTML(nil, s, "\n"))
}
