package markdown_test

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/billet-mail/billet/render/markdown"
	"github.com/billet-mail/billet/template/tag"
)

// broken says what is wrong with a result that no fault was reported for; it
// is empty if nothing is.
func broken(t template, result markdown.Result) string {
	inText, inHTML := t.count(t.doc.Text), t.count(result.HTML)
	for i := range t.tags {
		if inText[i] != inHTML[i] {
			return fmt.Sprintf("%s is %d times in the text and %d times in the HTML", t.tags[i], inText[i], inHTML[i])
		}
	}
	if fault := t.brokenHTML(result.HTML); fault != "" {
		return fault
	}
	return t.brokenText(result.Text)
}

// indexes lists the tags whose tokens a text holds, in order.
func (t template) indexes(text string) []int {
	var found []int
	for from := 0; len(t.tags) > 0; {
		_, end, index, ok := t.doc.Tags.Next(text, from)
		if !ok {
			break
		}
		found = append(found, index)
		from = end
	}
	return found
}

func (t template) count(text string) map[int]int {
	count := map[int]int{}
	for _, index := range t.indexes(text) {
		count[index]++
	}
	return count
}

// statements checks that the tags of each statement stand in one place.
type statements struct {
	t    template
	open []openStatement
}

type openStatement struct {
	index int
	place string
}

func (s *statements) meet(text, place string) string {
	for _, index := range s.t.indexes(text) {
		found := s.t.doc.Tags.Tags[index]
		if found.Role == tag.Open {
			s.open = append(s.open, openStatement{index, place})
			continue
		}
		at := slices.IndexFunc(s.open, func(o openStatement) bool { return o.index == found.Opener })
		if !found.Statement() || at < 0 {
			continue
		}
		if s.open[at].place != place {
			return fmt.Sprintf("%s stands in %s, its opener in %s", s.t.tags[index], place, s.open[at].place)
		}
		s.open = s.open[:at+1]
		if found.Role == tag.Close {
			s.open = s.open[:at]
		}
	}
	return ""
}

// brokenHTML holds every element against its end, and every tag against the
// element that its opener stands in.
func (t template) brokenHTML(text string) string {
	tokens := html.NewTokenizer(strings.NewReader(text))
	all := statements{t: t}
	elements := []string{"body 0"}
	for serial := 1; ; serial++ {
		kind := tokens.Next()
		top := elements[len(elements)-1]
		fault := ""
		token := tokens.Token()
		switch kind {
		case html.ErrorToken:
			if len(elements) > 1 {
				return top + " does not end"
			}
			return ""
		case html.StartTagToken:
			element := fmt.Sprint(token.Data, " ", serial)
			for _, a := range token.Attr {
				fault += all.meet(a.Val, element+" "+a.Key)
			}
			if !slices.Contains([]string{"br", "hr", "img"}, token.Data) {
				elements = append(elements, element)
			}
		case html.EndTagToken:
			if name, _, _ := strings.Cut(top, " "); name != token.Data {
				return "</" + token.Data + "> ends " + top
			}
			elements = elements[:len(elements)-1]
		default:
			fault = all.meet(token.Data, top)
		}
		if fault != "" {
			return fault
		}
	}
}

// brokenText checks that every arm of every statement leaves the indents,
// numbers and elisions as it found them.
func (t template) brokenText(ops []markdown.TextOp) string {
	all := statements{t: t}
	indents, numbers, elisions := 0, 0, 0
	for _, op := range ops {
		state := fmt.Sprint(indents, numbers, elisions)
		switch op.Kind {
		case markdown.TextRun:
			if fault := all.meet(op.Text, state); fault != "" {
				return "text: " + fault
			}
		case markdown.TextTag:
			if fault := all.meet(t.doc.Tags.Token(op.N), state); fault != "" {
				return "text: " + fault
			}
		case markdown.TextIndent:
			indents++
		case markdown.TextOutdent:
			indents--
		case markdown.TextNumbers:
			numbers++
		case markdown.TextNumbersEnd:
			numbers--
		case markdown.TextElide:
			elisions++
		case markdown.TextElideEnd:
			elisions--
		}
	}
	if indents != 0 || numbers != 0 || elisions != 0 {
		return "text: what begins does not end"
	}
	return ""
}
