package starter_test

import (
	"fmt"
	"regexp"
	"strings"
)

// frenchChecks hold the words of the French mails to the typography of French:
// a no-break blank (U+00A0) before a colon and inside « », a narrow one
// (U+202F) before ; ! ?, and no straight quotation marks or apostrophes.
// Source: Lexique des règles typographiques en usage à l’Imprimerie nationale.
func frenchChecks() []check {
	return []check{{"French typography", frenchFaults, []breakage{
		{"text", "Total\u00a0:", "Total :"}, {"text", "Total\u00a0:", "Total\u202f:"}, {"text", "Total\u00a0:", "Total:"},
		{"text", "régler\u202f?", "régler ?"}, {"text", "régler\u202f?", "régler\u00a0?"}, {"text", "régler\u202f?", "régler?"},
		{"text", "Merci.", "Merci !"}, {"text", "Merci.", "« Merci\u00a0»."}, {"text", "Merci.", "«\u00a0Merci »."}, {"text", "Merci.", `"Merci".`},
		{"text", "L’échéance", "L'échéance"}, {"text", "Merci.", "Merci..."}, {"html", "oubli\u00a0:", "oubli :"},
		{"preheader", "L’échéance", "L'échéance"}, {"subject", "\u00a0:", ":"}, {"html", "n’a", "n'a"},
	}}}
}

var frenchSlip = regexp.MustCompile(strings.Join([]string{
	`(?:^|[^\x{a0}])[:»]`, `(?:^|[^\x{202f}])[;!?]`, `«(?:[^\x{a0}]|$)`, `["']`, `\.\.\.`, `“|”`,
}, "|"))

func frenchFaults(m *sampleMail) []string {
	if m.language.Language() != "fr" {
		return nil
	}
	var faults []string
	for _, part := range append(m.page().lines(), m.subject, m.preheader, m.text) {
		words, _ := m.withoutValues(address.ReplaceAllString(part, stand))
		for _, at := range frenchSlip.FindAllStringIndex(words, -1) {
			faults = append(faults, fmt.Sprintf("%q in %q", words[at[0]:at[1]], words[max(0, at[0]-30):at[1]]))
		}
	}
	return faults
}
