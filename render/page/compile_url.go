package page

import (
	"html"
	"strings"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/render/program"
	"github.com/billet-mail/billet/template"
	"github.com/billet-mail/billet/template/tag"
)

// urlCompiler compiles the value of an attribute that is a URL: what a value
// may be depends on what stands before it, in every arm of a statement.
type urlCompiler struct {
	*compiler
	state urlState
	so    string // literal text so far
	arms  []urlArms
}

// CheckLinks reports values that their place in a link cannot take, of a page
// that need not be well formed. Values with faults of their own are passed over.
func CheckLinks(page string, tags *template.Tags, proof *template.Proof, report *diag.List) {
	for p := range scan(page) {
		for _, a := range p.attrs {
			if !urlAttribute(a.name) || !tags.Has(page[a.valueStart:a.valueEnd]) {
				continue
			}
			c := &compiler{page: page, assembly: assembly{tags: tags, proof: proof, report: report}}
			c.begin(frame{})
			_ = (&urlCompiler{compiler: c}).compile(a) // a statement that crosses the value has been reported
		}
	}
}

// urlArms is where an open statement began, and where its arms ended.
type urlArms struct {
	opener int
	state  urlState
	so     string
	ends   []urlState
	last   bool // an arm runs that is taken if no other is
	never  bool // the first arm runs, whose constant is false: Fold kept its tag alone
}

func (u *urlCompiler) compile(a attr) error {
	for at := a.valueStart; ; {
		from, to, index, ok := u.tags.Next(u.page[:a.valueEnd], at)
		if !ok {
			u.literal(at, a.valueEnd, at > a.valueStart)
			return nil
		}
		u.literal(at, from, at > a.valueStart)
		u.static(from)
		u.at = to
		if u.tags.Tags[index].Statement() {
			u.statementState(index)
			if err := u.statement(index); err != nil {
				return err
			}
		} else if e := u.proof.Tags[index].Output; e != nil {
			u.value(index, e)
		} else {
			u.state = urlUnknown
		}
		at = to
	}
}

// literal follows the text between two tags.
func (u *urlCompiler) literal(start, end int, follows bool) {
	text := html.UnescapeString(u.page[start:end])
	if text == "" {
		return
	}
	if u.state == urlWhole && follows {
		u.fault(u.lastTag(start), "nothing may follow a value that is a whole link", "give the whole link as one value")
	}
	if u.state == urlCid {
		u.fault(u.lastTag(start), "the name of an inline image is not in one piece", "write the whole name in each arm")
	}
	begins := u.so == ""
	u.state = urlText(u.state, u.so, text)
	u.so += text
	if id, ok := strings.CutPrefix(text, "cid:"); ok && begins {
		u.show(id)
	}
}

// lastTag is the tag whose token ends before a byte offset of the page.
func (u *urlCompiler) lastTag(before int) int {
	last := 0
	for at := max(0, before-64); ; {
		_, end, index, ok := u.tags.Next(u.page[:before], at)
		if !ok {
			return last
		}
		last, at = index, end
	}
}

func (u *urlCompiler) fault(index int, problem, help string) {
	u.report.Add(diag.PageLink, u.tags.Tags[index].Range, help, "%s", problem)
}

func (u *urlCompiler) value(index int, e *expr.Expr) {
	escape, next, problem, help := urlValue(u.state, e.Kind)
	if problem != "" {
		u.fault(index, problem, help)
	}
	u.state = next
	u.emit(program.Node{Kind: program.Output, Escape: escape, Expr: e})
}

func (u *urlCompiler) statementState(index int) {
	t := u.tags.Tags[index]
	switch t.Role {
	case tag.Open:
		test := u.proof.Tags[index].Test
		u.arms = append(u.arms, urlArms{opener: index, state: u.state, so: u.so, never: test != nil && test.Constant})
	case tag.Middle, tag.Close:
		top := &u.arms[len(u.arms)-1]
		if !top.never {
			top.ends = append(top.ends, u.state)
		}
		u.state, u.so, top.never = top.state, top.so, false
		if t.Role == tag.Middle {
			test := u.proof.Tags[index].Test
			top.last = t.Name != "elif" || test != nil && test.Constant
			return
		}
		u.close(*top)
		u.arms = u.arms[:len(u.arms)-1]
	}
}

// close finds out where the link is behind the arms.
func (u *urlCompiler) close(s urlArms) {
	if !s.last || u.tags.Tags[s.opener].Name == "for" {
		s.ends = append(s.ends, s.state)
	}
	u.state = s.ends[0]
	for _, end := range s.ends {
		merged, ok := urlMerge(u.state, end)
		if !ok {
			u.fault(s.opener, "without one of its arms there is no link", "write a whole link in each arm, and an else")
			return
		}
		u.state = merged
	}
}
