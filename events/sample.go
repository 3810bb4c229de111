package events

import (
	"embed"
	"strings"

	"github.com/billet-mail/billet/diag"
)

// Sample is an example of an event's data, as JSON.
type Sample struct {
	Variant string // name of the file without its ending: plain
	Source  *diag.Source
}

//go:embed samples
var sampleFiles embed.FS

// canonicalSamples are the embedded samples of an event, ordered by variant.
func canonicalSamples(id string) []Sample {
	folder := "samples/" + id
	files, err := sampleFiles.ReadDir(folder)
	if err != nil {
		return nil
	}
	samples := make([]Sample, 0, len(files))
	for _, file := range files {
		name := folder + "/" + file.Name()
		data, err := sampleFiles.ReadFile(name)
		if err != nil {
			continue // an embedded file that is listed can be read
		}
		samples = append(samples, Sample{strings.TrimSuffix(file.Name(), ".json"), diag.NewSource(name, string(data))})
	}
	return samples
}
