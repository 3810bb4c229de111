package expr

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/billet-mail/billet/diag"
)

// Input is the text between the braces of a tag, and where it stands.
type Input struct {
	Text  string
	Range func(start, end int) diag.Range // byte offsets of Text → the author's file
}

type tokenKind int

const (
	tokenEnd tokenKind = iota
	tokenName
	tokenNumber
	tokenString
	tokenSymbol
	tokenBad
)

type token struct {
	kind       tokenKind
	text       string // strings: the unquoted value
	start, end int
}

var symbols = []string{"==", "!=", "<>", "<=", ">=", "&&", "||", "<", ">", "+", "-", "*", "/", "%", "^", "(", ")", "|", ":", ",", ".", "=", "!", "[", "]"}

// lex splits an expression. A character that begins no token, or a string
// without its end, becomes one tokenBad; the parser reports it.
func lex(text string) []token {
	var tokens []token
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsSpace(r):
			i += size
			continue
		case r == '_' || unicode.IsLetter(r):
			tokens = append(tokens, lexName(text, i))
		case r >= '0' && r <= '9':
			tokens = append(tokens, lexNumber(text, i))
		case r == '"' || r == '\'':
			tokens = append(tokens, lexString(text, i))
		default:
			tokens = append(tokens, lexSymbol(text, i, size))
		}
		i = tokens[len(tokens)-1].end
	}
	return append(tokens, token{kind: tokenEnd, start: len(text), end: len(text)})
}

func lexName(text string, start int) token {
	end := start
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			break
		}
		end += size
	}
	return token{tokenName, text[start:end], start, end}
}

// lexNumber reads digits with at most one point that has a digit behind it.
func lexNumber(text string, start int) token {
	digits := func(i int) int {
		for i < len(text) && text[i] >= '0' && text[i] <= '9' {
			i++
		}
		return i
	}
	end := digits(start)
	if end+1 < len(text) && text[end] == '.' && text[end+1] >= '0' && text[end+1] <= '9' {
		end = digits(end + 1)
	}
	return token{tokenNumber, text[start:end], start, end}
}

func lexString(text string, start int) token {
	var value strings.Builder
	for i := start + 1; i < len(text); i++ {
		switch text[i] {
		case text[start]:
			return token{tokenString, value.String(), start, i + 1}
		case '\\':
			if i+1 < len(text) {
				i++
			}
		}
		value.WriteByte(text[i])
	}
	return token{tokenBad, "the quotation mark is not closed", start, len(text)}
}

func lexSymbol(text string, start, size int) token {
	for _, s := range symbols {
		if strings.HasPrefix(text[start:], s) {
			return token{tokenSymbol, s, start, start + len(s)}
		}
	}
	char := strings.ToValidUTF8(text[start:start+size], "\uFFFD")
	return token{tokenBad, "the character " + char + " has no meaning in a tag", start, start + size}
}

// remedy helps with a tokenBad.
func (t token) remedy(help string) string {
	switch {
	case t.end-t.start > 1 && strings.HasPrefix(t.text, "the quotation mark"):
		return "close it with the same mark"
	case strings.ContainsAny(t.text, "“”„‘’‚«»"):
		return "write straight quotation marks: \"…\""
	}
	return help
}
