package mail

import "strings"

// Lines of a header (RFC 5322, section 2.1.1), without CRLF. The first is kept
// wherever there is a place to fold, the second always.
const (
	foldAt  = 78
	maxLine = 998
)

// fields writes header fields, folded.
type fields struct {
	b     []byte
	col   int
	begun bool // the field has a word
}

func (f *fields) begin(name string) {
	f.b = append(f.b, name...)
	f.b = append(f.b, ':')
	f.col, f.begun = len(name)+1, false
}

// word adds what must stay together, behind a blank or on a new line. The first
// word of a field stays on its line, for some read an empty one as a blank.
func (f *fields) word(s string) { f.around("", s, "") }

// around is a word of three pieces.
func (f *fields) around(before, s, after string) {
	if f.begun && f.col+1+len(before)+len(s)+len(after) > foldAt {
		f.b = append(f.b, '\r', '\n')
		f.col = 0
	}
	f.b = append(append(append(append(f.b, ' '), before...), s...), after...)
	f.col += 1 + len(before) + len(s) + len(after)
	f.begun = true
}

// token is a word in bytes.
func (f *fields) token(word []byte) {
	if f.begun && f.col+1+len(word) > foldAt {
		f.b = append(f.b, '\r', '\n')
		f.col = 0
	}
	f.b = append(append(f.b, ' '), word...)
	f.col += 1 + len(word)
	f.begun = true
}

func (f *fields) end() { f.b = append(f.b, '\r', '\n') }

// structured writes a field of tokens that may be folded between them.
func (f *fields) structured(name string, tokens ...string) {
	f.begin(name)
	for _, token := range tokens {
		f.word(token)
	}
	f.end()
}

// mediaType writes a Content-Type, which may be folded behind its semicolons.
func (f *fields) mediaType(value string) {
	f.begin("Content-Type")
	for rest := value; rest != ""; {
		token := rest
		quoted := false
		for i := 0; i < len(rest); i++ {
			if rest[i] == '"' {
				quoted = !quoted
			}
			if rest[i] == '\\' {
				i++
			} else if rest[i] == ';' && !quoted {
				token = rest[:i+1]
				break
			}
		}
		rest = strings.TrimPrefix(rest[len(token):], " ")
		f.word(token)
	}
	f.end()
}

// unstructured writes a field of text (RFC 5322, section 3.6.5).
func (f *fields) unstructured(name, value string) {
	f.begin(name)
	if needsWords(value) {
		f.encodedWords(value, maxWord-len(name)-1)
		f.end()
		return
	}
	f.words(value)
	f.end()
}

// words writes words that may be folded at the blanks between them.
func (f *fields) words(s string) {
	for more := true; more; {
		var word string
		word, s, more = strings.Cut(s, " ")
		f.word(word)
	}
}

// needsWords reports text that a header cannot hold as it is: what is not
// ASCII, what reads as an encoded word, blanks at its ends or in rows, and words
// that no line holds.
func needsWords(s string) bool {
	word := 0 // characters of it so far
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == ' ':
			if word == 0 || i == len(s)-1 {
				return true
			}
			word = 0
			continue
		case c < ' ' || c > '~' || c == '=' && strings.HasPrefix(s[i:], "=?"):
			return true
		}
		if word++; word > maxLine/2 {
			return true
		}
	}
	return false
}

// addresses writes a field of mailboxes; none is no field.
func (f *fields) addresses(name string, list ...Address) {
	if len(list) == 0 {
		return
	}
	f.begin(name)
	for i, a := range list {
		comma := ""
		if i < len(list)-1 {
			comma = ","
		}
		before, after := "", comma
		if a.Name != "" {
			f.phrase(a.Name, maxWord-len(name)-1)
			before, after = "<", ">"+comma
		}
		f.around(before, a.wire(), after)
	}
	f.end()
}

// phrase writes a display name (RFC 5322, section 3.2.5): atoms, a quoted
// string, or encoded words, which never stand in quotes.
func (f *fields) phrase(name string, room int) {
	switch {
	case needsWords(name):
		f.encodedWords(name, room)
		return
	case !isAtoms(name):
		name = quotedString(name) // it may be folded at its blanks
	}
	f.words(name)
}

// isAtoms reports words of atext (RFC 5322, section 3.2.3).
func isAtoms(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; !isAlphanumeric(c) && strings.IndexByte(" !#$%&'*+-/=?^_`{|}~", c) < 0 {
			return false
		}
	}
	return true
}

// ids writes a field of Message-IDs; none is no field.
func (f *fields) ids(name string, list ...string) {
	if len(list) == 0 {
		return
	}
	f.begin(name)
	for _, id := range list {
		f.around("<", id, ">")
	}
	f.end()
}
