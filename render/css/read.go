package css

import (
	"strings"

	"github.com/billet-mail/billet/diag"
)

// Rule is a rule of a stylesheet as its author wrote it.
type Rule struct {
	// At are the at-rules around it, from the outside in, with single blanks:
	// "@media (max-width: 620px)". An at-rule that is no group of rules, such
	// as @font-face or @import, is a Rule without selectors; it is the last At.
	At []string

	Selectors    []Selector
	Declarations []Declaration
	Nested       bool       // it stands inside another rule
	Range        diag.Range // its selectors, or the at-rule
}

// Selector is one alternative of a rule's selectors.
type Selector struct {
	Text  string // as written
	Range diag.Range
}

// Declaration is a property with its value.
type Declaration struct {
	Property  string // in lower case
	Value     string // with single blanks, without comments and !important
	Important bool
	Written   string     // as written
	Range     diag.Range // zero for one of a style attribute
}

// Read takes a stylesheet apart, for tools that judge mails. constants are those
// of [Check], which has proved the sheet; what is faulty is left out here.
func Read(src *diag.Source, constants map[string]string) []Rule {
	var faults diag.List
	e := expand(src, constants, &faults)
	r := ruleReader{expanded: e, tokens: scan(e)}
	r.block(Rule{})
	return r.rules
}

// ReadStyle takes a style attribute apart.
func ReadStyle(style string) []Declaration {
	var faults diag.List
	e := expand(diag.NewSource("", style), nil, &faults)
	r := ruleReader{expanded: e, tokens: scan(e)}
	var list []Declaration
	for r.at < len(r.tokens)-1 {
		if part, end := r.statement(); end != '{' {
			list = r.declaration(list, part)
		}
		r.at++
	}
	for i := range list {
		list[i].Range = diag.Range{}
	}
	return list
}

// ruleReader reads rules from tokens, the last of which is kindEOF.
type ruleReader struct {
	*expanded
	tokens []token
	at     int
	rules  []Rule
}

// block reads what stands between two curly brackets, or a whole sheet, into
// the rule around it: declarations, and rules of their own. It leaves the
// closing bracket.
func (r *ruleReader) block(around Rule) []Declaration {
	var list []Declaration
	for r.at < len(r.tokens)-1 {
		part, end := r.statement()
		switch end {
		case '}':
			return r.declaration(list, part)
		case '{':
			r.at++
			r.rule(around, part)
		default:
			if len(part) > 0 && part[0].kind == kindAt {
				r.add(r.atRule(around, part))
			} else {
				list = r.declaration(list, part)
			}
		}
		if r.at < len(r.tokens)-1 {
			r.at++
		}
	}
	return list
}

// statement steps to the next ; or curly bracket outside of other brackets, and
// returns what stands before it. The end of the sheet counts as ;.
func (r *ruleReader) statement() (part []token, end byte) {
	from, depth := r.at, 0
	for ; r.at < len(r.tokens)-1; r.at++ {
		t := r.tokens[r.at]
		if t.kind == kindFunction {
			depth++
		}
		if t.kind != kindChar {
			continue
		}
		switch c := r.text[t.start]; c {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case ';', '{', '}':
			if depth <= 0 || c != ';' {
				return trimBlanks(r.tokens[from:r.at]), c
			}
		}
	}
	return trimBlanks(r.tokens[from:r.at]), ';'
}

// rule reads a rule, or an at-rule with a block, behind its {.
func (r *ruleReader) rule(around Rule, prelude []token) {
	index := len(r.rules)
	rule := Rule{At: around.At, Nested: len(around.Selectors) > 0}
	if len(prelude) > 0 {
		rule.Range = r.rangeOf(prelude[0].start, prelude[len(prelude)-1].end)
	}
	if len(prelude) > 0 && prelude[0].kind == kindAt {
		rule = r.atRule(around, prelude)
	} else {
		parts, _ := splitCommas(r.text, prelude)
		for _, p := range parts {
			if p = trimBlanks(p); len(p) > 0 {
				start, end := p[0].start, p[len(p)-1].end
				rule.Selectors = append(rule.Selectors, Selector{Text: r.text[start:end], Range: r.rangeOf(start, end)})
			}
		}
	}
	r.add(rule) // before the rules inside of it
	inside := rule
	if len(rule.Selectors) == 0 {
		inside.Selectors = around.Selectors
	}
	r.rules[index].Declarations = r.block(inside)
}

func (r *ruleReader) add(rule Rule) { r.rules = append(r.rules, rule) }

// atRule is an at-rule without what is in it.
func (r *ruleReader) atRule(around Rule, prelude []token) Rule {
	at := append(around.At[:len(around.At):len(around.At)], r.plain(prelude))
	return Rule{At: at, Range: r.rangeOf(prelude[0].start, prelude[len(prelude)-1].end)}
}

// declaration adds a declaration to a list, if the tokens are one.
func (r *ruleReader) declaration(list []Declaration, part []token) []Declaration {
	if len(part) == 0 || part[0].kind != kindIdent {
		return list
	}
	rest := trimBlanks(part[1:])
	if len(rest) < 2 || r.text[rest[0].start:rest[0].end] != ":" {
		return list
	}
	start, end := part[0].start, part[len(part)-1].end
	d := Declaration{
		Property: strings.ToLower(r.text[part[0].start:part[0].end]),
		Written:  r.text[start:end], Range: r.rangeOf(start, end),
	}
	value := trimBlanks(rest[1:])
	if n := len(value); n > 1 && strings.EqualFold(r.text[value[n-1].start:value[n-1].end], "important") {
		if bang := trimBlanks(value[:n-1]); len(bang) > 0 && r.text[bang[len(bang)-1].start] == '!' {
			d.Important, value = true, trimBlanks(bang[:len(bang)-1])
		}
	}
	if len(value) == 0 {
		return list
	}
	d.Value = r.plain(value)
	return append(list, d)
}

// plain is the text of tokens with single blanks and without comments.
func (r *ruleReader) plain(tokens []token) string {
	var b strings.Builder
	for _, t := range tokens {
		switch {
		case t.kind == kindComment:
		case t.kind == kindBlank:
			b.WriteByte(' ')
		default:
			b.WriteString(r.text[t.start:t.end])
		}
	}
	return strings.TrimSpace(b.String())
}
