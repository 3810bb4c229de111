package rules

import (
	"slices"
	"strings"

	"github.com/billet-mail/billet/config"
	"github.com/billet-mail/billet/mail"
	"github.com/billet-mail/billet/placeholders"
)

// who is where a layout has the customer of the data: slots, -1 for none.
type who struct{ name, email, language int }

func findCustomer(fields *placeholders.Fields, l *placeholders.Layout) who {
	none := who{-1, -1, -1}
	customer, ok := fields.Lookup("customer")
	if !ok || customer.Kind != placeholders.Object {
		return none
	}
	slot := func(name string, kind placeholders.Kind) int {
		if f, ok := customer.Fields.Lookup(name); ok && f.Kind == kind {
			return l.Slot([]*placeholders.Field{customer, f})
		}
		return -1
	}
	return who{slot("name", placeholders.String), slot("email", placeholders.Email), slot("language", placeholders.String)}
}

func (w who) address(row []placeholders.Value) mail.Address {
	return mail.Address{Name: strings.Join(strings.Fields(text(row, w.name)), " "), Email: text(row, w.email)}
}

func text(row []placeholders.Value, slot int) string {
	if slot < 0 {
		return ""
	}
	return row[slot].Text
}

// recipient is somebody who may get a mail, with their language.
type recipient struct {
	mail.Address
	language string
	filters  [][]*condition // by audience: what must hold; one of them is enough
}

// recipients lists who belongs to some audiences of a notification, each address
// once.
func (n *notification) recipients(o *Occurrence, row []placeholders.Value, audiences []string) []recipient {
	var list []recipient
	add := func(r recipient) {
		known := slices.IndexFunc(list, func(other recipient) bool { return same(other.Email, r.Email) })
		switch {
		case r.Email == "":
		case known < 0:
			list = append(list, r)
		default:
			list[known].filters = append(list[known].filters, r.filters...)
		}
	}
	everything := [][]*condition{nil}
	if slices.Contains(audiences, config.Customer) {
		language := text(row, n.who.language)
		add(recipient{n.who.address(row), language, everything})
		for _, extra := range o.Call.To {
			add(recipient{extra, language, everything})
		}
	}
	for _, m := range n.members {
		if !slices.Contains(audiences, m.audience) {
			continue
		}
		add(recipient{mail.Address{Name: m.Name, Email: m.Email}, m.Language, [][]*condition{m.when}})
	}
	return list
}

// copies are the addresses of cc, without those who get a mail of their own.
func (n *notification) copies(people []recipient) []mail.Address {
	var list []mail.Address
	for _, m := range n.cc {
		known := slices.ContainsFunc(list, func(a mail.Address) bool { return same(a.Email, m.Email) })
		known = known || slices.ContainsFunc(people, func(r recipient) bool { return same(r.Email, m.Email) })
		if !known {
			list = append(list, mail.Address{Name: m.Name, Email: m.Email})
		}
	}
	return list
}
