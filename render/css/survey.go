package css

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/template/tag"
)

// survey is what one pass over a page's markup finds: the names in it, its
// size, and a copy in which what the inliner would change is out of its reach.
type survey struct {
	trail
	names    map[string]bool // "tag", ".class", "#id"
	size     int             // elements
	depth    int             // of open elements, at most
	before   strings.Builder
	after    strings.Builder // from </head> on
	comments []string
	faults   diag.List

	open   int
	inHead bool
	ended  bool // </head> has been seen
}

const (
	ignored     = ` data-premailer="ignore"` // keeps the inliner off a <style>
	verbatim    = "billet-verbatim-"         // stands for a comment, with its number
	reservedKey = "pr-el-id"                 // go-premailer v1.36.0 panics at this attribute
)

// surveyPage reads a page.
func surveyPage(page string, tags *tag.Table) (*survey, error) {
	lower := asciiLower(page)
	for _, word := range []string{reservedKey, verbatim, rankName} {
		if strings.Contains(lower, word) {
			return nil, fmt.Errorf("the page contains %s, a name that the CSS inliner uses itself", word)
		}
	}
	s := &survey{trail: trail{tags: tags}, names: map[string]bool{}}
	for _, implied := range []string{"html", "head", "body", "tbody", "tr", "colgroup", "img"} {
		s.names[implied] = true
	}
	s.before.Grow(len(page))
	s.after.Grow(len(page))
	z := html.NewTokenizer(strings.NewReader(page))
	at := 0
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		raw := page[at : at+len(z.Raw())]
		at += len(raw)
		s.token(kind, z, raw)
	}
	if at < len(page) {
		return nil, fmt.Errorf("the page ends inside a tag: %.40s", page[at:])
	}
	if !s.ended {
		return nil, fmt.Errorf("the page has no <head> with a </head> for its styles")
	}
	return s, nil
}

// token copies one token into the page for the inliner.
func (s *survey) token(kind html.TokenType, z *html.Tokenizer, raw string) {
	out, written := &s.before, raw
	var tagName string
	if s.ended {
		out = &s.after
	}
	switch kind {
	case html.CommentToken:
		raw = s.comment(string(z.Text()), raw)
	case html.StartTagToken, html.SelfClosingTagToken:
		name, hasAttr := z.TagName()
		tagName = string(name)
		s.startTag(tagName, kind)
		for hasAttr {
			var key, value []byte
			key, value, hasAttr = z.TagAttr()
			s.attribute(string(key), string(value))
		}
		if tagName == "style" {
			n := len("<style")
			raw = raw[:n] + ignored + raw[n:]
		}
	case html.EndTagToken:
		s.open--
		if name, _ := z.TagName(); string(name) == "head" && s.inHead && !s.ended {
			s.ended = true
			out = &s.after
		}
	}
	s.trail.add(tagName, written)
	out.WriteString(raw)
}

// comment keeps a comment from being decoded and encoded anew, which would turn
// &lt; in a conditional comment into markup. A comment that is a tag stays.
func (s *survey) comment(text, raw string) string {
	if s.tags != nil {
		if _, ok := s.tags.Only(text); ok {
			return raw
		}
	}
	s.comments = append(s.comments, raw)
	return "<!--" + verbatim + strconv.Itoa(len(s.comments)-1) + "-->"
}

func (s *survey) startTag(name string, kind html.TokenType) {
	s.names[name] = true
	s.size++
	if name == "head" {
		s.inHead = true
	}
	switch name {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr":
		return
	}
	if kind == html.StartTagToken {
		s.open++
		s.depth = max(s.depth, s.open)
	}
}

func (s *survey) attribute(key, value string) {
	switch key {
	case "class":
		for name := range strings.FieldsSeq(value) {
			s.names["."+name] = true
		}
	case "id":
		s.names["#"+value] = true
	case "style":
		s.styleAttribute(value)
	}
}

// restore brings the comments back and takes the marks off the <style>
// elements.
func (s *survey) restore(page string) (string, error) {
	page = strings.ReplaceAll(page, "<style"+ignored, "<style")
	parts := strings.Split(page, "<!--"+verbatim)
	if len(parts) != len(s.comments)+1 {
		return "", fmt.Errorf("the CSS inliner lost a comment on its way")
	}
	var b strings.Builder
	b.Grow(len(page) + len(s.comments)*100)
	b.WriteString(parts[0])
	for i, part := range parts[1:] {
		number, rest, ok := strings.Cut(part, "-->")
		if !ok || number != strconv.Itoa(i) {
			return "", fmt.Errorf("the CSS inliner moved a comment")
		}
		b.WriteString(s.comments[i])
		b.WriteString(rest)
	}
	return b.String(), nil
}
