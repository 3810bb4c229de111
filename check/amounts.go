package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/billet-mail/billet/locales"
)

// currencyMarks finds amounts in the words of a language: numbers with a symbol
// or a code of a currency beside them.
type currencyMarks []string

// marksOf are the marks of a language. Marks of one letter are left out: they
// are more often something else.
func marksOf(tag string) currencyMarks {
	locale, err := locales.New(tag)
	if err != nil {
		return nil
	}
	var marks currencyMarks
	for _, mark := range locale.CurrencyMarks() {
		mark = bare(mark)
		if r, size := utf8.DecodeRuneInString(mark); size == len(mark) && unicode.IsLetter(r) {
			continue
		}
		marks = append(marks, mark)
	}
	slices.Sort(marks)
	return slices.Compact(marks)
}

// bare is a text without blanks and without what only directs it.
func bare(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, text)
}

// amounts lists the amounts in a text without blanks, so that they compare.
func (m currencyMarks) amounts(text string) []string {
	var list []string
	runes := []rune(strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Cf, r):
			return -1
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, text))
	for at := 0; at < len(runes); {
		if !unicode.IsDigit(runes[at]) {
			at++
			continue
		}
		end := numberEnd(runes, at)
		before, after := m.endOf(runes[:at]), m.startOf(runes[end:])
		number := string(runes[at:end])
		switch sign := signBefore(runes[:at], before); {
		case before != "":
			list = append(list, sign+before+bare(number))
		case after != "":
			list = append(list, sign+bare(number)+after)
		}
		at = end
	}
	return list
}

// numberEnd is where a number ends that begins at an index: with its groups and
// its decimals.
func numberEnd(runes []rune, at int) int {
	end := at + 1
	for i := end; i < len(runes); i++ {
		switch {
		case unicode.IsDigit(runes[i]):
			end = i + 1
		case i > end || !strings.ContainsRune(" .,'’٫٬", runes[i]):
			return end
		case runes[i] == ' ' && !group(runes[i+1:]):
			return end
		}
	}
	return end
}

// group reports whether a text begins with a group of three digits, as in
// "1 234".
func group(runes []rune) bool {
	return len(runes) >= 3 && unicode.IsDigit(runes[0]) && unicode.IsDigit(runes[1]) && unicode.IsDigit(runes[2]) &&
		(len(runes) == 3 || !unicode.IsDigit(runes[3]))
}

// endOf is the longest mark that a text ends with, but for one blank.
func (m currencyMarks) endOf(runes []rune) string {
	text := strings.TrimRight(string(runes[max(0, len(runes)-12):]), " -−")
	best := ""
	for _, mark := range m {
		if before, ok := strings.CutSuffix(text, mark); ok && len(mark) > len(best) && !inWord(before, mark) {
			best = mark
		}
	}
	return best
}

// startOf is the longest mark that a text begins with, but for one blank.
func (m currencyMarks) startOf(runes []rune) string {
	text := strings.TrimPrefix(string(runes[:min(len(runes), 12)]), " ")
	best := ""
	for _, mark := range m {
		if after, ok := strings.CutPrefix(text, mark); ok && len(mark) > len(best) {
			r, _ := utf8.DecodeRuneInString(after)
			last, _ := utf8.DecodeLastRuneInString(mark)
			if !unicode.IsLetter(r) || !unicode.IsLetter(last) {
				best = mark
			}
		}
	}
	return best
}

// inWord reports whether a mark is the end of a longer word.
func inWord(before, mark string) bool {
	r, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(mark)
	return unicode.IsLetter(r) && unicode.IsLetter(first)
}

// signBefore is the minus sign of a number, which stands before it or before its
// currency.
func signBefore(runes []rune, mark string) string {
	text := strings.TrimRight(string(runes[max(0, len(runes)-16):]), " ")
	if strings.HasSuffix(text, "-") || strings.HasSuffix(text, "−") {
		return "-"
	}
	text = strings.TrimRight(strings.TrimSuffix(text, mark), " ")
	if mark != "" && (strings.HasSuffix(text, "-") || strings.HasSuffix(text, "−")) {
		return "-"
	}
	return ""
}
