package template

import (
	"path"
	"slices"
	"strings"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/template/tag"
)

func (w *siteWriter) included(p piece, i int) {
	name, rest, ok := literalName(p.args())
	if w.name == "" {
		w.fault(diag.TemplateInclude, p, "write the words here", "a line of words cannot include a file")
		return
	}
	if !ok {
		w.fault(diag.TemplateInclude, p, "write {% include \"name.md\" %}", "include needs the name of a file, in quotes")
		return
	}
	env := &environment{outer: w.env, in: p.input(w.in, p.inner+len(p.text)-len(rest))}
	if !w.with(p, env, rest) {
		return
	}
	file := w.partial(p, name)
	if file == nil {
		return
	}
	if slices.Contains(w.chain, file.Name()) {
		w.circle(p, "includes", file.Name())
		return
	}
	if w.format == Markdown && path.Ext(file.Name()) == ".html" {
		w.insert(p, file, env)
		return
	}
	indent, lone := w.place(i)
	if !lone && w.format == Markdown && severalLines(file) {
		w.fault(diag.TemplateInclude, p, "put the include on its own line", "%s has several lines", file.Name())
		return
	}
	if w.format == HTML {
		indent = ""
	}
	tags, faults := len(w.Tags.Tags), len(*w.Report)
	id := w.composition.site(site{
		name: file.Name(), in: expr.Input{Text: file.Text(), Range: file.Range}, env: env, chain: w.chain,
		indent: w.indent + indent, include: true, user: w.in.Range(p.start, p.end),
	})
	w.out.WriteString("{% include \"" + id + "\" %}")
	if len(w.Tags.Tags) == tags && len(*w.Report) == faults {
		w.unused(file, env)
	}
}

// unused reports names that are given to a file without tags: nothing would
// ever look at them.
func (w *siteWriter) unused(file *diag.Source, env *environment) {
	if len(env.with) > 0 {
		name := env.with[0].Name
		w.Report.Add(diag.TemplateInclude, env.in.Range(name.Start, name.End), "write {{ "+name.Text+" }} in that file, or remove it here", "%s has no tag that could use %s", file.Name(), name.Text)
	}
}

// severalLines reports whether a file leaves more than one line.
func severalLines(file *diag.Source) bool {
	pieces := scan(expr.Input{Text: file.Text(), Range: file.Range}, 0, &diag.List{})
	vanish(pieces, Markdown)
	var text strings.Builder
	for _, p := range pieces {
		switch p.kind {
		case words, literal:
			text.WriteString(p.text)
		case output, statement:
			text.WriteByte('x')
		}
	}
	return strings.Contains(strings.TrimRight(text.String(), "\r\n"), "\n")
}

// with reads "with name=value … only".
func (w *siteWriter) with(p piece, env *environment, rest string) bool {
	trimmed := strings.TrimLeft(rest, " \t\r\n")
	if trimmed == "" {
		return true
	}
	skip := len(rest) - len(trimmed)
	switch {
	case strings.HasPrefix(trimmed, "with") && strings.ContainsAny(trimmed[4:min(5, len(trimmed))], " \t\r\n"):
		skip += len("with ")
	case trimBlanks(trimmed) == "only":
	default:
		w.fault(diag.TemplateInclude, p, "write {% include \"name.md\" with name=value %}", "include does not know %q", trimBlanks(trimmed))
		return false
	}
	env.in = p.input(w.in, p.inner+len(p.text)-len(rest)+skip)
	var ok bool
	env.with, env.only, ok = expr.ParseWith(env.in, w.Report)
	return ok
}

// partial finds an included file in partials/: the one of the language, else
// the one for all.
func (w *siteWriter) partial(p piece, name string) *diag.Source {
	ext := path.Ext(name)
	wanted := map[Format][]string{Markdown: {".md", ".html"}, HTML: {".html"}, Plain: {".txt"}}[w.format]
	if !slices.Contains(wanted, ext) {
		w.fault(diag.TemplateInclude, p, "include a "+strings.Join(wanted, " or ")+" file", "%s cannot be included here", name)
		return nil
	}
	localized := func(locale string) string { return "partials/" + strings.TrimSuffix(name, ext) + "." + locale + ext }
	for i, locale := range w.Locale {
		if src, ok := w.Files.Source(localized(locale)); ok {
			if w.Own > 0 && i >= w.Own {
				w.Foreign = append(w.Foreign, Foreign{w.in.Range(p.start, p.end), src.Name(), localized(w.Locale[0])})
			}
			return src
		}
	}
	if src, ok := w.Files.Source("partials/" + name); ok {
		return src
	}
	w.fault(diag.TemplateInclude, p, diag.DidYouMean(name, w.partials(wanted)), "there is no partials/%s", name)
	return nil
}

// partials lists the names that an include may give: without the language.
func (w *siteWriter) partials(kinds []string) []string {
	var names []string
	for _, name := range w.ofKind("partials", kinds...) {
		ext := path.Ext(name)
		for _, locale := range w.Locale {
			name = strings.TrimSuffix(strings.TrimSuffix(name, ext), "."+locale) + ext
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// insert makes an HTML partial a tag of its own: Markdown never sees it.
func (w *siteWriter) insert(p piece, file *diag.Source, env *environment) {
	twin, ok := w.Files.Source(strings.TrimSuffix(file.Name(), ".html") + ".txt")
	if !ok {
		w.fault(diag.TemplateInclude, p, "add "+strings.TrimSuffix(file.Name(), ".html")+".txt, for the text part", "%s has no text twin", file.Name())
		return
	}
	before := len(*w.Report)
	in := &Insert{
		HTML: w.compose(file.Name(), expr.Input{Text: file.Text(), Range: file.Range}, 0, HTML, env),
		Text: w.compose(twin.Name(), expr.Input{Text: twin.Text(), Range: twin.Range}, 0, Plain, env),
	}
	if len(*w.Report) > before {
		return
	}
	w.out.WriteString(w.Tags.add(tag.Tag{Role: tag.Insert, Block: p.alone, Range: w.in.Range(p.start, p.end)},
		node{in: w.in, piece: p, env: w.env, insert: in}))
}

// place says how far the lines of an include are indented, and whether it has
// its line for itself (but for the markers of lists and quotes).
func (w *siteWriter) place(i int) (indent string, lone bool) {
	p := w.pieces[i]
	text := w.in.Text
	lineStart := strings.LastIndexByte(text[:p.start], '\n') + 1
	lone = trimBlanks(firstLine(text[p.end:])) == ""
	var b strings.Builder
	for _, r := range text[max(lineStart, w.from):p.start] {
		switch {
		case r == '>' || r == '\t':
			b.WriteRune(r)
		default:
			lone = lone && strings.ContainsRune(" -*+.)0123456789", r)
			b.WriteByte(' ')
		}
	}
	return b.String(), lone
}

// literalName is the file name in quotes that include and extends need.
func literalName(args string) (name, rest string, ok bool) {
	args = strings.TrimLeft(args, " \t\r\n")
	if args == "" || args[0] != '"' && args[0] != '\'' {
		return "", "", false
	}
	end := strings.IndexByte(args[1:], args[0])
	if end < 0 {
		return "", "", false
	}
	return args[1 : end+1], args[end+2:], true
}
