package locales

import (
	"errors"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"github.com/billet-mail/billet/diag"
)

// ParseCatalog reads a file of strings in YAML:
//
//	help: "Questions? Reply to this e-mail."
//	greeting: "Hello {name},"
//	days:              # by plural category; other is required
//	  one: "{count} day"
//	  other: "{count} days"
//	terms:
//	  markdown: "See the **terms**"
//
// A key begins with a letter and has letters, digits, "_", "-" and ".". The
// name of the file says the language whose plural categories are checked.
//
// The list has every fault with its range, and warnings. A string with a fault
// is in the catalogue as far as it could be read, so that who looks it up does
// not report it once more. An empty file is an empty catalogue.
func ParseCatalog(src *diag.Source) (*Catalog, diag.List) {
	p := &catalogParser{src: src, catalog: &Catalog{file: src.Name(), strings: map[string]String{}}}
	// A name that is no known language is a fault of the folder, not of the
	// file: there are no plural categories to check then.
	p.locale, _ = New(strings.TrimSuffix(path.Base(src.Name()), path.Ext(src.Name())))
	if root := p.load(); root != nil {
		p.file(root)
	}
	return p.catalog, p.faults.Normal()
}

type catalogParser struct {
	src     *diag.Source
	locale  *Locale // nil if the name of the file is no known language
	catalog *Catalog
	faults  diag.List
}

// load reads the YAML; it gives nil if there is none, or none that is sound.
func (p *catalogParser) load() *yaml.Node {
	loader, err := yaml.NewLoader(strings.NewReader(p.src.Text()))
	var docs [2]yaml.Node
	for i := range docs {
		if err == nil {
			err = loader.Load(&docs[i])
		}
	}
	if err != nil && !errors.Is(err, io.EOF) {
		p.catalog.torn = true
		p.syntax(err)
	}
	if second := &docs[1]; len(second.Content) > 0 {
		p.faults.Add(diag.LocaleSyntax, p.rangeOf(second.Content[0]), "remove the line --- before it", "the file has more than one part")
	}
	if len(docs[0].Content) == 0 {
		return nil
	}
	return docs[0].Content[0]
}

// syntax reports what the YAML parser says, in words for authors.
func (p *catalogParser) syntax(err error) {
	var fault *yaml.LoadError
	if !errors.As(err, &fault) {
		p.faults.Add(diag.LocaleSyntax, diag.Range{File: p.src.Name()}, "", "the file is not valid YAML: %v", err)
		return
	}
	at := fault.Mark
	if fault.ContextMsg != "" && (strings.Contains(fault.Message, "end of stream") || strings.Contains(fault.Message, "expected ':'")) {
		at = fault.ContextMark // where what is not closed begins
	}
	start := offset(p.src, at.Line, at.Column)
	if at.Line == 0 {
		start = at.Index
	}
	_, size := utf8.DecodeRuneInString(p.src.Text()[min(start, len(p.src.Text())):])
	message, help := explainSyntax(fault.Message)
	p.faults.Add(diag.LocaleSyntax, p.src.Range(start, start+size), help, "%s", message)
}

// explainSyntax turns the words of the YAML parser into words for authors.
func explainSyntax(said string) (message, help string) {
	const quote = "put quotation marks around the text"
	for _, known := range [][3]string{
		{"mapping values are not allowed", "a colon does not fit here", quote + ", or indent like the lines around it"},
		{"did not find expected", "the file is not valid YAML here", "put quotation marks around a text that begins with { or [, write \\\" for one inside a text, and indent like the lines around"},
		{"unexpected end of stream", "this quotation mark is not closed", "close it at the end of the text"},
		{"cannot start any token", "this character cannot stand here", "indent with blanks, not tabs; " + quote + " if it begins with %, @ or `"},
		{"unknown anchor", "text cannot begin with * or &", quote},
		{"could not find expected ':'", "this line has no colon", "write key: \"text\""},
		{"UTF-8", "this is not UTF-8", "save the file as UTF-8"},
	} {
		if strings.Contains(said, known[0]) {
			return known[1], known[2]
		}
	}
	return "the file is not valid YAML: " + said, quote
}

// file reads the keys of the file.
func (p *catalogParser) file(node *yaml.Node) {
	if node.Kind == yaml.ScalarNode && node.ShortTag() == "!!null" {
		return // nothing but comments
	}
	if node.Kind != yaml.MappingNode {
		p.catalog.torn = true
		p.faults.Add(diag.LocaleStringType, p.rangeOf(node), "write lines of the form key: \"text\"", "the file is not a list of keys and texts")
		return
	}
	for key, value := range p.pairs(node) {
		if !isName(key.text, "_.-") {
			p.faults.Add(diag.LocaleKey, key.whole(), "begin with a letter and use letters, digits, _, - and . only", "%q is not a key", key.text)
			continue
		}
		p.catalog.strings[key.text] = p.value(key, value)
	}
}

// pairs gives the keys and values of a map. Keys that are there twice, or are
// no text, are reported and left out.
func (p *catalogParser) pairs(node *yaml.Node) func(yield func(*scalar, *yaml.Node) bool) {
	return func(yield func(*scalar, *yaml.Node) bool) {
		lines := map[string]int{}
		for i := 0; i+1 < len(node.Content); i += 2 {
			keyNode, value := node.Content[i], node.Content[i+1]
			if keyNode.Kind != yaml.ScalarNode {
				p.faults.Add(diag.LocaleKey, p.rangeOf(keyNode), "write lines of the form key: \"text\"", "a key must be a word")
				continue
			}
			key := newScalar(p.src, keyNode)
			if line, twice := lines[key.text]; twice {
				p.faults.Add(diag.LocaleDuplicateKey, key.whole(), "remove one of the two", "%s is there already, on line %d", key.text, line)
				continue
			}
			lines[key.text] = keyNode.Line
			if !yield(&key, value) {
				return
			}
		}
	}
}

// value reads the value of a key.
func (p *catalogParser) value(key *scalar, node *yaml.Node) String {
	before := len(p.faults)
	s := String{Key: key.text, Forms: map[Category]Pattern{Other: nil}, Range: p.rangeOf(node), KeyRange: key.whole()}
	if node.Kind == yaml.MappingNode {
		p.forms(&s, key, node)
	} else {
		s.Forms[Other] = p.text(key, node)
	}
	names := map[string]bool{}
	for _, form := range s.Forms {
		for _, part := range form {
			if part.Placeholder != "" {
				names[part.Placeholder] = true
			}
		}
	}
	s.Placeholders = slices.Sorted(maps.Keys(names))
	s.Faulty = p.faults[before:].Err() != nil
	return s
}

// text reads a value that must be text.
func (p *catalogParser) text(key *scalar, node *yaml.Node) Pattern {
	const quote = "put quotation marks around it"
	what := map[string]string{"!!int": "a number", "!!float": "a number", "!!bool": "yes or no", "!!timestamp": "a date"}[node.ShortTag()]
	switch {
	case node.Kind == yaml.ScalarNode && node.ShortTag() == "!!str":
		s := newScalar(p.src, node)
		return parsePattern(&s, &p.faults)
	case node.Kind == yaml.ScalarNode && node.ShortTag() == "!!null":
		p.faults.Add(diag.LocaleStringType, key.whole(), "write its text, or remove the line", "%s has no text", key.text)
	case node.Kind == yaml.ScalarNode && what != "":
		p.faults.Add(diag.LocaleStringType, p.rangeOf(node), quote, "the value of %s is %s, not text", key.text, what)
	case node.Kind == yaml.SequenceNode:
		p.faults.Add(diag.LocaleStringType, p.rangeOf(node), quote+" if it is one text, else give each a key of its own", "the value of %s is a list, not text", key.text)
	case node.Kind == yaml.AliasNode:
		p.faults.Add(diag.LocaleStringType, p.rangeOf(node), quote+", or write the text out", "the value of %s refers to another value", key.text)
	default:
		p.faults.Add(diag.LocaleStringType, p.rangeOf(node), quote, "the value of %s is not text", key.text)
	}
	return nil
}

// rangeOf is the range of a node in the file.
func (p *catalogParser) rangeOf(node *yaml.Node) diag.Range {
	start, end := p.span(node)
	return p.src.Range(start, end)
}

func (p *catalogParser) span(node *yaml.Node) (start, end int) {
	start = offset(p.src, node.Line, node.Column)
	switch node.Kind {
	case yaml.ScalarNode:
		s := newScalar(p.src, node)
		return s.start, s.end
	case yaml.AliasNode:
		return start, min(start+1+len(node.Value), len(p.src.Text()))
	}
	end = start
	for _, child := range node.Content {
		_, last := p.span(child)
		end = max(end, last)
	}
	if node.Style&yaml.FlowStyle != 0 {
		if closing := strings.IndexAny(p.src.Text()[end:], "]}"); closing >= 0 {
			end += closing + 1
		}
	}
	return start, end
}
