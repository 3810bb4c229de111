package template

import (
	"slices"
	"strings"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/template/tag"
)

// statementNames are the tags of the language, for suggestions.
var statementNames = []string{"if", "elif", "else", "endif", "for", "empty", "endfor", "with", "endwith",
	"include", "extends", "block", "endblock", "comment", "endcomment", "verbatim", "endverbatim"}

// insteadOf says what to write instead of a tag that only Django or pongo2 has.
func insteadOf(name string) string {
	if name == "end" {
		return "name what ends here: endif, endfor, endwith or endblock"
	}
	switch strings.TrimPrefix(name, "end") {
	case "set", "assign", "let":
		return "use {% with name=value %} … {% endwith %}"
	case "ifequal", "ifnotequal", "ifchanged":
		return "use {% if a == b %}"
	case "trans", "blocktrans", "translate":
		return "use {{ t(\"key\") }} with a string of locales/*.yaml"
	case "macro", "import", "from", "ssi":
		return "use {% include \"name.md\" with name=value %}"
	case "now":
		return "use a date of the event's data"
	case "autoescape", "filter", "spaceless", "load", "cycle", "firstof", "templatetag", "widthratio", "lorem":
		return "remove it; it does not exist here"
	}
	return ""
}

// role is what a statement's name does to the structure; ok is false for the
// tags of composition and for unknown names.
func role(name string) (r tag.Role, ok bool) {
	switch name {
	case "if", "for", "with":
		return tag.Open, true
	case "elif", "else", "empty":
		return tag.Middle, true
	case "endif", "endfor", "endwith":
		return tag.Close, true
	}
	return 0, false
}

// balance proves that the statements and blocks of one file open and close in
// pairs. Faulty pieces are left out. Of a file in which a pair is torn only what
// stands before the tear is left, with an end for what is open there.
func balance(in expr.Input, pieces []piece, report *diag.List) []piece {
	b := &balancer{in: in, report: report, tear: len(in.Text) + 1}
	for _, p := range pieces {
		if p.torn {
			b.torn(p)
		}
		if p.kind != statement || b.keep(&p) {
			b.kept = append(b.kept, p)
		}
	}
	for _, open := range b.open {
		p := b.kept[open.at]
		if !open.torn {
			b.fault(p, "add {% end"+p.name+" %}", "%s has no end in this file", p.name)
		}
		b.torn(p)
	}
	if b.tear > len(in.Text) {
		return b.kept
	}
	return untorn(b.kept, b.tear)
}

// untorn is the pieces before a byte offset, and ends for what is open there.
func untorn(pieces []piece, tear int) []piece {
	var kept []piece
	var open []string
	for _, p := range pieces {
		if p.start >= tear {
			break
		}
		kept = append(kept, p)
		if p.kind != statement {
			continue
		}
		if r, ok := role(p.name); ok && r == tag.Open || p.name == "block" {
			open = append(open, p.name)
		} else if n := len(open); n > 0 && p.name == "end"+open[n-1] {
			open = open[:n-1]
		}
	}
	for _, name := range slices.Backward(open) {
		kept = append(kept, piece{kind: statement, start: tear, end: tear, inner: tear, rest: tear, name: "end" + name})
	}
	return kept
}

type balancer struct {
	in     expr.Input
	report *diag.List
	kept   []piece
	open   []opened
	tear   int // from here on nothing would mean what the author meant
}

func (b *balancer) torn(p piece) { b.tear = min(b.tear, p.start) }

type opened struct {
	at   int    // index in kept
	last string // else or empty, once it was seen
	torn bool   // closed over, and reported
}

func (b *balancer) fault(p piece, help, format string, args ...any) bool {
	b.report.Add(diag.TemplateUnbalanced, b.in.Range(p.start, p.end), help, format, args...)
	b.torn(p)
	return false
}

func (b *balancer) keep(p *piece) bool {
	switch p.name {
	case "if", "for", "with", "block":
		b.open = append(b.open, opened{at: len(b.kept), torn: p.torn})
		return true
	case "elif", "else", "empty":
		return b.middle(*p)
	case "endif", "endfor", "endwith", "endblock":
		return b.close(*p)
	case "include", "extends":
		return true
	case "endcomment", "endverbatim":
		return b.fault(*p, "remove it", "%s closes nothing", p.name)
	}
	return b.unknown(p)
}

// unknown reports a tag that does not exist. It counts as the one that is
// meant, so that the tags which belong to it are judged rightly.
func (b *balancer) unknown(p *piece) bool {
	help := insteadOf(p.name)
	if help == "" {
		help = diag.DidYouMean(p.name, statementNames)
	}
	if p.name == "" {
		b.report.Add(diag.TemplateUnknownTag, b.in.Range(p.start, p.end), "write what it shall do, such as {% if … %}, or remove it", "this tag is empty")
		return false
	}
	b.report.Add(diag.TemplateUnknownTag, b.in.Range(p.start, p.end), help, "there is no tag %s", p.name)
	report := b.report
	b.report = &diag.List{}
	defer func() { b.report = report }()
	if insteadOf(p.name) != "" {
		b.torn(*p)
	}
	p.name = meant(p.name)
	open := len(b.open)
	keep := p.name != "" && b.keep(p)
	if len(b.open) > open {
		b.open[open].torn = true // reported already
	}
	return keep
}

// meant is the statement that an unknown tag stands for, "" if there is none.
func meant(name string) string {
	switch name {
	case "ifequal", "ifnotequal", "ifchanged":
		return "if"
	case "endifequal", "endifnotequal", "endifchanged":
		return "endif"
	}
	if insteadOf(name) != "" {
		return ""
	}
	name = diag.Suggest(name, statementNames)
	if _, ok := role(name); !ok {
		return ""
	}
	return name
}

func (b *balancer) middle(p piece) bool {
	wanted := map[string]string{"elif": "if", "else": "if", "empty": "for"}[p.name]
	if len(b.open) == 0 {
		return b.fault(p, "remove it, or write {% "+wanted+" … %} before it", "%s stands outside of %s", p.name, wanted)
	}
	top := &b.open[len(b.open)-1]
	opener := b.kept[top.at].name
	if p.name == "else" && opener == "for" {
		return b.fault(p, "write {% empty %}", "a for has no else")
	}
	if opener != wanted {
		return b.fault(p, "close {% "+opener+" %} first", "%s stands inside of %s", p.name, opener)
	}
	if condition, ok := strings.CutPrefix(strings.TrimSpace(p.args()), "if "); ok && p.name == "else" {
		b.fault(p, "write {% elif "+condition+" %}", "else has no condition")
		return true
	}
	switch {
	case top.last == p.name:
		return b.fault(p, "remove one of the two", "this %s has a second %s", wanted, p.name)
	case top.last != "":
		return b.fault(p, "move it before {% "+top.last+" %}", "%s comes after %s", p.name, top.last)
	case p.name == "elif":
		return true
	}
	top.last = p.name
	return b.bare(p, true)
}

func (b *balancer) close(p piece) bool {
	wanted := strings.TrimPrefix(p.name, "end")
	at := len(b.open) - 1
	for at >= 0 && b.kept[b.open[at].at].name != wanted {
		at--
	}
	top := len(b.open) - 1
	switch {
	case at < 0 && top < 0:
		return b.fault(p, "remove it, or write {% "+wanted+" … %} before it", "%s closes nothing", p.name)
	case at < 0:
		opener := b.kept[b.open[top].at].name
		b.open[top].torn = true // this tag may be meant as its end
		return b.fault(p, "write {% end"+opener+" %}, or remove it", "%s stands in an open %s", p.name, opener)
	case at < top && !b.open[top].torn:
		opener := b.kept[b.open[top].at].name
		b.fault(p, "write {% end"+opener+" %} before it", "%s closes over an open %s", p.name, opener)
	}
	for i := at + 1; i <= top; i++ {
		b.open[i].torn = true
	}
	b.open = append(b.open[:at], b.open[at+1:]...)
	return b.bare(p, p.name != "endblock")
}

// bare reports arguments where none belong. The tag is kept all the same.
func (b *balancer) bare(p piece, must bool) bool {
	if must && strings.TrimSpace(p.args()) != "" {
		b.report.Add(diag.TemplateUnbalanced, b.in.Range(p.start, p.end), "write {% "+p.name+" %}", "%s takes no arguments", p.name)
	}
	return true
}
