package locales

import (
	"maps"
	"slices"

	"github.com/billet-mail/billet/diag"
)

// Catalog has the shared strings of one language: a file locales/fr.yaml of a
// mail folder. It is immutable and safe for concurrent use; get one from
// [ParseCatalog].
type Catalog struct {
	file    string
	strings map[string]String
	torn    bool
}

// Torn reports a file that could not be read to its end, so that keys may be in
// it which the catalogue lacks.
func (c *Catalog) Torn() bool { return c.torn }

// String is one shared string.
type String struct {
	Key      string
	Markdown bool // its text is Markdown; else it is plain and never markup
	Plural   bool // its form depends on a count
	// Forms has the text by plural category. Other is always there; it is the
	// only form of a string that is not plural.
	Forms        map[Category]Pattern
	Placeholders []string   // the names in all forms, each once, sorted
	Range        diag.Range // the value in the file
	KeyRange     diag.Range // the key in the file

	Faulty bool // it has a fault, so that its text and placeholders are not known
}

// Form is the text for a plural category: [Other] where the string has no
// form of its own for it.
func (s String) Form(category Category) Pattern {
	if form, ok := s.Forms[category]; ok {
		return form
	}
	return s.Forms[Other]
}

// Pattern is a text with places for values.
type Pattern []Part

// Part is either text, with doubled braces made single, or a placeholder.
type Part struct {
	Text        string
	Placeholder string // a name without its braces; empty for text
}

// Keys lists the keys in order.
func (c *Catalog) Keys() []string { return slices.Sorted(maps.Keys(c.strings)) }

// Lookup gives the string of a key.
func (c *Catalog) Lookup(key string) (String, bool) {
	s, ok := c.strings[key]
	return s, ok
}
