package expr

import (
	"fmt"
	"strings"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/placeholders"
)

// FilterDoc documents a filter.
type FilterDoc struct {
	Name    string
	On      string // the kinds that it takes
	Arg     string // its argument; empty for none
	Doc     string
	Example string
}

// filterSpec is a filter with its proof: build gets a checked, present operand
// (but for default) and the argument, and reports what is wrong with them.
type filterSpec struct {
	FilterDoc
	takes func(placeholders.Kind) bool
	build func(c *checker, n *Node, e *Expr, arg *Node) *Expr
}

// Filters documents every filter, in the order of their names.
func Filters() []FilterDoc {
	var docs []FilterDoc
	for _, f := range filterTable() {
		docs = append(docs, f.FilterDoc)
	}
	return docs
}

func filterTable() []filterSpec {
	money := only(placeholders.Money)
	dated := only(placeholders.Date, placeholders.DateTime)
	timed := only(placeholders.DateTime)
	number := placeholders.Kind.Numeric
	worded := placeholders.Kind.Worded
	return []filterSpec{
		{FilterDoc{"abs", "numbers, money", "", "The value without its sign.", `{{ invoice.balance|abs }}`}, anyOf(number, money), buildAbs},
		{FilterDoc{"capfirst", "words", "", "The first letter as a capital.", `{{ subscription.plan|capfirst }}`}, worded, words(capfirst)},
		{FilterDoc{"currency", "money", "", "The ISO 4217 code of an amount.", `{{ invoice.total|currency }}`}, money, buildCurrency},
		{FilterDoc{"cut", "words", "words", "Removes every occurrence of the argument.", `{{ invoice.number|cut:"-" }}`}, worded, wordsArg(func(s, arg string) string { return strings.ReplaceAll(s, arg, "") })},
		{FilterDoc{"date", "date, datetime", "style", "The date: short, medium, long, full, monthday, monthyear or weekday.", `{{ invoice.due_on|date:"full" }}`}, dated, buildDate},
		{FilterDoc{"datetime", "datetime", "style", "Date and time: short, medium, long or full.", `{{ payment.failed_at|datetime:"medium" }}`}, timed, buildDateTime},
		{FilterDoc{"default", "any printable, also absent", "value", "The argument where the value is absent or empty. 0 is a value.", `{{ customer.first_name|default:customer.name }}`}, nil, buildDefault},
		{FilterDoc{"divisibleby", "integer", "integer", "Whether the argument divides the value; 0 divides nothing.", `{% if forloop.counter|divisibleby:2 %}`}, only(placeholders.Integer), buildDivisible},
		{FilterDoc{"floatformat", "numbers", "digits", "The number with that many digits after the point (0 to 9).", `{{ line.quantity|floatformat:2 }}`}, number, buildNumber},
		{FilterDoc{"label", "enum", "prefix", "The string prefix.name of locales/*.yaml for each name of the enum.", `{{ subscription.period|label:"period" }}`}, only(placeholders.Enum), buildLabel},
		{FilterDoc{"length", "words, list", "", "How many characters or items.", `{{ invoice.lines|length }}`}, anyOf(worded, only(placeholders.List)), buildLength},
		{FilterDoc{"list", "list", "field", "The named field of every item, joined as the language joins: a, b and c.", `{{ invoice.lines|list:"description" }}`}, only(placeholders.List), buildList},
		{FilterDoc{"lower", "words", "", "Small letters.", `{{ card.brand|lower }}`}, worded, words(strings.ToLower)},
		{FilterDoc{"money", "money", "form", "The amount with its symbol, its code, its narrow symbol, or as a number only: symbol, code, narrow, number.", `{{ invoice.total|money:"code" }}`}, money, buildMoney},
		{FilterDoc{"number", "numbers", "digits", "The number with that many digits after the point (0 to 9).", `{{ line.quantity|number:0 }}`}, number, buildNumber},
		{FilterDoc{"percent", "numbers", "digits", "The number as a percentage with that many digits after the point; 20 is 20 %.", `{{ tax.rate|percent:1 }}`}, number, buildPercent},
		{FilterDoc{"time", "datetime", "style", "The time: short, medium, long or full.", `{{ payment.failed_at|time:"short" }}`}, timed, buildTime},
		{FilterDoc{"title", "words", "", "The first letter of every word as a capital.", `{{ card.brand|title }}`}, worded, words(title)},
		{FilterDoc{"truncatechars", "words", "integer", "At most that many characters, the last one an ellipsis where something is cut off.", `{{ line.description|truncatechars:40 }}`}, worded, buildTruncateChars},
		{FilterDoc{"truncatewords", "words", "integer", "At most that many words, with an ellipsis where something is cut off.", `{{ line.description|truncatewords:5 }}`}, worded, buildTruncateWords},
		{FilterDoc{"upper", "words", "", "Capital letters.", `{{ card.brand|upper }}`}, worded, words(strings.ToUpper)},
		{FilterDoc{"wordcount", "words", "", "How many words.", `{{ line.description|wordcount }}`}, worded, buildWordCount},
		{FilterDoc{"yesno", "bool", "words", "The first or the second of two words, parted by a comma.", `{{ customer.is_company|yesno:"yes,no" }}`}, only(placeholders.Bool), buildYesNo},
	}
}

// unsupported are filters of Django that templates often bring along.
func unsupported(name string) string {
	switch name {
	case "safe", "safeseq", "autoescape":
		return "a value never becomes markup; put markup into the template"
	case "escape", "force_escape", "escapejs", "urlencode", "iriencode":
		return "remove it: every value is escaped for the place where it stands"
	case "linebreaks", "linebreaksbr":
		return "remove it: text keeps its line breaks"
	case "pluralize":
		return "use a string with plural forms: t(\"days\", count=n)"
	case "add":
		return "write a + b"
	case "join":
		return "use |list:\"field\""
	case "first", "last", "random", "slice", "dictsort":
		return "loop over the list, or let the application choose"
	case "length_is":
		return "write |length == 3"
	case "intcomma", "stringformat":
		return "use |number: numbers print as the language writes them"
	case "center", "ljust", "rjust", "wordwrap":
		return "remove it: the layout places words"
	case "default_if_none":
		return "use |default"
	case "striptags", "removetags":
		return "remove it: a value never becomes markup"
	}
	return ""
}

func only(kinds ...placeholders.Kind) func(placeholders.Kind) bool {
	return func(k placeholders.Kind) bool {
		for _, each := range kinds {
			if k == each {
				return true
			}
		}
		return false
	}
}

func anyOf(a, b func(placeholders.Kind) bool) func(placeholders.Kind) bool {
	return func(k placeholders.Kind) bool { return a(k) || b(k) }
}

// filter proves value|name:argument.
func (c *checker) filter(n *Node) *Expr {
	name := n.Names[0]
	at := &Node{Start: name.Start, End: name.End}
	table := filterTable()
	var known []string
	for _, f := range table {
		known = append(known, f.Name)
		if f.Name != n.Text {
			continue
		}
		e := c.check(n.Args[0])
		if e == nil {
			return nil
		}
		var arg *Node
		if len(n.Args) > 1 {
			arg = n.Args[1]
		}
		if f.Arg == "" && arg != nil {
			return c.fault(diag.TemplateFilterArgument, arg, "remove it", "%s takes no argument", f.Name)
		}
		if f.takes == nil {
			return f.build(c, n, e, arg)
		}
		if !c.sure(n.Args[0], e) {
			return nil
		}
		if !f.takes(e.Kind) {
			return c.fault(diag.TemplateType, at, "it takes "+f.On, "%s does not work on %s", f.Name, article(e.Kind))
		}
		return f.build(c, n, e, arg)
	}
	help := unsupported(n.Text)
	if help == "" {
		help = diag.DidYouMean(n.Text, known)
	}
	return c.fault(diag.TemplateUnknownFilter, at, help, "there is no filter %s", n.Text)
}

// wordsArgument is an argument in quotes; it reports a missing or wrong one.
func (c *checker) wordsArgument(n *Node, arg *Node) (string, bool) {
	if arg == nil || arg.Op != Literal || arg.number {
		return "", c.badArgument(n, arg, "words in quotes")
	}
	return arg.Text, true
}

func (c *checker) integerArgument(n *Node, arg *Node, least, most int64) (int, bool) {
	if arg != nil && arg.Op == Literal && arg.number {
		if v, ok := numberLiteral(arg.Text); ok && v.Kind == placeholders.Integer && v.Int >= least && v.Int <= most {
			return int(v.Int), true
		}
	}
	return 0, c.badArgument(n, arg, fmt.Sprintf("a whole number from %d to %d", least, most))
}

func (c *checker) badArgument(n *Node, arg *Node, wanted string) bool {
	at := n
	if arg != nil {
		at = arg
	}
	c.fault(diag.TemplateFilterArgument, at, "write it like "+example(n.Text), "%s needs %s", n.Text, wanted)
	return false
}

func example(name string) string {
	for _, f := range filterTable() {
		if f.Name == name {
			return f.Example
		}
	}
	return ""
}

// styleArgument finds the value behind one of a few words.
func styleArgument[T any](c *checker, n, arg *Node, names []string, values []T) (T, bool) {
	var none T
	word, ok := c.wordsArgument(n, arg)
	if !ok {
		return none, false
	}
	for i, name := range names {
		if name == word {
			return values[i], true
		}
	}
	c.fault(diag.TemplateFilterArgument, arg, diag.DidYouMean(word, names), "%s has no form %q", n.Text, word)
	return none, false
}
