package billet

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/billet-mail/billet/rules"
)

// sendDigest looks at all that a digest lists once more, and sends what is left
// to be sent: the digest, a shorter one, or mails of their own.
func (m *Mailer) sendDigest(ctx context.Context, now time.Time, options PlanOptions, d Decision, occurrences []Occurrence) []Notice {
	fresh := make([]Occurrence, len(d.Lists))
	for i, listed := range d.Lists {
		one, err := m.Refresh(ctx, occurrences[listed.Index])
		if err != nil {
			return []Notice{{Decision: d, Err: fmt.Errorf("the mail was not sent: its matter cannot be looked at: %w", err)}}
		}
		fresh[i] = one
	}
	again, err := m.Folder.Plan(ctx, options, fresh...)
	if err != nil {
		return []Notice{{Decision: d, Err: err}}
	}
	var notices []Notice
	for _, one := range again {
		if one.Notification != d.Notification || !sameRecipient(one, d) {
			continue
		}
		n := Notice{Decision: one}
		if n.Outcome == rules.Send {
			o, err := m.Folder.readOccurrence(fresh[one.Index()])
			if err != nil {
				n.Err = err
			} else {
				n = m.deliver(ctx, now, n, o)
			}
		}
		notices = append(notices, n.placed(d))
	}
	return notices
}

// placed is a notice about occurrences of a digest, counted as in the input of
// the first plan.
func (n Notice) placed(d Decision) Notice {
	n.Decision.Decision = n.Decision.Decision.Moved(d.Lists[n.Decision.Decision.Index()].Index)
	lists := make([]rules.Listed, len(n.Lists))
	for i, each := range n.Lists {
		lists[i] = rules.Listed{Index: d.Lists[each.Index].Index, Key: each.Key}
	}
	if len(lists) > 0 {
		n.Lists = lists
	}
	return n
}

// sameRecipient reports whether a decision is about the one that another mail is
// for; one about nobody in particular is.
func sameRecipient(one, other Decision) bool {
	for _, to := range one.To {
		if strings.EqualFold(to.Email, other.To[0].Email) {
			return true
		}
	}
	return len(one.To) == 0
}
