package delivery

import (
	"context"
	"math/rand/v2"
	"time"

	"github.com/billet-mail/billet/mail"
)

// RetryOptions are the settings of [Retry]. The zero value is five tries within
// a quarter of an hour.
type RetryOptions struct {
	Tries   int           // with the first one; 0 is 5
	Within  time.Duration // from the first try to the last; 0 is 15 minutes
	First   time.Duration // the wait before the second try, which doubles from try to try; 0 is 1 second
	Longest time.Duration // the longest wait; 0 is 1 minute

	// Ambiguous also sends again what may have been delivered. Recipients may
	// get it twice.
	Ambiguous bool

	Clock Clock // the zero Clock is the real one

	// Random is from 0 to below 1, and makes a wait between half and all of
	// its time, so that many senders do not come back at once. Nil is random.
	Random func() float64
}

// Clock is where wrappers have their time from. The zero Clock is the real one.
type Clock struct {
	Now   func() time.Time
	Sleep func(ctx context.Context, d time.Duration) error // gives ctx's error if that comes first
}

func (c Clock) orReal() Clock {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Sleep == nil {
		c.Sleep = sleep
	}
	return c
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Retry sends again what failed for now, and only to those who did not get it.
// What is permanent, or the configuration's, is not tried again.
func Retry(next mail.Sender, o RetryOptions) mail.Sender {
	setDefault(&o.Tries, 5)
	setDefault(&o.Within, 15*time.Minute)
	setDefault(&o.First, time.Second)
	setDefault(&o.Longest, time.Minute)
	o.Clock = o.Clock.orReal()
	if o.Random == nil {
		o.Random = rand.Float64
	}
	return &retry{next, o}
}

func setDefault[T comparable](to *T, value T) {
	var zero T
	if *to == zero {
		*to = value
	}
}

type retry struct {
	next mail.Sender
	o    RetryOptions
}

// Send tries until all have it, or nothing is left to be tried.
func (r *retry) Send(ctx context.Context, m *mail.Message) (mail.Receipt, error) {
	c := newCollection(m)
	start, wait := r.o.Clock.Now(), r.o.First
	for try := 1; ; try++ {
		next, err := c.message(m)
		if err != nil {
			return c.receipt(ctx)
		}
		c.learn(r.next.Send(ctx, next))
		if c.left = c.again(r.o.Ambiguous); len(c.left) == 0 || try >= r.o.Tries || ctx.Err() != nil {
			return c.receipt(ctx)
		}
		pause := time.Duration(float64(wait) * (0.5 + r.o.Random()/2))
		if r.o.Clock.Now().Add(pause).Sub(start) > r.o.Within || r.o.Clock.Sleep(ctx, pause) != nil {
			return c.receipt(ctx)
		}
		wait = min(2*wait, r.o.Longest)
	}
}
