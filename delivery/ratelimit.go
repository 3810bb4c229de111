package delivery

import (
	"context"
	"errors"
	"fmt"

	"golang.org/x/time/rate"

	"github.com/billet-mail/billet/mail"
)

// RateLimitOptions are the settings of [RateLimit].
type RateLimitOptions struct {
	PerSecond float64 // messages; must be above 0
	Burst     int     // messages that may go at once; 0 is 1
	Clock     Clock   // the zero Clock is the real one
}

// RateLimit lets through so many messages in a second, and keeps the others
// waiting. A message counts once, however many recipients it has.
func RateLimit(next mail.Sender, o RateLimitOptions) (mail.Sender, error) {
	if !(o.PerSecond > 0) || o.Burst < 0 {
		return nil, fmt.Errorf("rate limit: %v messages a second with a burst of %d cannot be [both are above 0]", o.PerSecond, o.Burst)
	}
	setDefault(&o.Burst, 1)
	return &rateLimit{next, rate.NewLimiter(rate.Limit(o.PerSecond), o.Burst), o.Clock.orReal()}, nil
}

type rateLimit struct {
	next    mail.Sender
	limiter *rate.Limiter
	clock   Clock
}

// errNoTime is about a context that ends before the message's turn.
var errNoTime = errors.New("its turn comes after the deadline")

// Send waits for its turn.
func (r *rateLimit) Send(ctx context.Context, m *mail.Message) (mail.Receipt, error) {
	now := r.clock.Now()
	turn := r.limiter.ReserveN(now, 1)
	wait := turn.DelayFrom(now)
	err := ctx.Err()
	if until, ok := ctx.Deadline(); ok && err == nil && now.Add(wait).After(until) {
		err = fmt.Errorf("%w: %w", errNoTime, context.DeadlineExceeded)
	}
	if err == nil && wait > 0 {
		err = r.clock.Sleep(ctx, wait)
	}
	if err != nil {
		turn.CancelAt(r.clock.Now())
		return sameForAll(m, &mail.SendError{Class: mail.Temporary, Stage: "rate", Err: err})
	}
	return r.next.Send(ctx, m)
}
