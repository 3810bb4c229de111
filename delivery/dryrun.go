package delivery

import (
	"context"
	"errors"

	"github.com/billet-mail/billet/mail"
)

// DryRun sends nothing. Its receipt is that of a success, with the reply "dry run:
// nothing was sent" for each recipient. Of the Sender inside it
// only asks what can be known beforehand: an [SMTP] refuses what it would
// refuse without a connection. The Sender may be nil.
func DryRun(next mail.Sender) mail.Sender { return dryRun{next} }

type dryRun struct{ next mail.Sender }

// checker is a Sender that can judge a message without sending it.
type checker interface {
	Check(m *mail.Message) error
}

// Send sends nothing.
func (d dryRun) Send(ctx context.Context, m *mail.Message) (mail.Receipt, error) {
	err := ctx.Err()
	if c, ok := d.next.(checker); ok && err == nil {
		err = c.Check(m)
	}
	if err == nil {
		t := newTransaction(m.Envelope())
		t.accept(mail.Reply{Text: "dry run: nothing was sent"})
		return mail.Receipt{Results: t.results}, nil
	}
	fault, ok := asSendError(err)
	if !ok {
		fault = &mail.SendError{Class: mail.Temporary, Stage: stageMessage, Err: err}
	}
	return sameForAll(m, fault)
}

func asSendError(err error) (*mail.SendError, bool) { return errors.AsType[*mail.SendError](err) }
