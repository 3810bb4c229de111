package render

import (
	"regexp"
	"strings"

	"github.com/billet-mail/billet/template"
)

// Amounts that authors write out: a number beside the sign or code of a
// currency, or beside a percent sign. \x00 stands for a tag.
const (
	digits = `[0-9]+(?:[.,'’ \x{a0}\x{202f}][0-9]+)*`
	unit   = `€|\$|£|¥|円|元|EUR|USD|GBP|JPY|CHF|CAD|AUD|%|％`
	gap    = `[ \x{a0}\x{202f}]?`
)

var amount = regexp.MustCompile(`(?:(` + unit + `)` + gap + `)?\b(` + digits + `)(?:` + gap + `(` + unit + `))?`)

// amounts lists those of a document, as one language writes them like another.
func (w *work) amounts(doc *template.Document) []Amount {
	text := []byte(doc.Text)
	w.eachTag(doc.Text, func(start, end, _ int) {
		for i := start; i < end; i++ {
			text[i] = 0
		}
	})
	var found []Amount
	for _, at := range amount.FindAllSubmatchIndex(text, -1) {
		sign := ""
		for _, group := range []int{2, 6} {
			if at[group] >= 0 {
				sign = string(text[at[group]:at[group+1]])
			}
		}
		if sign != "" {
			found = append(found, Amount{plainNumber(string(text[at[4]:at[5]])) + " " + code(sign), doc.Range(at[0], at[1])})
		}
	}
	return found
}

// code is one name for each unit.
func code(sign string) string {
	switch sign {
	case "€":
		return "EUR"
	case "$":
		return "USD"
	case "£":
		return "GBP"
	case "¥", "円", "元":
		return "JPY"
	case "％":
		return "%"
	}
	return sign
}

// plainNumber is a number without groups, with a point and without zeros behind
// the last digit that counts. A separator parts decimals if it stands once with
// one or two digits behind it.
func plainNumber(s string) string {
	last := strings.LastIndexAny(s, ".,")
	decimals := ""
	if last >= 0 && len(s)-last-1 <= 2 && strings.Count(s, s[last:last+1]) == 1 {
		s, decimals = s[:last], strings.TrimRight(s[last+1:], "0")
	}
	whole := strings.TrimLeft(strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s), "0")
	if whole == "" {
		whole = "0"
	}
	if decimals == "" {
		return whole
	}
	return whole + "." + decimals
}
