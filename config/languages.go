package config

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/locales"
)

func (r *reader) languages(p pair, l *Languages) {
	before := len(r.faults)
	s, ok := r.inside(p)
	if !ok {
		return
	}
	r.known(s, "default", "available", "fallbacks")
	r.need(s, "default", "add default: with the language for everybody else, such as default: en")
	first, ok := s.get("default")
	if ok {
		l.Default = r.language(first)
	}
	if p, ok := s.get("available"); ok {
		l.Available = r.available(p, l.Default, first.value)
	}
	if len(l.Available) == 0 && l.Default != "" {
		l.Available = []string{l.Default}
	}
	l.Unsure = len(r.faults) > before
	if p, ok := s.get("fallbacks"); ok {
		r.fallbacks(p, l)
	}
	if len(r.faults) > before {
		return
	}
	if _, err := locales.NewMatcher(l.Available, l.Default, l.Fallbacks); err != nil {
		message, help := explain(err)
		r.faults.Add(diag.ConfigLanguage, p.at, help, "%s", message)
	}
}

// StandIns are the languages whose words may stand in for those of a language:
// itself, its shorter forms, and for each what Fallbacks names.
func (l Languages) StandIns(tag string) []string {
	var list []string
	for short := tag; ; {
		for _, t := range append([]string{short}, l.Fallbacks[short]...) {
			if !slices.Contains(list, t) {
				list = append(list, t)
			}
		}
		cut := strings.LastIndexByte(short, '-')
		if cut < 0 {
			return list
		}
		short = short[:cut]
	}
}

// language reads the tag of a language that mails can be written in. It must
// be canonical, since names of files repeat it.
func (r *reader) language(p pair) string {
	tag, ok := r.word(p)
	if !ok {
		return ""
	}
	locale, err := locales.New(tag)
	switch {
	case err != nil:
		message, help := explain(err)
		r.faults.Add(diag.ConfigLanguage, r.rangeOf(p.value), help, "%s", message)
	case locale.Tag() != tag:
		r.faults.Add(diag.ConfigLanguage, r.rangeOf(p.value), "write "+locale.Tag(), "language tag %q is not in its usual form", tag)
	}
	return tag
}

// available reads the list of languages. Each stands in it once, the default
// one too.
func (r *reader) available(p pair, standard string, at *yaml.Node) []string {
	var tags []string
	for _, item := range r.list(p, "available: [en, fr]") {
		tag := r.language(item)
		if slices.Contains(tags, tag) {
			r.faults.Add(diag.ConfigLanguage, r.rangeOf(item.value), "remove one of the two", "language %s is there twice", tag)
			continue
		}
		if tag != "" {
			tags = append(tags, tag)
		}
	}
	if standard != "" && len(tags) > 0 && !slices.Contains(tags, standard) {
		r.faults.Add(diag.ConfigLanguage, r.rangeOf(at), "add it to available, or make one of them the default",
			"the default language %s is not among the available ones", standard)
	}
	return tags
}

// fallbacks reads which languages stand in for others.
func (r *reader) fallbacks(p pair, l *Languages) {
	s, ok := r.inside(p)
	if !ok {
		l.Unsettled = l.Available
		return
	}
	l.Fallbacks = map[string][]string{}
	for _, p := range s.pairs {
		before := len(r.faults)
		if _, err := locales.NewMatcher([]string{"en"}, "en", map[string][]string{p.name: nil}); err != nil {
			message, help := explain(err)
			r.faults.Add(diag.ConfigFallback, p.at, help, "%s", message)
		}
		for _, item := range r.list(p, p.name+": [en]") {
			tag, ok := r.word(item)
			switch {
			case !ok:
				continue
			case tag == p.name:
				r.faults.Add(diag.ConfigFallback, r.rangeOf(item.value), "name another language", "%s cannot stand in for itself", tag)
			case !slices.Contains(l.Available, tag):
				if !l.Unsure {
					r.faults.Add(diag.ConfigFallback, r.rangeOf(item.value), diag.DidYouMean(tag, l.Available), "the fallback %q is not among the available languages", tag)
				}
			case slices.Contains(l.Fallbacks[p.name], tag):
				r.faults.Add(diag.ConfigFallback, r.rangeOf(item.value), "remove one of the two", "the fallback %s is there twice", tag)
			default:
				l.Fallbacks[p.name] = append(l.Fallbacks[p.name], tag)
			}
		}
		if len(r.faults) > before {
			l.Unsettled = append(l.Unsettled, p.name)
		}
	}
}

// list reads a list with at least one item.
func (r *reader) list(p pair, example string) []pair {
	n := p.value
	switch {
	case n.Kind != yaml.SequenceNode:
		at := r.rangeOf(n)
		if isNull(n) {
			at = p.at
		}
		r.faults.Add(diag.ConfigType, at, "write a list: "+example, "%s is %s, not a list", p.path, describe(n))
		return nil
	case len(n.Content) == 0:
		r.faults.Add(diag.ConfigType, r.rangeOf(n), "write a list: "+example+", or remove the line", "the list %s is empty", p.path)
	}
	items := make([]pair, len(n.Content))
	for i, item := range n.Content {
		at := r.rangeOf(item)
		if isNull(item) {
			at = p.at
		}
		items[i] = pair{path: "an entry of " + p.path, at: at, value: item}
	}
	return items
}

// explain splits an error of package locales, "message (remedy)".
func explain(err error) (message, help string) {
	message = err.Error()
	if i := strings.LastIndex(message, " ("); i >= 0 && strings.HasSuffix(message, ")") {
		return message[:i], message[i+len(" (") : len(message)-1]
	}
	return message, ""
}
