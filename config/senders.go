package config

import (
	"slices"

	"github.com/billet-mail/billet/diag"
)

// Sender is an address that mails come from. ReplyTo is where answers go, ""
// for Email.
type Sender struct {
	ID      string // ASCII identifier
	Name    string // one line
	Email   string // addr-spec, as Brand.SupportEmail
	ReplyTo string // addr-spec
}

// senders reads the senders and which of them is the default: the one that is
// named, else the first.
func (r *reader) senders(top section) []Sender {
	var list []Sender
	section, given := top.get("senders")
	if given {
		list = r.senderList(section)
	}
	p, ok := top.get("default_sender")
	if !ok {
		return list
	}
	id, ok := r.word(p)
	if !ok {
		return list
	}
	i := slices.IndexFunc(list, func(s Sender) bool { return s.ID == id })
	switch {
	case i >= 0:
		first := list[i]
		list = slices.Insert(slices.Delete(list, i, i+1), 0, first)
	case !given:
		r.faults.Add(diag.ConfigSender, r.rangeOf(p.value), "add a section senders: with "+example(id)+":, or remove the line", "there are no senders")
	default:
		var ids []string
		for _, s := range list {
			ids = append(ids, s.ID)
		}
		r.faults.Add(diag.ConfigSender, r.rangeOf(p.value), diag.DidYouMean(id, ids), "there is no sender %q", id)
	}
	return list
}

// example is an id, or one to show.
func example(id string) string {
	if isIdentifier(id) {
		return id
	}
	return "billing"
}

func (r *reader) senderList(p pair) []Sender {
	s, ok := r.inside(p)
	if !ok {
		return nil
	}
	var list []Sender
	for _, p := range s.pairs {
		r.identifier(p)
		if sender, ok := r.sender(p); ok {
			list = append(list, sender)
		}
	}
	return list
}

func (r *reader) sender(p pair) (Sender, bool) {
	sender := Sender{ID: p.name}
	s, ok := r.inside(p)
	if !ok {
		return sender, false
	}
	r.known(s, "name", "email", "reply_to")
	r.need(s, "name", "add name: with the name that readers see")
	r.need(s, "email", "add email: with the address that the mail comes from")
	for _, p := range s.pairs {
		switch p.name {
		case "name":
			sender.Name = r.text(p)
		case "email":
			sender.Email = r.email(p)
		case "reply_to":
			sender.ReplyTo = r.email(p)
		}
	}
	return sender, true
}
