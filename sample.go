package billet

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
)

// SampleTime is when the samples of the catalogue take place: rendered at this
// time, their dates make sense.
func SampleTime() time.Time { return time.Date(2026, time.November, 20, 9, 0, 0, 0, time.UTC) }

// Samples lists the samples of an event by variant: those of the mail folder,
// and those of the catalogue that it does not replace.
func (f *Folder) Samples(event string) []events.Sample {
	return samplesOf(f.files, f.catalogue, event)
}

func samplesOf(read *files, catalogue *events.Catalogue, event string) []events.Sample {
	byVariant := map[string]events.Sample{}
	if e, ok := catalogue.Lookup(event); ok {
		for _, s := range e.Samples() {
			byVariant[s.Variant] = s
		}
	}
	dir := "samples/" + event
	for _, name := range read.List(dir) {
		variant, isJSON := strings.CutSuffix(name, ".json")
		if src, ok := read.Source(dir + "/" + name); ok && isJSON {
			byVariant[variant] = events.Sample{Variant: variant, Source: src}
		}
	}
	var list []events.Sample
	for _, variant := range slices.Sorted(maps.Keys(byVariant)) {
		list = append(list, byVariant[variant])
	}
	return list
}

// Sample is an example of an event's data: the one of the mail folder, else
// the one of the catalogue. An empty variant stands for the first in
// alphabetical order, or for plain, where it exists.
func (f *Folder) Sample(event, variant string) (*diag.Source, error) {
	all := f.Samples(event)
	if variant == "" && len(all) > 0 {
		variant = all[0].Variant
		if slices.ContainsFunc(all, func(s events.Sample) bool { return s.Variant == "plain" }) {
			variant = "plain"
		}
	}
	var names []string
	for _, s := range all {
		if s.Variant == variant {
			return s.Source, nil
		}
		names = append(names, s.Variant)
	}
	return nil, &NotFoundError{What: "sample", Name: variant, Of: "of the event " + event, Help: diag.DidYouMean(variant, names)}
}
