package template

import (
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
	Env    *expr.Env // for strings that are declared as Markdown; its Strings only
	Tags   *Tags
	Report *diag.List
}

// Compose reads a file from byte offset from on and everything that it extends
// and includes. It reports every fault; the document is nil if there is one.
func (c *Composer) Compose(src *diag.Source, from int, format Format) *Document {
	in := expr.Input{Text: src.Text(), Range: src.Range}
	return c.compose(src.Name(), in, from, format, nil)
}

// Phrase composes a subject or preheader: outputs and inline statements.
func (c *Composer) Phrase(p Phrase) *Document {
	in := expr.Input{Text: p.Text, Range: p.Range}
	return c.compose("", in, 0, Plain, nil)
}

func (c *Composer) compose(name string, in expr.Input, from int, format Format, env *environment) *Document {
	before := len(*c.Report)
	if env == nil {
		env = &environment{}
	}
	run := &composition{Composer: c, format: format, sources: map[string]string{}, blocks: map[string]bool{}}
	root := run.site(site{name: name, in: in, from: from, env: env})
	if len(*c.Report) > before {
		return nil
	}
	text, err := run.execute(root)
	if err != nil {
		c.Report.Add(diag.TemplateComposition, in.Range(0, 0), "report it with the template", "the files cannot be put together: %v", err)
		return nil
	}
	doc := run.document(text)
	run.proveBlocks(doc)
	if len(*c.Report) > before {
		return nil
	}
	return doc
}

// composition is the work on one document.
type composition struct {
	*Composer
	format  Format
	sources map[string]string // what pongo2 loads
	marks   []segment
	size    int
	blocks  map[string]bool // blocks that the parents so far define
	alone   []int           // tags that must stand alone on their line
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
	child   bool // extends another file
}

// site registers a use of a file with pongo2 and returns its name there.
func (c *composition) site(s site) string {
	id := fmt.Sprintf("s%d", len(c.sources))
	c.sources[id] = ""
	if len(c.sources) > maxSites || len(s.chain) > maxNesting {
		c.Report.Add(diag.TemplateSize, s.in.Range(0, 0), "include less", "more than %d includes, or more than %d inside each other", maxSites, maxNesting)
		return id
	}
	s.chain = append(slices.Clone(s.chain), s.name)
	w := &siteWriter{composition: c, site: s}
	w.write()
	c.size += w.out.Len()
	if c.size > maxText {
		c.Report.Add(diag.TemplateSize, s.in.Range(0, 0), "include less", "the files put together have more than %d KB", maxText>>10)
	}
	c.sources[id] = w.out.String()
	return id
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

// Marks in the text that pongo2 passes on: where a part was written, and a
// brace that must not be taken for a tag.
const (
	wordMark  = 'm'
	wordBrace = 'l'
)

// document strips the marks and keeps where everything was written.
func (c *composition) document(text string) *Document {
	doc := &Document{}
	var out strings.Builder
	for at := 0; ; {
		start, end, kind, n, ok := c.Tags.NextWord(text, at)
		if !ok {
			out.WriteString(text[at:])
			break
		}
		out.WriteString(text[at:start])
		switch {
		case kind == wordMark:
			doc.segments = append(doc.segments, segment{out.Len(), c.marks[n].in, c.marks[n].offset})
		case kind == wordBrace:
			out.WriteByte('{')
		default:
			c.placed(doc, &out, text[start:end], n)
		}
		at = end
	}
	doc.Text = out.String()
	return doc
}

func (c *composition) placed(doc *Document, out *strings.Builder, token string, n int) {
	node := c.Tags.nodes[n]
	doc.segments = append(doc.segments, segment{out.Len(), node.in, node.piece.start})
	out.WriteString(token)
	doc.segments = append(doc.segments, segment{out.Len(), node.in, node.piece.end})
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
			c.Report.Add(diag.TemplateInclude, c.Tags.Tags[n].Range, "put the include on its own line", "this tag stands alone in its file, but not where the file is included")
		}
	}
}

var identifier = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

func trimBlanks(s string) string { return strings.Trim(s, " \t\r\n") }
