package config

import (
	"path"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/template"
)

// NotificationDir is the folder of the notifications, one file each.
const NotificationDir = "notifications"

// Notification is a rule: on this event, when this holds, send this template to
// this audience, now or on this schedule. A Word without Text is not given.
type Notification struct {
	ID       string // of its file's name
	At       diag.Range
	Event    template.Word
	Active   bool // true if not given
	Priority int  // of several for one event and audience, the highest is sent
	Switch   template.Word
	To       []template.Word // customer, audiences and addresses
	Except   []template.Word // addresses that are in an audience and get nothing
	From     template.Word
	Cc       []template.Word // audiences and addresses
	Template template.Word
	When     []Condition
	Stop     []Condition
	Schedule *Schedule // nil for at once

	Attachments []template.Word
	Unsubscribe bool    // its mails say how to leave them: the call has the address
	Digest      *Digest // nil for a mail of each occurrence
}

// Digest makes one mail of several occurrences that are due for one customer.
type Digest struct {
	Event template.Word // whose data lists them
	Items template.Word // the list in it
	Total template.Word // an amount of each, to be added up by currency; may be missing
	From  int           // how many there must be; 2 if not given
	At    diag.Range
}

// Condition is an expression, with words for people on why it is asked.
type Condition struct {
	Phrase template.Phrase
	Why    string // may be empty
}

// NotificationName is the id of a file of notifications/, false for another
// file.
func NotificationName(file string) (string, bool) {
	id, ok := strings.CutSuffix(path.Base(file), ".yaml")
	return id, ok && notificationName.MatchString(id)
}

var notificationName = regexp.MustCompile(`^[a-z0-9]+([_-][a-z0-9]+)*$`)

// LoadNotification reads a notification. Names in it are not looked up. The
// list has every fault with its range; see [Load].
func LoadNotification(src *diag.Source) (*Notification, diag.List) {
	r := &reader{src: src}
	n := &Notification{At: diag.Range{File: src.Name()}, Active: true}
	id, ok := NotificationName(src.Name())
	if !ok {
		r.faults.Add(diag.NotificationFile, n.At, "name it like notifications/overdue-customer.yaml", "this is no notification")
	}
	n.ID = id
	if root, ok := r.parse(); ok {
		r.notification(root, n)
	}
	return n, r.faults.Normal()
}

// NotificationKeys are the keys of a notification.
func NotificationKeys() []string {
	return []string{"event", "active", "priority", "switch", "to", "except", "from", "cc", "template", "when", "schedule", "stop", "attachments", "unsubscribe", "digest"}
}

func (r *reader) notification(root *yaml.Node, n *Notification) {
	s, ok := r.section(root, "", n.At)
	if !ok {
		return
	}
	r.known(s, NotificationKeys()...)
	r.need(s, "event", "add event: with the name of an event, such as payment_overdue")
	r.need(s, "to", "add to: customer, the name of an audience, or addresses")
	for _, p := range s.pairs {
		r.notificationKey(p, n)
	}
}

func (r *reader) notificationKey(p pair, n *Notification) {
	switch p.name {
	case "event":
		n.Event = r.placed(p)
	case "active":
		n.Active = r.truth(p)
	case "priority":
		n.Priority, _ = r.integer(p)
	case "switch":
		n.Switch = r.placed(p)
	case "to":
		before := len(r.faults)
		n.To = r.names(p)
		if len(n.To) == 0 && len(r.faults) == before {
			r.faults.Add(diag.NotificationAudience, p.at, "write customer, the name of an audience, or addresses", "nobody is meant")
		}
	case "except":
		n.Except = r.names(p)
	case "from":
		n.From = r.placed(p)
	case "cc":
		n.Cc = r.names(p)
	case "template":
		n.Template = r.placed(p)
	case "when":
		n.When = r.conditions(p)
	case "stop":
		n.Stop = r.conditions(p)
	case "schedule":
		n.Schedule = r.schedule(p)
	case "attachments":
		n.Attachments = r.names(p)
	case "unsubscribe":
		n.Unsubscribe = r.truth(p)
	case "digest":
		n.Digest = r.digest(p)
	}
}

// placed reads a word and where it stands.
func (r *reader) placed(p pair) template.Word {
	word, _ := r.word(p)
	if word == "" && !isNull(p.value) && p.value.Kind == yaml.ScalarNode {
		r.faults.Add(diag.ConfigText, r.rangeOf(p.value), "write its text, or remove the line", "%s is empty", p.path)
	}
	return template.Word{Text: word, Range: r.rangeOf(p.value)}
}

// names reads a list of names, or several in one text with commas between them.
func (r *reader) names(p pair) []template.Word {
	items := []pair{p}
	if p.value.Kind == yaml.SequenceNode {
		items = r.list(p, p.name+": [one, another]")
	}
	var list []template.Word
	for _, item := range items {
		word, ok := r.word(item)
		if !ok {
			continue
		}
		for _, each := range strings.Split(word, ",") {
			if each = strings.TrimSpace(each); each != "" {
				list = append(list, template.Word{Text: each, Range: r.rangeOf(item.value)})
			}
		}
	}
	return list
}

// conditions reads one condition, or a list of which all must hold (of stop,
// any); each may say why it is asked.
func (r *reader) conditions(p pair) []Condition {
	if p.value.Kind != yaml.SequenceNode {
		return []Condition{r.reasoned(p)}
	}
	var list []Condition
	for _, item := range r.list(p, "when: [invoice.amount_due > 0]") {
		list = append(list, r.reasoned(item))
	}
	return list
}

func (r *reader) reasoned(p pair) Condition {
	if p.value.Kind != yaml.MappingNode {
		return r.condition(p)
	}
	s, ok := r.inside(p)
	if !ok {
		return Condition{}
	}
	s.at = p.at
	r.known(s, "if", "why")
	r.need(s, "if", "add if: with a condition")
	var c Condition
	if each, ok := s.get("if"); ok {
		c = r.condition(each)
	}
	if each, ok := s.get("why"); ok {
		c.Why = r.text(each)
	}
	return c
}

// condition reads an expression.
func (r *reader) condition(p pair) Condition {
	if n := p.value; n.Kind == yaml.ScalarNode && n.ShortTag() == "!!bool" {
		r.faults.Add(diag.ConfigType, r.rangeOf(n), "ask for a placeholder, or remove the line", "%s is no condition", p.path)
		return Condition{}
	}
	return Condition{Phrase: r.phrase(p)}
}

func (r *reader) digest(p pair) *Digest {
	d := &Digest{From: 2, At: p.at}
	s, ok := r.inside(p)
	if !ok {
		return nil
	}
	r.known(s, "event", "items", "total", "from")
	r.need(s, "event", "add event: with the event whose data lists the items")
	r.need(s, "items", "add items: with the list in its data")
	for name, to := range map[string]*template.Word{"event": &d.Event, "items": &d.Items, "total": &d.Total} {
		if each, ok := s.get(name); ok {
			*to = r.placed(each)
		}
	}
	if each, ok := s.get("from"); ok {
		if n, ok := r.integer(each); ok && n < 2 {
			r.faults.Add(diag.ConfigNumber, r.rangeOf(each.value), "write 2 or more", "%s is %d", each.path, n)
		} else if ok {
			d.From = n
		}
	}
	return d
}

// IsAddress reports whether a name in to or cc is an address, and a good one.
func IsAddress(name string) (address, good bool) {
	return strings.Contains(name, "@"), isEmail(name)
}
