package markdown_test

import (
	"strconv"
	"strings"

	"github.com/billet-mail/billet/render/markdown"
	"github.com/billet-mail/billet/template/tag"
)

// player writes a text part as a program would at send. Each statement takes
// its first arm, loops twice; or, if skip is set, each takes its last arm: the
// else or empty, or nothing.
type player struct {
	template
	skip    bool
	out     strings.Builder
	pending int // newlines due, -1 for none
	indents []indent
	common  int // indents that stand above and below the break
	numbers []int
	labels  []string // of elisions whose content has not begun
}

type indent struct {
	text, first string
	hasFirst    bool
}

// event is an op, or a piece of a run: one tag or the text between two.
type event struct {
	op  markdown.TextOp
	tag int // -1 for none
}

func play(t template, ops []markdown.TextOp, skip bool) string {
	p := &player{template: t, skip: skip, pending: -1}
	p.run(p.events(ops))
	return p.out.String()
}

func (p *player) events(ops []markdown.TextOp) []event {
	var list []event
	for _, op := range ops {
		if op.Kind == markdown.TextTag {
			list = append(list, event{op, op.N})
			continue
		}
		if op.Kind != markdown.TextRun {
			list = append(list, event{op, -1})
			continue
		}
		list = append(list, p.pieces(op.Text)...)
	}
	return list
}

func (p *player) pieces(text string) []event {
	var list []event
	for text != "" {
		start, end, index, ok := 0, 0, 0, false
		if len(p.doc.Tags.Tags) > 0 {
			start, end, index, ok = p.doc.Tags.Next(text, 0)
		}
		if !ok {
			return append(list, event{markdown.TextOp{Text: text}, -1})
		}
		if start > 0 {
			list = append(list, event{markdown.TextOp{Text: text[:start]}, -1})
		}
		list = append(list, event{markdown.TextOp{Text: text[start:end]}, index})
		text = text[end:]
	}
	return list
}

func (p *player) run(events []event) {
	for i := 0; i < len(events); i++ {
		e := events[i]
		if e.tag < 0 || !p.doc.Tags.Tags[e.tag].Statement() {
			p.step(e)
			continue
		}
		arms, length := p.arms(events[i:])
		i += length - 1
		switch {
		case !p.skip && p.doc.Tags.Tags[e.tag].Name == "for":
			p.run(arms[0])
			p.run(arms[0])
		case !p.skip:
			p.run(arms[0])
		case len(arms) > 1:
			p.run(arms[len(arms)-1])
		}
	}
}

// arms splits the statement that begins the events.
func (p *player) arms(events []event) (arms [][]event, length int) {
	opener := events[0].tag
	begin := 1
	for i := 1; i < len(events); i++ {
		t := events[i].tag
		if t < 0 || t == opener || p.doc.Tags.Tags[t].Opener != opener {
			continue
		}
		arms = append(arms, events[begin:i])
		begin = i + 1
		if p.doc.Tags.Tags[t].Role == tag.Close {
			return arms, i + 1
		}
	}
	return append(arms, nil), 1
}

func (p *player) step(e event) {
	switch e.op.Kind {
	case markdown.TextRun, markdown.TextTag:
		text := e.op.Text
		if e.tag >= 0 {
			text = p.tags[e.tag]
		}
		p.write(text)
	case markdown.TextBreak:
		p.pending = max(p.pending, e.op.N)
	case markdown.TextIndent:
		p.indents = append(p.indents, indent{text: e.op.Text})
	case markdown.TextOutdent:
		p.indents = p.indents[:len(p.indents)-1]
		p.common = min(p.common, len(p.indents))
	case markdown.TextBullet:
		last := &p.indents[len(p.indents)-1]
		last.first, last.hasFirst = e.op.Text, true
	case markdown.TextNumber:
		number := &p.numbers[len(p.numbers)-1]
		last := &p.indents[len(p.indents)-1]
		last.first, last.hasFirst = strconv.Itoa(*number)+e.op.Text+" ", true
		last.text = strings.Repeat(" ", len(last.first))
		*number++
	case markdown.TextNumbers:
		p.numbers = append(p.numbers, e.op.N)
	case markdown.TextNumbersEnd:
		p.numbers = p.numbers[:len(p.numbers)-1]
	case markdown.TextElide:
		p.labels = append(p.labels, p.template.source(e.op.Text))
	case markdown.TextElideEnd:
		p.labels = nil
	}
}

// write writes text that is not empty, and first what is due before it.
func (p *player) write(text string) {
	if len(p.labels) > 0 && strings.TrimSpace(text) == "" {
		return
	}
	text = strings.Join(p.labels, "") + text
	p.labels = nil
	begins := p.out.Len() == 0
	switch {
	case p.pending > 0 && !begins:
		p.newlines()
		begins = true
	case p.pending == 0 && !begins && !strings.HasSuffix(p.out.String(), " "):
		p.out.WriteByte(' ')
	}
	p.pending = -1
	if begins {
		for i := range p.indents {
			in := &p.indents[i]
			if in.hasFirst {
				p.out.WriteString(in.first)
				in.hasFirst = false
			} else {
				p.out.WriteString(in.text)
			}
		}
	}
	p.out.WriteString(text)
	p.common = len(p.indents)
}

func (p *player) newlines() {
	p.out.WriteByte('\n')
	for range p.pending - 1 {
		var prefix strings.Builder
		for _, in := range p.indents[:min(p.common, len(p.indents))] {
			prefix.WriteString(in.text)
		}
		p.out.WriteString(strings.TrimRight(prefix.String(), " ") + "\n")
	}
}
