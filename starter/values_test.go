package starter_test

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/locales"
)

// value is one value of a mail's data.
type value struct {
	path  string
	kind  events.Kind
	forms []string // all that it may be printed as in the mail's language
}

// valuesOf are the values of an event's data, and those derived from it. They
// are written by the package locales alone, not by the way of a message.
func valuesOf(event *events.Event, data any, at events.Moment, l *locales.Locale) []value {
	var all []value
	walk(&all, "", reflect.ValueOf(data), event.Fields(), l)
	if event.Derive != nil {
		walk(&all, "", reflect.ValueOf(event.Derive(data, at)), event.DerivedFields(), l)
	}
	return all
}

func walk(all *[]value, path string, of reflect.Value, fields []events.Field, l *locales.Locale) {
	of = reflect.Indirect(of)
	if !of.IsValid() {
		return
	}
	for _, f := range fields {
		at, name := of.Field(f.Index), strings.TrimPrefix(path+"."+f.Name, ".")
		switch {
		case f.Kind == events.KindObject:
			walk(all, name, at, f.Fields, l)
		case f.Kind == events.KindList:
			for i := range at.Len() {
				walk(all, name, at.Index(i), f.Elem.Fields, l)
			}
		case !at.IsZero():
			*all = append(*all, value{name, f.Kind, formsOf(reflect.Indirect(at).Interface(), l)})
		}
	}
}

// formsOf are the ways a template may print a value. Amounts carry their
// currency, and dates that are numbers only are for no mail.
func formsOf(v any, l *locales.Locale) []string {
	switch v := v.(type) {
	case events.Money:
		forms := moneyForms(v, l)
		if size, err := events.NewMoney(strings.TrimPrefix(v.Number(), "-"), v.Currency()); err == nil {
			forms = append(forms, moneyForms(size, l)...)
		}
		return forms
	case events.Date:
		return dateForms(v.In(time.UTC), l)
	case time.Time:
		forms := append(dateForms(v, l), l.Time(v, locales.Short), l.Time(v, locales.Medium), l.Time(v, locales.Long))
		for _, style := range []locales.Style{locales.Medium, locales.Long, locales.Full} {
			forms = append(forms, l.DateTime(v, style, style), l.DateTime(v, style, locales.Short))
		}
		return forms
	case events.Percent:
		return []string{l.Percent(v.String(), -1, -1)}
	case events.Decimal:
		return []string{l.Number(v.String(), -1, -1)}
	case int:
		return []string{l.Number(events.DecimalFromInt(int64(v)).String(), -1, -1)}
	}
	if text, ok := v.(events.Markdown); ok {
		return append(textForms(string(text)), textForms(markdown.ReplaceAllString(string(text), ""))...)
	}
	if text := reflect.ValueOf(v); text.Kind() == reflect.String {
		return textForms(text.String())
	}
	return nil
}

func moneyForms(m events.Money, l *locales.Locale) []string {
	return []string{
		l.Money(m.Amount(), locales.MoneyStandard), l.Money(m.Amount(), locales.MoneyCode), l.Money(m.Amount(), locales.MoneyNarrow),
	}
}

func dateForms(day time.Time, l *locales.Locale) []string {
	var forms []string
	for _, style := range []locales.Style{locales.Medium, locales.Long, locales.Full, locales.MonthDay, locales.MonthYear} {
		forms = append(forms, l.Date(day, style))
	}
	return forms
}

// textForms are the lines of a text, whole and cut off (truncatechars).
func textForms(text string) []string {
	forms := append(strings.Split(text, "\n"), strings.Join(strings.Fields(text), " "))
	for _, form := range slices.Clone(forms) {
		runes := []rune(form)
		for length := shortestCut; length < len(runes); length++ {
			forms = append(forms, string(runes[:length-1])+"…")
		}
	}
	return forms
}

// shortestCut is the least that a template leaves of a text, in characters.
const shortestCut = 20

// markdown is what Markdown of the samples puts around words.
var markdown = regexp.MustCompile(`(?m)^ *(?:[-*>] +|#+ +|\d+\. +)|[*_\x60]+`)

// stand is what stands for a value in a text without its values.
const stand = "\ufffc"

// formsIn are the forms of all values, the longest first.
func formsIn(values []value) []string {
	var forms []string
	for _, v := range values {
		for _, form := range v.forms {
			if form = strings.TrimSpace(form); form != "" {
				forms = append(forms, form)
			}
		}
	}
	slices.SortFunc(forms, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	return slices.Compact(forms)
}

// withoutValues puts a sign in the place of each value of the data, the longest
// first, and counts the forms that it found.
func (m *sampleMail) withoutValues(text string) (string, map[string]int) {
	found := map[string]int{}
	for _, form := range m.forms {
		from := 0
		for {
			i := strings.Index(text[from:], form)
			if i < 0 {
				break
			}
			before, after := text[:from+i], text[from+i+len(form):]
			if joined(before, form) || joined(reversed(after), lastOf(form)) {
				from += i + len(form)
				continue
			}
			found[form]++
			text, from = before+stand+after, len(before)+len(stand)
		}
	}
	return text, found
}

// joined reports whether a form that follows a text is only the end of a longer
// word or number.
func joined(before, form string) bool {
	last, size := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(form)
	if !unicode.IsDigit(first) {
		return unicode.IsLetter(first) && unicode.IsLetter(last) && last < 0x3000
	}
	if strings.ContainsRune(".,-/\u00a0\u202f", last) {
		last, _ = utf8.DecodeLastRuneInString(before[:len(before)-size])
		return unicode.IsDigit(last)
	}
	return unicode.IsLetter(last) || unicode.IsDigit(last)
}

func lastOf(form string) string {
	_, size := utf8.DecodeLastRuneInString(form)
	return form[len(form)-size:]
}

// reversed is the start of a text, backwards: joined looks no further.
func reversed(text string) string {
	runes := []rune(text)
	runes = slices.Clone(runes[:min(2, len(runes))])
	slices.Reverse(runes)
	return string(runes)
}
