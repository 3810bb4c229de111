package preview

import (
	"fmt"
	"net/http"
	"sync"
	"time"
)

const (
	maxListeners = 200
	heartbeat    = 15 * time.Second // so that a client that left is noticed
)

// stream tells pages that something has changed, as Server-Sent Events. A slow
// page misses numbers, but never the last one.
type stream struct {
	mu        sync.Mutex
	number    uint64
	listeners map[chan struct{}]bool
}

func newStream() *stream { return &stream{listeners: map[chan struct{}]bool{}} }

func (s *stream) change() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.number++
	for c := range s.listeners {
		select {
		case c <- struct{}{}:
		default: // it will see the newest number when it wakes
		}
	}
}

func (s *stream) join() (chan struct{}, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.listeners) >= maxListeners {
		return nil, false
	}
	c := make(chan struct{}, 1)
	c <- struct{}{} // the number of now comes first
	s.listeners[c] = true
	return c, true
}

func (s *stream) leave(c chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.listeners, c)
}

func (s *stream) now() uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.number
}

func (s *stream) serve(w http.ResponseWriter, r *http.Request) {
	c, ok := s.join()
	if !ok {
		fail(w, http.StatusServiceUnavailable, "too many pages are open")
		return
	}
	defer s.leave(c)
	control := http.NewResponseController(w)
	control.SetReadDeadline(time.Time{}) // where it is not supported, there is none
	w.Header().Set("Content-Type", "text/event-stream")
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		message := ": still here\n\n"
		select {
		case <-r.Context().Done():
			return
		case <-c:
			message = fmt.Sprintf("event: change\ndata: %d\n\n", s.now())
		case <-beat.C:
		}
		control.SetWriteDeadline(time.Now().Add(heartbeat))
		if _, err := w.Write([]byte(message)); err != nil {
			return
		}
		if err := control.Flush(); err != nil {
			return
		}
	}
}
