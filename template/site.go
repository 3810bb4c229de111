package template

import (
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
	gap    [2]int // words and tags outside of all blocks that would be lost: from, to
}

func (w *siteWriter) write() {
	before := w.Report.Errors()
	pieces := scan(w.in, w.from, w.Report)
	if w.format != HTML && w.Report.Errors() == before {
		unopened(w.in, pieces, w.Report)
	}
	w.pieces = balance(w.in, pieces, w.Report)
	vanish(w.pieces, w.format)
	w.seen = map[string]bool{}
	for i, p := range w.pieces {
		switch p.kind {
		case words:
			w.words(p, i)
		case literal:
			w.literal(p)
		case output:
			w.output(p)
		case statement:
			w.statement(p, i)
		}
	}
	w.reportGap()
}

// vanish takes the lines of lone tags away: comments and the tags of
// composition everywhere, statements where no Markdown needs them as blocks.
func vanish(pieces []piece, format Format) {
	for i, p := range pieces {
		if !p.alone || p.name == "include" || p.kind == statement && format == Markdown && !composing(p.name) {
			continue
		}
		if i > 0 && pieces[i-1].kind == words {
			pieces[i-1].text = strings.TrimRight(pieces[i-1].text, " \t")
		}
		if i+1 < len(pieces) && pieces[i+1].kind == words {
			next := &pieces[i+1]
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

// markWhole says that what follows was written by a tag.
func (w *siteWriter) markWhole(p piece) {
	w.out.WriteString(w.Tags.Word(wordMark, len(w.marks)))
	w.marks = append(w.marks, segment{in: w.in, offset: p.start, end: p.end})
}

// words writes text; the last line ends of an included file belong to the
// include's own line.
func (w *siteWriter) words(p piece, i int) {
	text := p.text
	if w.include && i == len(w.pieces)-1 {
		text = strings.TrimRight(text, "\r\n")
	}
	if trimmed := trimBlanks(text); trimmed == "" && w.child && len(w.within) == 0 {
		return
	} else if start := p.start + strings.Index(text, trimmed); w.lost(start, start+len(trimmed)) {
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

// literal writes the text of verbatim: its braces open no tag.
func (w *siteWriter) literal(p piece) {
	if w.lost(p.start, p.end) {
		return
	}
	w.mark(p.start)
	for offset := 0; ; {
		brace := strings.IndexByte(p.text[offset:], '{')
		if brace < 0 {
			w.text(p.text[offset:], p.start+offset)
			return
		}
		w.text(p.text[offset:offset+brace], p.start+offset)
		w.out.WriteString(w.Tags.Word(wordBrace, 0))
		offset += brace + 1
	}
}

// lost reports whether words or a tag of a child stand outside of all blocks,
// where pongo2 drops them.
func (w *siteWriter) lost(start, end int) bool {
	if !w.child || len(w.within) > 0 {
		return false
	}
	if w.gap[1] == 0 {
		w.gap[0] = start
	}
	w.gap[1] = end
	return true
}

// reportGap reports what is lost between two blocks as one fault.
func (w *siteWriter) reportGap() {
	if w.gap[1] > 0 {
		w.Report.Add(diag.TemplateExtends, w.in.Range(w.gap[0], w.gap[1]), "put it into a {% block %} of the parent", "what stands outside of all blocks would be lost")
	}
	w.gap = [2]int{}
}

// input is the text between a tag's braces, from offset from on.
func (p piece) input(in expr.Input, from int) expr.Input {
	return expr.Input{Text: p.text[from-p.inner:], Range: func(start, end int) diag.Range {
		return in.Range(from+start, from+end)
	}}
}

func (w *siteWriter) output(p piece) {
	if w.lost(p.start, p.end) {
		return
	}
	if trimBlanks(p.text) == "block.super" {
		w.fault(diag.TemplateBlock, p, "write the words here, or into a partial that both files include", "the words of the parent's block cannot be repeated")
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
		w.markWhole(p)
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
		w.endBlock(p)
		return
	}
	if w.lost(p.start, p.end) {
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
