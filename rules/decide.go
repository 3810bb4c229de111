package rules

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/billet-mail/billet/config"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/mail"
	"github.com/billet-mail/billet/placeholders"
	"github.com/billet-mail/billet/rules/ledger"
	"github.com/billet-mail/billet/template"
)

// CallID is the notification of a mail whose template the call names.
const CallID = "call"

// Input is everything that decisions depend on.
type Input struct {
	Now         time.Time
	Occurrences []Occurrence

	// Sent gives what a ledger knows of an occurrence of a notification; nil if
	// nothing was ever sent.
	Sent func(notification, occurrence string) []ledger.Entry

	// RetryAfter is as of [ledger.Ledger]: an ambiguous mail is tried again
	// after that time. 0 is never.
	RetryAfter time.Duration
}

func (in *Input) sent(notification, occurrence string) []ledger.Entry {
	if in.Sent == nil {
		return nil
	}
	return in.Sent(notification, occurrence)
}

// Decide says what becomes of occurrences: for each, the decisions of all
// notifications of its event, the first by priority first.
func (s *Set) Decide(in Input) []Decision {
	var list []Decision
	for i := range in.Occurrences {
		list = append(list, s.occurrence(&in, i)...)
	}
	group(in.Occurrences, list)
	repeated(list)
	s.digests(&in, list)
	return list
}

// occurrence decides about one occurrence.
func (s *Set) occurrence(in *Input, index int) []Decision {
	o := &in.Occurrences[index]
	var list []Decision
	winners := map[string]string{} // by audience
	if o.Call.Template != "" {
		winners[config.Customer] = CallID // also where that mail is switched off
	}
	for _, n := range s.candidates(o) {
		row := n.scope.bind(n.layout, o, in.Now)
		d := Decision{
			Occurrence: o.Key, Event: o.Event, Notification: n.ID, Audience: strings.Join(n.audiences, ", "), Scheduled: n.schedule != nil,
			Sender: n.From.Text, From: mail.Address{Name: n.sender.Name, Email: n.sender.Email},
			index: index, priority: n.Priority, digest: n.digest,
		}
		for _, w := range n.Attachments {
			d.Attachments = append(d.Attachments, w.Text)
		}
		n.general(&d, o, expr.NewStack(s.locale, row))
		if !d.matches() {
			list = append(list, s.named(n, o, row, d, n.audiences))
			continue
		}
		free, taken := n.claim(winners)
		if len(taken) > 0 {
			late := d
			late.Audience = strings.Join(taken, ", ")
			late.Gates = slices.Clone(d.Gates)
			late.fail("priority", Superseded, "the notification "+winners[taken[0]]+" comes first")
			list = append(list, s.named(n, o, row, late, taken))
		}
		if len(free) > 0 {
			d.Audience = strings.Join(free, ", ")
			d.pass("priority", "no other notification comes first")
			list = append(list, s.each(in, n, o, row, d, free)...)
		}
	}
	return list
}

// claim takes the audiences of a notification that none before it has taken.
func (n *notification) claim(winners map[string]string) (free, taken []string) {
	for _, name := range n.audiences {
		if first, known := winners[name]; known && first != n.ID {
			taken = append(taken, name)
			continue
		}
		winners[name] = n.ID
		free = append(free, name)
	}
	return free, taken
}

// candidates are the notifications of an event; that of a call comes first.
func (s *Set) candidates(o *Occurrence) []*notification {
	list := s.byEvent[o.Event]
	if o.Call.Template == "" {
		return list
	}
	e, ok := s.options.Catalogue.Lookup(o.Event)
	if !ok {
		return list
	}
	sc := s.scopes[e.ID]
	if sc == nil { // the event has no notification
		var err error
		if sc, err = newScope(e); err != nil {
			return list
		}
	}
	named := &notification{
		Notification: &config.Notification{
			ID: CallID, Active: true, Event: template.Word{Text: e.ID}, Template: template.Word{Text: o.Call.Template},
		},
		scope: sc, layout: &placeholders.Layout{}, audiences: []string{config.Customer},
		sender: s.options.Default, switchOn: e.ID, accountOn: s.accountOn(e.ID),
	}
	named.who = findCustomer(sc.fields, named.layout)
	return append([]*notification{named}, list...)
}

func (s *Set) accountOn(name string) bool {
	for _, each := range s.options.Settings.Switches {
		if each.Name == name {
			return each.On
		}
	}
	return true
}

// general goes through the gates that are the same for every recipient.
func (n *notification) general(d *Decision, o *Occurrence, stack *expr.Stack) {
	if n.Active {
		d.pass("active", "it is active")
	} else {
		d.fail("active", Inactive, "active is false in notifications/"+n.ID+".yaml")
	}
	n.switches(d, o)
	switch {
	case o.Call.Suppress:
		d.fail("call", Suppressed, "the call asks for no mail")
	case o.Call.Template != "" && slices.Equal(n.audiences, []string{config.Customer}) && n.ID != CallID:
		d.fail("call", Replaced, "the call names the template "+o.Call.Template+" instead")
	default:
		d.pass("call", "the call asks for nothing else")
	}
	for _, c := range n.when {
		holds, detail := c.holds(stack)
		if !holds {
			d.fail("when", Condition, withWhy(detail, c.why))
			continue
		}
		d.pass("when", detail)
	}
	stopped := false
	for _, c := range n.stop {
		if holds, detail := c.holds(stack); holds {
			d.fail("stop", Stopped, withWhy(detail, c.why))
			stopped = true
		} else {
			d.pass("stop", detail)
		}
	}
	if !stopped && len(n.stop) == 0 {
		d.pass("stop", "there is no stop rule")
	}
}

func withWhy(detail, why string) string {
	if why == "" {
		return detail
	}
	return why + " (" + detail + ")"
}

// switches says who has switched the notification off: the account wins.
func (n *notification) switches(d *Decision, o *Occurrence) {
	name := n.switchOn
	off := func(m map[string]bool) bool { on, given := m[name]; return given && !on }
	switch {
	case !n.accountOn:
		d.fail("switch", SwitchedOff, name+" is off for the whole account, in billet.yaml")
	case o.Customer.Paused:
		d.fail("switch", Paused, "mails to this customer are paused")
	case o.Matter.Paused:
		d.fail("switch", Paused, "mails about this matter are paused")
	case off(o.Customer.Switches):
		d.fail("switch", SwitchedOff, name+" is off for this customer")
	case off(o.Matter.Switches):
		d.fail("switch", SwitchedOff, name+" is off for this matter")
	default:
		d.pass("switch", name+" is on for the account, the customer and the matter")
	}
}

// matches reports whether a notification is for the occurrence, whatever
// stopped it since.
func (d *Decision) matches() bool { return d.Outcome == "" || d.Reason == Stopped }

// named adds who of some audiences a mail would have been for, and its template.
func (s *Set) named(n *notification, o *Occurrence, row []placeholders.Value, d Decision, audiences []string) Decision {
	list := n.recipients(o, row, audiences)
	for _, r := range list {
		d.To = append(d.To, r.Address)
	}
	s.words(&d, n.templateName(), first(list).language)
	return d
}

func first(list []recipient) recipient {
	if len(list) == 0 {
		return recipient{}
	}
	return list[0]
}

// words chooses the template and the language.
func (s *Set) words(d *Decision, name, language string) {
	d.Template = name
	match := s.options.Templates.Match(name, language)
	d.Locale, d.LocaleChain = match.Tag, match.Chain
}

// each decides for every recipient of some of its audiences. Copies go with the first mail only.
func (s *Set) each(in *Input, n *notification, o *Occurrence, row []placeholders.Value, d Decision, audiences []string) []Decision {
	people := n.recipients(o, row, audiences)
	if len(people) == 0 {
		d.fail("recipient", NoRecipient, "there is no address for "+d.Audience)
		return []Decision{s.named(n, o, row, d, audiences)}
	}
	var list []Decision
	copied := false
	for _, r := range people {
		one := d
		one.Gates = append([]Gate(nil), d.Gates...)
		one.To = []mail.Address{r.Address}
		s.words(&one, n.templateName(), r.language)
		if !r.wants(&one, expr.NewStack(s.locale, row)) {
			list = append(list, one)
			continue
		}
		if !copied {
			one.Cc, copied = n.copies(people), true
		}
		if n.schedule == nil {
			list = append(list, s.once(in, n, o, r, audiences, one))
			continue
		}
		list = append(list, s.planned(in, n, o, r, row, one)...)
	}
	return list
}

// wants holds what a recipient wants to hear of, in one audience or another.
func (r recipient) wants(d *Decision, stack *expr.Stack) bool {
	var unwanted []string
	for _, filter := range r.filters {
		values, missed := []string{r.Email}, ""
		for _, c := range filter {
			holds, detail := c.holds(stack)
			if !holds {
				missed = detail
				break
			}
			values = append(values, detail)
		}
		if missed == "" {
			d.pass("recipient", strings.Join(values, ", "))
			return true
		}
		unwanted = append(unwanted, missed)
	}
	d.fail("recipient", Unwanted, r.Email+" wants "+strings.Join(unwanted, "; or "))
	return false
}

// once decides about a mail without a schedule.
func (s *Set) once(in *Input, n *notification, o *Occurrence, r recipient, audiences []string, d Decision) Decision {
	d.Key = ledger.Key{Notification: n.ID, Occurrence: o.Key, Recipient: strings.ToLower(r.Email)}
	d.pass("schedule", "it is sent when it happens")
	if before(in, &d) || s.instead(in, n, o, audiences, &d) || d.Outcome != "" {
		return d
	}
	d.Outcome, d.Reason = Send, OnEvent
	if n.ID == CallID {
		d.Reason = OnCall
	}
	return d
}

// Unknown reports a template that a call names and that does not serve the
// event: what is wrong, and what to do.
func (s *Set) Unknown(event, name string) (problem, help string) {
	if s.options.Templates.Serves(name, event) {
		return "", ""
	}
	var serving []string
	for _, each := range s.options.Templates.Names() {
		if s.options.Templates.Serves(each, event) {
			serving = append(serving, each)
		}
	}
	return fmt.Sprintf("there is no template %q for the event %s", name, event), diag.DidYouMean(name, serving)
}
