package expr

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/placeholders"
)

// derive makes an expression of another kind from a value that is there.
func derive(e *Expr, kind placeholders.Kind, f func(s *Stack, v *Value) Value) *Expr {
	return &Expr{Kind: kind, Constant: e.Constant, eval: func(s *Stack) Value {
		v := e.Eval(s)
		if v.Kind == placeholders.None {
			return v
		}
		return f(s, &v)
	}}
}

type build = func(c *checker, n *Node, e *Expr, arg *Node) *Expr

func words(f func(string) string) build {
	return func(_ *checker, _ *Node, e *Expr, _ *Node) *Expr {
		return deriveWords(e, func(s string) string { return f(s) })
	}
}

// deriveWords keeps Text what it was; other words become a plain string, for a
// changed address is no address.
func deriveWords(e *Expr, f func(string) string) *Expr {
	kind := placeholders.String
	if e.Kind == placeholders.Text {
		kind = placeholders.Text
	}
	return derive(e, kind, func(_ *Stack, v *Value) Value { return Value{Kind: kind, Text: f(v.Text)} })
}

func wordsArg(f func(s, arg string) string) build {
	return func(c *checker, n *Node, e *Expr, arg *Node) *Expr {
		word, ok := c.wordsArgument(n, arg)
		if !ok {
			return nil
		}
		return deriveWords(e, func(s string) string { return f(s, word) })
	}
}

func capfirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

func title(s string) string {
	inWord := false
	return strings.Map(func(r rune) rune {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r) || r == '\'' || r == '’'
		first := letter && !inWord
		inWord = letter
		if first {
			return unicode.ToTitle(r)
		}
		return unicode.ToLower(r)
	}, s)
}

func buildTruncateChars(c *checker, n *Node, e *Expr, arg *Node) *Expr {
	limit, ok := c.integerArgument(n, arg, 1, 10000)
	if !ok {
		return nil
	}
	return deriveWords(e, func(s string) string {
		if utf8.RuneCountInString(s) <= limit {
			return s
		}
		kept := 0
		for i := range s {
			if kept == limit-1 {
				return s[:i] + "…"
			}
			kept++
		}
		return s
	})
}

func buildTruncateWords(c *checker, n *Node, e *Expr, arg *Node) *Expr {
	limit, ok := c.integerArgument(n, arg, 1, 10000)
	if !ok {
		return nil
	}
	return deriveWords(e, func(s string) string {
		fields := strings.Fields(s)
		if len(fields) <= limit {
			return s
		}
		return strings.Join(fields[:limit], " ") + " …"
	})
}

func buildWordCount(_ *checker, _ *Node, e *Expr, _ *Node) *Expr {
	return derive(e, placeholders.Integer, func(_ *Stack, v *Value) Value {
		return placeholders.IntValue(int64(len(strings.Fields(v.Text))))
	})
}

func buildLength(_ *checker, _ *Node, e *Expr, _ *Node) *Expr {
	return derive(e, placeholders.Integer, func(_ *Stack, v *Value) Value {
		if rows, ok := v.Ref.(*placeholders.Rows); ok {
			return placeholders.IntValue(int64(rows.Len()))
		}
		return placeholders.IntValue(int64(utf8.RuneCountInString(v.Text)))
	})
}

func buildYesNo(c *checker, n *Node, e *Expr, arg *Node) *Expr {
	word, ok := c.wordsArgument(n, arg)
	if !ok {
		return nil
	}
	yes, no, _ := strings.Cut(word, ",")
	if strings.Count(word, ",") != 1 {
		c.badArgument(n, arg, "two words parted by a comma")
		return nil
	}
	return derive(e, placeholders.String, func(_ *Stack, v *Value) Value {
		if v.Int != 0 {
			return placeholders.StringValue(yes)
		}
		return placeholders.StringValue(no)
	})
}

// buildLabel chooses the string prefix.name for the name that an enum has.
func buildLabel(c *checker, n *Node, e *Expr, arg *Node) *Expr {
	prefix, ok := c.wordsArgument(n, arg)
	if !ok {
		return nil
	}
	labels := map[string]string{}
	var missing []string
	for _, name := range e.values {
		text, found := c.Strings[prefix+"."+name]
		c.Notes.Print(prefix + "." + name)
		if !found || text.Plural || text.Markdown || len(text.Placeholders) > 0 {
			missing = append(missing, prefix+"."+name)
			continue
		}
		labels[name] = placeholders.CleanLine(fill(text.Forms["other"], nil, nil))
	}
	if len(missing) > 0 && c.Unread {
		return nil
	}
	if len(missing) > 0 {
		return c.fault(diag.TemplateString, arg, "add them to locales/"+c.Locale.Tag()+".yaml, as plain words",
			"names of this enum have no strings: %s", strings.Join(missing, ", "))
	}
	return derive(e, placeholders.String, func(_ *Stack, v *Value) Value {
		return placeholders.StringValue(labels[v.Text])
	})
}

// buildDefault puts a value in the place of an absent one. Kinds that differ
// meet as words.
func buildDefault(c *checker, n *Node, e *Expr, arg *Node) *Expr {
	if arg == nil {
		c.badArgument(n, nil, "the value to use instead")
		return nil
	}
	other := c.check(arg)
	if other == nil || !c.sure(arg, other) || !c.printable(n.Args[0], e) || !c.printable(arg, other) {
		return nil
	}
	if (e.Kind == placeholders.Markdown) != (other.Kind == placeholders.Markdown) {
		return c.fault(diag.TemplateType, n, "choose by {% if %} … {% else %} … {% endif %}", "Markdown and plain words cannot stand for each other")
	}
	result := &Expr{Kind: defaultKind(e, other, arg), Constant: e.Constant && other.Constant}
	if e.owner == other.owner {
		result.owner = e.owner
	}
	result.eval = func(s *Stack) Value {
		v := e.Eval(s)
		if v.Kind == placeholders.None || v.Text == "" && v.Kind.Worded() {
			v = other.Eval(s)
		}
		switch {
		case v.Kind == result.Kind || v.Kind == placeholders.None:
			return v
		case result.Kind.Numeric():
			return placeholders.DecimalValue(result.Kind, v.Number())
		}
		return Value{Kind: result.Kind, Text: v.Print(s.Locale)}
	}
	return result
}

// defaultKind is what a value and its default have in common.
func defaultKind(e, other *Expr, arg *Node) placeholders.Kind {
	switch {
	case e.Kind == other.Kind:
		return e.Kind
	case e.Kind.Numeric() && arg.Op == Literal && other.Kind == placeholders.Integer:
		return e.Kind
	case e.Kind.Numeric() && other.Kind.Numeric():
		return placeholders.Decimal
	case e.Kind == placeholders.URL && arg.Op == Literal && webAddress(arg.Text):
		return placeholders.URL
	case e.Kind == placeholders.Text || other.Kind == placeholders.Text:
		return placeholders.Text
	}
	return placeholders.String
}

func webAddress(s string) bool {
	return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "mailto:") || strings.HasPrefix(s, "tel:")
}
