package delivery

import (
	"context"
	"io"
	"sync"

	"github.com/billet-mail/billet/mail"
)

// Writer writes the bytes of messages, one after the other, each with one call
// of Write. It is safe for concurrent use.
type Writer struct {
	mu sync.Mutex
	w  io.Writer
}

// NewWriter takes a writer, such as [os.Stdout].
func NewWriter(w io.Writer) *Writer { return &Writer{w: w} }

// Send writes a message.
func (s *Writer) Send(ctx context.Context, m *mail.Message) (mail.Receipt, error) {
	data := m.Bytes()
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return sameForAll(m, &mail.SendError{Class: mail.Temporary, Stage: "write", Err: err})
	}
	n, err := s.w.Write(data)
	switch {
	case err == nil:
		return sameForAll(m, nil)
	case n == len(data):
		return sameForAll(m, &mail.SendError{Class: mail.Unknown, Stage: "write", Err: err})
	}
	return sameForAll(m, &mail.SendError{Class: mail.Temporary, Stage: "write", Err: err})
}
