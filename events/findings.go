package events

import (
	"cmp"
	"slices"

	"github.com/billet-mail/billet/diag"
)

// maxFaults is how many faults are reported for one payload; a payload that
// has more is not the event's at all.
const maxFaults = 100

// nowhere is the path of faults that belong to the text, not to a value.
const nowhere = "?"

// finding is a fault before it has a place in lines and columns.
type finding struct {
	path       string
	start, end int // bytes; end is 0 for a fault without a place
	problem
	text string // the whole message
}

// findings collects the faults of one payload.
type findings struct{ all []finding }

// add reports a problem of the value at a path: "path must be …".
func (f *findings) add(path string, start, end int, p *problem) {
	f.addText(path, start, end, p, shown(path)+" "+p.message)
}

func (f *findings) addText(path string, start, end int, p *problem, text string) {
	if !f.full() {
		f.all = append(f.all, finding{path, start, end, *p, text})
	}
}

// full reports whether there are so many faults that more make no difference.
// There is room for more than are reported: they are ordered by place first.
func (f *findings) full() bool { return len(f.all) >= 10*maxFaults }

// below reports whether there is a fault at or below a path.
func (f *findings) below(path string) bool {
	return slices.ContainsFunc(f.all, func(one finding) bool { return within(one.path, path) })
}

// covers reports whether there is a fault at a path or at what it is part of.
func (f *findings) covers(path string) bool {
	return slices.ContainsFunc(f.all, func(one finding) bool { return within(path, one.path) })
}

// err is the faults as a [diag.List], with positions in src if there is one,
// or nil.
func (f *findings) err(src *diag.Source) error {
	if len(f.all) == 0 {
		return nil
	}
	f.sort()
	var list diag.List
	for _, one := range f.all[:min(len(f.all), maxFaults)] {
		list.Add(one.code, one.place(src), one.help, "%s", one.text)
	}
	return list.Normal().Err()
}

// sort orders the faults by place.
func (f *findings) sort() {
	slices.SortStableFunc(f.all, func(a, b finding) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end))
	})
}

func (f finding) place(src *diag.Source) diag.Range {
	switch {
	case src == nil:
		return diag.Range{}
	case f.end == 0:
		return diag.Range{File: src.Name()}
	}
	return src.Range(f.start, f.end)
}
