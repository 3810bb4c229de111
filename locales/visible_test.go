package locales

import "unicode"

// invisible reports whether a character must be escaped to be seen in a file.
func invisible(r rune) bool {
	return unicode.In(r, unicode.Zs, unicode.Cf, unicode.Cc) || r == '\\'
}
