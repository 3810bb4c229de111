package lint

import (
	"errors"
	"slices"
	"strings"

	"github.com/billet-mail/billet/diag"
)

// samples reports samples that do not fit their event, and warns of events whose
// mails nobody can look at.
func (j *judge) samples() {
	sampled := map[string]bool{}
	for _, id := range j.Files.List("samples") {
		e, ok := j.Events.Lookup(id)
		if !ok {
			if !j.Config.EventsUnread && !slices.Contains(j.Config.FaultyEvents, id) {
				j.report.Add(diag.FolderEvent, diag.Range{File: "samples/" + id}, diag.DidYouMean(id, j.Events.IDs()), "there is no event %s", id)
			}
			continue
		}
		for _, name := range j.Files.List("samples/" + id) {
			src, ok := j.Files.Source("samples/" + id + "/" + name)
			if !ok || !strings.HasSuffix(name, ".json") {
				continue
			}
			sampled[id] = true
			_, err := e.Decode(src)
			var faults diag.List
			if errors.As(err, &faults) {
				j.report = append(j.report, faults...)
			}
		}
	}
	j.versions(func(_ Template, v Version) {
		for _, id := range v.Events {
			if e, ok := j.Events.Lookup(id); ok && !sampled[id] && len(e.Samples()) == 0 {
				j.report.Warn(diag.FolderSample, diag.Range{File: v.Source.Name()}, "add samples/"+id+"/plain.json", "nobody can look at this mail: the event %s has no sample", id)
			}
		}
	})
}
