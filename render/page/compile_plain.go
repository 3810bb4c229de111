package page

import (
	"fmt"
	"strings"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/render/markdown"
	"github.com/billet-mail/billet/render/program"
	"github.com/billet-mail/billet/template"
	"github.com/billet-mail/billet/template/tag"
)

// Plain is what CompilePlain and CompileLine put together.
type Plain struct {
	Tags      *template.Tags
	Proof     *template.Proof
	Constants *expr.Stack
	Report    *diag.List
	// Replace gives what stands for the outputs content, subject and preheader.
	Content []markdown.TextOp
	Words   map[string]string // subject, preheader: their composed text
}

// CompilePlain turns a text layout with the words in it into a program.
func CompilePlain(p Plain, layout string) ([]program.Node, error) {
	c := newPlain(p)
	if err := c.lines(layout); err != nil {
		return nil, err
	}
	return c.finish()
}

// CompileLine turns a subject or preheader into a program.
func CompileLine(p Plain, text string) ([]program.Node, error) {
	c := newPlain(p)
	c.escape = program.Line
	if err := c.run(text); err != nil {
		return nil, err
	}
	return c.finish()
}

// CompileFilename turns the name of an attachment, without its extension, into
// a program.
func CompileFilename(p Plain, text string) ([]program.Node, error) {
	c := newPlain(p)
	c.escape = program.Filename
	if err := c.run(text); err != nil {
		return nil, err
	}
	return c.finish()
}

func newPlain(p Plain) *plainCompiler {
	c := &plainCompiler{Plain: p, escape: program.Words, assembly: assembly{tags: p.Tags, proof: p.Proof, report: p.Report}}
	c.begin(frame{})
	return c
}

type plainCompiler struct {
	Plain
	assembly
	escape program.Escape
	place  program.Escape // of the next output: escape, or that of its place in a link
}

func (c *plainCompiler) finish() ([]program.Node, error) {
	if len(c.frames) != 1 {
		return nil, fmt.Errorf("%d statements have no end", len(c.frames)-1)
	}
	return c.frames[0].nodes, nil
}

// lines compiles text whose line ends are breaks, so that lines that vanish
// leave no hole.
func (c *plainCompiler) lines(text string) error {
	breaks := 0
	for line := range strings.Lines(text) {
		words := strings.TrimRight(line, " \t\r\n")
		if words != "" {
			c.newlines(breaks)
			breaks = 0
			indent := words[:len(words)-len(strings.TrimLeft(words, " "))]
			c.static(indent)
			if err := c.pieces(words[len(indent):], c.loose); err != nil {
				return err
			}
		}
		breaks += len(line) - len(strings.TrimRight(line, "\n"))
	}
	c.newlines(breaks)
	return nil
}

func (c *plainCompiler) newlines(n int) {
	if n > 0 {
		c.emit(program.Node{Kind: program.Break, Number: n})
	}
}

// run compiles text on one line.
func (c *plainCompiler) run(text string) error {
	return c.pieces(text, func(text string, _, _ bool) { c.static(text) })
}

// pieces compiles the tags of a line; static takes what is between them, and
// whether a statement stands before and behind it.
func (c *plainCompiler) pieces(text string, static func(text string, behind, before bool)) error {
	behind := false
	for at := 0; ; {
		start, end, index, ok := c.tags.Next(text, at)
		if !ok {
			static(text[at:], behind, false)
			return nil
		}
		is := c.tags.Tags[index].Statement()
		static(text[at:start], behind, is)
		c.place = c.linked(text[:start])
		if err := c.tag(index); err != nil {
			return err
		}
		at, behind = end, is
	}
}

// loose compiles words of a layout. Blanks beside a statement are there only if
// words are on both sides.
func (c *plainCompiler) loose(text string, behind, before bool) {
	words := text
	if behind {
		words = strings.TrimLeft(words, " ")
		if words != text {
			c.emit(program.Node{Kind: program.Break})
		}
	}
	if kept := strings.TrimRight(words, " "); before && kept != words {
		c.static(kept)
		c.emit(program.Node{Kind: program.Break})
		return
	}
	c.static(words)
}

// linked is the escaper of an output behind text: a value in a link is written
// as it is in HTML, or the two parts would lead to different pages.
func (c *plainCompiler) linked(text string) program.Escape {
	if c.escape != program.Words {
		return c.escape
	}
	word := text[strings.LastIndexAny(text, " \t\n<")+1:]
	begin := -1
	for _, scheme := range []string{"https://", "http://", "mailto:", "tel:"} {
		begin = max(begin, strings.LastIndex(lower(word), scheme))
	}
	if begin < 0 {
		return c.escape
	}
	switch urlText(urlStart, "", word[begin:]) {
	case urlPath:
		return program.Path
	case urlQuery:
		return program.Query
	case urlAddress:
		return program.Address
	}
	return c.escape
}

func (c *plainCompiler) static(text string) {
	if text != "" {
		c.emit(program.Node{Kind: program.Static, Text: text})
	}
}

func (c *plainCompiler) tag(index int) error {
	t := c.tags.Tags[index]
	switch {
	case t.Statement():
		return c.statement(index)
	case t.Role == tag.Insert:
		return c.lines(strings.TrimRight(c.tags.Insert(index).Text.Text, "\n"))
	}
	name := c.tags.Name(index)
	if name == "content" && c.Content != nil {
		return c.ops(c.Content)
	}
	if words, ok := c.Words[name]; ok {
		return c.run(words)
	}
	e := c.proof.Tags[index].Output
	switch {
	case e == nil:
	case e.Constant:
		c.static(e.Print(c.Constants))
	default:
		c.emit(program.Node{Kind: program.Output, Escape: c.place, Expr: e})
	}
	return nil
}

// ops compiles the text part that Markdown made.
func (c *plainCompiler) ops(ops []markdown.TextOp) error {
	for _, op := range ops {
		if err := c.op(op); err != nil {
			return err
		}
	}
	return nil
}

func (c *plainCompiler) op(op markdown.TextOp) error {
	switch op.Kind {
	case markdown.TextRun:
		return c.run(op.Text)
	case markdown.TextTag:
		return c.tag(op.N)
	case markdown.TextBreak:
		c.emit(program.Node{Kind: program.Break, Number: op.N})
	case markdown.TextIndent:
		c.emit(program.Node{Kind: program.Indent, Text: op.Text})
	case markdown.TextOutdent:
		c.emit(program.Node{Kind: program.Outdent})
	case markdown.TextBullet:
		c.emit(program.Node{Kind: program.Bullet, Text: op.Text})
	case markdown.TextNumber:
		c.emit(program.Node{Kind: program.Counter, Text: op.Text})
	case markdown.TextNumbers:
		c.emit(program.Node{Kind: program.Counters, Number: op.N})
	case markdown.TextNumbersEnd:
		c.emit(program.Node{Kind: program.CountersEnd})
	case markdown.TextElide:
		return c.elide(op.Text)
	case markdown.TextElideEnd:
		done := *c.top()
		c.frames = c.frames[:len(c.frames)-1]
		c.emit(program.Node{Kind: program.Elide, Arms: []program.Arm{done.head.Arms[0], {Nodes: done.nodes}}})
	}
	return nil
}

// elide compiles a label and opens the frame of what it labels.
func (c *plainCompiler) elide(label string) error {
	c.begin(frame{})
	if err := c.run(label); err != nil {
		return err
	}
	f := c.top()
	f.head.Arms = []program.Arm{{Nodes: f.nodes}}
	f.nodes = nil
	return nil
}
