package preview

import (
	"context"
	"net/http"
	"slices"
	"sync"
	"time"
)

// longestWait is how long each step of the check of all mails waits for pages at
// most, so that it comes to an end however much they ask.
const longestWait = 200 * time.Millisecond

// precedence lets the check of all mails wait while pages ask for what they show.
type precedence struct {
	mu      sync.Mutex
	asked   int           // requests of pages that are not answered yet
	nothing chan struct{} // closed once there are none
}

// first answers before the check goes on.
func (p *precedence) first(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !slices.Contains([]string{"/api/faults", "/api/goldens", "/api/stream"}, r.URL.Path) { // the checks themselves, and what never ends
			p.begin()
			defer p.end()
		}
		next.ServeHTTP(w, r)
	})
}

func (p *precedence) begin() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.asked == 0 {
		p.nothing = make(chan struct{})
	}
	p.asked++
}

func (p *precedence) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.asked--; p.asked == 0 {
		close(p.nothing)
	}
}

// wait waits until no page asks for anything; its error is the context's.
func (p *precedence) wait(ctx context.Context) error {
	p.mu.Lock()
	asked, nothing := p.asked, p.nothing
	p.mu.Unlock()
	if asked > 0 {
		late := time.NewTimer(longestWait)
		defer late.Stop()
		select {
		case <-nothing:
		case <-late.C:
		case <-ctx.Done():
		}
	}
	return ctx.Err()
}
