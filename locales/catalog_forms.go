package locales

import (
	"slices"
	"strconv"

	"go.yaml.in/yaml/v4"

	"github.com/billet-mail/billet/diag"
)

const notNested = "keys do not nest: write invoice.paid: \"…\" on a line of its own; only plural categories (one, few, many, other, …) and markdown stand below a key"

// forms reads a map: the plural forms of a string, or its Markdown.
func (p *catalogParser) forms(s *String, key *scalar, node *yaml.Node) {
	switch {
	case looksLikePlaceholder(node):
		p.faults.Add(diag.LocaleStringType, p.rangeOf(node), "put quotation marks around it: text may not begin with a brace in YAML", "the value of %s is not text", key.text)
	case hasKey(node, "markdown"):
		p.markdown(s, node)
	case p.nested(node):
		p.faults.Add(diag.LocaleNested, key.whole(), notNested, "%s has keys below it", key.text)
	default:
		p.plural(s, key, node)
	}
}

// looksLikePlaceholder reports whether a map is a text that begins with a
// placeholder and lacks quotation marks: greeting: {name}.
func looksLikePlaceholder(node *yaml.Node) bool {
	if node.Style&yaml.FlowStyle == 0 {
		return false
	}
	for i := 1; i < len(node.Content); i += 2 {
		if node.Content[i].ShortTag() != "!!null" {
			return false
		}
	}
	return true
}

func hasKey(node *yaml.Node, name string) bool {
	for i := 0; i < len(node.Content); i += 2 {
		if node.Content[i].Value == name {
			return true
		}
	}
	return false
}

// nested reports whether a map has keys of another level: none that is a
// plural category or near one, or maps below them.
func (p *catalogParser) nested(node *yaml.Node) bool {
	for i := 0; i < len(node.Content); i += 2 {
		if node.Content[i+1].Kind == yaml.MappingNode && !isCategory(node.Content[i].Value) {
			return true
		}
	}
	for i := 0; i < len(node.Content); i += 2 {
		if diag.Suggest(node.Content[i].Value, categoryNames()) != "" {
			return false
		}
	}
	return len(node.Content) > 0
}

func (p *catalogParser) markdown(s *String, node *yaml.Node) {
	s.Markdown = true
	for key, value := range p.pairs(node) {
		if key.text != "markdown" {
			p.faults.Add(diag.LocaleNested, key.whole(), "keep markdown alone, or give this text a key of its own", "%s cannot stand beside markdown", key.text)
			continue
		}
		s.Forms[Other] = p.text(key, value)
	}
}

func (p *catalogParser) plural(s *String, key *scalar, node *yaml.Node) {
	s.Plural = true
	seen := map[Category]bool{}
	for name, value := range p.pairs(node) {
		category := Category(name.text)
		if !isCategory(name.text) {
			p.faults.Add(diag.LocalePluralCategory, name.whole(), diag.DidYouMean(name.text, categoryNames()), "%q is not a plural category", name.text)
			seen[Category(diag.Suggest(name.text, categoryNames()))] = true // what is meant is not missed
			continue
		}
		seen[category] = true
		if p.locale != nil && !slices.Contains(p.locale.Categories(), category) {
			p.faults.Warn(diag.LocalePluralUnused, name.whole(), "remove it: "+p.locale.Language()+" has "+words(p.locale.Categories()), "the form %s is never used", name.text)
		}
		s.Forms[category] = p.text(name, value)
	}
	if !seen[Other] {
		p.faults.Add(diag.LocalePluralOther, key.whole(), "add other: the form for all other numbers", "%s lacks the form other", key.text)
	}
	for _, category := range p.locale.common() {
		if !seen[category] && category != Other {
			p.faults.Warn(diag.LocalePluralMissing, key.whole(), "add "+string(category)+": it is used for "+p.locale.example(category), "%s lacks the form %s", key.text, category)
		}
	}
}

func isCategory(name string) bool { return slices.Contains(categories(), Category(name)) }

func categoryNames() []string {
	var names []string
	for _, category := range categories() {
		names = append(names, string(category))
	}
	return names
}

// words is "one, few, many and other".
func words(list []Category) string {
	text := ""
	for i, category := range list {
		switch {
		case i > 0 && i == len(list)-1:
			text += " and "
		case i > 0:
			text += ", "
		}
		text += string(category)
	}
	return text
}

// countedTo bounds the counts that mails commonly have.
const countedTo = 200

// common lists the categories of whole numbers that mails commonly have: not
// many in French, which begins at a million.
func (l *Locale) common() []Category {
	if l == nil {
		return nil
	}
	var found []Category
	for _, category := range l.Categories() {
		if l.example(category) != "" {
			found = append(found, category)
		}
	}
	return found
}

// example is some small whole numbers of a category, "" if it has none.
func (l *Locale) example(category Category) string {
	text := ""
	for n, count := 0, 0; n <= countedTo && count < 3; n++ {
		if number := strconv.Itoa(n); l.Plural(number) == category {
			if count++; count > 1 {
				text += ", "
			}
			text += number
		}
	}
	return text
}
