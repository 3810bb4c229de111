package template

import (
	"path"
	"slices"
	"strings"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/template/tag"
)

// siteWriter writes one use of a file as pongo2 shall see it: words with marks,
// tokens, and the tags of composition.
type siteWriter struct {
	*composition
	site
	out    strings.Builder
	pieces []piece
	open   []int    // token indexes of the open statements
	within []string // names of the open blocks
	seen   map[string]bool
}

func (w *siteWriter) write() {
	w.pieces = balance(w.in, scan(w.in, w.from, w.Report), w.Report)
	w.vanish()
	w.seen = map[string]bool{}
	for i, p := range w.pieces {
		switch p.kind {
		case words:
			w.words(p, i)
		case literal:
			w.mark(p.start)
			w.text(strings.ReplaceAll(p.text, "{", w.Tags.Word(wordBrace, 0)), p.start)
		case output:
			w.output(p)
		case statement:
			w.statement(p, i)
		}
	}
}

// vanish takes the lines of lone tags away: comments and the tags of
// composition everywhere, statements where no Markdown needs them as blocks.
func (w *siteWriter) vanish() {
	for i, p := range w.pieces {
		if !p.alone || p.name == "include" || p.kind == statement && w.format == Markdown && !composing(p.name) {
			continue
		}
		if i > 0 && w.pieces[i-1].kind == words {
			w.pieces[i-1].text = strings.TrimRight(w.pieces[i-1].text, " \t")
		}
		if i+1 < len(w.pieces) && w.pieces[i+1].kind == words {
			next := &w.pieces[i+1]
			line := firstLine(next.text)
			cut := min(len(line)+1, len(next.text))
			next.text = next.text[cut:]
			next.start += cut
		}
	}
}

func composing(name string) bool {
	return name == "extends" || name == "block" || name == "endblock"
}

func (w *siteWriter) fault(code diag.Code, p piece, help, format string, args ...any) {
	w.Report.Add(code, w.in.Range(p.start, p.end), help, format, args...)
}

func (w *siteWriter) mark(offset int) {
	w.out.WriteString(w.Tags.Word(wordMark, len(w.marks)))
	w.marks = append(w.marks, segment{in: w.in, offset: offset})
}

// words writes text; the last line ends of an included file belong to the
// include's own line.
func (w *siteWriter) words(p piece, i int) {
	text := p.text
	if w.include && i == len(w.pieces)-1 {
		text = strings.TrimRight(text, "\r\n")
	}
	if w.child && len(w.within) == 0 && trimBlanks(text) != "" {
		start := p.start + len(text) - len(strings.TrimLeft(text, " \t\r\n"))
		w.Report.Add(diag.TemplateExtends, w.in.Range(start, start+len(firstLine(p.text[start-p.start:]))),
			"put it into a {% block %} of the parent", "words outside of all blocks would be lost")
		return
	}
	w.mark(p.start)
	w.text(text, p.start)
}

func (w *siteWriter) text(text string, offset int) {
	if w.indent == "" {
		w.out.WriteString(text)
		return
	}
	for {
		end := strings.IndexByte(text, '\n')
		if end < 0 {
			w.out.WriteString(text)
			return
		}
		w.out.WriteString(text[:end+1])
		text, offset = text[end+1:], offset+end+1
		w.out.WriteString(w.indent)
		w.mark(offset)
	}
}

func (w *siteWriter) lost(p piece) bool {
	if w.child && len(w.within) == 0 {
		w.fault(diag.TemplateExtends, p, "put it into a {% block %} of the parent", "a tag outside of all blocks would be lost")
		return true
	}
	return false
}

// input is the text between a tag's braces, from offset from on.
func (p piece) input(in expr.Input, from int) expr.Input {
	return expr.Input{Text: p.text[from-p.inner:], Range: func(start, end int) diag.Range {
		return in.Range(from+start, from+end)
	}}
}

func (w *siteWriter) output(p piece) {
	if w.lost(p) {
		return
	}
	if w.format == Markdown && strings.Contains(p.text, "t(") && w.markdownString(p) {
		return
	}
	w.out.WriteString(w.Tags.add(tag.Tag{Role: tag.Output, Range: w.in.Range(p.start, p.end)}, node{in: w.in, piece: p, env: w.env}))
}

// markdownString writes a string that is declared as Markdown where goldmark
// will read it; its placeholders stay tags.
func (w *siteWriter) markdownString(p piece) bool {
	var ignored diag.List
	pattern, args, ok := w.Env.Markdown(expr.Parse(p.input(w.in, p.inner), &ignored))
	if !ok {
		return false
	}
	for _, part := range pattern {
		w.mark(p.start)
		if part.Placeholder == "" {
			w.out.WriteString(strings.ReplaceAll(part.Text, "{", w.Tags.Word(wordBrace, 0)))
			continue
		}
		w.out.WriteString(w.Tags.add(tag.Tag{Role: tag.Output, Range: w.in.Range(p.start, p.end)},
			node{in: w.in, piece: p, env: w.env, arg: args[part.Placeholder]}))
	}
	w.mark(p.end)
	return true
}

func (w *siteWriter) statement(p piece, i int) {
	switch p.name {
	case "extends":
		w.extends(p, i)
		return
	case "block":
		w.block(p)
		return
	case "endblock":
		w.within = w.within[:max(len(w.within)-1, 0)]
		w.out.WriteString("{% endblock %}")
		return
	}
	if w.lost(p) {
		return
	}
	if p.name == "include" {
		w.included(p, i)
		return
	}
	w.token(p)
}

func (w *siteWriter) token(p piece) {
	r, _ := role(p.name)
	info := tag.Tag{Role: r, Name: p.name, Block: p.alone && w.format == Markdown, Range: w.in.Range(p.start, p.end)}
	if r != tag.Open {
		info.Opener = w.open[len(w.open)-1]
	} else {
		w.open = append(w.open, len(w.Tags.Tags))
	}
	if r == tag.Close {
		w.open = w.open[:len(w.open)-1]
	}
	if info.Block {
		w.alone = append(w.alone, len(w.Tags.Tags))
	}
	w.out.WriteString(w.Tags.add(info, node{in: w.in, piece: p, env: w.env}))
}

func (w *siteWriter) block(p piece) {
	name := trimBlanks(p.args())
	switch {
	case !identifier.MatchString(name):
		w.fault(diag.TemplateBlock, p, "write {% block name %}", "a block needs a name of letters, digits and _")
	case w.include:
		w.fault(diag.TemplateBlock, p, "move it into the file that includes this one", "an included file has no blocks")
	case w.name == "":
		w.fault(diag.TemplateBlock, p, "remove it", "a line of words has no blocks")
	case w.seen[name]:
		w.fault(diag.TemplateBlock, p, "choose another name", "the block %s stands here twice", name)
	case len(w.open) > 0 && w.child:
		w.fault(diag.TemplateBlock, p, "put the statement into the block", "a block of a child cannot stand inside a statement")
	case w.child && len(w.within) == 0 && !w.blocks[name]:
		known := make([]string, 0, len(w.blocks))
		for each := range w.blocks {
			known = append(known, each)
		}
		slices.Sort(known)
		w.fault(diag.TemplateBlock, p, diag.DidYouMean(name, known), "the parent has no block %s", name)
	}
	w.seen[name] = true
	w.blocks[name] = true
	w.within = append(w.within, name)
	if identifier.MatchString(name) {
		w.out.WriteString("{% block " + name + " %}")
		return
	}
	w.out.WriteString("{% block b %}")
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

func (w *siteWriter) extends(p piece, i int) {
	name, rest, ok := literalName(p.args())
	first := !slices.ContainsFunc(w.pieces[:i], func(q piece) bool {
		return q.kind != comment && (q.kind != words || trimBlanks(q.text) != "")
	})
	switch {
	case !ok || trimBlanks(rest) != "":
		w.fault(diag.TemplateExtends, p, "write {% extends \"name\" %}", "extends needs the name of a file, in quotes")
		return
	case !first || w.include || w.name == "":
		w.fault(diag.TemplateExtends, p, "move it to the top of a template or layout", "extends must stand first in the file")
		return
	}
	file, from := w.parent(p, name)
	if file == nil {
		return
	}
	if slices.Contains(w.chain, file.Name()) {
		w.fault(diag.TemplateCycle, p, "break the circle", "%s extends itself", strings.Join(append(w.chain, file.Name()), " → "))
		return
	}
	id := w.composition.site(site{name: file.Name(), in: expr.Input{Text: file.Text(), Range: file.Range}, from: from, env: w.env, chain: w.chain})
	w.child = true
	w.out.Reset() // nothing but blanks and comments stood before
	w.out.WriteString("{% extends \"" + id + "\" %}")
}

// parent finds the file that another extends: a layout in layouts/, a template
// by its name, in the same language.
func (w *siteWriter) parent(p piece, name string) (src *diag.Source, from int) {
	if w.format != Markdown {
		if src, ok := w.Files.Source("layouts/" + name); ok && path.Ext(name) == path.Ext(w.name) {
			return src, 0
		}
		w.fault(diag.TemplateExtends, p, diag.DidYouMean(name, w.Files.List("layouts")), "there is no layout %s of the same kind", name)
		return nil, 0
	}
	for _, locale := range w.Locale {
		if src, ok := w.Files.Source("templates/" + name + "/" + locale + ".md"); ok {
			return src, ReadFrontMatter(src, &diag.List{}).Body
		}
	}
	w.fault(diag.TemplateExtends, p, diag.DidYouMean(name, w.Files.List("templates")), "there is no template %s", name)
	return nil, 0
}

func (w *siteWriter) included(p piece, i int) {
	name, rest, ok := literalName(p.args())
	if !ok || w.name == "" {
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
		w.fault(diag.TemplateCycle, p, "break the circle", "%s includes itself", strings.Join(append(w.chain, file.Name()), " → "))
		return
	}
	if w.format == Markdown && path.Ext(file.Name()) == ".html" {
		w.insert(p, file, env)
		return
	}
	indent, lone := w.place(i)
	if !lone && strings.Contains(strings.TrimRight(file.Text(), "\r\n"), "\n") && w.format == Markdown {
		w.fault(diag.TemplateInclude, p, "put the include on its own line", "%s has several lines", file.Name())
		return
	}
	if w.format == HTML {
		indent = ""
	}
	id := w.composition.site(site{name: file.Name(), in: expr.Input{Text: file.Text(), Range: file.Range}, env: env, chain: w.chain, indent: w.indent + indent, include: true})
	w.out.WriteString("{% include \"" + id + "\" %}")
}

// with reads "with name=value … only".
func (w *siteWriter) with(p piece, env *environment, rest string) bool {
	trimmed := strings.TrimLeft(rest, " \t\r\n")
	if trimmed == "" {
		return true
	}
	skip := len(rest) - len(trimmed)
	switch {
	case strings.HasPrefix(trimmed, "with "):
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
	for _, locale := range w.Locale {
		if src, ok := w.Files.Source("partials/" + strings.TrimSuffix(name, ext) + "." + locale + ext); ok {
			return src
		}
	}
	if src, ok := w.Files.Source("partials/" + name); ok {
		return src
	}
	w.fault(diag.TemplateInclude, p, diag.DidYouMean(name, w.Files.List("partials")), "there is no partials/%s", name)
	return nil
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
