package preview

import (
	"net/http"
	"slices"

	"github.com/billet-mail/billet/events"
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
	Required bool          `json:"required"` // every template of the event must use it
	Value    string        `json:"value"`    // in the language, of the data; empty if it is absent; in a list, that of the first entry
	Insert   string        `json:"insert"`   // what to write in a template; empty for a group that is always there
	Inside   []string      `json:"inside"`   // the loops around it, the outermost first
	Filters  []filterEntry `json:"filters"`  // that fit its type
}

// filterEntry is a filter behind a placeholder.
type filterEntry struct {
	Filter string `json:"filter"` // with its argument: date:"full"
	Value  string `json:"value"`  // what it makes of the value
	Insert string `json:"insert"`
}

func (p *preview) placeholders(r *http.Request) (placeholdersAnswer, error) {
	c, err := p.choose(r)
	if err != nil {
		return placeholdersAnswer{}, err
	}
	locale, err := c.language()
	if err != nil {
		return placeholdersAnswer{}, err
	}
	palette, err := newPalette(c.event, locale, c.contents.Strings(locale.Tag()))
	if err != nil {
		return placeholdersAnswer{}, err
	}
	document := c.event.Document()
	for _, entry := range document.Placeholders {
		palette.add(entry)
	}
	palette.evaluate(c.event, c.data)
	a := placeholdersAnswer{Event: c.event.ID, Description: document.Description, Placeholders: []placeholder{}}
	for _, swatch := range palette.swatches {
		swatch.entry.Required = slices.Contains(document.Required, swatch.entry.Path)
		a.Placeholders = append(a.Placeholders, swatch.entry)
	}
	return a, nil
}
