package config

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/billet-mail/billet/diag"
)

// reader reads one file and collects its faults.
type reader struct {
	src    *diag.Source
	faults diag.List
}

// pair is a key of a section with its value.
type pair struct {
	name  string // the key
	path  string // the key with those around it: "brand.colors.accent"
	at    diag.Range
	value *yaml.Node
}

// section is the keys and values of a map, each key once, in the order of the
// file.
type section struct {
	path  string     // "brand.colors", empty for the file itself
	at    diag.Range // where messages about it point: its key
	pairs []pair
}

// name is what messages call the section.
func (s section) name() string {
	if s.path == "" {
		return "the file"
	}
	return s.path
}

func (s section) get(name string) (pair, bool) {
	i := slices.IndexFunc(s.pairs, func(p pair) bool { return p.name == name })
	if i < 0 {
		return pair{}, false
	}
	return s.pairs[i], true
}

// inside reads the section below a key.
func (r *reader) inside(p pair) (section, bool) {
	return r.section(p.value, p.path, p.at)
}

// section reads a map. Keys that are there twice, or are no words, are
// reported and left out. No value at all is an empty map: that is what is left
// when all lines of a section are turned into comments.
func (r *reader) section(n *yaml.Node, path string, at diag.Range) (section, bool) {
	s := section{path: path, at: at}
	if n == nil || isNull(n) {
		return s, true
	}
	if n.Kind != yaml.MappingNode {
		r.faults.Add(diag.ConfigType, r.rangeOf(n), "write lines of the form key: value below it", "%s is %s, not a group of keys", s.name(), describe(n))
		return s, false
	}
	lines := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		at := r.rangeOf(key)
		if key.Kind != yaml.ScalarNode {
			r.faults.Add(diag.ConfigUnknownKey, at, "write lines of the form key: value; put quotation marks around text that begins with { or [", "a key must be a word")
			continue
		}
		if line, twice := lines[key.Value]; twice {
			r.faults.Add(diag.ConfigDuplicateKey, at, "remove one of the two", "%s is there already, on line %d", key.Value, line)
			continue
		}
		lines[key.Value] = key.Line
		s.pairs = append(s.pairs, pair{name: key.Value, path: strings.TrimPrefix(path+"."+key.Value, "."), at: at, value: value})
	}
	return s, true
}

// known reports keys that the section cannot have. One that is misspelt counts
// as what is meant, so that its value is judged and the key is not missed.
func (r *reader) known(s section, names ...string) {
	for i, p := range s.pairs {
		if slices.Contains(names, p.name) {
			continue
		}
		r.faults.Add(diag.ConfigUnknownKey, p.at, diag.DidYouMean(p.name, names), "there is no key %q in %s", p.name, s.name())
		meant := diag.Suggest(p.name, names)
		if _, there := s.get(meant); !there && meant != "" {
			s.pairs[i].name = meant
		}
	}
}

// need reports a key that the section lacks.
func (r *reader) need(s section, name, help string) {
	if _, ok := s.get(name); !ok {
		r.faults.Add(diag.ConfigMissingKey, s.at, help, "%s has no %s", s.name(), name)
	}
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null" }

// describe says what a node is, for messages.
func describe(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a group of keys"
	case yaml.SequenceNode:
		return "a list"
	case yaml.AliasNode:
		return "a reference to another value"
	}
	switch n.ShortTag() {
	case "!!null":
		return "empty"
	case "!!int", "!!float":
		return "a number"
	case "!!bool":
		return "yes or no"
	case "!!timestamp":
		return "a date"
	case "!!str":
		return "text"
	}
	return "marked as " + n.ShortTag()
}
