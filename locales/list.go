package locales

import "strings"

// List joins items the way a sentence does: "a, b, and c". Blank items are
// kept; no items give "".
func (l *Locale) List(items []string) string {
	switch len(items) {
	case 0:
		return ""
	case 1:
		return items[0]
	case 2:
		return join(l.last(l.list.two, items[1]), items[0], items[1])
	}
	n := len(items)
	text := join(l.list.start, items[0], items[1])
	for _, item := range items[2 : n-1] {
		text = join(l.list.middle, text, item)
	}
	return join(l.last(l.list.end, items[n-1]), text, items[n-1])
}

// join fills in a pattern. Items are put in as they are: an item "{1}" is no
// place of the pattern.
func join(pattern, first, second string) string {
	before, rest, _ := strings.Cut(pattern, "{0}")
	between, after, _ := strings.Cut(rest, "{1}")
	return before + first + between + second + after
}

// last is the pattern before a last item. Spanish has "e" instead of "y"
// before the sound of i (as ICU: "hi" counts, "hia" and "hie" do not).
func (l *Locale) last(pattern, item string) string {
	if l.language != "es" || !soundsLikeI(item) {
		return pattern
	}
	return strings.Replace(pattern, "{0} y {1}", "{0} e {1}", 1)
}

func soundsLikeI(item string) bool {
	word := strings.ToLower(item)
	if strings.HasPrefix(word, "hi") {
		return !strings.HasPrefix(word, "hia") && !strings.HasPrefix(word, "hie")
	}
	return strings.HasPrefix(word, "i")
}
