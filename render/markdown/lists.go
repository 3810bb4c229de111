package markdown

import (
	"slices"

	"github.com/yuin/goldmark/ast"

	"github.com/billet-mail/billet/diag"
)

// joinLists makes one list of the lists that only statements hold apart: the
// tags of a statement whose every arm holds only items of one kind of list
// move into the list, among the items. Other statements stay where they are,
// and split the list.
func (r *rendering) joinLists(container ast.Node) {
	for _, c := range children(container) {
		if c.Type() == ast.TypeBlock {
			r.joinLists(c)
		}
	}
	if container.Kind() == ast.KindListItem && (textBlocks(container) > 1 || r.repeats(container)) {
		loosen(container)
	}
	if container.Kind() != ast.KindList {
		r.joinParts(container, r.sequence(children(container)))
	}
}

func (r *rendering) joinParts(container ast.Node, parts []part) {
	for i := 0; i < len(parts); {
		kind, run := r.listRun(parts[i:])
		if kind == "" || run == 1 && !parts[i].isStatement() {
			r.checkEmptyArm(parts[i])
			for _, arm := range parts[i].arms {
				r.joinParts(container, arm)
			}
			i++
			continue
		}
		var nodes []ast.Node
		for _, p := range parts[i : i+run] {
			nodes = append(nodes, p.nodes()...)
		}
		r.join(container, nodes)
		i += run
	}
}

// repeats reports a loop among the blocks of an item: its turns must not run
// together on one line.
func (r *rendering) repeats(item ast.Node) bool {
	return slices.ContainsFunc(children(item), func(n ast.Node) bool {
		t, ok := n.(*tagBlock)
		return ok && r.Tags.Tags[t.index].Name == "for"
	})
}

// checkEmptyArm reports a loop over list items that has something else for the
// empty list: each turn would begin a list of its own.
func (r *rendering) checkEmptyArm(p part) {
	if len(p.arms) != 2 || r.Tags.Tags[p.node.(*tagBlock).index].Name != "for" || len(p.arms[1]) == 0 {
		return
	}
	body := part{node: p.node, tags: p.tags, arms: p.arms[:1]}
	if kind, ok := listKind(body); !ok || kind == "" {
		return
	}
	empty := p.tags[1].(*tagBlock)
	r.silence(p.node.(*tagBlock).index)
	r.faults.Add(diag.MarkdownEmptyArm, r.atTag(empty.index, 0),
		"write {% if list %}, the loop, {% else %} and these words, {% endif %}", "the words for an empty list cannot stand in the loop that makes a list")
}

// listRun counts the leading parts that can be one list, and tells its kind.
// Statements with empty arms only, at the end of the run, do not belong to it.
func (r *rendering) listRun(parts []part) (kind string, run int) {
	for i, p := range parts {
		k, ok := listKind(p)
		if !ok || k != "" && kind != "" && k != kind || kind == "" && k == "" {
			break
		}
		if k != "" {
			kind, run = k, i+1
		}
	}
	return kind, run
}

// listKind tells the one kind of list that a part holds. ok is false if it
// holds anything else; the kind is empty if it holds nothing.
func listKind(p part) (kind string, ok bool) {
	if !p.isStatement() {
		list, isList := p.node.(*ast.List)
		if !isList {
			return "", false
		}
		kind = string(rune(list.Marker))
		for _, a := range list.Attributes() {
			value, _ := a.Value.([]byte)
			kind += " " + string(a.Name) + "=" + string(value)
		}
		return kind, true
	}
	for _, arm := range p.arms {
		for _, inner := range arm {
			k, ok := listKind(inner)
			if !ok || k != "" && kind != "" && k != kind {
				return "", false
			}
			kind = max(kind, k)
		}
	}
	return kind, true
}

// join moves lists and tags, which are neighbours in the container, into the
// first of the lists. The list is tight if all were, and no blank line stands
// between them.
func (r *rendering) join(container ast.Node, nodes []ast.Node) {
	var list *ast.List
	tight := true
	for i, n := range nodes {
		if l, ok := n.(*ast.List); ok {
			if list == nil {
				list = l
			}
			tight = tight && l.IsTight
		}
		tight = tight && (i == 0 || !r.blankAbove(n.Pos()))
	}
	first := nodes[0]
	joined := ast.NewList(list.Marker)
	joined.Start, joined.IsTight = list.Start, tight
	joined.SetPos(first.Pos())
	for _, a := range list.Attributes() {
		joined.SetAttribute(a.Name, a.Value)
	}
	container.InsertBefore(container, first, joined)
	for _, n := range nodes {
		if n.Kind() != ast.KindList {
			joined.AppendChild(joined, n)
			continue
		}
		for _, item := range children(n) {
			joined.AppendChild(joined, item)
		}
		container.RemoveChild(container, n)
	}
	if !tight {
		for _, item := range children(joined) {
			loosen(item)
		}
	}
}

// loosen gives the words of an item an element of their own.
func loosen(item ast.Node) {
	for _, block := range children(item) {
		if block.Kind() != ast.KindTextBlock {
			continue
		}
		paragraph := ast.NewParagraph()
		paragraph.SetLines(block.Lines())
		for _, inline := range children(block) {
			paragraph.AppendChild(paragraph, inline)
		}
		item.ReplaceChild(item, block, paragraph)
	}
}

// textBlocks counts the pieces of words without an element. Tags may hold two
// apart in an item of a tight list, and they must not run together.
func textBlocks(item ast.Node) int {
	count := 0
	for c := item.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == ast.KindTextBlock {
			count++
		}
	}
	return count
}
