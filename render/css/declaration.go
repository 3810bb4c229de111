package css

import (
	"strings"

	"github.com/billet-mail/billet/diag"
)

// declarations reads and checks the declarations of one rule or of one style
// attribute, and collects them in the form for the inliner.
type declarations struct {
	*expanded
	seen map[string]bool
	out  strings.Builder // "color:red;"
}

const fallbackHelp = "keep one of them; a second one, as a fallback or an enhancement, can go to styles/head.css with !important"

// add reads one declaration from the tokens between two semicolons, which may
// be blank.
func (d *declarations) add(tokens []token) {
	tokens = trimBlanks(tokens)
	if len(tokens) == 0 {
		return
	}
	start, end := tokens[0].start, tokens[len(tokens)-1].end
	name, value, ok := d.split(tokens)
	if !ok {
		return
	}
	property := strings.ToLower(d.text[name.start:name.end])
	value, ok = d.important(value)
	switch {
	case strings.HasPrefix(property, "--"):
		d.fault(diag.CSSCustomProperty, name.start, name.end, "write the value, or {{ brand.colors.… }}, where it is used",
			"mail clients know no custom properties such as %s", property)
		return
	case !isProperty(property):
		d.fault(diag.CSSSyntax, name.start, name.end, "write a property such as color", "%s is not a property", d.text[name.start:name.end])
		return
	case d.seen[property]:
		d.fault(diag.CSSDuplicateProperty, start, end, fallbackHelp, "%s stands twice; only one can be inlined", property)
		return
	case !ok:
		return
	case len(value) == 0:
		d.fault(diag.CSSSyntax, start, end, "write "+property+": value;", "%s has no value", property)
		return
	}
	d.seen[property] = true
	if text, ok := d.value(property, value); ok {
		d.out.WriteString(property + ":" + text + ";")
	}
}

// split finds the property and the value of a declaration.
func (d *declarations) split(tokens []token) (name token, value []token, ok bool) {
	const help = "a declaration is “property: value;”"
	name = tokens[0]
	switch {
	case name.kind == kindBad:
		return name, nil, false
	case name.kind == kindAt:
		d.fault(diag.CSSAtRule, name.start, name.end, "move it to styles/head.css", "%s cannot be inlined", d.text[name.start:name.end])
		return name, nil, false
	case name.kind != kindIdent:
		d.fault(diag.CSSSyntax, name.start, name.end, help, "a property is expected here, not %s", d.text[name.start:name.end])
		return name, nil, false
	}
	rest := trimBlanks(tokens[1:])
	if len(rest) == 0 || rest[0].kind != kindChar || d.text[rest[0].start] != ':' {
		d.fault(diag.CSSSyntax, name.start, name.end, help, "a colon is missing after %s", d.text[name.start:name.end])
		return name, nil, false
	}
	return name, trimBlanks(rest[1:]), true
}

// important reports a ! and cuts it off.
func (d *declarations) important(value []token) ([]token, bool) {
	for i, t := range value {
		if t.kind != kindChar || d.text[t.start] != '!' {
			continue
		}
		end := value[len(value)-1].end
		if word := trimBlanks(value[i+1:]); len(word) == 1 && strings.EqualFold(d.text[word[0].start:word[0].end], "important") {
			d.fault(diag.CSSImportant, t.start, end, "let the order or a more specific selector decide, or move the rule to styles/head.css", "!important is lost when a rule is inlined")
		} else {
			d.fault(diag.CSSSyntax, t.start, end, "remove it", "! is not expected here")
		}
		return trimBlanks(value[:i]), false
	}
	return value, true
}

// value checks a value and writes it with single blanks and without comments.
func (d *declarations) value(property string, tokens []token) (text string, ok bool) {
	var b strings.Builder
	var open []token
	ok = true
	reject := func(t token, help, format string, args ...any) {
		ok = false
		d.fault(diag.CSSSyntax, t.start, t.end, help, format, args...)
	}
	for i, t := range tokens {
		word := d.text[t.start:t.end]
		switch t.kind {
		case kindBlank, kindComment:
			if i > 0 && !tokens[i-1].blank() {
				b.WriteByte(' ')
			}
			continue
		case kindBad:
			ok = false
		case kindAt:
			reject(t, "remove it", "%s is not expected in a value", word)
		case kindFunction:
			open = append(open, t)
			if strings.EqualFold(word, "var(") {
				ok = false
				d.fault(diag.CSSCustomProperty, t.start, t.end, "write the value itself or {{ brand.colors.… }}", "mail clients know no custom properties, so var() has no value")
			}
			word = strings.ToLower(word)
		case kindURL:
			word = "url(" + strings.Trim(word[len("url("):len(word)-1], " \t") + ")"
		case kindIdent:
			if strings.EqualFold(word, "important") {
				reject(t, "remove it", "important is not expected here")
			}
		case kindChar:
			switch word {
			case ",", "/", "+", "-", "*", "=", ".":
			case "(":
				open = append(open, t)
			case ")":
				if len(open) == 0 {
					reject(t, "remove it", "there is no ( before this )")
					continue
				}
				open = open[:len(open)-1]
			case ":":
				if len(open) == 0 && property != "filter" && property != "-ms-filter" {
					at := lastWord(tokens[:i], t)
					reject(at, "end each declaration with ;", "a semicolon is missing before %s", d.text[at.start:at.end])
				}
			default:
				reject(t, "remove it, or put the text into quotes", "%s is not expected in a value", word)
			}
		}
		b.WriteString(word)
	}
	for _, t := range open {
		ok = false
		d.fault(diag.CSSUnclosed, t.start, t.end, "add )", "this bracket is not closed")
	}
	return b.String(), ok
}

// lastWord is the last token that is not blank, or the other one if all are.
func lastWord(tokens []token, other token) token {
	if tokens = trimBlanks(tokens); len(tokens) > 0 {
		return tokens[len(tokens)-1]
	}
	return other
}

// isProperty reports whether s, in lower case, can be the name of a property.
func isProperty(s string) bool {
	s = strings.TrimPrefix(s, "-")
	for i, c := range s {
		if !('a' <= c && c <= 'z' || i > 0 && (isDigit(c) || c == '-')) {
			return false
		}
	}
	return s != ""
}
