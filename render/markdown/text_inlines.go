package markdown

import (
	"bytes"
	stdhtml "html"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

	"github.com/billet-mail/billet/template/tag"
)

// line writes the words of a block.
func (w *textWriter) line(block ast.Node) {
	start := len(w.ops)
	w.inlines(block)
	w.spaceOut(start)
}

// spaceOut makes breaks of the blanks beside statements, in the ops from start
// on, so that a branch that is not taken leaves neither two blanks nor one at
// the end of a line.
func (w *textWriter) spaceOut(start int) {
	words := slices.Clone(w.ops[start:])
	w.ops = w.ops[:start]
	for _, op := range words {
		if op.Kind != TextRun {
			w.ops = append(w.ops, op)
			continue
		}
		yielding := true // whether what is to the left may write nothing
		for text := op.Text; text != ""; {
			begin, end, index, ok := w.r.next(text, 0)
			if !ok {
				w.spaced(text, yielding, true)
				break
			}
			statement := w.r.Tags.Tags[index].Statement()
			w.spaced(text[:begin], yielding, statement)
			w.run(text[begin:end])
			text, yielding = text[end:], statement
		}
	}
}

// spaced writes text whose blanks at its left or right end are breaks.
func (w *textWriter) spaced(text string, left, right bool) {
	words := text
	if left {
		words = strings.TrimLeft(words, " ")
	}
	if len(words) < len(text) {
		w.breakLines(0)
	}
	inner := words
	if right {
		inner = strings.TrimRight(inner, " ")
	}
	w.run(inner)
	if len(inner) < len(words) {
		w.breakLines(0)
	}
}

// inlines writes the words of a block or of an inline element.
func (w *textWriter) inlines(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		w.inline(n)
	}
}

func (w *textWriter) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		w.run(w.r.decoded(n))
		if n.HardLineBreak() {
			w.breakLines(nextLine)
		} else if n.SoftLineBreak() {
			w.breakLines(0)
		}
	case *ast.CodeSpan:
		w.run(w.r.codeWords(n))
	case *extast.Strikethrough:
		w.run("~~")
		w.inlines(n)
		w.run("~~")
	case *ast.AutoLink:
		w.run(string(n.Label(w.r.source)))
	case *ast.Link:
		w.link(n)
	case *ast.Image, *ast.Emphasis:
		w.inlines(n)
	}
}

// link writes "words: address" where the link ends its block, and "words
// <address>" inside a sentence (RFC 3986, appendix C).
func (w *textWriter) link(n *ast.Link) {
	address := linkAddress(n.Destination)
	short := address
	for _, scheme := range []string{"mailto:", "tel:"} {
		if rest, ok := strings.CutPrefix(address, scheme); ok && !strings.Contains(rest, "?") {
			short = rest
		}
	}
	words := w.r.words(children(n)...)
	w.inlines(n)
	if w.r.sameAddress(words, address) || w.r.sameAddress(words, short) {
		return
	}
	if w.r.endsBlock(n) {
		w.run(w.r.Colon + short)
		return
	}
	w.run(" <" + short + ">")
}

// linkAddress is a link's destination as it stands in the HTML, where blanks
// and letters outside ASCII are percent-encoded.
func linkAddress(destination []byte) string {
	return string(util.URLEscape(destination, true))
}

// sameAddress reports whether a link's words are its address. Telephone
// numbers may be grouped; tokens are the same if they print the same.
func (r *rendering) sameAddress(words, address string) bool {
	if words == address {
		return true
	}
	grouping := strings.NewReplacer(" ", "", "-", "", "(", "", ")", "", "/", "", "\u00a0", "", ".", "")
	if strings.HasPrefix(address, "+") && grouping.Replace(words) == grouping.Replace(address) {
		return true
	}
	return r.Same != nil && r.sameTokens(words, address)
}

func (r *rendering) sameTokens(a, b string) bool {
	for {
		startA, endA, indexA, okA := r.next(a, 0)
		startB, endB, indexB, okB := r.next(b, 0)
		if !okA || !okB {
			return okA == okB && a == b
		}
		if a[:startA] != b[:startB] || indexA != indexB && !r.Same(indexA, indexB) {
			return false
		}
		a, b = a[endA:], b[endB:]
	}
}

// endsBlock reports whether nothing but closing tags, and other arms of their
// statements, follows an inline node in its paragraph, heading or item. In
// cells it never does: their text stands behind a label and a colon.
func (r *rendering) endsBlock(n ast.Node) bool {
	rest := closing{r: r}
	for ; n.Type() == ast.TypeInline; n = n.Parent() {
		for next := n.NextSibling(); next != nil; next = next.NextSibling() {
			if !rest.accept(r.words(next)) {
				return false
			}
		}
	}
	return n.Kind() != extast.KindTableCell && n.Kind() != kindFactCell
}

// closing accepts text piece by piece as long as it closes statements.
type closing struct {
	r      *rendering
	closer string // the token up to which another arm is skipped
}

func (c *closing) accept(text string) bool {
	for {
		if c.closer != "" {
			at := strings.Index(text, c.closer)
			if at < 0 {
				return true
			}
			text, c.closer = text[at:], ""
		}
		text = strings.TrimSpace(text)
		if text == "" {
			return true
		}
		start, end, index, ok := c.r.next(text, 0)
		if !ok || start > 0 {
			return false
		}
		t := c.r.Tags.Tags[index]
		if t.Role != tag.Close && t.Role != tag.Middle {
			return false
		}
		if t.Role == tag.Middle {
			c.closer = c.r.Tags.Token(c.r.closers[t.Opener])
		}
		text = text[end:]
	}
}

// words is the plain text of inline nodes, on one line and without the
// addresses of links.
func (r *rendering) words(nodes ...ast.Node) string {
	w := &textWriter{r: r}
	for _, n := range nodes {
		w.inlineWords(n)
	}
	var text strings.Builder
	for _, op := range w.ops {
		if op.Kind == TextRun {
			text.WriteString(op.Text)
		} else {
			text.WriteByte(' ')
		}
	}
	return text.String()
}

func (w *textWriter) inlineWords(n ast.Node) {
	if n.Kind() != ast.KindLink {
		w.inline(n)
		return
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.inlineWords(c)
	}
}

// decoded is a text without its escapes and entities.
func (r *rendering) decoded(n *ast.Text) string {
	value := n.Segment.Value(r.source)
	if n.IsRaw() {
		return string(value)
	}
	if !bytes.ContainsAny(value, "\\&\x00") {
		return string(value)
	}
	var out memory
	html.DefaultWriter.Write(&out, value)
	return stdhtml.UnescapeString(out.String())
}

// memory is a util.BufWriter that keeps what is written.
type memory struct{ bytes.Buffer }

func (*memory) Buffered() int { return 0 }

func (*memory) Flush() error { return nil }

func (r *rendering) codeWords(n ast.Node) string {
	var text strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if words, ok := c.(*ast.Text); ok {
			text.Write(words.Segment.Value(r.source))
		}
	}
	return strings.ReplaceAll(text.String(), "\n", " ")
}
