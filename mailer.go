package billet

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/billet-mail/billet/mail"
	"github.com/billet-mail/billet/rules"
	"github.com/billet-mail/billet/rules/ledger"
)

// Mailer sends the mails of occurrences. Its fields must not be changed while it
// is used; it is safe for concurrent use if they are.
type Mailer struct {
	Folder *Folder
	Ledger ledger.Ledger // what was sent; shared by all that send
	Sender mail.Sender

	// RetryAfter is when an ambiguous mail is sent again; 0 is never: a mail may
	// then be lost in a crash, but none is sent twice.
	RetryAfter time.Duration

	// Refresh gives an occurrence as it is now. It is called before each mail,
	// so that a payment recorded since the plan stops the mail. nil takes the
	// occurrences as they were given.
	Refresh func(ctx context.Context, o Occurrence) (Occurrence, error)
}

// Notice is what became of a decision.
type Notice struct {
	Decision
	Receipt mail.Receipt // of a mail that was given to the sender
	Sent    bool         // at least one recipient was accepted
	Err     error        // why the mail was not sent, or its fate not noted
}

// Notify plans, and sends what is to be sent: for each mail it makes the
// message, reserves its key in the ledger, sends, and confirms with the receipt.
//
// A crash before the reservation leaves a mail to be sent when the occurrence
// comes again, one after the confirmation leaves it sent. In between the mail
// is ambiguous: nobody knows, and RetryAfter says what becomes of it. A mail
// that no recipient's server took is given back and can be sent again.
//
// The error is one of the plan, or the context's; what failed for one mail is in
// its notice and does not keep the others from being sent.
func (m *Mailer) Notify(ctx context.Context, now time.Time, occurrences ...Occurrence) ([]Notice, error) {
	if m.Folder == nil || m.Ledger == nil || m.Sender == nil {
		return nil, errors.New("the mailer is not complete (set Folder, Ledger and Sender)")
	}
	options := PlanOptions{Now: now, Ledger: m.Ledger, RetryAfter: m.RetryAfter}
	decisions, err := m.Folder.Plan(ctx, options, occurrences...)
	if err != nil {
		return nil, err
	}
	var notices []Notice
	for _, d := range decisions {
		switch {
		case d.Outcome == rules.Send && ctx.Err() != nil:
			return notices, ctx.Err()
		case d.Outcome == rules.Send && m.Refresh != nil && len(d.Lists) > 0:
			notices = append(notices, m.sendDigest(ctx, now, options, d, occurrences)...)
		case d.Outcome == rules.Send:
			notices = append(notices, m.send(ctx, now, options, d, occurrences[d.Index()]))
		case d.Reason == rules.InDigest && m.Refresh != nil:
			// its digest looks at it once more
		default:
			notices = append(notices, Notice{Decision: d})
		}
	}
	return notices, nil
}

// send sends one mail.
func (m *Mailer) send(ctx context.Context, now time.Time, options PlanOptions, d Decision, o Occurrence) Notice {
	n := Notice{Decision: d}
	o, err := m.refresh(ctx, options, &n, o)
	if err != nil || n.Outcome != rules.Send {
		n.Err = err
		return n
	}
	return m.deliver(ctx, now, n, o)
}

// deliver makes the message, reserves its keys, sends it, and notes what became
// of it.
func (m *Mailer) deliver(ctx context.Context, now time.Time, n Notice, o Occurrence) Notice {
	if n.Message, n.Err = m.Folder.write(ctx, n.Decision.Decision, o, now); n.Err != nil {
		return n
	}
	entries, ours := m.reserve(ctx, now, &n)
	if !ours {
		return n
	}
	receipt, err := m.Sender.Send(ctx, n.Message)
	n.Receipt, n.Err = receipt, err
	n.Sent = err == nil || len(receipt.Accepted()) > 0
	if !n.Sent && (len(receipt.Ambiguous()) > 0 || mail.ClassOf(err) == mail.Unknown) {
		return n // it stays ambiguous
	}
	// What happened is noted even if nobody waits any more.
	after := context.WithoutCancel(ctx)
	for _, entry := range entries {
		if n.Sent {
			err = m.Ledger.Confirm(after, entry, now, receiptText(receipt))
		} else {
			err = m.Ledger.Release(after, entry)
		}
		if err != nil {
			n.Err = errors.Join(n.Err, fmt.Errorf("the ledger did not note what became of the mail: %w", err))
		}
	}
	return n
}

// reserve takes all keys of a mail, or none.
func (m *Mailer) reserve(ctx context.Context, now time.Time, n *Notice) ([]ledger.Entry, bool) {
	var entries []ledger.Entry
	for _, key := range n.Keys() {
		entry, ours, err := m.Ledger.Reserve(ctx, key, now, m.RetryAfter)
		if err == nil && ours {
			entries = append(entries, entry)
			continue
		}
		if err != nil {
			n.Err = fmt.Errorf("the mail was not sent: the ledger did not take its key: %w", err)
		} else {
			n.taken(entry)
		}
		for _, each := range entries {
			if err := m.Ledger.Release(context.WithoutCancel(ctx), each); err != nil {
				n.Err = errors.Join(n.Err, fmt.Errorf("the ledger did not give back a key: %w", err))
			}
		}
		return nil, false
	}
	return entries, true
}

// refresh looks at the occurrence once more, and decides again.
func (m *Mailer) refresh(ctx context.Context, options PlanOptions, n *Notice, o Occurrence) (Occurrence, error) {
	if m.Refresh != nil {
		fresh, err := m.Refresh(ctx, o)
		if err != nil {
			return o, fmt.Errorf("the mail was not sent: its matter cannot be looked at: %w", err)
		}
		again, err := m.Folder.Plan(ctx, options, fresh)
		if err != nil {
			return o, err
		}
		o = fresh
		n.again(again)
	}
	return m.Folder.readOccurrence(o)
}

// again takes over what a later look says of the same mail.
func (n *Notice) again(decisions []Decision) {
	at := n.Decision.Decision.Index()
	var same *Decision
	for i, d := range decisions {
		if d.Notification == n.Notification && (same == nil || d.Key == n.Key) {
			same = &decisions[i]
		}
	}
	if same == nil {
		n.Outcome, n.Reason = rules.Skip, rules.Stopped
		return
	}
	n.Decision = *same
	n.Decision.Decision = n.Decision.Decision.Moved(at)
}

// taken is a mail that another call sends, or has sent.
func (n *Notice) taken(e ledger.Entry) {
	n.Outcome, n.Reason, n.Message = rules.Skip, rules.AlreadySent, nil
	detail := "it was sent at " + e.ConfirmedAt.Format(time.RFC3339)
	if e.Ambiguous() {
		n.Reason = rules.Uncertain
		detail = "another call began to send it at " + e.ReservedAt.Format(time.RFC3339)
	}
	n.Gates = append(n.Gates, rules.Gate{Gate: "sent", Detail: detail})
}

func receiptText(r mail.Receipt) string {
	text, err := json.Marshal(r)
	if err != nil {
		return "accepted"
	}
	return string(text)
}
