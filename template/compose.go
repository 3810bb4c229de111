package template

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/flosch/pongo2/v6"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/expr"
)

// Limits of one composition. Neither pongo2 nor goldmark can be interrupted, so
// that size is bounded before they see anything.
const (
	maxNesting = 16
	maxSites   = 500
	maxText    = 1 << 20
)

// Files finds the files of a mail folder.
type Files interface {
	// Source is the file of a path; ok is false where there is none.
	Source(path string) (src *diag.Source, ok bool)
	// List is the names of the files in a directory, ordered.
	List(dir string) []string
}

// Composer composes the documents of one page in one language.
type Composer struct {
	Files  Files
	Locale []string  // the language and its fallbacks: fr-CA, fr, en
	Own    int       // how many of them may stand in for the language; 0 stands for all
	Env    *expr.Env // for strings that are declared as Markdown; its Strings only
	Tags   *Tags
	Report *diag.List

	// Foreign collects partials in a language that may not stand in.
	Foreign []Foreign

	sites int  // files used so far
	size  int  // bytes put together so far
	over  bool // a limit was exceeded, and reported
}

// Foreign is an include that found a partial in another language only.
type Foreign struct {
	Range   diag.Range // of the include
	File    string     // what it found
	Missing string     // what it should have found
}

// Compose reads a file from byte offset from on and everything that it extends
// and includes. It reports every fault; the document is nil if there is one.
func (c *Composer) Compose(src *diag.Source, from int, format Format) *Document {
	in := expr.Input{Text: src.Text(), Range: src.Range}
	return c.compose(src.Name(), in, from, format, &environment{})
}

// Phrase composes a subject or preheader: outputs and inline statements.
func (c *Composer) Phrase(p Phrase) *Document {
	in := expr.Input{Text: p.Text, Range: p.Range}
	return c.compose("", in, 0, Plain, &environment{})
}

func (c *Composer) compose(name string, in expr.Input, from int, format Format, env *environment) *Document {
	before := len(*c.Report)
	run := &composition{Composer: c, format: format, sources: map[string]string{}, blocks: map[string]bool{}}
	root := run.site(site{name: name, in: in, from: from, env: env, user: in.Range(from, from)})
	if len(*c.Report) > before || c.over {
		run.keepTorn(root, env)
		return nil
	}
	text, err := run.execute(root)
	if err != nil {
		c.Report.Add(diag.TemplateComposition, in.Range(0, 0), "report it with the template", "the files cannot be put together: %v", err)
		return nil
	}
	doc := run.document(text)
	run.proveBlocks(doc)
	run.proveOnce(doc)
	if len(*c.Report) > before {
		return nil
	}
	return doc
}

// keepTorn keeps what is left of a document with faults, so that the faults of
// its expressions are found as well. A document that lacks what gives its names
// a meaning is not kept.
func (c *composition) keepTorn(root string, env *environment) {
	if c.over || c.hollow || env.outer != nil {
		return
	}
	if text, err := c.execute(root); err == nil {
		c.Tags.torn = append(c.Tags.torn, torn{c.document(text), c.format != Markdown})
	}
}

// composition is the work on one document.
type composition struct {
	*Composer
	format  Format
	sources map[string]string // what pongo2 loads
	marks   []segment
	blocks  map[string]bool // blocks that the parents so far define
	alone   []int           // tags that must stand alone on their line
	hollow  bool            // a parent is missing
}

// site is one use of a file.
type site struct {
	name    string // path; empty for a phrase
	in      expr.Input
	from    int
	env     *environment
	chain   []string // paths of the files around it
	indent  string   // put before every line but the first
	include bool
	child   bool       // extends another file
	user    diag.Range // the tag that uses the file
}

// site registers a use of a file with pongo2 and returns its name there.
func (c *composition) site(s site) string {
	id := fmt.Sprintf("s%d", len(c.sources))
	c.sources[id] = ""
	c.sites++
	switch {
	case c.sites > maxSites:
		c.exceeded(s, "include fewer files", "more than %d files are put together", maxSites)
	case len(s.chain) >= maxNesting:
		c.exceeded(s, "include files less deeply", "more than %d files stand inside each other", maxNesting)
	}
	if c.over {
		return id
	}
	s.chain = append(slices.Clone(s.chain), s.name)
	w := &siteWriter{composition: c, site: s}
	w.write()
	c.size += w.out.Len()
	if c.size > maxText {
		c.exceeded(s, "include fewer or smaller files", "the files put together have more than %d KB", maxText>>10)
	}
	c.sources[id] = w.out.String()
	return id
}

// exceeded reports a limit; once is enough for a page.
func (c *composition) exceeded(s site, help, format string, args ...any) {
	if !c.over {
		c.Report.Add(diag.TemplateSize, s.user, help, format, args...)
	}
	c.over = true
}

// execute lets pongo2 carry out include, extends and block.
func (c *composition) execute(root string) (text string, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	set := pongo2.NewSet("billet", loader(c.sources))
	for _, name := range []string{"autoescape", "comment", "cycle", "filter", "firstof", "for", "if", "ifchanged", "ifequal",
		"ifnotequal", "import", "lorem", "macro", "now", "set", "spaceless", "ssi", "templatetag", "widthratio", "with"} {
		if err := set.BanTag(name); err != nil {
			return "", err
		}
	}
	page, err := set.FromFile(root)
	if err != nil {
		return "", err
	}
	return page.Execute(nil)
}

// loader gives pongo2 the prepared sources and nothing else.
type loader map[string]string

func (loader) Abs(_, name string) string { return name }

func (l loader) Get(path string) (io.Reader, error) {
	text, ok := l[path]
	if !ok {
		return nil, fmt.Errorf("no source %s", path)
	}
	return strings.NewReader(text), nil
}

// Words in the text that pongo2 passes on: where a part was written, a brace
// that must not be taken for a tag, where a block begins, and where it ends:
// with its line, or inside of one.
const (
	wordMark   = 'm'
	wordBrace  = 'l'
	wordBlock  = 'b'
	wordLine   = 'e'
	wordInline = 'i'
)

// document strips the words and keeps where everything was written.
func (c *composition) document(text string) *Document {
	doc := &Document{}
	var out []byte
	var blocks []int // where the open blocks begin
	for at := 0; ; {
		start, end, kind, n, ok := c.Tags.NextWord(text, at)
		if !ok {
			doc.Text = string(append(out, text[at:]...))
			return doc
		}
		out = append(out, text[at:start]...)
		switch kind {
		case wordMark:
			mark := c.marks[n]
			mark.at = len(out)
			doc.segments = append(doc.segments, mark)
		case wordBrace:
			out = append(out, '{')
		case wordBlock:
			blocks = append(blocks, len(out))
		case wordLine, wordInline:
			begin := blocks[len(blocks)-1]
			blocks = blocks[:len(blocks)-1]
			out = c.ended(doc, out, begin, kind == wordLine)
		default:
			out = c.placed(doc, out, text[start:end], n)
		}
		at = end
	}
}

// ended makes a block from byte offset begin on end with its line, or inside of
// one.
func (c *composition) ended(doc *Document, out []byte, begin int, line bool) []byte {
	last := len(out) - 1
	switch {
	case last < begin:
	case line && out[last] != '\n':
		out = append(out, '\n')
	case !line && out[last] == '\n':
		out = bytes.TrimSuffix(out[:last], []byte("\r"))
		out = out[:max(len(out), begin)]
		for i := len(doc.segments) - 1; i >= 0 && doc.segments[i].at > len(out); i-- {
			doc.segments[i].at = len(out)
		}
	}
	return out
}

func (c *composition) placed(doc *Document, out []byte, token string, n int) []byte {
	node := c.Tags.nodes[n]
	doc.segments = append(doc.segments, segment{at: len(out), in: node.in, offset: node.piece.start, end: node.piece.end})
	out = append(out, token...)
	doc.segments = append(doc.segments, segment{at: len(out), in: node.in, offset: node.piece.end})
	return out
}

// proveBlocks proves that tags which stood alone on their line in their file
// still do in the composed text.
func (c *composition) proveBlocks(doc *Document) {
	for _, n := range c.alone {
		token := c.Tags.Token(n)
		at := strings.Index(doc.Text, token)
		if at < 0 {
			continue // in a block that another file overrides
		}
		before := doc.Text[strings.LastIndexByte(doc.Text[:at], '\n')+1 : at]
		after := firstLine(doc.Text[at+len(token):])
		if trimBlanks(after) != "" || c.Tags.Has(before) {
			c.Report.Add(diag.TemplateInclude, c.Tags.Tags[n].Range, "give the include, or the block of the parent, a line of its own", "this tag has a line of its own here, but not where the words are put")
		}
	}
}

// proveOnce proves that no tag came into the text twice, as it does where a
// block of the parent is used inside of another block.
func (c *composition) proveOnce(doc *Document) {
	seen := map[int]bool{}
	for at := 0; ; {
		_, end, n, ok := c.Tags.Next(doc.Text, at)
		if !ok {
			return
		}
		if seen[n] {
			c.Report.Add(diag.TemplateBlock, c.Tags.Tags[n].Range, "give the block around it a name that the parent does not use", "this tag would stand in the mail twice")
		}
		seen[n] = true
		at = end
	}
}

var identifier = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

func trimBlanks(s string) string { return strings.Trim(s, " \t\r\n") }
