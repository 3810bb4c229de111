package locales

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/billet-mail/billet/diag"
)

// CompareCatalogs reports where the catalogues of a folder, by language, do
// not fit together: a key that a language lacks, and strings whose
// placeholders or kind (plain, plural, Markdown) differ from those of most
// languages.
//
// A string that [ParseCatalog] found fault with counts as there, and no more.
// A catalogue takes what it lacks from its CLDR parents, fr-CA from fr, and from
// those that standIns names for its language; nil names none. One that could not
// be read to its end is left out.
func CompareCatalogs(cats map[string]*Catalog, standIns func(tag string) []string) diag.List {
	var faults diag.List
	tags := slices.Sorted(maps.Keys(cats))
	tags = slices.DeleteFunc(tags, func(tag string) bool { return cats[tag] == nil || cats[tag].torn })
	for _, key := range allKeys(cats, tags) {
		var have []String
		var names []string
		for _, tag := range tags {
			if s, ok := cats[tag].Lookup(key); ok && !s.Faulty {
				have, names = append(have, s), append(names, tag)
			}
		}
		if len(have) == 0 {
			continue // faulty wherever it is
		}
		for _, tag := range tags {
			if !inherits(cats, tag, key) && !taken(cats, tag, key, standIns) {
				faults.Add(diag.LocaleMissingKey, diag.Range{File: cats[tag].file},
					"add it: "+names[0]+" has it in "+have[0].Range.File, "the key %s is missing", key)
			}
		}
		compareStrings(have, names, &faults)
	}
	return faults.Normal()
}

func allKeys(cats map[string]*Catalog, tags []string) []string {
	keys := map[string]bool{}
	for _, tag := range tags {
		for key := range cats[tag].strings {
			keys[key] = true
		}
	}
	return slices.Sorted(maps.Keys(keys))
}

// inherits reports whether a language or one of its parents has a key.
func inherits(cats map[string]*Catalog, tag, key string) bool {
	if _, ok := cats[tag].Lookup(key); ok {
		return true
	}
	parsed, err := language.Parse(tag)
	if err != nil {
		return false
	}
	for parent := range ancestors(parsed) {
		if c := cats[parent.String()]; c != nil {
			if _, ok := c.Lookup(key); ok {
				return true
			}
		}
	}
	return false
}

// taken reports whether a language that stands in for another has a key, or
// may have it.
func taken(cats map[string]*Catalog, tag, key string, standIns func(tag string) []string) bool {
	if standIns == nil {
		return false
	}
	return slices.ContainsFunc(standIns(tag), func(other string) bool {
		c := cats[other]
		if c == nil {
			return false
		}
		_, ok := c.Lookup(key)
		return ok || c.torn
	})
}

// compareStrings compares the strings of one key, of the languages of tags.
func compareStrings(have []String, tags []string, faults *diag.List) {
	kind, from := usual(have, tags, kindOf)
	for _, s := range have {
		if got := kindOf(s); got != kind {
			faults.Add(diag.LocaleStringKind, s.Range, "make it "+kind+" as in "+from, "%s is %s here", s.Key, got)
		}
	}
	placeholders, from := usual(have, tags, placeholdersOf)
	for _, s := range have {
		if got := placeholdersOf(s); got != placeholders {
			faults.Add(diag.LocalePlaceholders, s.Range, "use "+placeholders+" as in "+from, "%s has %s here", s.Key, got)
		}
	}
}

func kindOf(s String) string {
	switch {
	case s.Markdown:
		return "Markdown"
	case s.Plural:
		return "plural"
	}
	return "plain text"
}

func placeholdersOf(s String) string {
	if len(s.Placeholders) == 0 {
		return "no placeholders"
	}
	return "{" + strings.Join(s.Placeholders, "}, {") + "}"
}

// usual is what most strings have, and the first language that has it. Of
// two that are equally common it is the one that comes first.
func usual(have []String, tags []string, of func(String) string) (what, from string) {
	counts := map[string]int{}
	for _, s := range have {
		counts[of(s)]++
	}
	best := slices.MaxFunc(slices.Sorted(maps.Keys(counts)), func(a, b string) int {
		if c := cmp.Compare(counts[a], counts[b]); c != 0 {
			return c
		}
		return cmp.Compare(firstWith(have, of, b), firstWith(have, of, a))
	})
	return best, tags[firstWith(have, of, best)]
}

func firstWith(have []String, of func(String) string, what string) int {
	return slices.IndexFunc(have, func(s String) bool { return of(s) == what })
}
