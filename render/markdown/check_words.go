package markdown

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/template/tag"
)

// checkWords reports what cannot stand in the words of a mail.
func (r *rendering) checkWords(root ast.Node) {
	walk(root, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.HTMLBlock:
			r.checkHTML(blockSpan(n))
		case *ast.RawHTML:
			last := n.Segments.At(n.Segments.Len() - 1)
			r.checkHTML(span{n.Segments.At(0).Start, last.Stop})
		case *ast.AutoLink:
			r.checkAutoLink(n)
		case *ast.LinkReferenceDefinition:
			r.checkDefinition(n)
		case *ast.FencedCodeBlock:
			r.checkFence(n)
		case *ast.Link:
			r.checkLink(n)
		case *ast.Image:
			r.checkImage(n)
		case *ast.Text:
			r.checkInserts(n)
			r.checkBrokenHTML(n)
			r.checkBrokenLink(n)
			r.checkLostBraces(n)
		}
		return true
	})
}

func blockSpan(n *ast.HTMLBlock) span {
	stop := n.Lines().At(n.Lines().Len() - 1).Stop
	if n.HasClosure() {
		stop = n.ClosureLine.Stop
	}
	return span{n.Lines().At(0).Start, stop}
}

var htmlTag = regexp.MustCompile(`</?[A-Za-z][^<>]*>`)

// checkBrokenHTML reports HTML that a statement in it keeps goldmark from
// recognizing, as in <b {% if x %}…{% endif %}>.
func (r *rendering) checkBrokenHTML(n *ast.Text) {
	if n.IsRaw() || len(r.Tags.Tags) == 0 {
		return
	}
	text := r.Text[n.Segment.Start:n.Segment.Stop]
	for _, at := range htmlTag.FindAllStringIndex(text, -1) {
		s := span{n.Segment.Start + at[0], n.Segment.Start + at[1]}
		if len(r.tokens(s.start, s.stop)) > 0 {
			r.checkHTML(s)
		}
	}
}

// checkBrokenLink reports brackets that look like a link, but which Markdown
// takes for words: for a blank in the address, or a tag on a line of its own
// among the words.
func (r *rendering) checkBrokenLink(n *ast.Text) {
	if n.IsRaw() {
		return
	}
	for i := n.Segment.Start; i < n.Segment.Stop; i++ {
		if r.Text[i] == '\\' {
			i++
			continue
		}
		if !strings.HasPrefix(r.Text[i:], "](") {
			continue
		}
		line := span{strings.LastIndexByte(r.Text[:i], '\n') + 1, i + 2}
		if opening := strings.LastIndexByte(line.text(r), '['); opening >= 0 {
			line.start += opening
		} else {
			line.start = i
		}
		r.faults.Add(diag.MarkdownBrokenLink, r.at(line.start, line.stop),
			"write [words](address) on one line; an address with blanks stands in angle brackets: [words](<address>)",
			"this looks like a link, but is not one")
	}
}

// forbid reports every tag in a span.
func (r *rendering) forbid(s span, code diag.Code, help, message string) {
	for _, t := range r.tokens(s.start, s.stop) {
		r.silence(t.index)
		r.faults.Add(code, r.atTag(t.index, t.start), help, "%s", message)
	}
}

func (r *rendering) checkHTML(s span) {
	text := strings.TrimRight(s.text(r), " \t\r\n")
	s.stop = s.start + len(text)
	for _, t := range r.tokens(s.start, s.stop) {
		r.silence(t.index)
	}
	firstLine, _, _ := strings.Cut(text, "\n") // a block of HTML goes on to the next blank line
	inner := strings.Trim(strings.TrimSpace(firstLine), "<>/")
	if len(r.Tags.Tags) > 0 && !strings.HasPrefix(text, "<!") {
		if index, ok := r.Tags.Only(inner); ok {
			r.angleTag(index, s.start+strings.Index(text, inner))
			return
		}
	}
	help := "use Markdown, or put the HTML into partials/name.html with its text in partials/name.txt and include it"
	if strings.HasPrefix(text, "<!--") {
		help = "write a comment as {# … #}"
	}
	r.faults.Add(diag.MarkdownRawHTML, r.at(s.start, s.stop), help, "HTML cannot stand in the words of a mail")
}

func (r *rendering) angleTag(index, start int) {
	r.silence(index)
	r.faults.Add(diag.MarkdownAngleTag, r.atTag(index, start),
		"write [words](address) with the tag as the address", "a tag cannot stand in angle brackets")
}

func (r *rendering) checkAutoLink(n *ast.AutoLink) {
	for _, t := range r.tokensOf(n.Label(r.source)) {
		r.angleTag(t.index, t.start)
	}
}

func (r *rendering) checkDefinition(n *ast.LinkReferenceDefinition) {
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		r.forbid(span{line.Start, line.Stop}, diag.MarkdownReferenceTag,
			"write the address where it is used: [words](address)", "a tag cannot stand in the definition of a link")
	}
}

func (r *rendering) checkFence(n *ast.FencedCodeBlock) {
	if n.Info != nil {
		r.forbid(span{n.Info.Segment.Start, n.Info.Segment.Stop}, diag.MarkdownFenceTag,
			"leave it out", "a tag cannot stand in the first line of a code fence")
	}
}

func (r *rendering) checkLink(n *ast.Link) {
	at := r.atNode(n)
	switch {
	case len(n.Destination) == 0:
		r.faults.Add(diag.MarkdownEmptyLink, at, "write [words](address)", "this link has no address")
	case n.FirstChild() == nil || strings.TrimSpace(r.words(n)) == "":
		r.faults.Add(diag.MarkdownEmptyLink, at, "write [words](address)", "this link has no words")
	}
	r.checkAddress(n.Destination, at, linkAddresses, "https:, http:, mailto: or tel:")
	r.checkAttributeInserts(n.Destination, n.Title)
}

func (r *rendering) checkImage(n *ast.Image) {
	at := r.atNode(n)
	if strings.TrimSpace(r.words(n)) == "" {
		r.faults.Add(diag.MarkdownImageAlt, at, "say in the square brackets what the image shows: ![words](address)",
			"this image has no words for readers who cannot see it")
	}
	if len(n.Destination) == 0 {
		r.faults.Add(diag.MarkdownEmptyLink, at, "write ![words](cid:name) or ![words](https://…)", "this image has no address")
	}
	r.checkAddress(n.Destination, at, imageAddresses, "https: or cid:")
	r.checkInline(n.Destination, at)
	r.checkAttributeInserts(n.Destination, n.Title)
}

// atNode is where a link or image stands: from its bracket to the end of its
// address.
func (r *rendering) atNode(n ast.Node) diag.Range {
	start := n.Pos()
	if start < 0 {
		start = 0
	}
	return r.at(start, start+linkLength(r.Text[start:]))
}

// linkLength is the length of the link or image that begins a text: the words
// in brackets and what stands in parentheses or brackets directly after them.
func linkLength(text string) int {
	words := bracketLength(text, '[', ']')
	if words < len(text) && text[words] == '(' {
		return words + bracketLength(text[words:], '(', ')')
	}
	if words < len(text) && text[words] == '[' {
		return words + bracketLength(text[words:], '[', ']')
	}
	return words
}

// bracketLength is the length of text up to the bracket that closes the first.
func bracketLength(text string, opening, closing byte) int {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case opening:
			depth++
		case closing:
			if depth--; depth <= 0 {
				return i + 1
			}
		}
	}
	return len(text)
}

// checkInserts reports partials where only words can be.
func (r *rendering) checkInserts(n *ast.Text) {
	for _, t := range r.tokens(n.Segment.Start, n.Segment.Stop) {
		if r.Tags.Tags[t.index].Role != tag.Insert {
			continue
		}
		for parent := n.Parent(); parent != nil; parent = parent.Parent() {
			switch parent.Kind() {
			case ast.KindHeading, ast.KindLink, ast.KindImage, ast.KindCodeSpan:
				r.forbidInsert(t)
			}
		}
	}
}

// checkAttributeInserts reports partials in a link's address or title.
func (r *rendering) checkAttributeInserts(values ...[]byte) {
	for _, value := range values {
		for _, t := range r.tokensOf(value) {
			if r.Tags.Tags[t.index].Role == tag.Insert {
				r.forbidInsert(t)
			}
		}
	}
}

func (r *rendering) forbidInsert(t token) {
	r.faults.Add(diag.MarkdownInsertPlace, r.atTag(t.index, t.start), "put it on a line of its own",
		"a partial cannot be part of a heading, a link or code")
}
