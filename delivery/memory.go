package delivery

import (
	"context"
	"slices"
	"sync"

	"github.com/billet-mail/billet/mail"
)

// Memory keeps messages for tests. The zero Memory is ready, and accepts
// everything. It is safe for concurrent use.
type Memory struct {
	mu       sync.Mutex
	messages []*mail.Message
}

// Send keeps a message.
func (s *Memory) Send(ctx context.Context, m *mail.Message) (mail.Receipt, error) {
	if err := ctx.Err(); err != nil {
		return sameForAll(m, &mail.SendError{Class: mail.Temporary, Stage: "memory", Err: err})
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.messages = append(s.messages, m)
	return sameForAll(m, nil)
}

// Messages lists what was sent, in its order.
func (s *Memory) Messages() []*mail.Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.messages)
}

// Reset forgets what was sent.
func (s *Memory) Reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.messages = nil
}

// SenderFunc is a function as a [mail.Sender].
type SenderFunc func(ctx context.Context, m *mail.Message) (mail.Receipt, error)

// Send calls the function.
func (f SenderFunc) Send(ctx context.Context, m *mail.Message) (mail.Receipt, error) {
	return f(ctx, m)
}
