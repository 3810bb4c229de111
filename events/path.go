package events

import (
	"strconv"
	"strings"
)

// path is the way from the data to a value of it: invoice.lines[2].amount. The
// nil path is the data itself. Its text is made only when a fault needs it.
type path struct {
	parent *path
	name   string // of a field; "" for an element of a list
	index  int    // of an element of a list
}

func (p *path) field(name string) *path { return &path{parent: p, name: name} }
func (p *path) element(index int) *path { return &path{parent: p, index: index} }
func indexed(list string, i int, member string) string {
	return list + "[" + strconv.Itoa(i) + "]." + member
}

func (p *path) String() string {
	switch {
	case p == nil:
		return ""
	case p.name == "":
		return p.parent.String() + "[" + strconv.Itoa(p.index) + "]"
	}
	return join(p.parent.String(), p.name)
}

func join(parent, name string) string {
	if parent == "" || name == "" {
		return parent + name
	}
	return parent + "." + name
}

// within reports whether a path is inner itself or lies below outer.
func within(inner, outer string) bool {
	if !strings.HasPrefix(inner, outer) {
		return false
	}
	rest := inner[len(outer):]
	return outer == "" || rest == "" || rest[0] == '.' || rest[0] == '['
}

// steps splits a path: "lines[2].amount" is lines, [2], amount.
func steps(path string) []string {
	return strings.FieldsFunc(strings.ReplaceAll(path, "[", ".["), func(r rune) bool { return r == '.' })
}

// elementIndex reads the step "[2]".
func elementIndex(step string) (int, bool) {
	if len(step) < 3 || step[0] != '[' {
		return 0, false
	}
	n, err := strconv.Atoi(step[1 : len(step)-1])
	return n, err == nil
}

// shown names a value in a message.
func shown(path string) string {
	if path == "" {
		return "the data"
	}
	return path
}
