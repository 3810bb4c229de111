package preview

import (
	"maps"
	"slices"
	"strings"

	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/expr"
)

// insertion is what an author writes to print a placeholder, or to enter it.
func (p *palette) insertion(s *swatch) string {
	switch s.entry.Kind {
	case events.KindList:
		return p.loopInsertion(s)
	case events.KindObject:
		if !s.entry.Optional {
			return ""
		}
		return branch(s.name)
	case events.KindBool, events.KindFile:
		return branch(s.name)
	case events.KindEnum:
		for _, f := range s.entry.Filters {
			if strings.HasPrefix(f.Filter, "label:") {
				return f.Insert
			}
		}
		return branch(s.name + ` == "` + s.entry.Values[0] + `"`)
	case events.KindMarkdown:
		if s.entry.Optional { // it takes the place of a paragraph
			return "{% if " + s.name + " %}\n{{ " + s.name + " }}\n{% endif %}"
		}
	}
	return s.printed(s.name)
}

// printed is the tag of an expression that the placeholder is in. What may be
// missing stands behind a condition.
func (s *swatch) printed(expression string) string {
	if s.entry.Optional && !strings.HasPrefix(expression, s.name+"|default:") {
		return "{% if " + s.name + " %}{{ " + expression + " }}{% endif %}"
	}
	return "{{ " + expression + " }}"
}

func branch(condition string) string { return "{% if " + condition + " %}\n{% endif %}" }

// loopInsertion is a loop that prints the first field of its entries that can
// stand alone.
func (p *palette) loopInsertion(s *swatch) string {
	l := p.loops[s.entry.Path]
	if l == nil {
		return ""
	}
	body := ""
	for _, f := range p.fields(s) {
		if name := l.variable + "." + f; p.prove(l.scope, name, (*expr.Env).Output) != nil {
			body = "{{ " + name + " }}\n"
			break
		}
	}
	return l.heads[len(l.heads)-1] + "\n" + body + "{% endfor %}"
}

// fields are the names of the fields of a list's entries.
func (p *palette) fields(s *swatch) []string {
	fields := p.env.Fields
	for _, step := range strings.Split(strings.ReplaceAll(s.entry.Path, "[]", ""), ".") {
		f, ok := fields.Lookup(step)
		if !ok || f.Fields == nil {
			return nil
		}
		fields = f.Fields
	}
	return fields.Names()
}

// addFilters finds the filters that fit a placeholder.
func (p *palette) addFilters(s *swatch) {
	present := p.known(s)
	for _, filter := range expr.Filters() {
		if filter.Name == "default" && !s.entry.Optional {
			continue
		}
		for _, call := range p.calls(s, filter) {
			e := p.prove(present, s.name+"|"+call, (*expr.Env).Output)
			if e == nil {
				continue
			}
			s.filters = append(s.filters, e)
			s.entry.Filters = append(s.entry.Filters, filterEntry{Filter: call, Insert: s.printed(s.name + "|" + call)})
		}
	}
}

// known is the scope in which the placeholder is there.
func (p *palette) known(s *swatch) *expr.Scope {
	p.report = nil
	in := inputOf(s.name)
	_, facts := p.env.Condition(s.scope(), in, expr.Parse(in, &p.report))
	return s.scope().Knowing(facts.Then)
}

// calls are the ways to write a filter, with its arguments.
func (p *palette) calls(s *swatch, filter expr.FilterDoc) []string {
	var arguments []string
	switch filter.Name {
	case "label":
		arguments = p.prefixes(s.entry.Values)
	case "list":
		for _, name := range p.fields(s) {
			arguments = append(arguments, `"`+name+`"`)
		}
	default:
		arguments = expr.Arguments(filter.Name)
	}
	if filter.Arg == "" {
		return []string{filter.Name}
	}
	var calls []string
	for _, argument := range arguments {
		calls = append(calls, filter.Name+":"+argument)
	}
	return calls
}

// prefixes are those of the shared strings that have a name of an enum.
func (p *palette) prefixes(values []string) []string {
	var found []string
	for _, key := range slices.Sorted(maps.Keys(p.env.Strings)) {
		if at := strings.LastIndexByte(key, '.'); at > 0 && len(values) > 0 && key[at+1:] == values[0] {
			found = append(found, `"`+key[:at]+`"`)
		}
	}
	return found
}
