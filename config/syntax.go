package config

import (
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"github.com/billet-mail/billet/diag"
)

// parse reads the YAML. The root is nil for a file without values; ok is
// false if the file cannot be read.
func (r *reader) parse() (root *yaml.Node, ok bool) {
	loader, err := yaml.NewLoader(strings.NewReader(r.src.Text()))
	var docs [2]yaml.Node
	for i := range docs {
		if err == nil {
			err = loader.Load(&docs[i])
		}
	}
	if err != nil && !errors.Is(err, io.EOF) {
		r.syntax(err)
		return nil, false
	}
	if second := &docs[1]; len(second.Content) > 0 {
		r.faults.Add(diag.ConfigSyntax, r.rangeOf(second.Content[0]), "remove the line --- before it", "the file has more than one part")
	}
	if len(docs[0].Content) == 0 {
		return nil, true
	}
	return docs[0].Content[0], true
}

// syntax reports what the YAML parser says, in words for authors.
func (r *reader) syntax(err error) {
	var fault *yaml.LoadError
	if !errors.As(err, &fault) {
		r.faults.Add(diag.ConfigSyntax, diag.Range{File: r.src.Name()}, "", "the file is not valid YAML: %v", err)
		return
	}
	at := fault.Mark
	if fault.ContextMsg != "" && (strings.Contains(fault.Message, "end of stream") || strings.Contains(fault.Message, "expected ':'")) {
		at = fault.ContextMark // where what is not closed begins
	}
	start := r.offset(at.Line, at.Column)
	if at.Line == 0 {
		start = min(at.Index, len(r.src.Text()))
	}
	_, size := utf8.DecodeRuneInString(r.src.Text()[start:])
	message, help := explainSyntax(fault.Message)
	r.faults.Add(diag.ConfigSyntax, r.src.Range(start, start+size), help, "%s", message)
}

// explainSyntax turns the words of the YAML parser into words for authors.
func explainSyntax(said string) (message, help string) {
	const quote = "put quotation marks around the value"
	for _, known := range [][3]string{
		{"mapping values are not allowed", "a colon does not fit here", quote + ", or indent like the lines around it"},
		{"did not find expected", "the file is not valid YAML here", "indent like the lines around it, close every bracket, and " + quote + " if it begins with { or ["},
		{"unexpected end of stream", "this quotation mark is not closed", "close it at the end of the value"},
		{"cannot start any token", "this character cannot stand here", "indent with blanks, not tabs; " + quote + " if it begins with %, @ or `"},
		{"unknown anchor", "a value cannot begin with * or &", quote},
		{"could not find expected ':'", "this line has no colon", "write key: value"},
		{"UTF-8", "this is not UTF-8", "save the file as UTF-8"},
	} {
		if strings.Contains(said, known[0]) {
			return known[1], known[2]
		}
	}
	return "the file is not valid YAML: " + said, quote
}
