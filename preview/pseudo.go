package preview

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/billet-mail/billet/mail"
)

// pseudoDial is about the finished mail, not about its data.
const pseudoDial = "pseudo"

// pseudo is a message in a language that does not exist: its words have accents
// and about 40 % more letters, as in German or Finnish, and brackets around
// each paragraph show where words are put together or cut off. Tags, styles,
// addresses and numbers stay as they are. It is the idea of the locale en-XA of
// Android.
func pseudo(m *mail.Message) (*mail.Message, error) {
	c := m.Content()
	c.Subject, c.Preheader = bracketed(c.Subject), bracketed(c.Preheader)
	c.HTML, c.Text = mail.Text(pseudoHTML(m.HTML())), mail.Text(pseudoText(m.Text()))
	return mail.New(c)
}

// pseudoText changes a text part line by line.
func pseudoText(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = bracketed(line)
	}
	return strings.Join(lines, "\n")
}

// bracketed changes the words of a text and puts it between brackets. A text
// without words stays as it is.
func bracketed(text string) string {
	if !hasWords(text) {
		return text
	}
	return closed(opened(pseudoWords(text)))
}

// hasWords reports letters in a text that belong to no address.
func hasWords(text string) bool {
	for word := range strings.FieldsSeq(text) {
		if strings.ContainsFunc(word, unicode.IsLetter) && !isAddress(word) {
			return true
		}
	}
	return false
}

// opened has a bracket before the first character that shows, closed behind
// the last.
func opened(text string) string {
	rest := strings.TrimLeftFunc(text, hidden)
	return text[:len(text)-len(rest)] + "[" + rest
}

func closed(text string) string {
	rest := strings.TrimRightFunc(text, hidden)
	return rest + "]" + text[len(rest):]
}

// hidden are blanks and what pads a preheader.
func hidden(r rune) bool {
	const graphemeJoiner = '\u034f'
	return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || r == graphemeJoiner
}

// pseudoWords changes each word of a text but addresses.
func pseudoWords(text string) string {
	var b strings.Builder
	for text != "" {
		end := strings.IndexFunc(text, unicode.IsSpace)
		if end < 0 {
			end = len(text)
		}
		if end == 0 {
			end = len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace))
		}
		if word := text[:end]; isAddress(word) {
			b.WriteString(word)
		} else {
			pseudoWord(&b, word)
		}
		text = text[end:]
	}
	return b.String()
}

// isAddress reports a word that leads somewhere: https://example.com,
// jo@example.com, example.com/a.
func isAddress(word string) bool {
	if strings.Contains(word, "://") || strings.Contains(word, "@") {
		return true
	}
	word = strings.TrimFunc(word, unicode.IsPunct)
	host, _, _ := strings.Cut(word, "/")
	before, after, dotted := strings.Cut(host, ".")
	return dotted && strings.ContainsFunc(before, unicode.IsLetter) && strings.ContainsFunc(after, unicode.IsLetter)
}

// pseudoWord writes a word with accents, and its vowels, then its last letter,
// again until it is long enough. Only Latin letters have accents and vowels.
func pseudoWord(b *strings.Builder, word string) {
	letters, end := 0, 0
	var last rune
	for i, r := range word {
		if unicode.IsLetter(r) {
			letters, end, last = letters+1, i+utf8.RuneLen(r), accented(r)
		}
	}
	more := (letters*4 + 9) / 10 // 40 %, rounded up
	for _, r := range word[:end] {
		changed := accented(r)
		b.WriteRune(changed)
		if more > 0 && strings.ContainsRune("aeiouyAEIOUY", r) {
			b.WriteRune(unicode.ToLower(changed))
			more--
		}
	}
	for range more {
		b.WriteRune(unicode.ToLower(last))
	}
	b.WriteString(word[end:])
}

func accented(r rune) rune {
	const (
		plain  = "aAbBcCdDeEfFgGhHiIjJkKlLmMnNoOpPqQrRsStTuUvVwWxXyYzZ"
		accent = "áÁƀƁçÇďĎéÉƒƑĝĜĥĤíÍĵĴķĶļĻɱṀñÑóÓþÞɋɊŕŔšŠťŤúÚṽṼŵŴẋẊýÝžŽ"
	)
	at := strings.IndexRune(plain, r)
	if at < 0 {
		return r
	}
	return []rune(accent)[at]
}
