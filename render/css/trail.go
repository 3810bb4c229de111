package css

import (
	"errors"
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"github.com/billet-mail/billet/template/tag"
)

// trail is where the template tokens of a page stand: in which order, and
// behind how many elements.
//
// The order alone would not do. HTML moves words that stand between table rows
// in front of the table, and with a static row between them {% if %} and
// {% endif %} would still be in order there.
type trail struct {
	tags     *tag.Table
	elements int
	steps    []step
}

type step struct{ tag, elements int }

// add follows one token of the page's markup. name is empty but for start tags.
func (t *trail) add(name, raw string) {
	if t.tags == nil {
		return
	}
	switch name {
	case "", "html", "head", "body", "tbody", "tr", "colgroup", "style":
		// The inliner adds these where they may be left out, and takes styles away.
	default:
		t.elements++
	}
	for at := 0; ; {
		_, end, index, ok := t.tags.Next(raw, at)
		if !ok {
			return
		}
		t.steps = append(t.steps, step{index, t.elements})
		at = end
	}
}

// sameTrail makes sure that no template tag was lost, doubled or moved on the
// way through the inliner.
func sameTrail(before trail, result string) error {
	if before.tags == nil {
		return nil
	}
	after := trail{tags: before.tags}
	z := html.NewTokenizer(strings.NewReader(result))
	for at := 0; ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		raw := result[at : at+len(z.Raw())]
		at += len(raw)
		name := ""
		if kind == html.StartTagToken || kind == html.SelfClosingTagToken {
			lower, _ := z.TagName()
			name = string(lower)
		}
		after.add(name, raw)
	}
	for i, want := range before.steps {
		at := place(before.tags.Tags[want.tag])
		switch {
		case i >= len(after.steps) || after.steps[i].tag != want.tag:
			return fmt.Errorf("the page lost a tag on its way through the CSS inliner (%s)", at)
		case after.steps[i] != want:
			return fmt.Errorf("the CSS inliner moved a tag, which stands where HTML allows no words (%s)", at)
		}
	}
	if len(after.steps) > len(before.steps) {
		return errors.New("the page got a tag on its way through the CSS inliner that it had not before")
	}
	return nil
}
