package preview

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// indexPage is the list of all mails.
type indexPage struct {
	sheet
	Written, Missing string // how many mails
	Languages        []string
	Filters          []indexFilter
	Faults           []indexFault
	Groups           []indexGroup
}

// indexFilter is a choice that hides what has another value. It works by style
// alone.
type indexFilter struct {
	Name, ID string
	Values   []string
}

type indexFault struct {
	Severity, Words string
	Lines           string // of the file, with a caret
}

type indexGroup struct {
	Title, Name, Audience string
	Lacking               []string // languages
	Rows                  []indexRow
}

type indexRow struct {
	Class, Locale, Sample, Href string
	Subject, Preheader          string
	Language                    string // of both
	Fallback                    string
	Faulty                      bool
}

func (r *review) index() *indexPage {
	languages := indexFilter{Name: "Language", ID: "language", Values: r.contents.Languages}
	samples := indexFilter{Name: "Sample", ID: "sample"}
	for _, g := range r.groups {
		for _, sample := range g.Samples {
			if !slices.Contains(samples.Values, sample) {
				samples.Values = append(samples.Values, sample)
			}
		}
	}
	e := r.exported()
	p := &indexPage{Written: count(e.Mails, "mail"), Languages: r.contents.Languages}
	if e.Missing > 0 {
		p.Missing = strconv.Itoa(e.Missing)
	}
	for _, f := range []indexFilter{languages, samples} {
		if len(f.Values) > 1 {
			p.Filters = append(p.Filters, f)
		}
	}
	for _, f := range r.faults {
		words, lines, _ := strings.Cut(f.text(r.contents.Source), "\n")
		if each := (indexFault{f.Severity, words, lines}); !slices.Contains(p.Faults, each) {
			p.Faults = append(p.Faults, each)
		}
	}
	for _, g := range r.groups {
		entry := indexGroup{Title: g.Title, Name: g.name(), Audience: g.Audience, Lacking: g.Missing}
		for _, m := range g.mails {
			row := indexRow{
				Class:  fmt.Sprintf("language%d sample%d", slices.Index(languages.Values, m.locale), slices.Index(samples.Values, m.sample)),
				Locale: m.locale, Sample: m.sample, Fallback: m.fallback, Faulty: m.message == nil,
			}
			if shown := m.shown(); shown != nil {
				row.Href, row.Language = shown.addressFrom("", ".html"), shown.locale
				row.Subject, row.Preheader = m.message.Subject(), m.message.Preheader()
			}
			entry.Rows = append(entry.Rows, row)
		}
		p.Groups = append(p.Groups, entry)
	}
	return p
}

// rules hide what the filters leave out.
func (p *indexPage) rules() string {
	var b strings.Builder
	for _, f := range p.Filters {
		for n := range f.Values {
			name := f.ID + strconv.Itoa(n)
			fmt.Fprintf(&b, "body:has(#%[1]s:checked) tbody tr:not(.%[1]s), body:has(#%[1]s:checked) section:not(:has(.%[1]s, .faults)) { display: none; }\n", name)
		}
	}
	return b.String()
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
