package css

import (
	"strings"

	"github.com/billet-mail/billet/diag"
)

// Word is a token of CSS, for tools that look for something in selectors and
// values.
type Word struct {
	Kind WordKind
	Text string // names in lower case, a function without its bracket, a number with its unit
	Unit string // of a number: its unit in lower case, or %; empty for none
}

// WordKind is a kind of token, after CSS Syntax Level 3, section 4.
type WordKind int

// The kinds that tools tell apart. The zero WordKind is any character that has
// no kind of its own.
const (
	WordChar WordKind = iota
	WordBlank
	WordName     // block, red
	WordFunction // rgb, and the brackets behind it follow as words
	WordHash     // #3447d1, #main
	WordNumber   // 12, 1.5em, 40%
	WordText     // a string or an address, without quotes and url()
)

// Words cuts a selector or a value into its tokens. Comments are left out.
func Words(text string) []Word {
	var faults diag.List
	e := expand(diag.NewSource("", text), nil, &faults)
	var words []Word
	for _, t := range scan(e) {
		if w, ok := e.word(t); ok {
			words = append(words, w)
		}
	}
	return words
}

func (e *expanded) word(t token) (Word, bool) {
	text := e.text[t.start:t.end]
	switch t.kind {
	case kindEOF, kindComment, kindBad:
		return Word{}, false
	case kindBlank:
		return Word{Kind: WordBlank, Text: " "}, true
	case kindIdent:
		return Word{Kind: WordName, Text: strings.ToLower(text)}, true
	case kindFunction:
		return Word{Kind: WordFunction, Text: strings.ToLower(strings.TrimSuffix(text, "("))}, true
	case kindHash:
		return Word{Kind: WordHash, Text: strings.ToLower(text)}, true
	case kindString:
		return Word{Kind: WordText, Text: text[1 : len(text)-1]}, true
	case kindURL:
		return Word{Kind: WordText, Text: strings.Trim(text[len("url("):len(text)-1], " \t\r\n\f")}, true
	case kindNumber:
		unit := strings.TrimLeft(text, "+-.0123456789")
		return Word{Kind: WordNumber, Text: strings.ToLower(text), Unit: strings.ToLower(unit)}, true
	}
	return Word{Kind: WordChar, Text: text}, true
}
