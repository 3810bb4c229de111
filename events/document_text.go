package events

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
)

// Text lists the events for a terminal: one line each.
func (c *Catalogue) Text() string {
	return columns(func(row func(cells ...string)) {
		for _, e := range c.events {
			row(e.ID, e.Title, "for "+e.Audience)
		}
	})
}

// Text describes the event for a terminal.
func (d Document) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n%s\n\n", d.ID, d.Title, d.Description)
	b.WriteString(columns(func(row func(cells ...string)) {
		row("For:", d.Audience)
		if d.GoType != "" {
			row("Go type:", d.GoType)
		}
		if len(d.Names) > 0 {
			row("Elsewhere:", d.names("", "; "))
		}
		row("Samples:", strings.Join(d.Samples, ", "))
		if len(d.Required) > 0 {
			row("Must be used:", strings.Join(d.Required, ", "))
		}
	}))
	b.WriteString("\n")
	b.WriteString(columns(func(row func(cells ...string)) {
		for _, p := range d.Placeholders {
			row(p.Path, string(p.Kind), p.presence(), p.meaning())
		}
	}))
	return b.String()
}

// names lists what other systems call the event, each name between quotes.
func (d Document) names(quote, separator string) string {
	var all []string
	for _, system := range slices.Sorted(maps.Keys(d.Names)) {
		all = append(all, system+" "+quote+d.Names[system]+quote)
	}
	return strings.Join(all, separator)
}

// presence says in a word whether the value is always there.
func (p Placeholder) presence() string {
	switch {
	case p.Derived:
		return "derived"
	case p.Optional:
		return "optional"
	}
	return "required"
}

// meaning is the doc with the values of an enum and the example.
func (p Placeholder) meaning() string {
	text := p.Doc
	if len(p.Values) > 0 {
		text += " One of " + strings.Join(p.Values, ", ") + "."
	}
	if p.Example != "" {
		text += " Example: " + oneLine(p.Example)
	}
	return text
}

func oneLine(example string) string { return strings.ReplaceAll(example, "\n", `\n`) }

// columns sets rows of cells under each other.
func columns(fill func(row func(cells ...string))) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fill(func(cells ...string) { fmt.Fprintln(w, strings.Join(cells, "\t")) })
	_ = w.Flush() // a strings.Builder takes everything
	return b.String()
}
