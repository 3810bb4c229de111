package events

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Markdown describes all the events, and each group of placeholders that they
// share once.
func (c *Catalogue) Markdown() string {
	var b strings.Builder
	b.WriteString("# Events\n\n" +
		"What can happen, and the placeholders that a template may then use. This page is what `billet events --format markdown` prints. " +
		"`billet events EVENT` shows one event with every placeholder, `billet schema EVENT` its JSON Schema.\n\n" +
		"An optional placeholder may be absent: print it inside an `{% if … %}`, or with a `default`. " +
		"A derived one is worked out from the data and the time of the mail; an application never sends it. " +
		"What is in an optional group is there if the group is. A list without entries may be left out of the data.\n\n" +
		"| Event | For | It happens |\n|---|---|---|\n")
	for _, e := range c.events {
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %s |\n", e.ID, e.ID, e.Audience, cell(strings.TrimPrefix(e.Description, "Happens ")))
	}
	b.WriteString("\n## The events\n")
	for _, e := range c.events {
		b.WriteString("\n" + e.section())
	}
	b.WriteString(groupSections(c.events))
	return b.String()
}

// Markdown describes the event, and the groups that are in it.
func (e *Event) Markdown() string { return e.section() + groupSections([]*Event{e}) }

func (e *Event) section() string {
	var b strings.Builder
	doc := e.Document()
	fmt.Fprintf(&b, "### %s\n\n**%s.** %s\n\n", e.ID, e.Title, e.Description)
	fmt.Fprintf(&b, "- For: %s\n", e.Audience)
	if doc.GoType != "" {
		fmt.Fprintf(&b, "- Go type: `%s`\n", doc.GoType)
	}
	if len(e.Names) > 0 {
		fmt.Fprintf(&b, "- Elsewhere: %s\n", doc.names("`", ", "))
	}
	fmt.Fprintf(&b, "- Samples: %s\n", strings.Join(doc.Samples, ", "))
	if len(e.Required) > 0 {
		fmt.Fprintf(&b, "- A template must use: `%s`\n", strings.Join(e.Required, "`, `"))
	}
	b.WriteString(tableHead)
	writeRows(&b, e.fields, Placeholder{})
	writeRows(&b, e.derived, Placeholder{Derived: true})
	return b.String()
}

const tableHead = "\n| Placeholder | Type | | Meaning | Example |\n|---|---|---|---|---|\n"

// writeRows writes a row for each field. Groups that have a name are linked,
// others follow with their path.
func writeRows(b *strings.Builder, fields []Field, group Placeholder) {
	for _, f := range fields {
		p := f.placeholder(group)
		p.Example = "" // it has a column of its own
		kind, named := string(p.Kind), groupType(f)
		if named != nil {
			kind = fmt.Sprintf("[%s](#%s)", named.Name(), strings.ToLower(named.Name()))
			if f.Elem != nil {
				kind = "list of " + kind
			}
		}
		example := ""
		if f.Example != "" {
			example = "`" + oneLine(f.Example) + "`"
		}
		fmt.Fprintf(b, "| `%s` | %s | %s | %s | %s |\n", p.Path, kind, p.presence(), cell(p.meaning()), cell(example))
		if named == nil {
			writeRows(b, f.Fields, p)
			if f.Elem != nil {
				writeRows(b, f.Elem.Fields, p.entry())
			}
		}
	}
}

// groupType is the Go type of an object or of a list's objects, if it has a
// name of its own.
func groupType(f Field) reflect.Type {
	if f.Elem != nil {
		f = *f.Elem
	}
	if f.Kind != KindObject || f.Type == nil || base(f.Type).Name() == "" {
		return nil
	}
	return base(f.Type)
}

// groupSections describes every named group of some events, ordered by name.
func groupSections(events []*Event) string {
	var groups []reflect.Type
	var collect func(fields []Field)
	collect = func(fields []Field) {
		for _, f := range fields {
			if named := groupType(f); named != nil && !slices.Contains(groups, named) {
				groups = append(groups, named)
			}
			collect(f.Fields)
			if f.Elem != nil {
				collect(f.Elem.Fields)
			}
		}
	}
	for _, e := range events {
		collect(e.fields)
		collect(e.derived)
	}
	if len(groups) == 0 {
		return ""
	}
	slices.SortFunc(groups, func(a, b reflect.Type) int { return cmp.Compare(a.Name(), b.Name()) })
	var b strings.Builder
	b.WriteString("\n## Groups\n\nIn a template the name of the group stands in front: `invoice.total`. Entries of a list are reached by a loop.\n")
	for _, group := range groups {
		fmt.Fprintf(&b, "\n### %s\n%s", group.Name(), tableHead)
		writeRows(&b, FieldsOf(group), Placeholder{})
	}
	return b.String()
}

// cell keeps a text inside its cell of a table.
func cell(text string) string {
	return strings.NewReplacer("|", `\|`, "\n", " ").Replace(text)
}
