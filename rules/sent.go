package rules

import (
	"fmt"
	"slices"
	"time"

	"github.com/billet-mail/billet/config"
	"github.com/billet-mail/billet/rules/ledger"
)

// before closes a decision about a mail that was sent, or may have been.
func before(in *Input, d *Decision) bool {
	for _, e := range in.sent(d.Key.Notification, d.Key.Occurrence) {
		if e.Key != d.Key {
			continue
		}
		switch at := e.ReservedAt.Format(time.RFC3339); {
		case !e.Ambiguous():
			d.Outcome = "" // whatever stopped it since
			d.fail("sent", AlreadySent, "it was sent at "+e.ConfirmedAt.Format(time.RFC3339))
			return true
		case len(ledger.Steps([]ledger.Entry{e}, d.Key.Recipient, in.Now, in.RetryAfter)) > 0:
			d.fail("sent", Uncertain, fmt.Sprintf("attempt %d began at %s and was never confirmed", e.Attempt, at))
			return true
		}
		d.pass("sent", fmt.Sprintf("attempt %d of %s was never confirmed, and is tried again", e.Attempt, e.ReservedAt.Format(time.RFC3339)))
		return false
	}
	d.pass("sent", "it was not sent before")
	return false
}

// instead closes a decision about an occurrence of which another notification
// has sent the recipient a mail: what comes first may have changed since, by a
// call or by a condition.
func (s *Set) instead(in *Input, n *notification, o *Occurrence, audiences []string, d *Decision) bool {
	var others []string
	if slices.Contains(audiences, config.Customer) && n.ID != CallID {
		others = append(others, CallID)
	}
	for _, other := range s.byEvent[o.Event] {
		shared := slices.ContainsFunc(other.audiences, func(name string) bool { return slices.Contains(audiences, name) })
		if other.ID != n.ID && shared && other.schedule == nil {
			others = append(others, other.ID)
		}
	}
	for _, id := range others {
		for _, e := range in.sent(id, o.Key) {
			if e.Key.Recipient == d.Key.Recipient && e.Key.Step == 0 {
				d.Outcome = ""
				d.fail("sent", AlreadySent, "the notification "+id+" has sent a mail about it")
				return true
			}
		}
	}
	return false
}
