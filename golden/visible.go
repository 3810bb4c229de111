package golden

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// visible writes what does not show in a line as \uXXXX: blanks other than the
// usual one, marks of direction, joiners, controls, and a blank at the end. A
// line that would begin a file of the archive is written so too, and a
// backslash that would be read as such an escape.
func visible(line string) string {
	trimmed := strings.TrimRight(line, " ")
	var b strings.Builder
	for i, r := range trimmed {
		switch {
		case r == '\\' && (strings.HasPrefix(trimmed[i+1:], "u") || strings.HasPrefix(trimmed[i+1:], "U")), i == 0 && strings.HasPrefix(trimmed, "-- "), hidden(r):
			escape(&b, r)
		default:
			b.WriteRune(r)
		}
	}
	for range len(line) - len(trimmed) {
		escape(&b, ' ')
	}
	return b.String()
}

var escaped = regexp.MustCompile(`\\u[0-9A-F]{4}|\\U[0-9A-F]{8}`)

// unescaped is the line that visible wrote.
func unescaped(line string) string {
	return escaped.ReplaceAllStringFunc(line, func(e string) string {
		code, err := strconv.ParseUint(e[2:], 16, 32)
		if err != nil {
			return e
		}
		return string(rune(code))
	})
}

func escape(b *strings.Builder, r rune) {
	if r > 0xFFFF {
		fmt.Fprintf(b, `\U%08X`, r)
		return
	}
	fmt.Fprintf(b, `\u%04X`, r)
}

// hidden reports characters that do not show, or show as a plain blank.
func hidden(r rune) bool {
	return r != ' ' && r != '\t' && (unicode.IsSpace(r) || !unicode.IsPrint(r) && !unicode.IsMark(r))
}
