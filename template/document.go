package template

import (
	"slices"
	"sort"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/template/tag"
)

// Format is what a source is written in.
type Format int

// The formats of a mail folder's sources.
const (
	Markdown Format = iota
	HTML
	Plain
)

// Tags holds the tags of all the documents of one page: body, layout, subject,
// preheader. Their tokens are unique among them.
type Tags struct {
	*tag.Table
	nodes []node
	torn  []torn
}

// torn is what is left of a document with faults.
type torn struct {
	doc    *Document
	layout bool
}

// NewTags makes an empty set whose tokens are like those of table.
func NewTags(table *tag.Table) *Tags { return &Tags{Table: table.Empty()} }

// node is the author's tag behind a token.
type node struct {
	in     expr.Input // the file, or the phrase
	piece  piece
	env    *environment
	insert *Insert
	arg    *expr.Node // an argument of a Markdown string, already parsed
}

// environment is what the names of one include site mean; files that extend
// each other share one.
type environment struct {
	outer *environment
	in    expr.Input
	with  []expr.Assignment
	only  bool
}

// Insert is an HTML partial included into Markdown, with its text twin.
type Insert struct {
	HTML *Document
	Text *Document
}

func (t *Tags) add(info tag.Tag, n node) string {
	index := len(t.Tags)
	if info.Role != tag.Middle && info.Role != tag.Close {
		info.Opener = index
	}
	t.Tags = append(t.Tags, info)
	t.nodes = append(t.nodes, n)
	return t.Token(index)
}

// Insert is the partial behind a tag of the role Insert.
func (t *Tags) Insert(index int) *Insert { return t.nodes[index].insert }

// Name is the text of an output's braces, for the few names that the pipeline
// itself gives a meaning: content, subject, preheader. Statements have none, nor
// have the values inside a string that is declared as Markdown.
func (t *Tags) Name(index int) string {
	n := t.nodes[index]
	if n.piece.kind != output || n.arg != nil {
		return ""
	}
	return trimBlanks(n.piece.text)
}

// Place is an open statement: the index of its first tag, and which of its arms
// is meant, counted from 0.
type Place struct{ Opener, Arm int }

// Enclosing tells, for every tag of a document that stands inside a statement,
// the innermost one.
func (t *Tags) Enclosing(doc *Document) map[int]Place {
	places := map[int]Place{}
	t.follow(doc, func(_, index int, open []Place) bool {
		if len(open) > 0 && t.Tags[index].Role != tag.Middle && t.Tags[index].Role != tag.Close {
			places[index] = open[len(open)-1]
		}
		return true
	})
	return places
}

// Places are the statements around a byte offset of a document's text, from the
// outermost to the innermost.
func (t *Tags) Places(doc *Document, offset int) []Place {
	var around []Place
	t.follow(doc, func(start, _ int, open []Place) bool {
		if start < offset {
			return true
		}
		around = slices.Clone(open)
		return false
	})
	return around
}

// follow calls f for every tag of a document, with the byte offset of its token
// and the statements that are open before it, until f returns false.
func (t *Tags) follow(doc *Document, f func(start, index int, open []Place) bool) {
	var open []Place
	for at := 0; ; {
		start, end, index, ok := t.Next(doc.Text, at)
		if !ok || !f(start, index, open) {
			return
		}
		at = end
		last := len(open) - 1
		switch t.Tags[index].Role {
		case tag.Open:
			open = append(open, Place{Opener: index})
		case tag.Middle:
			open[last].Arm++
		case tag.Close:
			open = open[:last]
		}
	}
}

// Document is a source after composition: words and tokens. It is immutable.
type Document struct {
	Text     string
	segments []segment
}

// segment says where the text from byte offset at on was written: byte by byte
// from offset on, or, if end is set, as a whole from offset to end.
type segment struct {
	at     int
	in     expr.Input
	offset int
	end    int
}

// starts and ends lead from a byte offset of Text to one of the author's file.
func (s *segment) starts(at int) int {
	if s.end > 0 {
		return s.offset
	}
	return clamp(s.offset+at-s.at, s.in)
}

func (s *segment) ends(at int) int {
	if s.end > 0 {
		return s.end
	}
	return clamp(s.offset+at-s.at, s.in)
}

// Range maps byte offsets of Text to the author's file. Of a text that was
// written in several files it is the part in the first.
func (d *Document) Range(start, end int) diag.Range {
	if len(d.segments) == 0 {
		return diag.Range{}
	}
	i := d.segment(start)
	first := &d.segments[i]
	r := first.in.Range(first.starts(start), first.starts(start))
	if end <= start {
		return r
	}
	last := &d.segments[d.segment(end-1)]
	if stop := last.in.Range(last.ends(end), last.ends(end)); stop.File == r.File && stop.Start.Offset >= r.Start.Offset {
		r.End = stop.Start
		return r
	}
	if i+1 < len(d.segments) {
		end = min(end, d.segments[i+1].at)
	}
	r.End = first.in.Range(first.ends(end), first.ends(end)).Start
	return r
}

func clamp(offset int, in expr.Input) int { return max(0, min(offset, len(in.Text))) }

// segment is the index of the segment that holds a byte offset of Text.
func (d *Document) segment(at int) int {
	return max(sort.Search(len(d.segments), func(i int) bool { return d.segments[i].at > at })-1, 0)
}
