package events

import (
	"unicode"

	"github.com/billet-mail/billet/diag"
)

// checkBlank judges a string, text or Markdown that is there: one that shows
// nothing would leave a gap in the mail, as "Hello ,", and pass every if. What
// is required must be given, what is optional is left out instead.
func checkBlank(f *Field, s string) *problem {
	switch {
	case !isBlank(s):
		return nil
	case f.Name == "":
		return &problem{diag.DataMissing, "is blank: no character in it shows", "remove the entry, or give it a value"}
	case f.Required:
		return &problem{diag.DataMissing, "is required, but blank: no character in it shows", addHelp(*f)}
	}
	return &problem{diag.DataText, "is blank: no character in it shows", "leave the field out"}
}

// isBlank reports a text without a character that shows.
func isBlank(s string) bool {
	for _, r := range s {
		if !isInvisible(r) {
			return false
		}
	}
	return true
}

// isInvisible reports white space and what fonts show as nothing: the
// properties White_Space and Default_Ignorable_Code_Point of Unicode (chapters
// 4.5 and 5.21; the Arabic number signs have the category of format characters,
// but show), and the braille pattern without dots.
func isInvisible(r rune) bool {
	const brailleBlank = '\u2800'
	return unicode.IsSpace(r) || r == brailleBlank ||
		unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point) &&
			!unicode.Is(unicode.Prepended_Concatenation_Mark, r)
}
