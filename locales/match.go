package locales

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"golang.org/x/text/language"

	"github.com/billet-mail/billet/diag"
)

// Matcher picks, of the languages that a folder has, the one for a recipient.
// It is immutable and safe for concurrent use; get one from [NewMatcher]. Its
// languages need not have formatting rules.
type Matcher struct {
	available []candidate
	fallback  string
	explicit  map[string][]language.Tag // by canonical tag
}

// candidate is a language that the folder has.
type candidate struct {
	name string // as the folder spells it
	tag  language.Tag
}

// Match is what a [Matcher] picked.
type Match struct {
	Tag   string   // the language picked, as the folder spells it
	Chain []string // every tag tried, in order, ending with Tag
	Exact bool     // Tag is the language that was asked for
}

// NewMatcher makes a matcher of the languages that a folder has, the one of
// them that stands in for any other, and the configured fallbacks of tags:
// "pt-PT": ["pt-BR"]. The order of available decides only between languages
// that are equally near.
//
// Malformed tags, a language that is available twice, and a fallback that is
// not available are errors. Tags in explicit need not be available.
func NewMatcher(available []string, fallback string, explicit map[string][]string) (*Matcher, error) {
	m := &Matcher{explicit: map[string][]language.Tag{}}
	if len(available) == 0 {
		return nil, errors.New("no language is available (add a file of one)")
	}
	for _, name := range available {
		tag, err := parseAny(name)
		if err != nil {
			return nil, err
		}
		if other := m.find(tag); other != "" {
			return nil, fmt.Errorf("language %s is there twice, as %q and %q (remove one)", tag, other, name)
		}
		m.available = append(m.available, candidate{name, tag})
	}
	tag, err := parseAny(fallback)
	if err != nil {
		return nil, err
	}
	if m.fallback = m.find(tag); m.fallback == "" {
		return nil, fmt.Errorf("the fallback language %q is not available (%s)", fallback, diag.DidYouMean(fallback, available))
	}
	for _, from := range slices.Sorted(maps.Keys(explicit)) {
		source, err := parseAny(from)
		if err != nil {
			return nil, err
		}
		for _, to := range explicit[from] {
			target, err := parseAny(to)
			if err != nil {
				return nil, err
			}
			m.explicit[source.String()] = append(m.explicit[source.String()], target)
		}
	}
	return m, nil
}

func parseAny(name string) (language.Tag, error) {
	tag, err := language.Parse(name)
	if err != nil || tag == language.Und {
		return tag, fmt.Errorf("%q is not a language tag (write a language and a region, like fr-CA)", name)
	}
	return tag, nil
}

// Match picks the language for a requested tag. It tries, in this order:
//
//   - the tag, its configured fallbacks, and the same for its CLDR parents:
//     fr-CA, fr; en-GB, en-001, en;
//   - other regions of the language in the same script, the nearest by CLDR
//     parents first: en-GB takes en-AU before en-US. Portuguese of Portugal
//     and of Brazil do not stand in for each other, but a request for plain
//     pt takes either, pt-BR first;
//   - the fallback language.
//
// A malformed or empty tag gives the fallback.
func (m *Matcher) Match(requested string) Match {
	tag, err := language.Parse(requested)
	if requested == "" {
		return Match{Tag: m.fallback, Chain: []string{m.fallback}}
	}
	if err != nil {
		return Match{Tag: m.fallback, Chain: []string{requested, m.fallback}}
	}
	s := search{matcher: m}
	s.lookUp(tag)
	for i := 0; i < len(s.asked) && s.found == ""; i++ {
		s.found = m.sibling(s.asked[i])
	}
	if s.found == "" {
		s.found = m.fallback
	}
	found, _ := language.Parse(s.found)
	if n := len(s.chain); n > 0 && s.chain[n-1] == found.String() {
		s.chain = s.chain[:n-1]
	}
	return Match{Tag: s.found, Chain: append(s.chain, s.found), Exact: found == tag}
}

// find is the available language of a tag, "" if there is none.
func (m *Matcher) find(tag language.Tag) string {
	for _, c := range m.available {
		if c.tag == tag {
			return c.name
		}
	}
	return ""
}

// search is the look-up of one request.
type search struct {
	matcher *Matcher
	chain   []string
	asked   []language.Tag // the requested tag and its configured fallbacks
	found   string
}

// lookUp tries a tag and its parents, and the configured fallbacks of each.
func (s *search) lookUp(tag language.Tag) {
	s.asked = append(s.asked, tag)
	for t := range ancestors(tag) {
		if s.found != "" || slices.Contains(s.chain, t.String()) {
			return
		}
		s.chain = append(s.chain, t.String())
		s.found = s.matcher.find(t)
		for _, to := range s.matcher.explicit[t.String()] {
			if s.found == "" {
				s.lookUp(to)
			}
		}
	}
}

// ancestors gives a tag and its CLDR parents, without the root.
func ancestors(tag language.Tag) func(yield func(language.Tag) bool) {
	return func(yield func(language.Tag) bool) {
		for t := tag; t != language.Und; t = t.Parent() {
			if !yield(t) {
				return
			}
		}
	}
}

// sibling is the nearest available language that differs from a tag in its
// region only, "" if there is none.
func (m *Matcher) sibling(tag language.Tag) string {
	for ancestor := range ancestors(tag) {
		best := ""
		for _, c := range m.available {
			if !standsFor(tag, c.tag) || !descends(c.tag, ancestor) {
				continue
			}
			if best == "" || sameRegion(c.tag, ancestor) {
				best = c.name
			}
		}
		if best != "" {
			return best
		}
	}
	return ""
}

// sameRegion reports whether a tag is the likely form of a bare language or
// script: en-US of en.
func sameRegion(tag, bare language.Tag) bool {
	region, _ := tag.Region()
	likely, _ := bare.Region()
	return region == likely
}

func descends(tag, from language.Tag) bool {
	for t := range ancestors(tag) {
		if t == from {
			return true
		}
	}
	return false
}

// standsFor reports whether readers of one tag read the other as their own
// language.
func standsFor(asked, other language.Tag) bool {
	askedBase, _ := asked.Base()
	otherBase, _ := other.Base()
	askedScript, _ := asked.Script()
	otherScript, _ := other.Script()
	if askedBase != otherBase || askedScript != otherScript {
		return false
	}
	if askedBase.String() != "pt" || asked == language.Portuguese || other == language.Portuguese {
		return true
	}
	// The other countries write as in Portugal, by their CLDR parents.
	return descends(asked, language.EuropeanPortuguese) == descends(other, language.EuropeanPortuguese)
}
