package delivery

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"

	"github.com/billet-mail/billet/mail"
)

// SMTP hands messages to a server by SMTP (RFC 5321). It keeps connections for
// the next message, and may be used by many goroutines at once.
//
// The receipt is about this server only: what it takes on may still come back.
type SMTP struct {
	config  SMTPConfig
	pool    *pool
	buffers sync.Pool // of *[]byte
}

var _ mail.Sender = (*SMTP)(nil)

// NewSMTP makes a Sender. It makes no connection yet.
func NewSMTP(c SMTPConfig) (*SMTP, error) {
	c, err := c.complete()
	if err != nil {
		return nil, err
	}
	return &SMTP{config: c, pool: newPool(c.MaxConns, c.IdleTimeout)}, nil
}

// String is the server's address.
func (s *SMTP) String() string { return s.config.String() }

// GoString is String: nothing of the settings is printed.
func (s *SMTP) GoString() string { return s.String() }

// LogValue is String.
func (s *SMTP) LogValue() slog.Value { return slog.StringValue(s.String()) }

// Close takes leave of the server on all connections that are idle. Messages
// on their way are not disturbed; further ones are refused.
func (s *SMTP) Close() error {
	var leaving sync.WaitGroup
	for _, idle := range s.pool.close() {
		leaving.Go(idle.quit)
	}
	leaving.Wait()
	return nil
}

// Send delivers a message to all recipients of its envelope in one transaction.
// Recipients whom the server refuses do not keep the others from getting it.
func (s *SMTP) Send(ctx context.Context, m *mail.Message) (mail.Receipt, error) {
	buffer, _ := s.buffers.Get().(*[]byte)
	if buffer == nil {
		buffer = new([]byte)
	}
	defer s.buffers.Put(buffer)
	t, fault := s.prepare(m, buffer)
	if fault == nil {
		fault = s.deliver(ctx, t)
	}
	if fault != nil {
		t.failRest(fault)
	}
	return mail.Receipt{Results: t.results}, t.err()
}

// Check says what would keep a message from being sent that can be known
// without a connection.
func (s *SMTP) Check(m *mail.Message) error {
	t, fault := s.prepare(m, new([]byte))
	if fault != nil {
		t.failRest(fault)
	}
	return t.err()
}

// prepare makes all bytes of a message, so that nothing can fail halfway
// through DATA.
func (s *SMTP) prepare(m *mail.Message, buffer *[]byte) (*transaction, *mail.SendError) {
	e := m.Envelope()
	t := newTransaction(e)
	if err := checkEnvelope(e); err != nil {
		return t, misconfigured(stageMessage, err)
	}
	if err := checkPaths(e); err != nil {
		return t, &mail.SendError{Class: mail.Permanent, Stage: stageMessage, Err: err}
	}
	message := slices.Grow(m.Append((*buffer)[:0]), len(finalDot))
	*buffer = message
	if err := checkBytes(message); err != nil {
		return t, &mail.SendError{Class: mail.Permanent, Stage: stageMessage, Err: err}
	}
	if len(s.config.DKIM) > 0 {
		signed, err := signAll(s.config.DKIM, message)
		if err != nil {
			return t, misconfigured(stageMessage, err)
		}
		message = signed
	}
	t.size, t.eightBit, t.wire = len(message), !isASCII(message), dotted(message)
	return t, nil
}

func checkEnvelope(e mail.Envelope) error {
	if e.From == "" {
		return errors.New("the message has no sender [set from]")
	}
	if len(e.Recipients) == 0 {
		return errors.New("the message has no recipients")
	}
	return nil
}

func checkPaths(e mail.Envelope) error {
	for _, path := range append([]string{e.From}, e.Recipients...) {
		if path == "" || strings.ContainsFunc(path, func(r rune) bool { return r < ' ' || r == 0x7f || r == '<' || r == '>' }) {
			return fmt.Errorf("the address %q cannot stand in an envelope", path)
		}
	}
	return nil
}

// deliver runs the transaction on a connection that is idle, or on a new one.
func (s *SMTP) deliver(ctx context.Context, t *transaction) *mail.SendError {
	if fault := s.pool.enter(ctx); fault != nil {
		return fault
	}
	defer s.pool.leave()
	idle, fault := s.pool.take()
	if fault != nil {
		return fault
	}
	if idle != nil && s.transact(ctx, idle, t) {
		return nil
	}
	secret, fault := s.secretOf(ctx)
	if fault != nil {
		return fault
	}
	fresh, fault := connect(ctx, &s.config, secret)
	if fault != nil {
		return fault
	}
	s.transact(ctx, fresh, t)
	return nil
}

// transact is false if the connection was dead before the transaction began.
func (s *SMTP) transact(ctx context.Context, on *session, t *transaction) (alive bool) {
	release := on.guard(ctx)
	alive = on.transact(t)
	t.fault = interrupted(ctx, t.fault)
	if !release() {
		on.dead = true
	}
	if !s.pool.put(on) {
		on.leave(ctx)
	}
	return alive
}

// err is the error of a transaction, nil if everybody got the message.
func (t *transaction) err() error {
	if t.fault == nil {
		return nil
	}
	accepted := mail.Receipt{Results: t.results}.Accepted()
	if len(accepted) == 0 {
		return t.fault
	}
	fault := *t.fault
	some := fmt.Sprintf("%d of %d recipients were accepted", len(accepted), len(t.results))
	if fault.Err == nil {
		fault.Err = errors.New(some)
	} else {
		fault.Err = fmt.Errorf("%w; %s", fault.Err, some)
	}
	return &fault
}
