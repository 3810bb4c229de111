package program

import (
	"errors"
	"slices"

	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/mail"
	"github.com/billet-mail/billet/placeholders"
)

// ErrTooLarge says that a message would exceed its size limit.
var ErrTooLarge = errors.New("the message is too large")

// Program writes one part of a message. It is immutable and safe for
// concurrent use. The zero Program writes nothing.
type Program struct {
	code    []instruction
	statics []*mail.Static // of HTML
	table   *mail.Table    // of the statics
	landed  int            // while it is built: the newest place that a jump leads to

	// Rich turns a value of the kind Markdown into safe HTML.
	Rich func(markdown string) string
}

// opcode says what an instruction does. The kinds of nodes that write keep
// their numbers; statements become jumps.
type opcode uint8

const (
	opStatic opcode = iota
	opOutput
	opSlot         // writes the value of slot b in frame a
	opFilled       // jumps to c if the value of slot b in frame a is nothing but blanks
	opTest         // jumps to b unless the expression is true
	opJump         // jumps to b
	opLoop         // begins a loop over the expression; jumps to b if there are no items
	opNext         // jumps to b while there are items
	opElide        // remembers where the output is
	opElideContent // remembers where the content begins
	opElided       // takes all back if the content is nothing but blanks, else writes text
	opInline       // says that the HTML shows inline image b
	opBreak
	opIndent
	opOutdent
	opBullet
	opCounter
	opCounters
	opCountersEnd
)

type instruction struct {
	op     opcode
	escape Escape
	back   bool
	a, b   int32
	text   string
	c      int32
	static int32 // the number of the text among the statics, in HTML; -1 for none
	expr   *expr.Expr
}

// New flattens a tree. HTML, which [Program.Markup] runs, needs statics; a line
// or a text part has none.
func New(nodes []Node, statics *Statics) *Program {
	p := &Program{}
	p.add(nodes)
	p.code = append(make([]instruction, 0, len(p.code)), p.code...)
	if statics != nil {
		for i := range p.code {
			p.code[i].static = p.static(statics.of(p.code[i].text))
			p.code[i].text = ""
		}
		p.table = mail.NewTable(p.statics...)
	}
	return p
}

// static is the number of a text.
func (p *Program) static(s *mail.Static) int32 {
	if s == nil {
		return -1
	}
	at := slices.Index(p.statics, s)
	if at < 0 {
		at = len(p.statics)
		p.statics = append(p.statics, s)
	}
	return int32(at)
}

func (p *Program) emit(in instruction) int {
	p.code = append(p.code, in)
	return len(p.code) - 1
}

func (p *Program) land(at int) {
	p.code[at].b = int32(len(p.code))
	p.landed = len(p.code)
}

// text adds static text: to the text before it, where no jump leads between
// them.
func (p *Program) text(text string) {
	if last := len(p.code) - 1; last >= p.landed && p.code[last].op == opStatic {
		p.code[last].text += text
		return
	}
	p.emit(instruction{op: opStatic, text: text})
}

// pause asks for newlines, with the break before it where no jump leads between
// them.
func (p *Program) pause(newlines int) {
	if last := len(p.code) - 1; last >= p.landed && p.code[last].op == opBreak {
		p.code[last].a = max(p.code[last].a, int32(newlines))
		return
	}
	p.emit(instruction{op: opBreak, a: int32(newlines)})
}

func (p *Program) add(nodes []Node) {
	for _, n := range nodes {
		switch n.Kind {
		case Static:
			if n.Text != "" {
				p.text(n.Text)
			}
		case Output:
			p.output(n)
		case Branch:
			p.branch(n)
		case Loop:
			p.loop(n)
		case Elide:
			if depth, slot, escape, ok := lone(n); ok {
				p.filled(n, depth, slot, escape)
				continue
			}
			p.emit(instruction{op: opElide})
			p.add(n.Arms[0].Nodes)
			p.emit(instruction{op: opElideContent})
			p.add(n.Arms[1].Nodes)
			p.emit(instruction{op: opElided, text: n.Text})
		case Inline:
			p.emit(instruction{op: opInline, b: int32(n.Number)})
		case Break:
			p.pause(n.Number)
		default:
			p.emit(instruction{op: opBreak + opcode(n.Kind-Break), text: n.Text, a: int32(n.Number)})
		}
	}
}

// lone finds the value of an elision that holds words around nothing but one
// value, as most do.
func lone(n Node) (depth, slot int, escape Escape, ok bool) {
	content := n.Arms[1].Nodes
	if len(content) != 1 || content[0].Kind != Output || content[0].Escape != Words && content[0].Escape != HTMLText {
		return 0, 0, 0, false
	}
	depth, slot, ok = content[0].Expr.Slot()
	return depth, slot, content[0].Escape, ok
}

// filled writes an elision around one value: the value is looked at first, so
// that nothing need be taken back.
func (p *Program) filled(n Node, depth, slot int, escape Escape) {
	test := p.emit(instruction{op: opFilled, escape: escape, a: int32(depth), b: int32(slot)})
	p.add(n.Arms[0].Nodes)
	p.add(n.Arms[1].Nodes)
	p.add([]Node{{Kind: Static, Text: n.Text}})
	p.code[test].c = int32(len(p.code))
	p.landed = len(p.code)
}

func (p *Program) output(n Node) {
	if depth, slot, ok := n.Expr.Slot(); ok {
		p.emit(instruction{op: opSlot, escape: n.Escape, a: int32(depth), b: int32(slot)})
		return
	}
	p.emit(instruction{op: opOutput, escape: n.Escape, expr: n.Expr})
}

func (p *Program) branch(n Node) {
	var ends []int
	for i, arm := range n.Arms {
		test := -1
		if arm.Test != nil {
			test = p.emit(instruction{op: opTest, expr: arm.Test})
		}
		p.add(arm.Nodes)
		if i < len(n.Arms)-1 {
			ends = append(ends, p.emit(instruction{op: opJump}))
		}
		if test >= 0 {
			p.land(test)
		}
	}
	for _, end := range ends {
		p.land(end)
	}
}

func (p *Program) loop(n Node) {
	head := p.emit(instruction{op: opLoop, expr: n.Expr, back: n.Back})
	body := len(p.code)
	p.landed = body
	p.add(n.Arms[0].Nodes)
	p.emit(instruction{op: opNext, b: int32(body)})
	if len(n.Arms) == 1 {
		p.land(head)
		return
	}
	end := p.emit(instruction{op: opJump})
	p.land(head)
	p.add(n.Arms[1].Nodes)
	p.land(end)
}

// sink takes what a program writes.
type sink interface {
	static(in *instruction)
	value(v string, e Escape)
	skip() // says that an elision was left out
	elide()
	elideContent()
	elided(in *instruction)
	inline(image int)
	layout(in *instruction)
	size() int
}

// running is the loops that run.
type running struct {
	rows *placeholders.Rows
	at   int
	back bool
}

func (r *running) turn(s *expr.Stack) {
	index := r.at
	if r.back {
		index = r.rows.Len() - 1 - index
	}
	s.Turn(r.at, r.rows.Row(index))
}

// run carries the instructions out. limit is the most bytes that the sink may
// hold.
func (p *Program) run(to sink, s *expr.Stack, limit int) error {
	var loops [expr.MaxLoops + 1]running
	depth := 0
	rtl := s.Locale.Direction() == "rtl"
	for pc := 0; pc < len(p.code); pc++ {
		in := &p.code[pc]
		switch in.op {
		case opStatic:
			to.static(in)
		case opSlot:
			v := s.Slot(int(in.a), int(in.b))
			text := v.Print(s.Locale)
			if v.RightToLeft() && !rtl {
				text = isolated(text, in.escape)
			}
			to.value(text, in.escape)
		case opOutput:
			text := in.expr.Print(s)
			if !rtl && placeholders.RightToLeft(text) {
				text = isolated(text, in.escape)
			}
			to.value(text, in.escape)
		case opFilled:
			if isEmpty(s.Slot(int(in.a), int(in.b)).Print(s.Locale), in.escape) {
				to.skip()
				pc = int(in.c) - 1
			}
		case opTest:
			if !in.expr.True(s) {
				pc = int(in.b) - 1
			}
		case opJump:
			pc = int(in.b) - 1
		case opLoop:
			rows := in.expr.Rows(s)
			if rows == nil || rows.Len() == 0 {
				pc = int(in.b) - 1
				continue
			}
			depth++
			loops[depth] = running{rows: rows, back: in.back}
			s.Enter(rows.Len())
			loops[depth].turn(s)
		case opNext:
			if to.size() > limit {
				return ErrTooLarge
			}
			if loops[depth].at++; loops[depth].at < loops[depth].rows.Len() {
				loops[depth].turn(s)
				pc = int(in.b) - 1
				continue
			}
			depth--
			s.Leave()
		case opElide:
			to.elide()
		case opElideContent:
			to.elideContent()
		case opElided:
			to.elided(in)
		case opInline:
			to.inline(int(in.b))
		default:
			to.layout(in)
		}
	}
	if to.size() > limit {
		return ErrTooLarge
	}
	return nil
}

// isEmpty reports that a value writes nothing but blanks; a line break is more
// in HTML.
func isEmpty(value string, e Escape) bool {
	for i := 0; i < len(value); i++ {
		if c := value[i]; c != ' ' && c != '\t' && c != '\r' && (c != '\n' || e == HTMLText) {
			return false
		}
	}
	return true
}
