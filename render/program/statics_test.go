package program

import (
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
)

// Static texts that follow each other are one, unless a jump leads between
// them.
func TestStaticsMeet(t *testing.T) {
	text := func(s string) Node { return Node{Kind: Static, Text: s} }
	a, b, c := text("a"), text("b"), text("c")
	when := func(nodes ...Node) Node { return Node{Kind: Branch, Arms: []Arm{{Nodes: nodes}}} }
	for name, row := range map[string]struct {
		nodes []Node
		want  []string
	}{
		"neighbours":    {[]Node{a, b, c}, []string{"abc"}},
		"behind an arm": {[]Node{{Kind: Branch, Arms: []Arm{{Nodes: []Node{a}}, {Nodes: []Node{b}}}}, c}, []string{"a", "b", "c"}},
		"always taken":  {[]Node{a, when(b), c}, []string{"abc"}},
		"loop":          {[]Node{a, {Kind: Loop, Arms: []Arm{{Nodes: []Node{b, c}}}}, a}, []string{"a", "bc"}},
		"empty":         {[]Node{text("")}, nil},
		"elision":       {[]Node{{Kind: Elide, Text: "c", Arms: []Arm{{Nodes: []Node{a}}, {Nodes: []Node{b}}}}}, []string{"a", "b", "c"}},
	} {
		statics := &Statics{}
		New(row.nodes, statics)
		assert.Equal(t, row.want, slices.Sorted(maps.Keys(statics.byText)), name)
	}
}

// Equal texts are encoded once for all programs.
func TestStaticsAreShared(t *testing.T) {
	statics := &Statics{}
	nodes := []Node{{Kind: Static, Text: "a"}, {Kind: Break}, {Kind: Static, Text: "a"}}
	one, two := New(nodes, statics), New(nodes, statics)
	assert.Len(t, statics.byText, 1)
	assert.Same(t, one.statics[one.code[0].static], two.statics[two.code[2].static])
}
