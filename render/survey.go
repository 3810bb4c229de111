package render

import (
	"strings"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/template"
	"github.com/billet-mail/billet/template/tag"
)

// Survey is what a template in one language tells about itself and about the
// folder, for judging them together.
type Survey struct {
	// Sound reports a template without faults. That of any other has gaps.
	Sound bool

	Foreign      []template.Foreign    // partials in a language that may not stand in
	Files        map[string]bool       // layouts, partials and parents that it is made of
	Notes        *expr.Notes           // about the tags of these files
	Placeholders map[string]diag.Range // what its words print, with the first place
	Links        []Link                // of its words
	Amounts      []Amount              // that its words name
}

// Link is a link of the words.
type Link struct {
	Target string // the address, with {{ path }} for each value
	Button bool
	Range  diag.Range
}

// Amount is an amount of money or a percentage that an author wrote out.
type Amount struct {
	Value string // "49 EUR", "20 %"
	Range diag.Range
}

// reading notes the files that a template is made of.
type reading struct {
	template.Files
	read map[string]bool
}

func (r reading) Source(path string) (*diag.Source, bool) {
	src, ok := r.Files.Source(path)
	if ok {
		r.read[path] = true
	}
	return src, ok
}

func (w *work) survey(sound bool) *Survey {
	s := &Survey{Sound: sound, Foreign: w.foreign, Files: w.files.read, Notes: w.notes, Placeholders: map[string]diag.Range{}}
	if !sound {
		return s
	}
	for _, doc := range []*template.Document{w.subject, w.preheader, w.body} {
		if doc != nil {
			w.printed(s, doc)
			s.Amounts = append(s.Amounts, w.amounts(doc)...)
		}
	}
	for _, l := range w.words.Links {
		s.Links = append(s.Links, Link{w.target(l.Address), l.Button, l.Range})
	}
	for _, l := range w.seenInside.Links {
		s.Links = append(s.Links, Link{w.target(l.Address), l.Button, l.Range})
	}
	return s
}

// printed adds what the outputs of a document print.
func (w *work) printed(s *Survey, doc *template.Document) {
	w.eachTag(doc.Text, func(_, _, index int) {
		if w.tags.Tags[index].Role == tag.Insert {
			w.printed(s, w.tags.Insert(index).HTML)
		}
		for _, path := range w.reads(index) {
			if _, ok := s.Placeholders[path]; !ok {
				s.Placeholders[path] = w.tags.Tags[index].Range
			}
		}
	})
}

// reads are the placeholders that an output prints, for any event.
func (w *work) reads(index int) []string {
	var paths []string
	for _, c := range w.proofs {
		if e := c.proof.Tags[index].Output; e != nil {
			paths = append(paths, e.Reads...)
		}
	}
	return paths
}

// target is an address with its values by name. A constant has its value.
func (w *work) target(address string) string {
	var out strings.Builder
	last := 0
	w.eachTag(address, func(start, end, index int) {
		out.WriteString(address[last:start])
		last = end
		c := w.proofs[0]
		switch e := c.proof.Tags[index].Output; {
		case e == nil:
		case e.Constant:
			out.WriteString(e.Print(c.constants))
		default:
			out.WriteString("{{ " + strings.Join(e.Reads, " ") + " }}")
		}
	})
	return out.String() + address[last:]
}

// eachTag calls f for every tag of a text.
func (w *work) eachTag(text string, f func(start, end, index int)) {
	for at := 0; ; {
		start, end, index, ok := w.tags.Next(text, at)
		if !ok {
			return
		}
		f(start, end, index)
		at = end
	}
}
