package markdown

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/template/tag"
)

// Document is a template's body after composition.
type Document struct {
	// Text is the Markdown; every template tag in it is a token of Tags.
	Text string

	// Tags tells what the tokens stand for. Nil stands for no tags.
	Tags *tag.Table

	// Range maps byte offsets of Text to the author's file. Nil leaves the
	// ranges of diagnostics empty, except those of tags, which know their own.
	Range func(start, end int) diag.Range

	// Same reports whether two output tags print the same value, so that the
	// text part does not write an address twice. Nil stands for never.
	Same func(a, b int) bool

	// Colon stands between a label and its value in the text part, as the
	// language sets it: " : " with a no-break space in French. Empty stands
	// for ": ".
	Colon string

	// Image says what is wrong with the inline image that cid:NAME shows, and
	// what to do about it; "" if nothing is. Nil stands for nothing ever.
	Image func(name string) (problem, help string)

	// Marks puts data-billet-at="OFFSET" on every block element, the byte
	// offset in Text where the block begins.
	Marks bool
}

// Result is what Markdown makes of a document.
type Result struct {
	// HTML holds a block tag as the comment <!--TOKEN--> and every other tag
	// as its token.
	HTML string

	// Text is the text part.
	Text []TextOp

	// Links and IDs are those of the words, in the order of their places.
	Links []Link
	IDs   []ID
}

// Render turns a document into HTML and the text part. It reports all faults
// at once, ordered by place; with a fault the result may be incomplete. Render
// neither panics nor keeps anything, and is safe for concurrent use.
func Render(doc Document) (result Result, faults diag.List) {
	r := newRendering(doc)
	defer func() {
		if recover() != nil {
			r.faults.Add(diag.MarkdownUnreadable, r.at(0, 0),
				"make the text simpler where it is unusual, and report this text to the makers of Billet",
				"this text cannot be read as Markdown")
			result, faults = Result{}, r.faults.Normal()
		}
	}()
	if r.checkLimits(); len(r.faults) > 0 {
		return Result{}, r.faults.Normal()
	}
	result = r.render()
	return result, r.faults.Normal()
}

// rendering is the work on one document.
type rendering struct {
	Document
	source  []byte
	md      goldmark.Markdown
	faults  diag.List
	closers map[int]int // index of an Open tag → index of its Close tag
	ids     []ID
	first   map[int]int  // index of a tag → byte offset of its first token
	silent  map[int]bool // openers of statements that have been reported, or lie in what has been
}

func newRendering(doc Document) *rendering {
	if doc.Tags == nil {
		doc.Tags = &tag.Table{}
	}
	if doc.Colon == "" {
		doc.Colon = ": "
	}
	r := &rendering{
		Document: doc, source: []byte(doc.Text),
		closers: map[int]int{}, first: map[int]int{}, silent: map[int]bool{},
	}
	for i, t := range doc.Tags.Tags {
		if t.Role == tag.Close {
			r.closers[t.Opener] = i
		}
	}
	for _, t := range r.tokens(0, len(r.Text)) {
		if _, ok := r.first[t.index]; !ok {
			r.first[t.index] = t.start
		}
	}
	return r
}

func (r *rendering) render() Result {
	r.md = r.newMarkdown()
	root := r.md.Parser().Parse(text.NewReader(r.source))
	r.rowsToTags(root)
	r.attachAttributes(root)
	r.joinLists(root)
	r.attachListAttributes(root)
	r.checkWords(root)
	r.checkLines(root)
	r.liftWholeIfs(root)
	r.makeFacts(root)
	r.checkStructure(root)
	r.checkHeadings(root)

	if r.Marks {
		markBlocks(root)
	}
	var html bytes.Buffer
	if err := r.md.Renderer().Render(&html, r.source, root); err != nil {
		panic(err) // writing to memory does not fail
	}
	result := Result{HTML: html.String(), Text: r.textPart(root), Links: r.links(root), IDs: r.ids}
	r.checkTokens(result.HTML)
	return result
}

// at is the author's range of byte offsets of Text.
func (r *rendering) at(start, end int) diag.Range {
	if r.Range == nil {
		return diag.Range{}
	}
	return r.Range(start, end)
}

// atTag is where the author wrote the tag whose token is at start.
func (r *rendering) atTag(index, start int) diag.Range {
	if at := r.Tags.Tags[index].Range; at != (diag.Range{}) {
		return at
	}
	return r.at(start, start+len(r.Tags.Token(index)))
}

// name is how messages call a tag.
func (r *rendering) name(index int) string {
	t := r.Tags.Tags[index]
	if t.Name == "" {
		return "this tag"
	}
	return "{% " + t.Name + " %}"
}

// token is a tag's token in the text.
type token struct {
	index      int // of the tag
	start, end int // byte offsets in Document.Text
}

// tokens finds the tokens between two byte offsets of Text.
func (r *rendering) tokens(start, stop int) []token {
	var found []token
	if start < 0 || stop > len(r.Text) || start >= stop {
		return nil
	}
	for from := start; ; {
		s, e, index, ok := r.next(r.Text[:stop], from)
		if !ok {
			return found
		}
		found = append(found, token{index, s, e})
		from = e
	}
}

// next is tag.Table.Next, which an empty table cannot answer.
func (r *rendering) next(text string, from int) (start, end, index int, ok bool) {
	if len(r.Tags.Tags) == 0 {
		return 0, 0, 0, false
	}
	return r.Tags.Next(text, from)
}

// only reports the statement or insert that is all of a line.
func (r *rendering) only(line string) (index int, ok bool) {
	if len(r.Tags.Tags) == 0 {
		return 0, false
	}
	index, ok = r.Tags.Only(line)
	return index, ok && standsAlone(r.Tags.Tags[index])
}

// statementLine reports the statement that is all of a line.
func (r *rendering) statementLine(line string) (index int, ok bool) {
	index, ok = r.only(line)
	return index, ok && r.Tags.Tags[index].Statement()
}

func standsAlone(t tag.Tag) bool { return t.Statement() || t.Role == tag.Insert }

// silence keeps later checks from reporting a statement a second time.
func (r *rendering) silence(index int) { r.silent[r.Tags.Tags[index].Opener] = true }

// checkTokens reports tags that are not as often in the HTML as in the text,
// the safety net under the checks that know why.
func (r *rendering) checkTokens(html string) {
	if len(r.Tags.Tags) == 0 || r.faults.Err() != nil {
		return
	}
	missing := map[int]int{}
	inText := r.tokens(0, len(r.Text))
	for _, t := range inText {
		missing[t.index]++
	}
	for from := 0; ; {
		_, end, index, ok := r.next(html, from)
		if !ok {
			break
		}
		missing[index]--
		from = end
	}
	for _, t := range inText {
		if missing[t.index] != 0 {
			r.faults.Add(diag.MarkdownTagLost, r.atTag(t.index, t.start),
				"move the tag out of the Markdown around it", "a tag cannot be here: Markdown would lose it")
		}
	}
}

// walk calls f for every node, parents first. f returns false to leave out
// the node's children.
func walk(root ast.Node, f func(ast.Node) bool) {
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering && !f(n) {
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
}

// children lists a node's children, so that a loop may change the tree.
func children(n ast.Node) []ast.Node {
	list := make([]ast.Node, 0, n.ChildCount())
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		list = append(list, c)
	}
	return list
}
