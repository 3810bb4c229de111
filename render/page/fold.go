package page

import (
	"strings"

	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/render/program"
	"github.com/billet-mail/billet/template"
	"github.com/billet-mail/billet/template/tag"
)

// Fold writes the constants of a language into the page: their outputs become
// text, escaped like any value, branches that they decide lose the arms that
// are never taken, and {% with %}, which writes nothing, vanishes.
func Fold(page string, tags *template.Tags, proof *template.Proof, constants *expr.Stack) string {
	f := &folder{page: page, tags: tags, proof: proof, stack: constants}
	f.out.Grow(len(page) + len(page)/16)
	f.read()
	f.fold(0, len(f.marks), 0, len(page))
	return f.out.String()
}

type folder struct {
	page  string
	tags  *template.Tags
	proof *template.Proof
	stack *expr.Stack
	marks []tokenMark
	out   strings.Builder
}

// tokenMark is a token in the page, with the comment around it.
type tokenMark struct{ start, end, index int }

func (f *folder) read() {
	for at := 0; ; {
		start, end, index, ok := f.tags.Next(f.page, at)
		if !ok {
			return
		}
		at = end
		if strings.HasSuffix(f.page[:start], "<!--") && strings.HasPrefix(f.page[end:], "-->") {
			start, end = start-len("<!--"), end+len("-->")
		}
		f.marks = append(f.marks, tokenMark{start, end, index})
	}
}

// fold writes the page from byte start to end, which holds the marks from up
// to to.
func (f *folder) fold(from, to, start, end int) {
	at := start
	for i := from; i < to; i++ {
		m := f.marks[i]
		f.out.WriteString(f.page[at:m.start])
		at = m.end
		t := f.tags.Tags[m.index]
		proved := f.proof.Tags[m.index]
		switch {
		case t.Role == tag.Output && proved.Output != nil && proved.Output.Constant:
			f.out.WriteString(program.EscapeHTML(proved.Output.Print(f.stack)))
		case t.Role == tag.Open && t.Name == "if":
			last := f.branch(i, to)
			at, i = f.marks[last].end, last
		case t.Name == "with" || t.Name == "endwith":
		default:
			f.out.WriteString(f.page[m.start:m.end])
		}
	}
	f.out.WriteString(f.page[at:end])
}

// branch folds an if statement and returns the mark of its end.
func (f *folder) branch(first, to int) int {
	arms := []int{first}
	for i := first + 1; i < to; i++ {
		t := f.tags.Tags[f.marks[i].index]
		if t.Opener == f.marks[first].index && (t.Role == tag.Middle || t.Role == tag.Close) {
			arms = append(arms, i)
			if t.Role == tag.Close {
				break
			}
		}
	}
	last := arms[len(arms)-1]
	arms = arms[:len(arms)-1]
	arm := func(n int) {
		end := last
		if n+1 < len(arms) {
			end = arms[n+1]
		}
		f.fold(arms[n]+1, end, f.marks[arms[n]].end, f.marks[end].start)
	}
	undecided := -1 // the first arm that only the data decides
	for n := range arms {
		taken, decided := f.decided(arms[n])
		if !decided {
			undecided = n
			break
		}
		if taken {
			arm(n)
			return last
		}
	}
	if undecided < 0 {
		return last
	}
	f.statement(arms[0])
	if undecided == 0 {
		arm(0)
	}
	for n := 1; n < len(arms); n++ {
		taken, decided := f.decided(arms[n])
		if decided && !taken {
			continue
		}
		f.statement(arms[n])
		arm(n)
		if decided {
			break
		}
	}
	f.statement(last)
	return last
}

// decided reports whether constants alone decide an arm.
func (f *folder) decided(mark int) (taken, decided bool) {
	index := f.marks[mark].index
	test := f.proof.Tags[index].Test
	if test == nil {
		return true, f.tags.Tags[index].Role == tag.Middle
	}
	if !test.Constant {
		return false, false
	}
	return test.True(f.stack), true
}

func (f *folder) statement(mark int) {
	m := f.marks[mark]
	f.out.WriteString(f.page[m.start:m.end])
}
