package preview

import (
	"sync"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
)

// goodSamples are the samples as they were when they last fitted their event. The
// zero goodSamples is empty.
type goodSamples struct {
	mu    sync.Mutex
	known map[string]*diag.Source // by file
}

// mostSamples is more than any folder has for long.
const mostSamples = 5000

// good gives a sample, or its last good version with what is wrong with the
// newest. One that was never good is given as it is.
func (g *goodSamples) good(event *events.Event, newest *diag.Source) (*diag.Source, error) {
	_, err := event.Decode(newest)
	g.mu.Lock()
	defer g.mu.Unlock()
	if err == nil {
		if g.known == nil || len(g.known) >= mostSamples {
			g.known = map[string]*diag.Source{} // after many have come and gone; those that are looked at come again
		}
		g.known[newest.Name()] = newest
		return newest, nil
	}
	if last := g.known[newest.Name()]; last != nil {
		return last, err
	}
	return newest, nil // rendering tells what is wrong
}
