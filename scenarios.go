package billet

import (
	"errors"
	"strings"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/rules/timeline"
)

const scenarioDir = "scenarios/"

// Scenarios lists the scenarios of the folder in alphabetical order: the names
// of the files in scenarios/, without .yaml.
func (f *Folder) Scenarios() []string {
	var names []string
	for _, file := range f.files.List(strings.TrimSuffix(scenarioDir, "/")) {
		if name, ok := strings.CutSuffix(file, ".yaml"); ok {
			names = append(names, name)
		}
	}
	return names
}

// Scenario reads a scenario of the folder. The error is a [*NotFoundError] or a
// [diag.List]: a faulty scenario does not keep a folder from opening.
func (f *Folder) Scenario(name string) (*timeline.Scenario, error) {
	src, ok := f.files.Source(scenarioDir + name + ".yaml")
	if !ok {
		return nil, &NotFoundError{What: "scenario", Name: name, Help: diag.DidYouMean(name, f.Scenarios())}
	}
	return timeline.Parse(src)
}

// checkScenarios finds what is wrong with the scenarios of the folder, without
// playing them.
func (f *Folder) checkScenarios() (diag.List, error) {
	var found diag.List
	for _, name := range f.Scenarios() {
		scenario, err := f.Scenario(name)
		if err == nil {
			err = scenario.Check(&stage{folder: f})
		}
		var faults diag.List
		switch {
		case errors.As(err, &faults):
			found = append(found, faults...)
		case err != nil:
			return nil, err
		}
	}
	return found, nil
}
