// Package tag holds what stands for a template tag while the words around it
// pass through composition, Markdown and CSS: an opaque token of ASCII letters
// and digits, which none of these takes for markup.
package tag

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"github.com/billet-mail/billet/diag"
)

// Role says what a tag does to the structure around it.
type Role int

const (
	Output  Role = iota // {{ … }}: prints a value
	Open                // if, for, with: begins a statement
	Middle              // elif, else, empty: begins another arm of a statement
	Close               // endif, endfor, endwith: ends a statement
	Insert              // an HTML partial (with its text twin) to put here
	Literal             // characters that must not be taken for a tag
)

// Tag is one tag of a composed template.
type Tag struct {
	Role   Role
	Name   string     // "if", "endif", …; empty for outputs
	Opener int        // Middle and Close: index of the Open tag of the same statement; else the tag's own index
	Block  bool       // stands alone on its line
	Range  diag.Range // where the author wrote it
}

// Statement reports whether the tag is part of a statement (if, for, with).
func (t Tag) Statement() bool { return t.Role == Open || t.Role == Middle || t.Role == Close }

// Table holds the tags of one composed template. The token of Tags[i] is
// Token(i).
type Table struct {
	Tags  []Tag
	nonce string
}

// NewTable makes an empty table whose tokens occur in none of the texts. The
// same texts give the same tokens.
func NewTable(texts ...string) *Table {
	hash := sha256.New()
	for _, text := range texts {
		hash.Write([]byte(text))
	}
	for {
		nonce := "b" + hex.EncodeToString(hash.Sum(nil))[:7] + "y"
		free := true
		for _, text := range texts {
			free = free && !strings.Contains(text, nonce)
		}
		if free {
			return &Table{nonce: nonce}
		}
		hash.Write([]byte(nonce))
	}
}

// Empty makes an empty table with the tokens of t, for another page of the same
// texts.
func (t *Table) Empty() *Table { return &Table{nonce: t.nonce} }

// Word makes a word that is no token and occurs in none of the texts, for
// marks of one's own. kind is a small letter but y and z.
func (t *Table) Word(kind byte, n int) string {
	return t.nonce + string(kind) + strconv.Itoa(n) + "z"
}

// NextWord finds the first token or word at or after byte offset from. kind is
// 0 for a token.
func (t *Table) NextWord(text string, from int) (start, end int, kind byte, n int, ok bool) {
	for {
		at := strings.Index(text[from:], t.nonce)
		if at < 0 {
			return 0, 0, 0, 0, false
		}
		start = from + at
		digits := start + len(t.nonce)
		kind = 0
		if digits < len(text) && text[digits] >= 'a' && text[digits] < 'y' {
			kind = text[digits]
			digits++
		}
		end = digits
		for end < len(text) && text[end] >= '0' && text[end] <= '9' {
			end++
		}
		if end > digits && end < len(text) && text[end] == 'z' {
			if n, err := strconv.Atoi(text[digits:end]); err == nil {
				return start, end + 1, kind, n, true
			}
		}
		from = digits
	}
}

// Token is the text that stands for tag i: ASCII letters and digits only,
// lower case, and no token is part of another.
func (t *Table) Token(i int) string {
	return t.nonce + strconv.Itoa(i) + "z"
}

// Next finds the first token at or after byte offset from. It reports the
// token's byte range and the index of its tag; ok is false if there is none.
func (t *Table) Next(text string, from int) (start, end, index int, ok bool) {
	for {
		at := strings.Index(text[from:], t.nonce)
		if at < 0 {
			return 0, 0, 0, false
		}
		start = from + at
		digits := start + len(t.nonce)
		end = digits
		for end < len(text) && text[end] >= '0' && text[end] <= '9' {
			end++
		}
		if end > digits && end < len(text) && text[end] == 'z' {
			if n, err := strconv.Atoi(text[digits:end]); err == nil && n < len(t.Tags) {
				return start, end + 1, n, true
			}
		}
		from = digits
	}
}

// Only reports the tag whose token is all of text but blanks around it.
func (t *Table) Only(text string) (index int, ok bool) {
	text = strings.TrimSpace(text)
	start, end, index, ok := t.Next(text, 0)
	return index, ok && start == 0 && end == len(text)
}

// Has reports whether text holds a token.
func (t *Table) Has(text string) bool {
	_, _, _, ok := t.Next(text, 0)
	return ok
}
