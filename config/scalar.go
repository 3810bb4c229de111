package config

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"github.com/billet-mail/billet/diag"
)

// MaxText is how many characters a text of billet.yaml may have.
const MaxText = 500

// text reads a value that must be one line of words. Blanks around it do not
// count. A text with a fault is given as it is, one that is no text as "".
func (r *reader) text(p pair) string {
	s, ok := r.word(p)
	if !ok {
		return ""
	}
	at := r.rangeOf(p.value)
	switch {
	case s == "":
		r.faults.Add(diag.ConfigText, at, "write its text, or remove the line", "%s is empty", p.path)
	case strings.ContainsAny(s, "\n\r\u2028\u2029"):
		r.faults.Add(diag.ConfigText, at, "write it on one line; commas can stand for line breaks", "%s has more than one line", p.path)
	case strings.ContainsFunc(s, unicode.IsControl):
		r.faults.Add(diag.ConfigText, at, "remove it", "%s contains a control character", p.path)
	case strings.Contains(s, "{{") || strings.Contains(s, "{%"):
		r.faults.Add(diag.ConfigText, at, "write the words themselves; tags work in templates, layouts and partials", "%s contains a tag", p.path)
	case utf8.RuneCountInString(s) > MaxText:
		r.faults.Add(diag.ConfigText, at, "shorten it", "%s has more than %d characters", p.path, MaxText)
	}
	return s
}

// word reads a value that must be text, whatever it says.
func (r *reader) word(p pair) (string, bool) {
	n := p.value
	if n.Kind == yaml.ScalarNode && n.ShortTag() == "!!str" {
		return strings.TrimSpace(n.Value), true
	}
	if isNull(n) {
		help := "write the value, or remove the line"
		if r.commented(p) {
			help = "put quotation marks around a value that begins with #, or else it is a comment"
		}
		r.faults.Add(diag.ConfigType, p.at, help, "%s has no value", p.path)
		return "", false
	}
	help := "put quotation marks around it"
	switch {
	case n.Style&yaml.TaggedStyle != 0:
		help = "remove the word that begins with !"
	case n.Kind != yaml.ScalarNode:
		help = "write one text; put quotation marks around it if it begins with {, [, * or &"
	}
	r.faults.Add(diag.ConfigType, r.rangeOf(n), help, "%s is %s, not text", p.path, describe(n))
	return "", false
}

// commented reports whether a value that is not there was written, but begins
// with #, which makes it a comment: accent: #3447d1.
func (r *reader) commented(p pair) bool {
	_, comment, found := strings.Cut(r.src.Line(p.at.End.Line), "#")
	return found && comment != "" && !blank(comment[0])
}

// integer reads a whole number.
func (r *reader) integer(p pair) (int, bool) {
	n := p.value
	if n.Kind == yaml.ScalarNode && n.ShortTag() == "!!int" {
		if i, err := strconv.Atoi(n.Value); err == nil {
			return i, true
		}
	}
	at := r.rangeOf(n)
	if isNull(n) {
		at = p.at
	}
	what := describe(n)
	if what == "a number" {
		what = n.Value
	}
	r.faults.Add(diag.ConfigType, at, "write digits only, without quotation marks", "%s is %s, not a whole number", p.path, what)
	return 0, false
}

// isIdentifier reports whether templates and stylesheets can name s: ASCII
// letters, digits and _, not beginning with a digit.
func isIdentifier(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		letter := c == '_' || 'a' <= c|0x20 && c|0x20 <= 'z'
		if !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}
