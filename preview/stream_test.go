package preview

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/assert"
)

// stuck is a page that takes nothing in.
type stuck struct {
	http.ResponseWriter
	asked   int
	release chan struct{}
}

func (s *stuck) Write(text []byte) (int, error) {
	s.asked++
	<-s.release
	return s.ResponseWriter.Write(text)
}

func (s *stuck) Unwrap() http.ResponseWriter { return s.ResponseWriter }

// A page that takes nothing in holds up no change; when it wakes, it hears of the
// last one.
func TestStreamStuckPage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, leave := context.WithCancel(t.Context())
		s := newStream()
		w := httptest.NewRecorder()
		page := &stuck{ResponseWriter: w, release: make(chan struct{})}
		go s.serve(page, httptest.NewRequest("GET", "/api/stream", nil).WithContext(ctx))
		synctest.Wait()
		for range 1000 {
			s.change()
		}
		assert.Equal(t, 1, page.asked)
		close(page.release)
		synctest.Wait()
		leave()
		synctest.Wait()
		assert.Equal(t, "event: change\ndata: 0\n\nevent: change\ndata: 1000\n\n", w.Body.String())
	})
}

// Pages that have left make room for others.
func TestStreamPagesLeave(t *testing.T) {
	s := newStream()
	left, leave := context.WithCancel(t.Context())
	leave()
	for range 2 * maxListeners {
		w := httptest.NewRecorder()
		s.serve(w, httptest.NewRequest("GET", "/api/stream", nil).WithContext(left))
		assert.Equal(t, http.StatusOK, w.Code)
	}
	for range maxListeners {
		_, ok := s.join()
		assert.True(t, ok)
	}
	w := httptest.NewRecorder()
	s.serve(w, httptest.NewRequest("GET", "/api/stream", nil))
	assert.Equal(t, http.StatusServiceUnavailable, w.Code)
}
