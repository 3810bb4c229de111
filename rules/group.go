package rules

import (
	"strings"

	"github.com/billet-mail/billet/rules/ledger"
)

// repeated leaves of mails with one key the first: an occurrence may be told twice.
func repeated(list []Decision) {
	known := map[ledger.Key]bool{}
	for i := range list {
		d := &list[i]
		if d.Outcome != Send {
			continue
		}
		if known[d.Key] {
			d.Outcome = ""
			d.fail("action", Grouped, "the same mail is in this plan already")
			continue
		}
		known[d.Key] = true
	}
}

// group leaves of the mails to one recipient about one action the first by
// priority; one that was sent comes before those that were not.
func group(occurrences []Occurrence, list []Decision) {
	best := map[string]int{}
	key := func(d *Decision) string {
		action := occurrences[d.index].Action
		taken := d.Outcome == Send || d.Reason == AlreadySent || d.Reason == Uncertain
		if action == "" || d.Scheduled || !taken || len(d.To) == 0 {
			return ""
		}
		return action + "\x00" + strings.ToLower(d.To[0].Email)
	}
	for i := range list {
		k := key(&list[i])
		first, known := best[k]
		if k != "" && (!known || list[i].comesBefore(&list[first])) {
			best[k] = i
		}
	}
	for i := range list {
		d := &list[i]
		first, known := best[key(d)]
		switch {
		case key(d) == "" || !known || d.Outcome != Send:
		case first == i:
			d.pass("action", "no other mail about the action comes first")
		default:
			d.Outcome = ""
			d.fail("action", Grouped, "the notification "+list[first].Notification+" of "+list[first].Event+" comes first")
		}
	}
}

func (d *Decision) comesBefore(other *Decision) bool {
	if sent := d.Outcome != Send; sent != (other.Outcome != Send) {
		return sent
	}
	return d.priority > other.priority
}
