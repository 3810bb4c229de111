package locales

import (
	"fmt"
	"strings"

	"golang.org/x/text/language"

	"github.com/billet-mail/billet/diag"
)

// Locale has the formatting rules of one language and region. It is immutable
// and safe for concurrent use.
//
// Get one from [New]; the zero Locale is not usable.
type Locale struct {
	tag      string
	language string
	rtl      bool
	number   *numberRow
	name     *nameRow
	calendar *calendarRow
	list     *listRow
	symbols  map[string]string
	narrow   map[string]string
	plural   []pluralTest
}

// New gives the formatting rules of a BCP 47 tag of a language and, if need
// be, a region: "fr", "fr-CA". Case and the separator ("fr_ca") do not matter.
// A region that the CLDR does not have for the language uses the rules of the
// language.
//
// A malformed tag, a language without tables, and a tag with more parts than
// that are errors that say what to write instead.
func New(tag string) (*Locale, error) {
	parsed, err := parseTag(tag)
	if err != nil {
		return nil, err
	}
	var row *localeRow
	var plural *pluralRow
	for t := parsed; t != language.Und && (row == nil || plural == nil); t = t.Parent() {
		if row == nil {
			row = findLocale(t.String())
		}
		if plural == nil {
			plural = findPlural(t.String())
		}
	}
	base, _ := parsed.Base()
	if row == nil || plural == nil {
		return nil, fmt.Errorf("language %q is not supported (%s)", tag, diag.DidYouMean(base.String(), languages()))
	}
	l := &Locale{
		tag:      parsed.String(),
		language: base.String(),
		rtl:      row.rtl,
		number:   &numberTable[row.number],
		name:     &nameTable[row.name],
		calendar: &calendarTable[row.calendar],
		list:     &listTable[row.list],
		plural:   compilePlural(plural.rules),
	}
	l.loadSymbols(findLocale(l.language), row)
	return l, nil
}

// parseTag reads a tag of a language and a region.
func parseTag(tag string) (language.Tag, error) {
	parsed, err := language.Parse(tag)
	base, _ := parsed.Base()
	if raw, _, _ := parsed.Raw(); err != nil || raw.String() == "und" {
		return language.Und, fmt.Errorf("%q is not a language tag (%s)", tag,
			diag.DidYouMean(tag, languages()))
	}
	plain := base.String()
	if region, confidence := parsed.Region(); confidence == language.Exact {
		plain += "-" + region.String()
	}
	short, err := language.Parse(plain)
	if err != nil {
		return language.Und, fmt.Errorf("%q is not a language tag (write a language and a region, like fr-CA)", tag)
	}
	usual, _ := short.Script()
	if script, _ := parsed.Script(); script != usual || len(parsed.Extensions()) > 0 || len(parsed.Variants()) > 0 {
		return language.Und, fmt.Errorf("language tag %q has more than a language and a region (write %s)", tag, plain)
	}
	return short, nil
}

// Tag is the canonical tag: "fr-CA".
func (l *Locale) Tag() string { return l.tag }

// Language is the language of the tag: "fr".
func (l *Locale) Language() string { return l.language }

// Direction is the direction of the script, as the HTML attribute dir has it:
// "ltr" or "rtl".
func (l *Locale) Direction() string {
	if l.rtl {
		return "rtl"
	}
	return "ltr"
}

// loadSymbols fills in the currency symbols of a language, and over them
// those of a region. A currency in neither map is written by its code.
func (l *Locale) loadSymbols(base, own *localeRow) {
	l.symbols, l.narrow = map[string]string{}, map[string]string{}
	rows := []*symbolRow{&symbolTable[base.symbol]}
	if own != base {
		rows = append(rows, &symbolTable[own.symbol])
	}
	addSymbols(l.narrow, rows[0].standard) // of a symbol without a narrow form
	for _, row := range rows {
		addSymbols(l.symbols, row.standard)
		addSymbols(l.narrow, row.narrow)
	}
}

func addSymbols(to map[string]string, row string) {
	for pair := range strings.SplitSeq(row, ";") {
		if code, symbol, ok := strings.Cut(pair, " "); ok {
			to[code] = symbol
		}
	}
}
