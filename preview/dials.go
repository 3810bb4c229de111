package preview

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
)

// dial is a way to turn sound data into data at an edge that is as sound, or
// the words of the finished mail into longer ones.
type dial struct {
	name    string
	title   string // for people
	meaning string
	group   string // only one dial of a group can be on; empty for none

	// turn changes the data, by its schema alone. An error says why it cannot.
	// It is nil if the dial is about the finished mail.
	turn func(*turning) error
}

// dialTable lists the dials in the order in which they are turned: what is in
// the data comes before what it says.
func dialTable() []dial {
	return []dial{
		{"lines-0", "0 lines", "Every list is empty.", "lines", turnLines(0)},
		{"lines-1", "1 line", "Every list has one entry.", "lines", turnLines(1)},
		{"lines-300", "300 lines", "Every list has 300 entries, or as many as it may have.", "lines", turnLines(300)},
		{"no-optional", "No optional values", "All that may be missing is missing.", "", turnNoOptional},
		{"rtl", "Right-to-left names", "Names and labels are Arabic and Hebrew.", "", turnRightToLeft},
		{"markup", "Markup in values", "Words hold HTML, Markdown and tags, which must arrive as characters.", "", turnMarkup},
		{"long", "Very long names", "Words are as long as they may be, with one that cannot be broken.", "", turnLong},
		{pseudoDial, "Pseudo-locale", "The mail's words get accents, brackets and 40 % more letters.", "", nil},
	}
}

// dialsOf reads the parameter dials: names parted by commas.
func dialsOf(parameter string) ([]dial, error) {
	table := dialTable()
	wanted := strings.FieldsFunc(parameter, func(r rune) bool { return r == ',' })
	for _, name := range wanted {
		if !slices.ContainsFunc(table, func(d dial) bool { return d.name == name }) {
			return nil, &billet.NotFoundError{What: "dial", Name: name, Help: diag.DidYouMean(name, namesOf(table))}
		}
	}
	var chosen []dial
	for _, d := range table {
		if !slices.Contains(wanted, d.name) {
			continue
		}
		if last := len(chosen) - 1; d.group != "" && last >= 0 && chosen[last].group == d.group {
			return nil, &requestError{http.StatusBadRequest, "choose one of the dials " + chosen[last].name + " and " + d.name}
		}
		chosen = append(chosen, d)
	}
	return chosen, nil
}

func namesOf(dials []dial) []string {
	var names []string
	for _, d := range dials {
		names = append(names, d.name)
	}
	return names
}

// unfitDial is a dial that cannot be turned with this data.
type unfitDial struct {
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

// turning is the data of an event on its way through the dials.
type turning struct {
	event   *events.Event
	data    reflect.Value   // a pointer to the event's Data; always valid data
	samples []events.Sample // of the event
	lines   bool            // a dial has said how long the lists are
}

// turn gives the data that some dials make of a source. Faulty data stays as it
// is. A dial that does not fit changes nothing.
func turn(event *events.Event, from *diag.Source, samples []events.Sample, dials []dial) (*diag.Source, []unfitDial) {
	unfit := []unfitDial{}
	data, err := event.Decode(from)
	if err != nil {
		for _, d := range dials {
			unfit = append(unfit, unfitDial{d.name, "the data has faults"})
		}
		return from, unfit
	}
	t := &turning{event: event, data: reflect.ValueOf(data), samples: samples}
	changed := false
	for _, d := range dials {
		if d.turn == nil {
			continue
		}
		if err := d.turn(t); err != nil {
			unfit = append(unfit, unfitDial{d.name, err.Error()})
			continue
		}
		changed = true
	}
	if !changed {
		return from, unfit
	}
	return t.source(from.Name()), unfit
}

// try changes a copy of the data and keeps it if it is valid.
func (t *turning) try(change func(data reflect.Value)) error {
	changed := copyOf(t.data)
	change(changed.Elem())
	addUp(t.event, changed.Elem())
	if err := t.event.Validate(changed.Interface()); err != nil {
		var faults diag.List
		if errors.As(err, &faults) {
			return errors.New(faults[0].Message)
		}
		return err
	}
	t.data = changed
	return nil
}

// source is the data as JSON.
func (t *turning) source(name string) *diag.Source {
	var b bytes.Buffer
	w := json.NewEncoder(&b)
	w.SetEscapeHTML(false)
	w.SetIndent("", "  ")
	w.Encode(t.data.Interface()) // event data can always be written
	return diag.NewSource(name, b.String())
}
