package check

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"github.com/billet-mail/billet/render/css"
)

// use is one use of a feature: by an element, by a declaration of its style
// attribute, or by a rule of the head, maybe by one of its declarations.
type use struct {
	element     *element
	declaration *css.Declaration
	rule        *styleRule
	image       bool // the element's, or the declaration's, address of an image
}

// finder finds the uses of features. It is not changed.
type finder struct {
	declared map[string][]search // by property, "" for those of any property
	rules    []search
	elements []search
	images   []search
	comments []search
}

// search is a detector that was read.
type search struct {
	slug  string
	kind  string
	words []string
	sel   cascadia.SelectorGroup
}

// newFinder prepares the detectors for some features.
func newFinder(list []detector) (*finder, error) {
	f := &finder{declared: map[string][]search{}}
	for _, d := range list {
		kind, rest, _ := strings.Cut(d.find, " ")
		s := search{slug: d.slug, kind: kind, words: strings.Fields(rest)}
		switch kind {
		case "property":
			for _, property := range s.words {
				f.declared[property] = append(f.declared[property], s)
			}
		case "value":
			f.declared[s.words[0]] = append(f.declared[s.words[0]], s)
		case "word", "function", "unit", "important":
			f.declared[""] = append(f.declared[""], s)
		case "at-rule", "media", "pseudo-class", "pseudo-element", "selector", "nesting":
			f.rules = append(f.rules, s)
		case "image":
			f.images = append(f.images, s)
		case "comment", "doctype":
			f.comments = append(f.comments, s)
		case "element":
			sel, err := cascadia.ParseGroup(rest)
			if err != nil {
				return nil, fmt.Errorf("the detector of %s: %w", d.slug, err)
			}
			s.sel = sel
			f.elements = append(f.elements, s)
		default:
			return nil, fmt.Errorf("the detector of %s: there is no kind %q", d.slug, kind)
		}
	}
	return f, nil
}

// page shows all uses of a page, but for those of its <style> elements.
func (f *finder) page(p *page, show func(slug string, u use)) {
	for _, e := range p.elements {
		for _, s := range f.elements {
			if s.sel.Match(e.Node) {
				show(s.slug, use{element: e})
			}
		}
		for _, address := range e.images() {
			f.image(address, func(slug string) { show(slug, use{element: e, image: true}) })
		}
		for i := range e.style {
			d := &e.style[i]
			f.declaration(d, func(slug string) { show(slug, use{element: e, declaration: d}) })
		}
	}
	for _, s := range f.comments {
		if e, ok := s.inSource(p); ok {
			show(s.slug, use{element: e})
		}
	}
}

// head shows the uses of a rule in the head.
func (f *finder) head(r *styleRule, show func(slug string, u use)) {
	for _, s := range f.rules {
		if s.inRule(r) {
			show(s.slug, use{rule: r})
		}
	}
	for i := range r.Declarations {
		d := &r.Declarations[i]
		f.declaration(d, func(slug string) { show(slug, use{rule: r, declaration: d}) })
	}
}

// declaration shows the features of a declaration.
func (f *finder) declaration(d *css.Declaration, show func(slug string)) {
	words := css.Words(d.Value)
	has := func(kind css.WordKind, list []string) bool {
		return slices.ContainsFunc(words, func(w css.Word) bool { return w.Kind == kind && slices.Contains(list, w.Text) })
	}
	for _, s := range slices.Concat(f.declared[d.Property], f.declared[""]) {
		found := false
		switch s.kind {
		case "property":
			found = true
		case "value":
			found = has(css.WordName, s.words[1:])
		case "word":
			found = has(css.WordName, s.words)
		case "function":
			found = has(css.WordFunction, s.words)
		case "unit":
			found = slices.ContainsFunc(words, func(w css.Word) bool { return w.Unit != "" && slices.Contains(s.words, w.Unit) })
		case "important":
			found = d.Important
		}
		if found {
			show(s.slug)
		}
	}
	for _, w := range words {
		if w.Kind == css.WordText {
			f.image(w.Text, show)
		}
	}
}

// image shows the features of an image's address.
func (f *finder) image(address string, show func(slug string)) {
	lower := strings.ToLower(address)
	ext := ""
	if u, err := url.Parse(lower); err == nil {
		ext = path.Ext(u.Path)
	}
	for _, s := range f.images {
		for _, word := range s.words {
			if word == "data:" && strings.HasPrefix(lower, word) && strings.Contains(lower, ";base64,") || ext != "" && word == ext {
				show(s.slug)
				break
			}
		}
	}
}

// images are the addresses of images of an element.
func (e *element) images() []string {
	var list []string
	switch e.Data {
	case "img", "input":
		list = append(list, e.attr("src"))
	case "source":
		if e.inside("picture") {
			list = append(list, strings.Fields(e.attr("srcset") + " .")[0])
		}
	}
	if background := e.attr("background"); background != "" {
		list = append(list, background)
	}
	return slices.DeleteFunc(list, func(s string) bool { return s == "" })
}

// inSource finds what only the source of a page tells.
func (s search) inSource(p *page) (*element, bool) {
	switch {
	case s.kind == "doctype":
		for n := p.root.FirstChild; n != nil; n = n.NextSibling {
			if n.Type == html.DoctypeNode && len(p.elements) > 0 {
				return p.elements[0], true
			}
		}
	case s.words[0] == "html":
		for n := range p.root.Descendants() {
			if n.Type == html.CommentNode && p.byNode[n.Parent] != nil {
				return p.byNode[n.Parent], true
			}
		}
	default: // comments of CSS
		for _, e := range p.elements {
			if strings.Contains(e.attr("style"), "/*") || e.Data == "style" && e.FirstChild != nil && strings.Contains(e.FirstChild.Data, "/*") {
				return e, true
			}
		}
	}
	return nil, false
}
