package markdown_test

import (
	"regexp"
	"strings"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/render/markdown"
	"github.com/billet-mail/billet/template/tag"
)

var tagPattern = regexp.MustCompile(`\{\{.*?\}\}|\{%.*?%\}`)

// template is a source whose tags have become tokens, as composition does it.
type template struct {
	doc  markdown.Document
	tags []string // the source of each tag
}

func scan(source string) template {
	var t template
	file := diag.NewSource("t.md", source)
	table := tag.NewTable(source)
	var starts, origins []int // of the pieces of the text, and where they come from
	var text strings.Builder
	var open []int
	piece := func(from, to int) {
		starts, origins = append(starts, text.Len()), append(origins, from)
		text.WriteString(source[from:to])
	}
	last := 0
	for _, at := range tagPattern.FindAllStringIndex(source, -1) {
		piece(last, at[0])
		found := tag.Tag{Range: file.Range(at[0], at[1]), Block: aloneOnLine(source, at[0], at[1])}
		found.Role, found.Name = role(source[at[0]:at[1]])
		index := len(table.Tags)
		found.Opener = index
		switch found.Role {
		case tag.Open:
			open = append(open, index)
		case tag.Middle, tag.Close:
			if len(open) > 0 {
				found.Opener = open[len(open)-1]
			}
			if found.Role == tag.Close && len(open) > 0 {
				open = open[:len(open)-1]
			}
		}
		table.Tags = append(table.Tags, found)
		t.tags = append(t.tags, source[at[0]:at[1]])
		starts, origins = append(starts, text.Len()), append(origins, at[0])
		text.WriteString(table.Token(index))
		last = at[1]
	}
	piece(last, len(source))
	origin := func(offset int) int {
		for i := len(starts) - 1; i >= 0; i-- {
			if offset >= starts[i] {
				return origins[i] + offset - starts[i]
			}
		}
		return offset
	}
	t.doc = markdown.Document{
		Text: text.String(), Tags: table,
		Range: func(start, end int) diag.Range { return file.Range(origin(start), origin(end)) },
		Same:  func(a, b int) bool { return t.tags[a] == t.tags[b] },
	}
	return t
}

func aloneOnLine(source string, start, end int) bool {
	before := source[strings.LastIndexByte(source[:start], '\n')+1 : start]
	after, _, _ := strings.Cut(source[end:], "\n")
	return strings.TrimSpace(before+after) == ""
}

func role(source string) (tag.Role, string) {
	if strings.HasPrefix(source, "{{") {
		return tag.Output, ""
	}
	name, _, _ := strings.Cut(strings.Trim(source, "{%} "), " ")
	switch {
	case name == "if" || name == "for" || name == "with":
		return tag.Open, name
	case name == "elif" || name == "else" || name == "empty":
		return tag.Middle, name
	case strings.HasPrefix(name, "end"):
		return tag.Close, name
	}
	return tag.Insert, name
}

// source puts the tags back in place of their tokens.
func (t template) source(text string) string {
	for i := len(t.tags) - 1; i >= 0; i-- {
		text = strings.ReplaceAll(text, t.doc.Tags.Token(i), t.tags[i])
	}
	return text
}
