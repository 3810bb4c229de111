package expr

import (
	"maps"
	"slices"
	"strings"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/locales"
	"github.com/billet-mail/billet/placeholders"
)

// call proves t("key", count=n, name=value), the only function.
func (c *checker) call(n *Node) *Expr {
	text, args, ok := c.translation(n)
	if !ok {
		return nil
	}
	if text.Faulty {
		return &Expr{Kind: placeholders.String, eval: func(*Stack) Value { return placeholders.StringValue("") }}
	}
	if text.Markdown {
		return c.fault(diag.TemplateString, n, "write it as a tag of its own in a template's body, or remove its markdown: key",
			"the string %q is Markdown and cannot stand here", text.Key)
	}
	return c.translate(text, args)
}

// Markdown reports whether an output is t(…) of a string that is declared as
// Markdown. It returns the string's pattern and the node behind each of its
// placeholders. Of a call with wrong arguments it says no; [Env.Output] reports
// them.
func (env *Env) Markdown(n *Node) (locales.Pattern, map[string]*Node, bool) {
	if n == nil || n.Op != Call || n.Text != "t" || len(n.Args) == 0 || n.Args[0].Op != Literal {
		return nil, nil, false
	}
	text, ok := env.Strings[n.Args[0].Text]
	env.Notes.Print(n.Args[0].Text)
	if !ok || !text.Markdown || text.Plural || text.Faulty {
		return nil, nil, false
	}
	args := map[string]*Node{}
	for i, name := range n.Names[1:] {
		if args[name.Text] != nil || !slices.Contains(text.Placeholders, name.Text) {
			return nil, nil, false
		}
		args[name.Text] = n.Args[i+1]
	}
	if len(args) < len(text.Placeholders) || n.Names[0].Text != "" {
		return nil, nil, false
	}
	return text.Forms[locales.Other], args, true
}

// translation finds the string of a call and proves its arguments.
func (c *checker) translation(n *Node) (text locales.String, args map[string]*Expr, ok bool) {
	if n.Text != "t" {
		c.fault(diag.TemplateSyntax, n, "write t(\"key\") for a shared string; other changes are filters: value|name", "there is no function %s", n.Text)
		return text, nil, false
	}
	if len(n.Args) == 0 || n.Args[0].Op != Literal || n.Args[0].number || n.Names[0].Text != "" {
		c.fault(diag.TemplateString, n, "write t(\"key\")", "t needs the key of a string, in quotes")
		return text, nil, false
	}
	key := n.Args[0]
	text, found := c.Strings[key.Text]
	if !found && c.Unread {
		return text, nil, false
	}
	if !found {
		known := slices.Sorted(maps.Keys(c.Strings))
		c.fault(diag.TemplateString, key, diag.DidYouMean(key.Text, known), "there is no string %q in locales/%s.yaml", key.Text, c.Locale.Tag())
		return text, nil, false
	}
	c.Notes.Print(key.Text)
	args, ok = c.arguments(n, text)
	return text, args, ok
}

func (c *checker) arguments(n *Node, text locales.String) (map[string]*Expr, bool) {
	wanted := slices.Clone(text.Placeholders)
	if text.Plural && !slices.Contains(wanted, "count") {
		wanted = append(wanted, "count")
	}
	args, ok := map[string]*Expr{}, true
	for i, name := range n.Names[1:] {
		node := n.Args[i+1]
		e := c.check(node)
		switch {
		case e == nil || !c.sure(node, e) || !c.printable(node, e):
			ok = false
		case text.Faulty:
			// it is not known what it takes
		case name.Text == "":
			c.fault(diag.TemplateString, node, "write name=value", "a value for a string needs a name")
			ok = false
		case args[name.Text] != nil:
			c.fault(diag.TemplateString, node, "remove one of the two", "%s is given twice", name.Text)
			ok = false
		case len(wanted) == 0:
			c.fault(diag.TemplateString, node, "remove it", "the string %q takes no values", text.Key)
			ok = false
		case !slices.Contains(wanted, name.Text):
			c.fault(diag.TemplateString, node, diag.DidYouMean(name.Text, wanted), "the string %q has no {%s}", text.Key, name.Text)
			ok = false
		case e.Kind == placeholders.Markdown:
			c.fault(diag.TemplateType, node, "print it by a tag of its own", "Markdown cannot stand inside a string")
			ok = false
		case name.Text == "count" && text.Plural && !e.Kind.Numeric():
			c.fault(diag.TemplateType, node, "give a number", "count is %s", article(e.Kind))
			ok = false
		}
		args[name.Text] = e
	}
	for _, name := range wanted {
		if _, given := args[name]; !given && !text.Faulty {
			c.fault(diag.TemplateString, n, "add "+name+"=…", "the string %q needs %s", text.Key, name)
			ok = false
		}
	}
	return args, ok
}

// translate compiles a string: its plural category is chosen at send.
func (c *checker) translate(text locales.String, args map[string]*Expr) *Expr {
	e := &Expr{Kind: placeholders.String, Constant: true}
	for _, arg := range args {
		e.Constant = e.Constant && arg.Constant
		if arg.Kind == placeholders.Text {
			e.Kind = placeholders.Text
		}
	}
	for _, form := range text.Forms {
		if slices.ContainsFunc(form, func(p locales.Part) bool { return strings.Contains(p.Text, "\n") }) {
			e.Kind = placeholders.Text
		}
	}
	e.eval = func(s *Stack) Value {
		pattern := text.Forms[locales.Other]
		if text.Plural {
			count := args["count"].Eval(s)
			if form, ok := text.Forms[s.Locale.Plural(count.Number().String())]; ok {
				pattern = form
			}
		}
		return Value{Kind: e.Kind, Text: fill(pattern, args, s)}
	}
	return e
}

func fill(pattern locales.Pattern, args map[string]*Expr, s *Stack) string {
	if len(pattern) == 1 && pattern[0].Placeholder == "" {
		return pattern[0].Text
	}
	var b strings.Builder
	for _, part := range pattern {
		if part.Placeholder == "" {
			b.WriteString(part.Text)
		} else {
			b.WriteString(args[part.Placeholder].Print(s))
		}
	}
	return b.String()
}

// printable reports a value that has no words of its own.
func (c *checker) printable(n *Node, e *Expr) bool {
	if e.Kind.Printable() {
		return true
	}
	name := c.in.Text[n.Start:n.End]
	switch e.Kind {
	case placeholders.Bool:
		c.fault(diag.TemplatePrint, n, "choose the words: {% if "+name+" %} … {% endif %}", "a bool has no words of its own")
	case placeholders.Enum:
		c.fault(diag.TemplatePrint, n, "compare it: {% if "+name+" == \""+first(e.values)+"\" %}, or print a string for each of its names: "+name+"|label:\"prefix\"", "an enum has no words of its own")
	case placeholders.List:
		c.fault(diag.TemplatePrint, n, "loop over it: {% for item in "+name+" %}", "a list cannot be printed")
	case placeholders.File:
		c.fault(diag.TemplatePrint, n, "attach it instead", "a file cannot be printed")
	default:
		c.fault(diag.TemplatePrint, n, "name a part of it, such as "+name+"."+first(parts(e)), "an object cannot be printed")
	}
	return false
}

// parts lists what is in an object.
func parts(e *Expr) []string {
	switch {
	case e.loop > 0:
		return forloopNames(e.loop)
	case e.fields != nil:
		return e.fields.Names()
	}
	return slices.Sorted(maps.Keys(e.member))
}

func first(list []string) string {
	if len(list) == 0 {
		return "…"
	}
	return list[0]
}

// Output proves an expression that is printed.
func (env *Env) Output(s *Scope, in Input, n *Node) *Expr {
	if n == nil {
		return nil
	}
	c := env.checker(s, in)
	e := c.bounded(n, c.check(n))
	if e == nil || !c.sure(n, e) || !c.printable(n, e) {
		return nil
	}
	printed := *e
	printed.Reads = slices.Compact(slices.Sorted(slices.Values(*c.reads)))
	return &printed
}
