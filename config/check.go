package config

import (
	"slices"
	"strings"

	"github.com/billet-mail/billet/check/clients"
	"github.com/billet-mail/billet/diag"
)

// Check is what a mail folder says about the checks of its mails.
type Check struct {
	// Clients are the mail clients that the mails must work in: names of
	// package clients, each once. It is empty if the file names none.
	Clients []string

	// Severity is what becomes of the warnings of a code.
	Severity map[diag.Code]diag.Setting
}

func (r *reader) check(p pair, c *Check) {
	s, ok := r.inside(p)
	if !ok {
		return
	}
	r.known(s, "clients", "severity")
	if p, ok := s.get("clients"); ok {
		c.Clients = r.clients(p)
	}
	if p, ok := s.get("severity"); ok {
		c.Severity = r.severity(p)
	}
}

func (r *reader) clients(p pair) []string {
	var names []string
	for _, item := range r.list(p, "clients: [gmail, outlook-windows]") {
		name, ok := r.word(item)
		switch {
		case !ok:
		case clients.Lookup(name) == nil:
			r.faults.Add(diag.ConfigClient, r.rangeOf(item.value), knownClient(name), "there is no mail client %q", name)
		case slices.Contains(names, name):
			r.faults.Add(diag.ConfigClient, r.rangeOf(item.value), "remove one of the two", "the mail client %s is there twice", name)
		default:
			names = append(names, name)
		}
	}
	return names
}

// knownClient suggests a client for a name that is none.
func knownClient(name string) string {
	if s := diag.Suggest(name, clients.Names()); s != "" {
		return "did you mean " + s + "?"
	}
	return "known are " + strings.Join(clients.Families(), ", ") + ", and each with a platform, such as gmail-ios"
}
