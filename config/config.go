package config

import (
	"time"

	"go.yaml.in/yaml/v4"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
)

// Format is the version of billet.yaml that this package reads.
const Format = 1

// Config is what billet.yaml says. It is not changed after [Load], and safe
// for concurrent use as long as nobody writes to it.
type Config struct {
	Brand       Brand
	Languages   Languages
	Senders     []Sender        // the default one first
	Attachments []Attachment    // in the order of the file
	Limits      Limits          // with what stands for what is not given
	Events      []*events.Event // declared events, in the order of the file
	Check       Check

	Audiences []Audience     // in the order of the file; see Config.Audience
	Contact   Member         // the billing contact; without one the brand's support
	Switches  []Switch       // account-wide, in the order of the file
	Zone      *time.Location // of the company; UTC if not given

	// FaultyEvents are the names of declared events that cannot be used;
	// EventsUnread reports that their names are not known either.
	FaultyEvents []string
	EventsUnread bool
}

// Brand is who writes the mails. Name and SupportEmail are always given, the
// other fields are optional: their zero value is not given.
type Brand struct {
	Name         string // one line
	URL          string // https or http
	SupportEmail string // addr-spec (RFC 5322), may be international (RFC 6532)
	Phone        string // one line, as people write it
	Address      string // postal, one line
	Logo         *Logo
	Colors       map[string]string // CSS colours by name; names are ASCII identifiers
	Links        map[string]string // https, http, mailto or tel by name; names are ASCII identifiers
}

// Logo is an image on the web. Src and Alt are always given. Width and Height
// are in CSS pixels, at most [MaxLogo]; 0 is not given.
type Logo struct {
	Src, Alt      string
	Width, Height int
}

// Languages is what the folder's mails are written in. Default and Available
// are canonical BCP 47 tags that locales.New accepts; together with Fallbacks
// they make a locales.Matcher.
type Languages struct {
	Default   string              // stands in for every language that is not available
	Available []string            // as the file orders them, with Default, each once
	Fallbacks map[string][]string // tag, not necessarily available → available tags

	// Unsure reports that a fault keeps from knowing which languages there
	// are; Unsettled are those of which the fallbacks cannot be read.
	Unsure    bool
	Unsettled []string
}

// Load reads billet.yaml.
//
// The list has every fault with its range, ordered by place. The Config is
// never nil. If the list has a fault, no mail must be made of it: it has what
// could be read, and also texts, addresses and colours that are wrong, so that
// who looks them up does not report them once more.
//
// A file of another format than [Format] has that one fault only.
func Load(src *diag.Source) (*Config, diag.List) {
	r := &reader{src: src}
	c := &Config{Limits: Limits{Attachments: DefaultAttachments, TotalSize: DefaultTotalSize}, Zone: time.UTC}
	if root, ok := r.parse(); ok {
		r.file(root, c)
	}
	return c, r.faults.Normal()
}

// file reads the sections of the file; the root is nil for an empty one.
func (r *reader) file(root *yaml.Node, c *Config) {
	top, ok := r.section(root, "", diag.Range{File: r.src.Name()})
	if !ok || !r.format(top) {
		return
	}
	r.known(top, "format", "brand", "languages", "senders", "default_sender", "attachments", "limits", "events", "check",
		"audiences", "billing_contact", "switches", "time_zone")
	r.need(top, "format", "begin the file with the line format: 1")
	r.need(top, "brand", "add a section brand: with name: and support_email:")
	r.need(top, "languages", "add a section languages: with default:")
	if p, ok := top.get("brand"); ok {
		r.brand(p, &c.Brand)
	}
	if p, ok := top.get("languages"); ok {
		r.languages(p, &c.Languages)
	}
	c.Senders = r.senders(top)
	if p, ok := top.get("attachments"); ok {
		c.Attachments = r.attachments(p, c.Languages)
	}
	if p, ok := top.get("limits"); ok {
		r.limits(p, &c.Limits)
	}
	if p, ok := top.get("events"); ok {
		r.events(p, c)
	}
	if p, ok := top.get("check"); ok {
		r.check(p, &c.Check)
	}
	r.people(top, c)
}

// format checks the version of the file. It reports whether the rest of the
// file can be understood: keys of another format would only be misread.
func (r *reader) format(top section) bool {
	p, ok := top.get("format")
	if !ok {
		return true
	}
	switch n, ok := r.integer(p); {
	case !ok:
		return true
	case n != Format:
		r.faults.Add(diag.ConfigFormat, r.rangeOf(p.value), "write format: 1, or use a version of Billet that knows this format",
			"format %d is unknown: this version of Billet reads format %d", n, Format)
		return false
	}
	return true
}
