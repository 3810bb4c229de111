package events

// Document describes an event to people and to tools. Its JSON form is stable.
type Document struct {
	ID          string            `json:"id"`
	Title       string            `json:"title"`
	Description string            `json:"description"`       // says exactly when it happens
	Audience    string            `json:"audience"`          // customer or staff
	GoType      string            `json:"go_type,omitempty"` // absent for events without one
	Names       map[string]string `json:"names,omitempty"`   // in other systems, by system
	Required    []string          `json:"required"`          // placeholders that each template must use
	Samples     []string          `json:"samples"`           // variants

	Placeholders []Placeholder `json:"placeholders"`
}

// Placeholder describes one name in an event's data.
type Placeholder struct {
	Path     string   `json:"path"` // invoice.total; inside a list, which a template loops over: invoice.lines[].amount
	Kind     Kind     `json:"type"`
	Optional bool     `json:"optional"` // it, or a group that it is in, may be absent
	Derived  bool     `json:"derived"`  // Billet works it out; it is not in the payload
	Doc      string   `json:"meaning"`
	Example  string   `json:"example,omitempty"` // objects and lists have none
	Values   []string `json:"values,omitempty"`  // of an enum
}

// Document describes the event.
func (e *Event) Document() Document {
	doc := Document{
		ID: e.ID, Title: e.Title, Description: e.Description, Audience: e.Audience,
		Names: e.Names, Required: append([]string{}, e.Required...), Samples: []string{},
	}
	if e.Data.Name() != "" {
		doc.GoType = e.Data.String()
	}
	for _, s := range e.samples {
		doc.Samples = append(doc.Samples, s.Variant)
	}
	doc.add(e.fields, Placeholder{})
	doc.add(e.derived, Placeholder{Derived: true})
	return doc
}

// add lists fields and all that is in them. What is in a group has the group's
// path in front, and is optional if the group is.
func (d *Document) add(fields []Field, group Placeholder) {
	for _, f := range fields {
		p := f.placeholder(group)
		d.Placeholders = append(d.Placeholders, p)
		d.add(f.Fields, p)
		if f.Elem != nil {
			d.add(f.Elem.Fields, p.entry())
		}
	}
}

// placeholder describes a field in a group; the zero group is the data itself.
func (f Field) placeholder(group Placeholder) Placeholder {
	return Placeholder{
		Path: join(group.Path, f.Name), Kind: f.Kind, Optional: group.Optional || !f.Required, Derived: group.Derived,
		Doc: f.Doc, Example: f.Example, Values: f.Values,
	}
}

// entry is an entry of a list: inside a loop over the list it is always there.
func (p Placeholder) entry() Placeholder {
	return Placeholder{Path: p.Path + "[]", Derived: p.Derived}
}
