package starter_test

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/starter"
)

// printedChecks are about the values of the data, as a mail prints them.
func printedChecks() []check {
	return []check{
		{"required values", requiredFaults, []breakage{
			{"html", "994,68", "994.68"}, {"text", "994,68", "994.68"},
			{"html", "/f/2026-10-00317", "/"}, {"text", "https://payer.entrepot-nord.example.com", ""},
		}},
		{"values as the language writes them", foreignNumbers, []breakage{
			{"html", "994,68\u00a0$CA", "994.68"}, {"text", "994,68\u00a0$CA", "CA$994.68"}, {"subject", "994,68\u00a0$CA", "994,68"},
			{"html", "31 octobre 2026", "2026-10-31"}, {"text", "31 octobre 2026", "October 31, 2026"}, {"preheader", "31 octobre 2026", "31/10/2026"},
			{"text", "9,975\u00a0%", "9.975%"}, {"html", "20\u00a0jours", "21\u00a0jours"}, {"text", "2,75", "2.75"},
			{"text", "1\u202f494,68\u00a0$CA", "1494,68\u00a0$CA"},
		}},
		{"amounts, dates and numbers of the text part", missingInText, []breakage{
			{"text", "129,68\u00a0$CA", ""}, {"text", "31 octobre 2026", "bientôt"}, {"text", "500,00\u00a0$CA", "300,00\u00a0$CA"},
			{"text", "9,975\u00a0%", ""}, {"text", "2,75", "2"},
		}},
	}
}

// requiredFaults wants both parts to hold each value that the event asks for,
// if it is something to print, and there.
func requiredFaults(m *sampleMail) []string {
	var faults []string
	page := m.page()
	places := append(page.lines(), page.links()...)
	for _, v := range m.values {
		if !slices.Contains(m.event.Required, v.path) || v.kind == events.KindEnum {
			continue
		}
		holds := func(text string) bool {
			return slices.ContainsFunc(v.forms, func(form string) bool { return strings.Contains(text, form) })
		}
		if !slices.ContainsFunc(places, holds) {
			faults = append(faults, v.path+" in the HTML")
		}
		if !holds(m.text) {
			faults = append(faults, v.path+" in the text")
		}
	}
	return faults
}

var (
	number  = regexp.MustCompile(`[\p{Nd}](?:[\p{Nd}.,:/\x{a0}\x{202f}-]*[\p{Nd}])?`)
	digits  = regexp.MustCompile(`\p{Nd}+`)
	currSym = regexp.MustCompile(`\p{Sc}|\b[A-Z]{3}\b *` + stand + `|` + stand + `[\s\x{a0}]*\b[A-Z]{3}\b`)
)

// foreignNumbers finds the numbers and signs of currencies that are neither a
// value of the data, as the language writes it, nor words of the template: raw
// amounts, dates of ISO 8601, formats of another language, numbers made up.
func foreignNumbers(m *sampleMail) []string {
	literal := m.literalNumbers()
	var faults []string
	parts := append(m.page().lines(), m.subject, m.preheader, m.text)
	for _, part := range parts {
		words, _ := m.withoutValues(address.ReplaceAllString(part, ""))
		for _, n := range number.FindAllString(words, -1) {
			if !slices.Contains(literal, n) {
				faults = append(faults, fmt.Sprintf("%s in %q", n, words))
			}
		}
		faults = append(faults, currSym.FindAllString(words, -1)...)
	}
	return faults
}

// address is a link or an e-mail address, which has numbers of its own.
var address = regexp.MustCompile(`(?:https?://|mailto:|tel:)[^\s<>]+|[^\s<>]+@[^\s<>]+`)

var (
	tags       = regexp.MustCompile(`(?s)\{\{.*?\}\}|\{%.*?%\}`)
	brandWords = regexp.MustCompile(`(?m)^  (?:name|address): .*$`)
)

// literalNumbers are the numbers that authors wrote: in the template, in what it
// includes, in shared strings and in the brand.
func (m *sampleMail) literalNumbers() []string {
	files := []string{"billet.yaml", "locales/" + m.locale + ".yaml", "templates/" + m.template + "/" + m.locale + ".md"}
	for _, pattern := range []string{"layouts/*.txt", "partials/*"} {
		names, _ := fs.Glob(starter.Folder(), pattern) // its only error is a bad pattern
		files = append(files, names...)
	}
	var found []string
	for _, name := range files {
		text, _ := fs.ReadFile(starter.Folder(), path.Clean(name))
		words := tags.ReplaceAllString(string(text), "")
		if name == "billet.yaml" {
			words = strings.Join(brandWords.FindAllString(words, -1), "\n")
		}
		found = append(found, digits.FindAllString(words, -1)...)
	}
	return found
}

// missingInText finds the amounts, dates and numbers that the HTML has, and the
// text part has not, or less often.
func missingInText(m *sampleMail) []string {
	_, shown := m.withoutValues(strings.Join(m.page().lines(), "\n"))
	_, told := m.withoutValues(m.text)
	var faults []string
	for form, times := range shown {
		if digits.MatchString(form) && told[form] < times {
			faults = append(faults, fmt.Sprintf("%s: %d times in the HTML, %d in the text", form, times, told[form]))
		}
	}
	slices.Sort(faults)
	return faults
}
