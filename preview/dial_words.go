package preview

import (
	"errors"
	"reflect"
	"strings"

	"github.com/billet-mail/billet/events"
)

// Lengths in characters.
const (
	longest     = 2000 // of a value, where its limit is higher
	longestItem = 500  // of a value in a list
	unbreakable = 120  // of the word without a place to break, in a value of that many and more
)

// words is a field of words with a limit of its own: no identifier with a form,
// such as a language or the digits of a card.
func words(f *events.Field) bool {
	switch f.Kind {
	case events.KindString, events.KindText, events.KindMarkdown:
	default:
		return false
	}
	for _, rule := range strings.Split(f.Rules, ",") {
		if name, _, _ := strings.Cut(rule, "="); name != "" && name != "required" && name != "omitempty" && name != "max" {
			return false
		}
	}
	return true
}

// names are words that are no numbers and identifiers.
func names(f *events.Field) bool { return words(f) && f.Name != "id" && f.Name != "number" }

// turnWords changes all words that are there. change gets how many words came
// before and how many characters there may be.
func (t *turning) turnWords(fits func(*events.Field) bool, change func(s spot, before, limit int) string) error {
	changed := 0
	err := t.try(func(data reflect.Value) {
		visit(t.event.Fields(), data, "", func(s spot) {
			if !fits(s.field) || s.value.String() == "" {
				return
			}
			limit := mostOf(s.field, longest)
			if strings.Contains(s.path, "[]") {
				limit = min(limit, longestItem)
			}
			s.value.SetString(change(s, changed, limit))
			changed++
		})
	})
	if err == nil && changed == 0 {
		return errors.New("this data has no words that could be changed")
	}
	return err
}

// turnRightToLeft takes Arabic and Hebrew words by turns. Some hold digits and
// brackets, which a mail in another direction puts in the wrong place.
func turnRightToLeft(t *turning) error {
	people := []string{"ليلى عبد الرحمن الحسيني", "נועה בן־דוד לוי"}
	things := []string{"باقة الفريق (10 مقاعد)", "חבילת צוות (10 מושבים)"}
	return t.turnWords(names, func(s spot, before, limit int) string {
		if strings.Contains(s.field.Name, "name") || s.field.Name == "company" {
			return cut(people[before%2], limit)
		}
		return cut(things[before%2], limit)
	})
}

// turnMarkup puts in what HTML, Markdown, the templates and the text part give
// a meaning to, and line breaks where a value keeps them.
func turnMarkup(t *turning) error {
	const markup = " <b>&amp; \"q' `c` |](x) {{ y }}"
	return t.turnWords(words, func(s spot, _, limit int) string {
		added := markup
		if s.field.Kind != events.KindString {
			added += "\n# <i>h\n\n- *x*"
		}
		return cut(s.value.String(), max(1, limit-len(added))) + cut(added, limit-1)
	})
}

// turnLong repeats the words of a value up to its limit, and ends in a word of
// their letters that no line can break.
func turnLong(t *turning) error {
	return t.turnWords(words, func(s spot, _, limit int) string {
		return lengthened(s.value.String(), limit, s.field.Kind != events.KindString)
	})
}

func lengthened(value string, limit int, lines bool) string {
	separator := " "
	if lines {
		separator = "\n"
	}
	if limit < 10 {
		return repeated(value, limit)
	}
	word := repeated(strings.Join(strings.Fields(value), ""), min(unbreakable, limit/2))
	room := limit - len([]rune(word)) - 1
	filled := cut(value, room)
	if rest := room - len([]rune(filled)) - 1; rest > 0 {
		filled += separator + strings.TrimSpace(repeated(strings.Join(strings.Fields(value), " ")+" ", rest))
	}
	return strings.TrimSpace(filled + separator + word)
}

// repeated is n characters of a text that begins again and again.
func repeated(text string, n int) string {
	if text == "" {
		return ""
	}
	return cut(strings.Repeat(text, n/len([]rune(text))+1), n)
}

// cut is at most n characters of a text.
func cut(text string, n int) string {
	if runes := []rune(text); len(runes) > n {
		return string(runes[:max(0, n)])
	}
	return text
}
