package preview

import (
	"strings"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/locales"
	"github.com/billet-mail/billet/placeholders"
)

// palette is the placeholders of an event, with the filters that a template
// may put behind each. The compiler of templates itself decides what fits.
type palette struct {
	env      *expr.Env
	report   diag.List
	loops    map[string]*loop // by the path of their list
	swatches []*swatch
}

// swatch is a placeholder and the expressions that print it.
type swatch struct {
	entry   placeholder
	name    string // as it is called inside of its loop: line.amount
	loop    *loop  // around it, or nil
	value   *expr.Expr
	filters []*expr.Expr // those of entry.Filters
}

// loop goes over a list of the event.
type loop struct {
	variable string
	list     *expr.Expr
	scope    *expr.Scope // inside
	around   *loop
	heads    []string // the tags of this loop and those around it
}

func newPalette(event *events.Event, locale *locales.Locale, strings map[string]locales.String) (*palette, error) {
	fields, err := placeholders.ForEvent(event)
	if err != nil {
		return nil, err
	}
	p := &palette{loops: map[string]*loop{}}
	p.env = &expr.Env{
		Fields: fields, Layout: &placeholders.Layout{}, Strings: strings, Locale: locale, Report: &p.report, Used: map[string]bool{},
	}
	return p, nil
}

// add proves an entry of the event's documentation. Lists must come before what
// is in them.
func (p *palette) add(entry events.Placeholder) {
	s := &swatch{entry: placeholder{Placeholder: entry, Inside: []string{}, Filters: []filterEntry{}}, name: entry.Path}
	if at := strings.LastIndex(entry.Path, "[]."); at >= 0 {
		if s.loop = p.loops[entry.Path[:at]]; s.loop == nil {
			return
		}
		s.name = s.loop.variable + "." + entry.Path[at+len("[]."):]
		s.entry.Inside = s.loop.heads
	}
	if s.value = p.prove(s.scope(), s.name, (*expr.Env).Check); s.value == nil {
		return
	}
	if entry.Kind == events.KindList {
		p.open(s)
	}
	p.addFilters(s)
	s.entry.Insert = p.insertion(s)
	p.swatches = append(p.swatches, s)
}

func (s *swatch) scope() *expr.Scope {
	if s.loop == nil {
		return nil
	}
	return s.loop.scope
}

// prove compiles an expression; nil if it has a fault.
func (p *palette) prove(scope *expr.Scope, text string, check func(*expr.Env, *expr.Scope, expr.Input, *expr.Node) *expr.Expr) *expr.Expr {
	p.report = nil
	in := inputOf(text)
	e := check(p.env, scope, in, expr.Parse(in, &p.report))
	if len(p.report) > 0 {
		return nil
	}
	return e
}

func inputOf(text string) expr.Input {
	return expr.Input{Text: text, Range: diag.NewSource("palette", text).Range}
}

// open makes the loop over a list.
func (p *palette) open(s *swatch) {
	for _, variable := range itemNames(s.entry.Path) {
		if _, taken := p.env.Fields.Lookup(variable); taken || variable == "brand" || variable == "locale" || s.loop.has(variable) {
			continue
		}
		p.report = nil
		head := variable + " in " + s.name
		in := inputOf(head)
		list, scope, _ := p.env.Loop(s.scope(), in, expr.ParseLoop(in, &p.report))
		if list == nil || len(p.report) > 0 {
			continue
		}
		l := &loop{variable: variable, list: list, scope: scope, around: s.loop}
		if s.loop != nil {
			l.heads = append(l.heads, s.loop.heads...)
		}
		l.heads = append(l.heads, "{% for "+head+" %}")
		p.loops[s.entry.Path] = l
		return
	}
}

// has reports whether a loop, or one around it, has a variable.
func (l *loop) has(variable string) bool {
	for ; l != nil; l = l.around {
		if l.variable == variable {
			return true
		}
	}
	return false
}

// itemNames are names for the entry of a list, the best one first: line for
// invoice.lines, tax for taxes, entry for entries.
func itemNames(list string) []string {
	name := list[strings.LastIndexByte(list, '.')+1:]
	var names []string
	switch {
	case strings.HasSuffix(name, "ies"):
		names = append(names, strings.TrimSuffix(name, "ies")+"y")
	case hasAnySuffix(name, "xes", "sses", "ches", "shes"):
		names = append(names, strings.TrimSuffix(name, "es"))
	case strings.HasSuffix(name, "s") && !strings.HasSuffix(name, "ss"):
		names = append(names, strings.TrimSuffix(name, "s"))
	}
	return append(names, "item", name+"_item")
}

func hasAnySuffix(word string, suffixes ...string) bool {
	for _, suffix := range suffixes {
		if strings.HasSuffix(word, suffix) {
			return true
		}
	}
	return false
}
