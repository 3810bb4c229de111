package delivery

import (
	"context"
	"errors"
	"fmt"

	"github.com/billet-mail/billet/mail"
)

// collection puts the receipts of several sends of one message together.
type collection struct {
	results []mail.Result
	faults  []*mail.SendError // of those who did not get it
	left    []int             // whom the next send is for
}

func newCollection(m *mail.Message) *collection {
	t := newTransaction(m.Envelope())
	c := &collection{results: t.results, faults: make([]*mail.SendError, len(t.results))}
	for i := range c.results {
		c.left = append(c.left, i)
	}
	return c
}

// message is the message for those who are left.
func (c *collection) message(m *mail.Message) (*mail.Message, error) {
	if len(c.left) == len(c.results) {
		return m, nil
	}
	var recipients []string
	for _, i := range c.left {
		recipients = append(recipients, c.results[i].Recipient)
	}
	return m.WithRecipients(recipients...)
}

// learn takes a receipt for those who are left.
func (c *collection) learn(receipt mail.Receipt, err error) {
	for at, i := range c.left {
		c.set(i, at, receipt, err)
	}
}

// set gives a recipient the result that stands at a place of a receipt. A
// receipt without it says nothing but what its error says.
func (c *collection) set(i, at int, receipt mail.Receipt, err error) {
	result := mail.Result{Outcome: mail.Accepted}
	switch {
	case at < len(receipt.Results):
		result = receipt.Results[at]
	case err != nil:
		result = mail.Result{Outcome: mail.Rejected, Class: mail.ClassOf(err)}
		if result.Class == mail.Unknown {
			result.Outcome = mail.Ambiguous
		}
	}
	result.Recipient = c.results[i].Recipient
	c.results[i], c.faults[i] = result, faultOf(result, err)
}

// faultOf is why one recipient did not get the message, nil if they did.
func faultOf(result mail.Result, err error) *mail.SendError {
	if result.Outcome == mail.Accepted {
		return nil
	}
	fault := &mail.SendError{Class: result.Class, Reply: result.Reply, Err: err}
	if whole, ok := asSendError(err); ok {
		fault.Stage, fault.Err = whole.Stage, nil
		if whole.Class == result.Class {
			fault.Reply, fault.Err = whole.Reply, whole.Err
		}
	}
	return fault
}

// again lists those to whom another send may help.
func (c *collection) again(ambiguous bool) []int {
	var list []int
	for i, result := range c.results {
		temporary := result.Outcome == mail.Rejected && result.Class == mail.Temporary
		if temporary || ambiguous && result.Outcome == mail.Ambiguous {
			list = append(list, i)
		}
	}
	return list
}

// receipt is what became of the message, with the worst fault. A context that
// ended the trying stands in it.
func (c *collection) receipt(ctx context.Context) (mail.Receipt, error) {
	var worst *mail.SendError
	for _, fault := range c.faults {
		worst = worse(worst, fault)
	}
	receipt := mail.Receipt{Results: c.results}
	switch {
	case worst == nil:
		return receipt, nil
	case ctx.Err() == nil || errors.Is(worst, ctx.Err()):
		return receipt, worst
	}
	ended := *worst
	ended.Err = ctx.Err()
	if worst.Err != nil {
		ended.Err = fmt.Errorf("%w; %w", worst.Err, ctx.Err())
	}
	return receipt, &ended
}
