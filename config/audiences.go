package config

import (
	"cmp"
	"slices"
	"time"

	"go.yaml.in/yaml/v4"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/locales"
)

// Names of audiences that need no declaration.
const (
	Customer = "customer" // of the event's data, at the registered address
	Staff    = "staff"    // the billing contact, unless it is declared
)

// Audience is a group of the sender's own people.
type Audience struct {
	ID      string // ASCII identifier
	At      diag.Range
	Members []Member
}

// Member is a person of an audience.
type Member struct {
	Name     string // one line; may be empty
	Email    string // addr-spec
	Language string // canonical BCP 47 tag; "" for the default language
	When     []Filter
	At       diag.Range
}

// Filter says what a member wants to hear of.
type Filter struct {
	Event     string // whose occurrences it is about; "" for those of all events
	At        diag.Range
	Condition Condition
}

// Switch turns notifications on or off for the whole account.
type Switch struct {
	Name string
	On   bool
	At   diag.Range
}

// Audience finds an audience by its name. Staff that is not declared is the
// billing contact.
func (c *Config) Audience(id string) (Audience, bool) {
	i := slices.IndexFunc(c.Audiences, func(a Audience) bool { return a.ID == id })
	switch {
	case i >= 0:
		return c.Audiences[i], true
	case id == Staff:
		return Audience{ID: Staff, Members: []Member{c.contact()}}, true
	}
	return Audience{}, false
}

// AudienceNames lists what Audience finds.
func (c *Config) AudienceNames() []string {
	names := []string{Staff}
	for _, a := range c.Audiences {
		if a.ID != Staff {
			names = append(names, a.ID)
		}
	}
	return names
}

func (c *Config) contact() Member {
	m := c.Contact
	if m.Email == "" {
		m.Name, m.Email = c.Brand.Name, c.Brand.SupportEmail
	}
	m.Name = cmp.Or(m.Name, c.Brand.Name)
	return m
}

// people reads who gets mails beside customers, and what is switched off.
func (r *reader) people(top section, c *Config) {
	if p, ok := top.get("audiences"); ok {
		c.Audiences = r.audiences(p)
	}
	if p, ok := top.get("billing_contact"); ok {
		c.Contact = r.member(p)
	}
	if p, ok := top.get("switches"); ok {
		c.Switches = r.switches(p)
	}
	if p, ok := top.get("time_zone"); ok {
		c.Zone = r.zone(p)
	}
}

func (r *reader) audiences(p pair) []Audience {
	s, ok := r.inside(p)
	if !ok {
		return nil
	}
	var list []Audience
	for _, each := range s.pairs {
		r.identifier(each)
		if each.name == Customer {
			r.faults.Add(diag.NotificationAudience, each.at, "choose another name", "customer is who the event is about, not a group of staff")
			continue
		}
		a := Audience{ID: each.name, At: each.at}
		before := len(r.faults)
		for _, item := range r.list(each, each.name+": [ana@example.com]") {
			m := r.member(item)
			if slices.ContainsFunc(a.Members, func(other Member) bool { return m.Email != "" && other.Email == m.Email }) {
				r.faults.Add(diag.NotificationAudience, m.At, "remove one of the two", "%s is in %s twice", m.Email, each.name)
				continue
			}
			a.Members = append(a.Members, m)
		}
		if len(a.Members) == 0 && len(r.faults) == before {
			r.faults.Add(diag.NotificationAudience, each.at, "write the addresses below it, or remove it", "nobody is in the audience %s", each.name)
		}
		list = append(list, a)
	}
	return list
}

// member reads an address, or a person with an address.
func (r *reader) member(p pair) Member {
	m := Member{At: r.rangeOf(p.value)}
	if p.value.Kind == yaml.ScalarNode {
		m.Email = r.email(p)
		return m
	}
	s, ok := r.inside(p)
	if !ok {
		return m
	}
	s.at = p.at
	r.known(s, "name", "email", "language", "when")
	r.need(s, "email", "add email: with an address")
	for _, each := range s.pairs {
		switch each.name {
		case "name":
			m.Name = r.text(each)
		case "email":
			m.Email = r.email(each)
		case "language":
			m.Language = r.anyLanguage(each)
		case "when":
			m.When = r.filters(each)
		}
	}
	return m
}

// anyLanguage reads a language that need not be available: another may stand in.
func (r *reader) anyLanguage(p pair) string {
	tag, ok := r.word(p)
	if !ok {
		return ""
	}
	locale, err := locales.New(tag)
	if err != nil {
		r.faults.Add(diag.ConfigLanguage, r.rangeOf(p.value), "write a tag such as en or pt-BR", "%q is no language", tag)
		return ""
	}
	return locale.Tag()
}

// filters reads one condition for all events, or one for each event.
func (r *reader) filters(p pair) []Filter {
	if p.value.Kind != yaml.MappingNode {
		return []Filter{{At: p.at, Condition: r.condition(p)}}
	}
	s, ok := r.inside(p)
	if !ok {
		return nil
	}
	var list []Filter
	for _, each := range s.pairs {
		list = append(list, Filter{Event: each.name, At: each.at, Condition: r.condition(each)})
	}
	return list
}

func (r *reader) switches(p pair) []Switch {
	s, ok := r.inside(p)
	if !ok {
		return nil
	}
	var list []Switch
	for _, each := range s.pairs {
		list = append(list, Switch{each.name, r.onOff(each), each.at})
	}
	return list
}

// onOff reads a switch.
func (r *reader) onOff(p pair) bool {
	if n := p.value; n.Kind == yaml.ScalarNode {
		switch n.Value {
		case "on", "true", "yes":
			return true
		case "off", "false", "no":
			return false
		}
	}
	r.faults.Add(diag.ConfigType, r.rangeOf(p.value), "write on or off", "%s is %s, not on or off", p.path, describe(p.value))
	return true
}

func (r *reader) zone(p pair) *time.Location {
	name, ok := r.word(p)
	if !ok {
		return time.UTC
	}
	loc, err := time.LoadLocation(name)
	if err != nil || name == "" || name == "Local" {
		r.faults.Add(diag.ConfigType, r.rangeOf(p.value), "write an IANA name such as Europe/Paris", "%q is no time zone", name)
		return time.UTC
	}
	return loc
}
