package template

import (
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
	switch name {
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
	case "autoescape", "endautoescape", "filter", "spaceless", "load", "cycle", "firstof", "templatetag", "widthratio", "lorem":
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
// pairs. Faulty pieces are dropped from the result, so that what is left is
// balanced.
func balance(in expr.Input, pieces []piece, report *diag.List) []piece {
	b := &balancer{in: in, report: report}
	for _, p := range pieces {
		if p.kind != statement || b.keep(p) {
			b.kept = append(b.kept, p)
		}
	}
	for _, open := range b.open {
		p := b.kept[open.at]
		b.fault(p, "add {% end"+p.name+" %}", "%s has no end in this file", p.name)
	}
	if len(b.open) > 0 {
		return nil
	}
	return b.kept
}

type balancer struct {
	in     expr.Input
	report *diag.List
	kept   []piece
	open   []opened
}

type opened struct {
	at   int  // index in kept
	last bool // else or empty was seen
}

func (b *balancer) fault(p piece, help, format string, args ...any) bool {
	b.report.Add(diag.TemplateUnbalanced, b.in.Range(p.start, p.end), help, format, args...)
	return false
}

func (b *balancer) keep(p piece) bool {
	switch p.name {
	case "if", "for", "with", "block":
		b.open = append(b.open, opened{at: len(b.kept)})
		return true
	case "elif", "else", "empty":
		return b.middle(p)
	case "endif", "endfor", "endwith", "endblock":
		return b.close(p)
	case "include", "extends":
		return true
	case "endcomment", "endverbatim":
		return b.fault(p, "remove it", "%s closes nothing", p.name)
	}
	help := insteadOf(p.name)
	if help == "" {
		help = diag.DidYouMean(p.name, statementNames)
	}
	name := p.name
	if name == "" {
		name = "without a name"
	}
	b.report.Add(diag.TemplateUnknownTag, b.in.Range(p.start, p.end), help, "there is no tag %s", name)
	return false
}

func (b *balancer) middle(p piece) bool {
	wanted := map[string]string{"elif": "if", "else": "if", "empty": "for"}[p.name]
	if len(b.open) == 0 {
		return b.fault(p, "remove it, or open {% "+wanted+" %} before it", "%s stands outside of %s", p.name, wanted)
	}
	top := &b.open[len(b.open)-1]
	opener := b.kept[top.at].name
	if p.name == "else" && opener == "for" {
		return b.fault(p, "write {% empty %}", "a for has no else")
	}
	if opener != wanted {
		return b.fault(p, "close {% "+opener+" %} first", "%s stands inside of %s", p.name, opener)
	}
	if top.last {
		return b.fault(p, "remove it", "%s comes after the last arm", p.name)
	}
	top.last = p.name != "elif"
	return b.bare(p, p.name != "elif")
}

func (b *balancer) close(p piece) bool {
	wanted := strings.TrimPrefix(p.name, "end")
	if len(b.open) == 0 {
		return b.fault(p, "remove it, or open {% "+wanted+" %} before it", "%s closes nothing", p.name)
	}
	top := b.open[len(b.open)-1]
	if opener := b.kept[top.at].name; opener != wanted {
		return b.fault(p, "close {% "+opener+" %} first", "%s closes %s", p.name, opener)
	}
	b.open = b.open[:len(b.open)-1]
	return b.bare(p, p.name != "endblock")
}

// bare reports arguments where none belong. The tag is kept all the same.
func (b *balancer) bare(p piece, must bool) bool {
	if must && strings.TrimSpace(p.args()) != "" {
		b.fault(p, "write {% "+p.name+" %}", "%s takes no arguments", p.name)
	}
	return true
}
