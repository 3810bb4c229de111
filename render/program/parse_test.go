package program_test

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/locales"
	"github.com/billet-mail/billet/mail"
	"github.com/billet-mail/billet/placeholders"
	"github.com/billet-mail/billet/render/program"
)

// facts is the data that the programs of the cases print.
type facts struct {
	Name    string      `json:"name" validate:"required,max=90000" doc:"d" example:"x"`
	Note    string      `json:"note,omitempty" validate:"max=900" doc:"d" example:"x"`
	Address events.Text `json:"address" validate:"required,max=900" doc:"d" example:"x"`
	Yes     bool        `json:"yes" validate:"required" doc:"d" example:"true"`
	No      bool        `json:"no" validate:"required" doc:"d" example:"true"`
	Items   []item      `json:"items" validate:"max=900,dive" doc:"d"`
	None    []item      `json:"none" validate:"max=900,dive" doc:"d"`
}

type item struct {
	Word  string `json:"word" validate:"required,max=900" doc:"d" example:"x"`
	Gone  string `json:"gone,omitempty" validate:"max=900" doc:"d" example:"x"`
	Parts []part `json:"parts" validate:"max=900,dive" doc:"d"`
}

type part struct {
	ID string `json:"id" validate:"required,max=900" doc:"d" example:"x"`
}

func standard() *facts {
	return &facts{Name: "Jo", Address: "One St\nTwo", Yes: true, Items: []item{
		{Word: "a", Gone: "x", Parts: []part{{"1"}, {"2"}}}, {Word: "b"}, {Word: "c", Parts: []part{{"3"}}},
	}}
}

// world compiles the expressions of programs and runs these.
type world struct {
	env    *expr.Env
	report diag.List
}

func newWorld(t testing.TB) *world {
	e, err := events.Define(events.Event{ID: "test", Data: reflect.TypeFor[facts]()})
	require.NoError(t, err)
	fields, err := placeholders.ForEvent(e)
	require.NoError(t, err)
	english, err := locales.New("en")
	require.NoError(t, err)
	w := &world{}
	w.env = &expr.Env{Fields: fields, Layout: &placeholders.Layout{}, Locale: english, Report: &w.report, Used: map[string]bool{}}
	return w
}

func (w *world) stack(d *facts) *expr.Stack {
	return expr.NewStack(w.env.Locale, w.env.Layout.Bind(reflect.ValueOf(d).Elem(), reflect.Value{}))
}

// html is a program of HTML.
func (w *world) html(t testing.TB, text string) *program.Program {
	return program.New(w.program(t, text), &program.Statics{})
}

// plain is a program of text.
func (w *world) plain(t testing.TB, text string) *program.Program {
	return program.New(w.program(t, text), nil)
}

// markup is what a program of HTML writes.
func markup(p *program.Program, s *expr.Stack, limit int) (string, error) {
	var to mail.Builder
	err := p.Markup(&to, nil, s, limit)
	return to.Body().String(), err
}

func input(text string) expr.Input {
	return expr.Input{Text: text, Range: diag.NewSource("case", text).Range}
}

// reader reads programs written one node on a line:
//
//	text "…"                 static text
//	out ESCAPE EXPRESSION    a value: line, words, html, attribute, url, path, query, address, rich
//	if … elif … else … end
//	for … [reversed], empty, end
//	elide, content, end "…"
//	break N, indent "…", outdent, bullet "…", counter "…", counters N, counters-end
type reader struct {
	*world
	lines []string
}

func (w *world) program(t testing.TB, text string) []program.Node {
	r := &reader{world: w}
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			r.lines = append(r.lines, line)
		}
	}
	nodes := r.nodes(nil)
	require.Empty(t, r.lines)
	require.Empty(t, w.report)
	return nodes
}

func (r *reader) next() (word, rest string) {
	word, rest, _ = strings.Cut(r.lines[0], " ")
	r.lines = r.lines[1:]
	return word, rest
}

// nodes reads up to a line that the statement around them knows.
func (r *reader) nodes(s *expr.Scope) (nodes []program.Node) {
	for len(r.lines) > 0 {
		word, rest, _ := strings.Cut(r.lines[0], " ")
		switch word {
		case "elif", "else", "empty", "content", "end":
			return nodes
		}
		r.lines = r.lines[1:]
		nodes = append(nodes, r.node(s, word, rest))
	}
	return nodes
}

func (r *reader) node(s *expr.Scope, word, rest string) program.Node {
	layout := map[string]program.NodeKind{
		"text": program.Static, "break": program.Break, "indent": program.Indent, "outdent": program.Outdent, "bullet": program.Bullet,
		"counter": program.Counter, "counters": program.Counters, "counters-end": program.CountersEnd,
	}
	switch word {
	case "out":
		escape, source, _ := strings.Cut(rest, " ")
		in := input(source)
		return program.Node{Kind: program.Output, Escape: escapeNamed(escape), Expr: r.env.Output(s, in, expr.Parse(in, &r.report))}
	case "if":
		return r.branch(s, rest)
	case "for":
		return r.loop(s, rest)
	case "elide":
		before := r.nodes(s)
		r.next()
		content := r.nodes(s)
		_, after := r.next()
		return program.Node{Kind: program.Elide, Text: unquote(after), Arms: []program.Arm{{Nodes: before}, {Nodes: content}}}
	}
	kind, ok := layout[word]
	if !ok {
		panic("no node " + word)
	}
	n := program.Node{Kind: kind}
	if number, err := strconv.Atoi(rest); err == nil {
		n.Number = number
	} else {
		n.Text = unquote(rest)
	}
	return n
}

func (r *reader) branch(s *expr.Scope, condition string) program.Node {
	n := program.Node{Kind: program.Branch}
	for word := "if"; word != "end"; {
		arm, scope := program.Arm{}, s
		if word != "else" {
			in := input(condition)
			test, known := r.env.Condition(s, in, expr.Parse(in, &r.report))
			arm.Test, scope = test, s.Knowing(known.Then)
		}
		arm.Nodes = r.nodes(scope)
		n.Arms = append(n.Arms, arm)
		word, condition = r.next()
	}
	return n
}

func (r *reader) loop(s *expr.Scope, source string) program.Node {
	in := input(source)
	loop := expr.ParseLoop(in, &r.report)
	list, scope, _ := r.env.Loop(s, in, loop)
	n := program.Node{Kind: program.Loop, Expr: list, Back: loop.Reversed, Arms: []program.Arm{{Nodes: r.nodes(scope)}}}
	if word, _ := r.next(); word == "empty" {
		n.Arms = append(n.Arms, program.Arm{Nodes: r.nodes(s)})
		r.next()
	}
	return n
}

func unquote(text string) string {
	if text == "" {
		return ""
	}
	plain, err := strconv.Unquote(text)
	if err != nil {
		panic(fmt.Sprintf("%s: %v", text, err))
	}
	return plain
}

func escapeNamed(name string) program.Escape {
	return map[string]program.Escape{
		"line": program.Line, "words": program.Words, "html": program.HTMLText, "attribute": program.Attribute, "url": program.URL,
		"path": program.Path, "query": program.Query, "address": program.Address, "filename": program.Filename, "rich": program.Rich,
	}[name]
}
