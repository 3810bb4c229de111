package template

import (
	"fmt"
	"maps"
	"slices"

	"github.com/billet-mail/billet/diag"
)

// block begins a block. A faulty one has a name of its own for pongo2, so that
// its words are judged all the same.
func (w *siteWriter) block(p piece) {
	w.reportGap()
	name, faults := trimBlanks(p.args()), len(*w.Report)
	switch {
	case !identifier.MatchString(name):
		w.fault(diag.TemplateBlock, p, "write {% block name %}", "a block needs a name of letters, digits and _")
	case w.include:
		w.fault(diag.TemplateBlock, p, "move it into the file that includes this one", "an included file has no blocks")
	case w.name == "":
		w.fault(diag.TemplateBlock, p, "remove it", "a line of words has no blocks")
	case w.seen[name]:
		w.fault(diag.TemplateBlock, p, "choose another name", "the block %s stands here twice", name)
	case len(w.open) > 0 && w.child:
		w.fault(diag.TemplateBlock, p, "put the statement into the block", "a block of a child cannot stand inside a statement")
	case w.child && len(w.within) == 0 && !w.blocks[name]:
		w.fault(diag.TemplateBlock, p, diag.DidYouMean(name, slices.Sorted(maps.Keys(w.blocks))), "the parent has no block %s", name)
	}
	w.within = append(w.within, name)
	w.out.WriteString(w.Tags.Word(wordBlock, 0))
	if len(*w.Report) > faults {
		fmt.Fprintf(&w.out, "{%% block torn_%d_%d %%}", len(w.sources), p.start)
		return
	}
	w.seen[name] = true
	w.blocks[name] = true
	w.out.WriteString("{% block block_" + name + " %}") // and, or, in, … are no names for pongo2
}

// endBlock ends a block. Whether the block has lines of its own is for the file
// to say that has its place, not for those that override it: the word behind
// the block makes whatever they put there end alike.
func (w *siteWriter) endBlock(p piece) {
	w.within = w.within[:len(w.within)-1]
	w.out.WriteString("{% endblock %}")
	end := byte(wordInline)
	if p.alone {
		end = wordLine
	}
	w.out.WriteString(w.Tags.Word(end, 0))
}
