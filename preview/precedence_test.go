package preview

import (
	"context"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
)

// The check waits for what pages ask for, but not for ever. The time is a
// made-up one.
func TestPrecedence(t *testing.T) {
	for name, test := range map[string]struct {
		path   string          // what is asked for
		pages  []time.Duration // how long each takes
		cancel time.Duration
		want   time.Duration
		err    error
	}{
		"nothing is asked": {cancel: time.Hour},
		"one":              {pages: []time.Duration{50 * time.Millisecond}, cancel: time.Hour, want: 50 * time.Millisecond},
		"several":          {pages: []time.Duration{50 * time.Millisecond, 70 * time.Millisecond, time.Millisecond}, cancel: time.Hour, want: 70 * time.Millisecond},
		"a slow one":       {pages: []time.Duration{time.Minute}, cancel: time.Hour, want: longestWait},
		"streams":          {path: "api/stream", pages: []time.Duration{time.Minute}, cancel: time.Hour},
		"other checks":     {path: "api/faults", pages: []time.Duration{time.Minute}, cancel: time.Hour},
		"nobody waits":     {pages: []time.Duration{time.Minute}, cancel: 10 * time.Millisecond, want: 10 * time.Millisecond, err: context.DeadlineExceeded},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, stop := context.WithTimeout(t.Context(), test.cancel)
				defer stop()
				var p precedence
				var group sync.WaitGroup
				for _, long := range test.pages {
					group.Go(func() {
						answer := http.HandlerFunc(func(http.ResponseWriter, *http.Request) { time.Sleep(long) })
						p.first(answer).ServeHTTP(nil, httptest.NewRequest("GET", "/"+test.path, nil))
					})
				}
				synctest.Wait()
				start := time.Now()
				assert.Equal(t, test.err, p.wait(ctx))
				assert.Equal(t, test.want, time.Since(start))
				group.Wait()
			})
		})
	}
}
