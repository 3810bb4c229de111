package delivery

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/billet-mail/billet/mail"
)

// pool keeps the connections that are not used at the moment, and bounds how
// many there are.
type pool struct {
	slots  chan struct{} // one for each connection that may be in use
	expire time.Duration

	mu     sync.Mutex
	idle   []*session // the one used last stands last
	closed bool
}

var errClosed = errors.New("the sender is closed")

func newPool(limit int, expire time.Duration) *pool {
	return &pool{slots: make(chan struct{}, limit), expire: expire}
}

// enter waits until there may be one more connection.
func (p *pool) enter(ctx context.Context) *mail.SendError {
	if err := ctx.Err(); err != nil {
		return &mail.SendError{Class: mail.Temporary, Stage: stageConnect, Err: err}
	}
	select {
	case p.slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return &mail.SendError{Class: mail.Temporary, Stage: stageConnect, Err: ctx.Err()}
	}
}

func (p *pool) leave() { <-p.slots }

// take gives an idle connection, or nil.
func (p *pool) take() (*session, *mail.SendError) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return nil, misconfigured(stageConnect, errClosed)
	}
	if len(p.idle) == 0 {
		return nil, nil
	}
	s := p.idle[len(p.idle)-1]
	p.idle = p.idle[:len(p.idle)-1]
	s.expiry.Stop()
	return s, nil
}

// put keeps a connection for the next message; it is false if that cannot be.
func (p *pool) put(s *session) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed || s.dead || p.expire < 0 {
		return false
	}
	p.idle = append(p.idle, s)
	if s.expiry != nil {
		s.expiry.Reset(p.expire)
		return true
	}
	s.expiry = time.AfterFunc(p.expire, func() {
		if p.remove(s) {
			s.quit()
		}
	})
	return true
}

// remove is false if somebody else has the connection.
func (p *pool) remove(s *session) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i, other := range p.idle {
		if other == s {
			p.idle = append(p.idle[:i], p.idle[i+1:]...)
			return true
		}
	}
	return false
}

// close lets nobody in any more, and gives back what was idle.
func (p *pool) close() []*session {
	p.mu.Lock()
	defer p.mu.Unlock()
	idle := p.idle
	p.idle, p.closed = nil, true
	for _, s := range idle {
		s.expiry.Stop()
	}
	return idle
}
