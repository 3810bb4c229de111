package markdown

import (
	"github.com/yuin/goldmark/ast"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/template/tag"
)

// levels is a set of heading levels: bit n stands for the level n, bit 0 for no
// heading yet.
type levels uint

// headings follows the levels of headings through the statements around them.
type headings struct {
	*rendering
	above levels // of the heading before, whichever way the data took
	open  []headingArms
}

// headingArms is where an open statement began, and what its arms ended with.
type headingArms struct {
	before, ends levels
	full         bool // it has an else
}

// checkHeadings warns of headings that are more than one level below the one
// before: who listens to a mail moves through it by headings.
func (r *rendering) checkHeadings(root ast.Node) {
	h := &headings{rendering: r, above: 1}
	walk(root, func(n ast.Node) bool {
		switch n := n.(type) {
		case *tagBlock:
			h.statement(r.Tags.Tags[n.index])
		case *ast.Heading:
			h.heading(n)
		}
		return true
	})
}

func (h *headings) heading(n *ast.Heading) {
	for level := 1; level < n.Level-1; level++ {
		if h.above&(1<<level) == 0 || n.Lines().Len() == 0 {
			continue
		}
		words := n.Lines().At(0)
		h.faults.Warn(diag.MarkdownHeadingJump, h.at(words.Start, words.Stop),
			"use the next level, or a heading of the level between", "a heading of level %d stands below one of level %d", n.Level, level)
		break
	}
	h.above = 1 << n.Level
}

func (h *headings) statement(t tag.Tag) {
	last := len(h.open) - 1
	switch {
	case t.Role == tag.Open:
		h.open = append(h.open, headingArms{before: h.above, full: t.Name == "with"})
	case last < 0:
	case t.Role == tag.Middle:
		h.open[last].ends |= h.above
		h.open[last].full = h.open[last].full || t.Name != "elif"
		h.above = h.open[last].before
	case t.Role == tag.Close:
		h.above |= h.open[last].ends
		if !h.open[last].full {
			h.above |= h.open[last].before
		}
		h.open = h.open[:last]
	}
}
