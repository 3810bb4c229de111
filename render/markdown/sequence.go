package markdown

import (
	"github.com/yuin/goldmark/ast"

	"github.com/billet-mail/billet/template/tag"
)

// part is one block of a container, or one whole statement in it.
type part struct {
	node ast.Node // the block; for a statement its opening tag
	arms [][]part // of a statement: what stands between its tags
	tags []ast.Node
}

func (p part) isStatement() bool { return len(p.tags) > 0 }

// nodes lists the part's blocks and tags in order.
func (p part) nodes() []ast.Node {
	if !p.isStatement() {
		return []ast.Node{p.node}
	}
	var list []ast.Node
	for i, t := range p.tags {
		list = append(list, t)
		if i < len(p.arms) {
			for _, inner := range p.arms[i] {
				list = append(list, inner.nodes()...)
			}
		}
	}
	return list
}

// sequence groups a container's blocks by the statements whose tags all stand
// among them. A tag without its partner counts as a block: checkStructure
// reports it.
func (r *rendering) sequence(nodes []ast.Node) []part {
	var parts []part
	for i := 0; i < len(nodes); i++ {
		length := r.statementLength(nodes[i:])
		if length == 0 {
			parts = append(parts, part{node: nodes[i]})
			continue
		}
		parts = append(parts, r.statement(nodes[i:i+length]))
		i += length - 1
	}
	return parts
}

// statementLength counts the nodes up to the tag that closes the statement
// which the first node opens; 0 if it opens none.
func (r *rendering) statementLength(nodes []ast.Node) int {
	opener, ok := nodes[0].(*tagBlock)
	if !ok || r.Tags.Tags[opener.index].Role != tag.Open {
		return 0
	}
	for i, n := range nodes {
		if t, ok := n.(*tagBlock); ok && r.closes(t, opener) {
			return i + 1
		}
	}
	return 0
}

func (r *rendering) closes(t, opener *tagBlock) bool {
	found := r.Tags.Tags[t.index]
	return found.Role == tag.Close && found.Opener == opener.index
}

// statement reads the nodes from a statement's opening tag to its closing tag.
func (r *rendering) statement(nodes []ast.Node) part {
	opener := nodes[0].(*tagBlock)
	whole := part{node: opener, tags: []ast.Node{opener}}
	arm := 1
	for i := 1; i < len(nodes); i++ {
		t, ok := nodes[i].(*tagBlock)
		if !ok || r.Tags.Tags[t.index].Opener != opener.index || t.index == opener.index {
			continue
		}
		whole.arms = append(whole.arms, r.sequence(nodes[arm:i]))
		whole.tags = append(whole.tags, t)
		arm = i + 1
	}
	return whole
}
