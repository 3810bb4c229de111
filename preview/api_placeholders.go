package preview

import (
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/locales"
	"github.com/billet-mail/billet/placeholders"
)

// placeholdersAnswer is what api/placeholders says.
type placeholdersAnswer struct {
	Event        string        `json:"event"`
	Description  string        `json:"description"`
	Placeholders []placeholder `json:"placeholders"`
}

// placeholder is an entry of the palette.
type placeholder struct {
	events.Placeholder
	Required bool   `json:"required"` // every template of the event must use it
	Value    string `json:"value"`    // in the language, of the data; empty if it is absent
	Insert   string `json:"insert"`   // what to write in a template
}

func (p *preview) placeholders(r *http.Request) (placeholdersAnswer, error) {
	c, err := p.choose(r)
	if err != nil {
		return placeholdersAnswer{}, err
	}
	values, err := c.values()
	if err != nil {
		return placeholdersAnswer{}, err
	}
	document := c.event.Document()
	a := placeholdersAnswer{Event: c.event.ID, Description: document.Description, Placeholders: []placeholder{}}
	for _, entry := range document.Placeholders {
		a.Placeholders = append(a.Placeholders, placeholder{
			Placeholder: entry, Value: values[entry.Path], Insert: insertion(entry),
			Required: slices.Contains(document.Required, entry.Path),
		})
	}
	return a, nil
}

// insertion is the tag that prints a placeholder, or enters it.
func insertion(entry events.Placeholder) string {
	name := entry.Path
	if list, field, inside := strings.Cut(name, "[]."); inside {
		name = "line." + field
		if strings.Contains(list, "[]") || strings.Contains(field, "[]") {
			name = strings.ReplaceAll(field, "[].", ".")
		}
	}
	switch entry.Kind {
	case events.KindList:
		return "{% for line in " + name + " %}\n{{ line }}\n{% endfor %}"
	case events.KindBool, events.KindObject:
		return "{% if " + name + " %}\n{% endif %}"
	}
	if entry.Optional {
		return "{% if " + name + " %}{{ " + name + " }}{% endif %}"
	}
	return "{{ " + name + " }}"
}

// values prints the placeholders of the data; none of data that is faulty.
func (c choice) values() (map[string]string, error) {
	printed := map[string]string{}
	if c.locale == "" && len(c.contents.Languages) > 0 {
		c.locale = c.contents.Languages[0]
	}
	locale, err := locales.New(c.locale)
	if err != nil {
		return nil, &billet.NotFoundError{What: "language", Name: c.locale, Help: strings.Join(c.contents.Languages, ", ")}
	}
	data, err := c.event.Decode(c.data)
	if err != nil {
		return printed, nil
	}
	fields, err := placeholders.ForEvent(c.event)
	if err != nil {
		return nil, err
	}
	layout := &placeholders.Layout{}
	slots := map[string]int{}
	for _, path := range fields.Paths() {
		if steps := walk(fields, path); steps != nil {
			slots[path] = layout.Slot(steps)
		}
	}
	var derived reflect.Value
	if c.event.Derive != nil && layout.Derives() {
		made := c.event.Derive(data, events.Moment{Now: billet.SampleTime(), Step: 1})
		derived = reflect.New(c.event.Derived).Elem()
		derived.Set(reflect.ValueOf(made))
	}
	row := layout.Bind(reflect.ValueOf(data).Elem(), derived)
	for path, slot := range slots {
		printed[path] = printedValue(&row[slot], locale)
	}
	return printed, nil
}

func printedValue(v *placeholders.Value, locale *locales.Locale) string {
	if rows, ok := v.Ref.(*placeholders.Rows); ok && v.Kind == placeholders.List {
		return strconv.Itoa(rows.Len()) + " ×"
	}
	if !v.Kind.Printable() && v.Kind != placeholders.Bool {
		return ""
	}
	if v.Kind == placeholders.Bool {
		return strconv.FormatBool(v.True())
	}
	return v.Print(locale)
}

// walk is the fields from the event to a placeholder that is a value or a list;
// nil for a group.
func walk(fields *placeholders.Fields, path string) []*placeholders.Field {
	var steps []*placeholders.Field
	for _, name := range strings.Split(path, ".") {
		f, ok := fields.Lookup(name)
		if !ok {
			return nil
		}
		steps = append(steps, f)
		fields = f.Fields
	}
	if last := steps[len(steps)-1].Kind; last == placeholders.Object || last == placeholders.File {
		return nil
	}
	return steps
}
