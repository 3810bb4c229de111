package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/billet-mail/billet/template/tag"
)

// liftWholeIfs takes an if that holds all the words of a paragraph or list
// item out of it, as if its tags stood on lines of their own. Otherwise
// {% if note %}{{ note }}{% endif %} would leave an empty paragraph, which
// Outlook shows, or an item without words.
func (r *rendering) liftWholeIfs(root ast.Node) {
	if len(r.Tags.Tags) == 0 {
		return
	}
	walk(root, func(n ast.Node) bool {
		for _, block := range children(n) {
			words := block
			if block.Kind() == ast.KindListItem && block.FirstChild() != nil && block.FirstChild() == block.LastChild() {
				words = block.FirstChild()
			}
			if words.Kind() == ast.KindParagraph || words.Kind() == ast.KindTextBlock && words != block {
				for r.liftIf(n, block, words) {
				}
			}
		}
		return true
	})
}

// liftIf puts the tags of an if that holds all the words of a block around the
// block. An if with other arms stays: one of them always has words.
func (r *rendering) liftIf(container, block, words ast.Node) bool {
	first, isText := words.FirstChild().(*ast.Text)
	last, endsInText := words.LastChild().(*ast.Text)
	if !isText || !endsInText || first.IsRaw() || last.IsRaw() {
		return false
	}
	tokens := r.tokens(first.Segment.Start, last.Segment.Stop)
	if len(tokens) < 2 {
		return false
	}
	opening, closing := tokens[0], tokens[len(tokens)-1]
	if r.Tags.Tags[opening.index].Name != "if" || r.closers[opening.index] != closing.index ||
		opening.start != first.Segment.Start || closing.end != last.Segment.Stop ||
		strings.TrimSpace(r.Text[opening.end:closing.start]) == "" {
		return false
	}
	for _, t := range tokens {
		if other := r.Tags.Tags[t.index]; other.Role == tag.Middle && other.Opener == opening.index {
			return false
		}
	}
	first.Segment = first.Segment.WithStart(opening.end)
	first.Segment = first.Segment.TrimLeftSpace(r.source)
	last.Segment = last.Segment.WithStop(closing.start)
	last.Segment = last.Segment.TrimRightSpace(r.source)
	container.InsertBefore(container, block, &tagBlock{index: opening.index, start: opening.start})
	container.InsertAfter(container, block, &tagBlock{index: closing.index, start: closing.start})
	return true
}
