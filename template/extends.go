package template

import (
	"path"
	"slices"
	"strings"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/expr"
)

func (w *siteWriter) extends(p piece, i int) {
	name, rest, ok := literalName(p.args())
	first := !slices.ContainsFunc(w.pieces[:i], func(q piece) bool {
		return q.kind != comment && (q.kind != words || trimBlanks(q.text) != "")
	})
	switch {
	case w.name == "":
		w.fault(diag.TemplateExtends, p, "write the words here", "a line of words cannot extend a file")
		return
	case !ok:
		w.fault(diag.TemplateExtends, p, "write {% extends \"name\" %}", "extends needs the name of a file, in quotes")
		return
	case trimBlanks(rest) != "":
		w.fault(diag.TemplateExtends, p, "write {% extends \""+name+"\" %}", "extends takes the name of a file and nothing else")
		return
	case w.include:
		w.fault(diag.TemplateExtends, p, "use {% include %}", "an included file cannot extend another")
		return
	case w.child:
		w.fault(diag.TemplateExtends, p, "remove one of the two", "extends stands here twice")
		return
	case !first:
		w.fault(diag.TemplateExtends, p, "move it to the top of the file", "extends must stand first in the file")
		return
	}
	file, from := w.parent(p, name)
	w.hollow = w.hollow || file == nil
	if file == nil {
		return
	}
	if slices.Contains(w.chain, file.Name()) {
		w.circle(p, "extends", file.Name())
		return
	}
	id := w.composition.site(site{name: file.Name(), in: expr.Input{Text: file.Text(), Range: file.Range}, from: from, env: w.env, chain: w.chain, user: w.in.Range(p.start, p.end)})
	w.child = true
	w.out.Reset() // nothing but blanks and comments stood before
	w.out.WriteString("{% extends \"" + id + "\" %}")
}

// parent finds the file that another extends: a layout in layouts/, a template
// by its name, in the same language.
func (w *siteWriter) parent(p piece, name string) (src *diag.Source, from int) {
	if w.format != Markdown {
		return w.parentLayout(p, name), 0
	}
	if src := templateFile(w.Files, name, w.Locale); src != nil {
		return src, ReadFrontMatter(src, &diag.List{}).Body
	}
	help := diag.DidYouMean(name, w.Files.List("templates"))
	if layout := strings.TrimSuffix(name, ".html"); layout != name {
		help = "a template extends a template; to choose a layout, write layout: " + layout + " in the front matter"
	}
	w.fault(diag.TemplateExtends, p, help, "there is no template %s", name)
	return nil, 0
}

func (w *siteWriter) parentLayout(p piece, name string) *diag.Source {
	kind := path.Ext(w.name)
	src, ok := w.Files.Source("layouts/" + name)
	switch {
	case !ok:
		w.fault(diag.TemplateExtends, p, diag.DidYouMean(name, w.ofKind("layouts", kind)), "there is no layouts/%s", name)
	case path.Ext(name) != kind:
		w.fault(diag.TemplateExtends, p, "extend a "+kind+" file", "a %s layout cannot extend %s", kind, name)
	default:
		return src
	}
	return nil
}

// ofKind lists the files of a folder whose names end in one of the kinds.
func (w *siteWriter) ofKind(dir string, kinds ...string) []string {
	var names []string
	for _, name := range w.Files.List(dir) {
		if slices.Contains(kinds, path.Ext(name)) {
			names = append(names, name)
		}
	}
	return names
}

// circle reports that a file leads back to itself.
func (w *siteWriter) circle(p piece, verb, name string) {
	way := append(slices.Clone(w.chain[slices.Index(w.chain, name):]), name)
	w.fault(diag.TemplateCycle, p, "break the circle", "%s %s itself: %s", name, verb, strings.Join(way, " → "))
}
