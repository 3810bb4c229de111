package starter_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// emptyChecks find what a value that is absent, or a branch that is not taken,
// may leave behind.
func emptyChecks() []check {
	return []check{
		{"empty elements", emptyElements, []breakage{
			{"html", "</h1>", "</h1><p> </p>"}, {"html", "</h1>", "</h1><ul><li>\u00a0</li></ul>"}, {"html", "</h1>", "</h1><p><strong></strong></p>"},
		}},
		{"empty parts", emptyParts, []breakage{
			{"subject", "Facture", "{{ Facture"}, {"html", "Total", "{% Total"}, {"text", "Total", "%!s(Total"},
			{"text", "Total", "\u034fTotal"}, {"text", "\n", "\r\n"}, {"text", "régler\u202f?\n", "régler\u202f?\n\n\n"},
		}},
		{"punctuation that is left over", leftOvers, []breakage{
			{"text", "Anaïs,", ","}, {"text", "Anaïs,", " ,"}, {"text", "Total\u00a0: 1\u202f494,68\u00a0$CA", "Total\u00a0:"},
			{"text", "5\u00a0%", ""}, {"subject", "à régler", "à  régler"}, {"text", "le 31 octobre 2026,", "le ,"},
			{"preheader", "31 octobre 2026.", "31 octobre 2026.."}, {"text", "Total\u00a0: 1", "\u00a0: 1"},
			{"html", "Anaïs,", " ,"}, {"html", "5\u00a0%", ""}, {"html", "Bonjour Anaïs", ""},
		}},
	}
}

func emptyElements(m *sampleMail) []string {
	var faults []string
	for _, e := range m.page().all("p", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "th", "td", "a", "tr", "thead", "tbody", "table", "blockquote", "strong", "em", "span", "title") {
		if strings.TrimSpace(e.text()) == "" && len(e.below("img")) == 0 && !e.of("mark") && !e.holds("mark") {
			faults = append(faults, fmt.Sprintf("an empty %s %q", e.node.Data, e.attr("class")))
		}
	}
	return faults
}

func emptyParts(m *sampleMail) []string {
	var faults []string
	for _, part := range []string{m.subject, m.preheader, m.html, m.text} {
		if strings.TrimSpace(part) == "" {
			faults = append(faults, "an empty part")
		}
		for _, trace := range []string{"{{", "{%", "{#", "%}", "%!", "\r", "\t"} {
			if strings.Contains(part, trace) {
				faults = append(faults, fmt.Sprintf("%q", trace))
			}
		}
	}
	if strings.Contains(m.text, "\u034f") || strings.Contains(m.text, m.preheader) {
		faults = append(faults, "the preheader and its padding are for the HTML")
	}
	if !strings.HasSuffix(m.text, "\n") || strings.Contains(m.text, "\n\n\n") || strings.HasPrefix(m.text, "\n") {
		faults = append(faults, "empty lines in the text part")
	}
	return faults
}

// leftOver is punctuation that lacks the words around it. Blanks are matched
// as \s and U+00A0, U+202F, because French has those before its signs.
var leftOver = regexp.MustCompile(strings.Join([]string{
	`  `, `(?m) $`, `(?m)^ `,
	` [,.]`, `,[,.;:!?]`, `\.\.`, `[;:!?]{2}`, `[(«“][\s\x{a0}\x{202f}]*[)»”]`, `[(][\s\x{a0}]`, `[\s\x{a0}][)]`,
	`(?m)^[\s\x{a0}\x{202f}]*[,.;:!?)»”]`, // begins a line
	`(?m)[(«“,–—]$`,                       // ends a line, but for the greeting
	`(?m)^\p{Lu}[^.\n]*:\n(?:[^\n]|\z)`,   // a label without a value; an introduction has an empty line behind it
	`(?m)^- *$`,
}, "|"))

func leftOvers(m *sampleMail) []string {
	var faults []string
	parts := append(m.page().lines(), m.subject, m.preheader, m.text)
	for _, part := range parts {
		words, _ := m.withoutValues(strings.TrimSuffix(part, "\n"))
		faults = append(faults, leftOver.FindAllString(greeting.ReplaceAllString(words, "$1"), -1)...)
	}
	return slices.Compact(faults)
}

// greeting is the one line that may end in a comma.
var greeting = regexp.MustCompile(`(?m)^((?:Hello|Bonjour)(?: [^\n]*)?),$`)
