package timeline

import (
	"errors"

	"github.com/billet-mail/billet/diag"
)

// Check holds the events of the scenario, their data and what is said of matters
// against a world. The error is a [diag.List].
func (s *Scenario) Check(w World) error {
	var faults diag.List
	for _, m := range s.Life {
		report(&faults, m, "the moment", w.CheckState(m.State, m.Call))
		for _, event := range m.Events {
			data, err := s.dataOf(w, m, event)
			if err == nil {
				err = w.Check(event, data)
			}
			report(&faults, m, "the data of "+event, err)
			if err == nil && m.Previous != nil {
				report(&faults, m, "what was before of "+event, w.Check(event, merge(data, m.Previous)))
			}
		}
	}
	return faults.Normal().Err()
}

// dataOf is the data of an event: its sample, what all share, and what the moment
// says.
func (s *Scenario) dataOf(w World, m Moment, event string) (map[string]any, error) {
	sample, keys, err := w.Sample(event, m.Sample)
	if err != nil {
		return nil, err
	}
	return merge(merge(sample, only(s.Data, keys)), m.Data), nil
}

// report reports what is wrong with a moment at its place.
func report(faults *diag.List, m Moment, what string, err error) {
	var inside diag.List
	switch {
	case errors.As(err, &inside):
		for _, f := range inside {
			faults.Add(diag.ScenarioEvent, m.at, f.Help, "%s: %s", what, f.Message)
		}
	case err != nil:
		faults.Add(diag.ScenarioEvent, m.at, "", "%s", err)
	}
}
