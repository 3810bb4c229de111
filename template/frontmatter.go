package template

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"github.com/billet-mail/billet/diag"
)

// FrontMatter is what stands between the --- lines of a template.
type FrontMatter struct {
	Events      []Word // events that the template serves; empty for its own name
	Subject     Phrase
	Preheader   Phrase
	Layout      Word
	Attachments []Word // nil if not given, empty for none
	Repeat      Word   // how often a reminder comes back, where its notification does not say so
	Body        int    // byte offset of the body in the file

	// EventsUnread reports that events may be given, but cannot be read.
	EventsUnread bool
}

// Word is a value with its place.
type Word struct {
	Text  string
	Range diag.Range
}

// Phrase is a line of words with tags, written as a YAML value. The zero Phrase
// is not given.
type Phrase struct {
	Source *diag.Source
	Text   string
	at     []int // file offset of each byte of Text, and of its end
}

// NewPhrase is the phrase of a YAML scalar that begins at byte offset start of
// a file; ok is false if it goes over several lines.
func NewPhrase(src *diag.Source, start int, value string) (p Phrase, ok bool) {
	at := mapScalar(src.Text(), start, value)
	return Phrase{Source: src, Text: value, at: at}, at != nil
}

// Given reports whether the author wrote the phrase.
func (p Phrase) Given() bool { return p.Source != nil }

// Range maps byte offsets of Text to the file.
func (p Phrase) Range(start, end int) diag.Range {
	return p.Source.Range(p.at[start], p.at[end])
}

// ReadFrontMatter reads a template's front matter. Every fault is reported; a
// file without front matter has an empty one.
func ReadFrontMatter(src *diag.Source, report *diag.List) FrontMatter {
	text := src.Text()
	if strings.TrimRight(firstLine(text), " \t\r") != "---" {
		return FrontMatter{}
	}
	begin := min(len(firstLine(text))+1, len(text))
	end, body := frontMatterEnd(text, begin)
	if end < 0 {
		report.Add(diag.TemplateFrontMatter, src.Range(0, 3), "write a line --- behind it", "the front matter has no end")
		return FrontMatter{Body: len(text), Subject: emptyPhrase(src, 0), EventsUnread: true}
	}
	r := &frontMatterReader{src: src, begin: begin, report: report}
	r.fm.Body = body
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(text[begin:end]), &doc); err != nil {
		r.syntax(err)
		return r.fm
	}
	if len(doc.Content) > 0 {
		r.mapping(doc.Content[0])
	}
	return r.fm
}

// emptyPhrase stands for a phrase that is given, but cannot be read.
func emptyPhrase(src *diag.Source, at int) Phrase { return Phrase{Source: src, at: []int{at}} }

// frontMatterEnd finds the closing --- line: where it begins, and where the
// body begins.
func frontMatterEnd(text string, from int) (end, body int) {
	for at := from; at < len(text); {
		line := firstLine(text[at:])
		next := min(at+len(line)+1, len(text))
		if strings.TrimRight(line, " \t\r") == "---" {
			return at, next
		}
		at = next
	}
	return -1, 0
}

type frontMatterReader struct {
	src    *diag.Source
	begin  int
	report *diag.List
	fm     FrontMatter
}

func (r *frontMatterReader) offset(n *yaml.Node) int {
	line := r.src.Pos(r.begin).Line + n.Line - 1
	return r.src.Offset(line, n.Column)
}

func (r *frontMatterReader) at(n *yaml.Node) diag.Range {
	start := r.offset(n)
	line := strings.TrimRight(firstLine(r.src.Text()[start:]), " \t\r")
	if n.Kind != yaml.ScalarNode || n.Anchor != "" || n.Style&(yaml.TaggedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		return r.src.Range(start, start+len(line))
	}
	end := start + len(n.Value)
	if at := mapScalar(r.src.Text(), start, n.Value); at != nil {
		end = at[len(n.Value)]
		if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 {
			end++
		}
	}
	return r.src.Range(start, min(end, start+len(line)))
}

func (r *frontMatterReader) fault(n *yaml.Node, help, format string, args ...any) {
	r.report.Add(diag.TemplateFrontMatter, r.at(n), help, format, args...)
}

var frontMatterKeys = []string{"events", "subject", "preheader", "layout", "attachments", "repeat"}

func (r *frontMatterReader) mapping(n *yaml.Node) {
	if n.Kind != yaml.MappingNode {
		r.fault(n, "write key: value lines, such as subject: \"Hello\"", "the front matter has no keys")
		r.fm.Subject, r.fm.EventsUnread = emptyPhrase(r.src, r.begin), true
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		name := key.Value
		known := slices.Contains(frontMatterKeys, name)
		if !known {
			r.fault(key, diag.DidYouMean(name, frontMatterKeys), "there is no key %s", name)
			name = diag.Suggest(name, frontMatterKeys) // its value is judged all the same
		}
		if known && seen[name] {
			r.fault(key, "remove one of the two", "%s is given twice", name)
		}
		if seen[name] {
			continue
		}
		seen[name] = true
		r.key(name, value)
	}
}

func (r *frontMatterReader) key(name string, value *yaml.Node) {
	switch name {
	case "events":
		r.fm.Events = r.words(value)
		r.fm.EventsUnread = len(r.fm.Events) == 0
	case "subject":
		r.fm.Subject = r.phrase(name, value)
	case "preheader":
		r.fm.Preheader = r.phrase(name, value)
	case "layout":
		switch w := r.words(value); {
		case len(w) == 1:
			r.fm.Layout = w[0]
		case value.Kind == yaml.SequenceNode:
			r.fault(value, "write one name", "a mail has one layout")
		}
	case "attachments":
		r.fm.Attachments = r.words(value)
	case "repeat":
		switch w := r.words(value); {
		case len(w) == 1:
			r.fm.Repeat = w[0]
		case value.Kind == yaml.SequenceNode:
			r.fault(value, "write one, such as 7d", "a reminder has one frequency")
		}
	}
}

// words reads a word or a list of words.
func (r *frontMatterReader) words(n *yaml.Node) []Word {
	nodes := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		nodes = n.Content
	}
	list := []Word{}
	for _, each := range nodes {
		if each.Kind != yaml.ScalarNode || each.Value == "" {
			r.fault(each, "write a name, or a list of names", "this is no name")
			continue
		}
		list = append(list, Word{each.Value, r.at(each)})
	}
	return list
}

func (r *frontMatterReader) phrase(key string, n *yaml.Node) Phrase {
	start := r.offset(n)
	none := emptyPhrase(r.src, start)
	switch {
	case n.Kind == yaml.MappingNode && strings.HasPrefix(r.src.Text()[start:], "{{"):
		r.fault(n, "put the whole value into quotes", "a value that begins with a brace needs quotes")
		return none
	case n.Kind != yaml.ScalarNode || n.Anchor != "" || n.Style&(yaml.LiteralStyle|yaml.FoldedStyle|yaml.TaggedStyle) != 0:
		r.fault(n, "write it in quotes on one line", "the %s is no line of text", key)
		return none
	case strings.TrimSpace(n.Value) == "":
		r.fault(n, "write the words, or remove the key", "the %s is empty", key)
		return none
	}
	p, ok := NewPhrase(r.src, start, n.Value)
	if !ok {
		r.fault(n, "write it in quotes on one line", "the %s goes over several lines", key)
		return none
	}
	if i := strings.IndexFunc(p.Text, unicode.IsControl); i >= 0 {
		_, size := utf8.DecodeRuneInString(p.Text[i:])
		r.report.Add(diag.TemplateFrontMatter, p.Range(i, i+size), "write a blank instead", "the %s holds a line break or another character that nobody sees", key)
		return none
	}
	return p
}

// mapScalar finds, for every byte of a scalar's value, the offset where it is
// written; nil if the scalar goes over several lines.
func mapScalar(text string, start int, value string) []int {
	raw := firstLine(text[start:])
	at := make([]int, 0, len(value)+1)
	quote := byte(0)
	i := 0
	if raw != "" && (raw[0] == '"' || raw[0] == '\'') {
		quote = raw[0]
		i = 1
	}
	for len(at) < len(value) {
		if i >= len(raw) {
			return nil
		}
		_, size := utf8.DecodeRuneInString(value[len(at):])
		for range size {
			at = append(at, start+i)
		}
		i += writtenSize(raw[i:], quote)
	}
	return append(at, start+min(i, len(raw)))
}

// writtenSize is how many bytes of a scalar's source make its next character.
func writtenSize(raw string, quote byte) int {
	if quote == '\'' && strings.HasPrefix(raw, "''") {
		return 2
	}
	if quote == '"' && len(raw) > 1 && raw[0] == '\\' {
		switch raw[1] {
		case 'x':
			return 4
		case 'u':
			return 6
		case 'U':
			return 10
		}
		return 2
	}
	_, size := utf8.DecodeRuneInString(raw)
	return size
}
