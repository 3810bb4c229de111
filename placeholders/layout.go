package placeholders

import (
	"slices"
	"strconv"
	"strings"
)

// Layout is the list of places of an object's data that a program reads. It
// grows while a program is compiled and is read-only afterwards; then it is
// safe for concurrent use.
type Layout struct {
	slots  []slot
	byPath map[string]int
}

type slot struct {
	derived bool
	path    []int // a field index for each object on the way
	field   *Field
	rows    *Layout // List: the layout of an item
}

// Slot returns the number of the slot for the field that the path leads to:
// objects, then the field itself. The same path gives the same slot.
func (l *Layout) Slot(path []*Field) int {
	var key strings.Builder
	indexes := make([]int, len(path))
	for i, f := range path {
		indexes[i] = f.index
		key.WriteString(strconv.Itoa(f.index))
		key.WriteByte('.')
	}
	last := path[len(path)-1]
	if last.derived {
		key.WriteByte('d')
	}
	if n, ok := l.byPath[key.String()]; ok {
		return n
	}
	if l.byPath == nil {
		l.byPath = map[string]int{}
	}
	s := slot{derived: last.derived, path: indexes, field: last}
	if last.Kind == List {
		s.rows = &Layout{}
	}
	l.slots = append(l.slots, s)
	l.byPath[key.String()] = len(l.slots) - 1
	return len(l.slots) - 1
}

// Rows is the layout of the items of the list in slot n.
func (l *Layout) Rows(n int) *Layout { return l.slots[n].rows }

// Seal forgets what only [Layout.Slot] needs.
func (l *Layout) Seal() {
	l.byPath = nil
	l.slots = slices.Clip(l.slots)
	for _, s := range l.slots {
		if s.rows != nil {
			s.rows.Seal()
		}
	}
}

// Derives reports whether any slot holds a derived value.
func (l *Layout) Derives() bool {
	return slices.ContainsFunc(l.slots, func(s slot) bool { return s.derived })
}
