package timeline

import (
	"errors"
	"fmt"
	"io"
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

// fields are the keys of a map, with where they are written.
type fields struct {
	at     diag.Range
	names  []string // in the order of the file
	keys   map[string]*yaml.Node
	values map[string]*yaml.Node
}

func (r *reader) parse() *yaml.Node {
	var doc yaml.Node
	loader, err := yaml.NewLoader(strings.NewReader(r.src.Text()))
	if err == nil {
		err = loader.Load(&doc)
	}
	var fault *yaml.LoadError
	switch {
	case errors.As(err, &fault):
		start := r.src.Offset(max(1, fault.Mark.Line), max(1, fault.Mark.Column))
		r.faults.Add(diag.ScenarioSyntax, r.src.Range(start, start), "indent like the lines around it, and put quotation marks around text with a colon", "the file is not valid YAML here: %s", fault.Message)
		return nil
	case err != nil && !errors.Is(err, io.EOF):
		r.faults.Add(diag.ScenarioSyntax, diag.Range{File: r.src.Name()}, "", "the file is not valid YAML: %v", err)
		return nil
	case len(doc.Content) == 0:
		r.faults.Add(diag.ScenarioSyntax, diag.Range{File: r.src.Name()}, "write title, begin and life", "the file is empty")
		return nil
	}
	return doc.Content[0]
}

func (r *reader) rangeOf(n *yaml.Node) diag.Range {
	start := r.src.Offset(n.Line, n.Column)
	text := r.src.Text()[start:]
	end := len(strings.TrimRight(strings.SplitN(text, "\n", 2)[0], " \r"))
	if n.Kind == yaml.ScalarNode && strings.HasPrefix(text, n.Value) {
		end = len(n.Value)
	}
	return r.src.Range(start, start+end)
}

// fault is a value that cannot be.
func (r *reader) fault(n *yaml.Node, help, format string, args ...any) {
	r.faults.Add(diag.ScenarioValue, r.rangeOf(n), help, format, args...)
}

// fields reads a map and reports keys that are there twice or are not known.
func (r *reader) fields(n *yaml.Node, what string, known ...string) (fields, bool) {
	f := fields{at: r.rangeOf(n), keys: map[string]*yaml.Node{}, values: map[string]*yaml.Node{}}
	if n.Kind != yaml.MappingNode {
		r.fault(n, "write lines of the form key: value", "%s has no keys", what)
		return f, false
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		switch {
		case f.keys[key.Value] != nil:
			r.faults.Add(diag.ScenarioKey, r.rangeOf(key), "remove one of the two", "%s is there already, on line %d", key.Value, f.keys[key.Value].Line)
			continue
		case len(known) > 0 && !slices.Contains(known, key.Value):
			r.faults.Add(diag.ScenarioKey, r.rangeOf(key), diag.DidYouMean(key.Value, known), "there is no key %q in %s", key.Value, what)
			continue
		}
		f.names = append(f.names, key.Value)
		f.keys[key.Value], f.values[key.Value] = key, value
	}
	return f, true
}

// text reads a text, "" if it is not there.
func (r *reader) text(f fields, name string) string {
	n := f.values[name]
	if n == nil {
		return ""
	}
	if n.Kind != yaml.ScalarNode || n.ShortTag() == "!!null" {
		r.fault(n, "put quotation marks around it", "%s is no text", name)
		return ""
	}
	return n.Value
}

// number reads a whole number, or the one that stands for it if it is not there.
func (r *reader) number(f fields, name string, least, most, absent int) int {
	n := f.values[name]
	if n == nil {
		return absent
	}
	var got int
	if n.Kind != yaml.ScalarNode || n.ShortTag() != "!!int" || n.Decode(&got) != nil || got < least || got > most {
		r.fault(n, fmt.Sprintf("write a number from %d to %d", least, most), "%s is %q", name, n.Value)
		return absent
	}
	return got
}

// list reads a list of texts, or one text.
func (r *reader) list(f fields, name string) []string {
	n := f.values[name]
	if n == nil {
		return nil
	}
	if n.Kind == yaml.ScalarNode {
		return []string{r.text(f, name)}
	}
	var list []string
	for _, item := range n.Content {
		if n.Kind != yaml.SequenceNode || item.Kind != yaml.ScalarNode {
			r.fault(n, "write [one, other]", "%s is no list of names", name)
			return nil
		}
		list = append(list, item.Value)
	}
	return list
}
