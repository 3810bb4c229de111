package clients

import "strings"

// Feature is something of HTML, CSS or image formats that was tested.
type Feature struct {
	Slug  string // "css-border-radius"
	Title string // "border-radius"

	results []result
	notes   map[string]string // by number
}

// result is what several clients have in common, as the data writes it: n for
// no support or a for partial support, and the numbers of notes.
type result struct{ value, clients string }

func (r result) isOf(c Client) bool {
	for key := range strings.SplitSeq(r.clients, " ") {
		if key == c.key {
			return true
		}
	}
	return false
}

// Support is how well a client supports a feature.
type Support int

// The zero Support is Supported. It also stands for what was not tested.
const (
	Supported Support = iota
	Partial
	Unsupported
)

// Features lists all features, ordered by slug.
func Features() []*Feature {
	list := make([]*Feature, len(features))
	for i := range features {
		list[i] = &features[i]
	}
	return list
}

// URL is the page about the feature.
func (f *Feature) URL() string { return "https://www.caniemail.com/features/" + f.Slug + "/" }

// Support says how well a client supports the feature today, and what the tests
// noted about it.
func (f *Feature) Support(c Client) (Support, []string) {
	for _, r := range f.results {
		if !r.isOf(c) {
			continue
		}
		words := strings.Fields(r.value)
		var notes []string
		for _, number := range words[1:] {
			if note := f.notes[strings.TrimPrefix(number, "#")]; note != "" {
				notes = append(notes, note)
			}
		}
		if words[0] == "a" {
			return Partial, notes
		}
		return Unsupported, notes
	}
	return Supported, nil
}
