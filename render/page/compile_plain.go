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

func newPlain(p Plain) *plainCompiler {
	c := &plainCompiler{Plain: p, escape: program.Words, assembly: assembly{tags: p.Tags, proof: p.Proof, report: p.Report}}
	c.begin(frame{})
	return c
}

type plainCompiler struct {
	Plain
	assembly
	escape program.Escape
}

func (c *plainCompiler) finish() ([]program.Node, error) {
	if len(c.frames) != 1 {
		return nil, fmt.Errorf("%d statements have no end", len(c.frames)-1)
	}
	return c.frames[0].nodes, nil
}

// lines compiles text whose line ends are breaks: so lines that vanish leave no
// hole.
func (c *plainCompiler) lines(text string) error {
	for text != "" {
		end := strings.IndexByte(text, '\n')
		if end < 0 {
			return c.run(text)
		}
		n := len(text[end:]) - len(strings.TrimLeft(text[end:], "\n"))
		if err := c.run(strings.TrimRight(text[:end], " \t\r")); err != nil {
			return err
		}
		c.emit(program.Node{Kind: program.Break, Number: n})
		text = text[end+n:]
	}
	return nil
}

// run compiles text on one line.
func (c *plainCompiler) run(text string) error {
	for at := 0; ; {
		start, end, index, ok := c.tags.Next(text, at)
		if !ok {
			c.static(text[at:])
			return nil
		}
		c.static(text[at:start])
		if err := c.tag(index); err != nil {
			return err
		}
		at = end
	}
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
		c.emit(program.Node{Kind: program.Output, Escape: c.escape, Expr: e})
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
