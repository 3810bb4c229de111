package events

// nodeKind is a kind of JSON value, in the words of messages.
type nodeKind string

const (
	object  nodeKind = "an object"
	array   nodeKind = "a list"
	text    nodeKind = "text"
	number  nodeKind = "a number"
	boolean nodeKind = "true or false"
	null    nodeKind = "null"
)

// node is a JSON value with its place.
type node struct {
	kind       nodeKind
	start, end int      // bytes
	text       string   // of a text, what it stands for; of others, as written
	members    []member // of an object, in the order written
	items      []node   // of an array
}

// member is a key of an object with its value. start and end are those of the
// key with its quotes.
type member struct {
	key        string
	start, end int
	value      node
}

// find follows a path as far as it exists. It returns the last node that
// exists and how many steps were left over. Of a duplicate key the first
// counts.
func (n *node) find(steps []string) (last *node, left int) {
	for i, step := range steps {
		next := n.step(step)
		if next == nil {
			return n, len(steps) - i
		}
		n = next
	}
	return n, 0
}

func (n *node) step(step string) *node {
	if index, ok := elementIndex(step); ok {
		if index < len(n.items) {
			return &n.items[index]
		}
		return nil
	}
	for i := range n.members {
		if n.members[i].key == step {
			return &n.members[i].value
		}
	}
	return nil
}
