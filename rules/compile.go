package rules

import (
	"cmp"
	"slices"
	"strings"

	"github.com/billet-mail/billet/config"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/placeholders"
)

// recipients finds out who is meant by to and cc.
func (s *Set) recipients(c *notification, env *expr.Env, report *diag.List) {
	for _, word := range c.To {
		c.audiences = append(c.audiences, word.Text)
		if word.Text == config.Customer {
			if field, ok := c.scope.fields.Lookup("customer"); !ok || field.Kind != placeholders.Object {
				report.Add(diag.NotificationAudience, word.Range, "name an audience or an address", "the event %s has no customer", c.Event.Text)
			}
			continue
		}
		for _, m := range s.people(word.Text, word.Range, report) {
			c.members = append(c.members, member{m, word.Text, s.filters(c, env, m)})
		}
	}
	slices.Sort(c.audiences)
	c.audiences = slices.Compact(c.audiences)
	for _, word := range c.Cc {
		if word.Text == config.Customer {
			report.Add(diag.NotificationAudience, word.Range, "name an audience or an address; the customer stands in to:", "the customer cannot get a copy")
			continue
		}
		for _, m := range s.people(word.Text, word.Range, report) {
			c.cc = append(c.cc, member{Member: m})
		}
	}
	for _, word := range c.Except {
		if !slices.ContainsFunc(c.members, func(m member) bool { return same(m.Email, word.Text) }) {
			report.Add(diag.NotificationAudience, word.Range, "remove it, or write the address as in the audience", "%s is in none of the audiences", word.Text)
		}
	}
	c.members = slices.DeleteFunc(c.members, func(m member) bool {
		return slices.ContainsFunc(c.Except, func(w word) bool { return same(m.Email, w.Text) })
	})
}

// people are the members of an audience, or the one at an address.
func (s *Set) people(name string, at diag.Range, report *diag.List) []config.Member {
	if address, good := config.IsAddress(name); address {
		if !good {
			report.Add(diag.NotificationAudience, at, "write one address like finance@example.com, without a name", "%s is not an e-mail address", name)
			return nil
		}
		return []config.Member{{Email: name}}
	}
	a, ok := s.options.Settings.Audience(name)
	if !ok {
		known := append([]string{config.Customer}, s.options.Settings.AudienceNames()...)
		report.Add(diag.NotificationAudience, at, diag.DidYouMean(name, known), "there is no audience %q", name)
	}
	return a.Members
}

// filters are what a member wants to hear of an event.
func (s *Set) filters(c *notification, env *expr.Env, m config.Member) []*condition {
	var list []config.Condition
	for _, f := range m.When {
		if _, known := s.options.Catalogue.Lookup(f.Event); f.Event != "" && !known {
			env.Report.Add(diag.NotificationEvent, f.At, diag.DidYouMean(f.Event, s.options.Catalogue.IDs()), "there is no event %q", f.Event)
		}
		if f.Event == "" || f.Event == c.Event.Text {
			list = append(list, f.Condition)
		}
	}
	return conditions(env, list)
}

func same(a, b string) bool { return strings.EqualFold(a, b) }

func (s *Set) sender(c *notification, report *diag.List) {
	c.sender = s.options.Default
	if c.From.Text == "" {
		return
	}
	var ids []string
	for _, each := range s.options.Settings.Senders {
		if each.ID == c.From.Text {
			c.sender = each
			return
		}
		ids = append(ids, each.ID)
	}
	help := diag.DidYouMean(c.From.Text, ids)
	if len(ids) == 0 {
		help = "add it to senders: in billet.yaml"
	}
	report.Add(diag.NotificationSender, c.From.Range, help, "there is no sender %q", c.From.Text)
}

// checkTemplates holds that what is switched on has words.
func (s *Set) checkTemplates(c *notification, report *diag.List) {
	if !c.Active {
		return
	}
	names := []word{{Text: c.templateName(), Range: c.Event.Range}}
	if c.Template.Text != "" {
		names[0].Range = c.Template.Range
	}
	if c.Schedule != nil {
		names = append(names, c.Schedule.Steps...)
	}
	known := s.options.Templates.Names()
	for _, name := range names {
		switch {
		case !slices.Contains(known, name.Text):
			language := s.options.Settings.Languages.Default
			help := "write templates/" + name.Text + "/" + language + ".md, or set active: false"
			if near := diag.Suggest(name.Text, known); near != "" {
				help = "did you mean " + near + "? Else " + help
			}
			report.Add(diag.NotificationTemplate, name.Range, help, "there is no template %q, in %s or any other language", name.Text, language)
		case !s.options.Templates.Serves(name.Text, c.Event.Text):
			report.Add(diag.NotificationTemplate, name.Range, "add the event to events: at the top of the template, or name another template",
				"the template %s is not for the event %s", name.Text, c.Event.Text)
		}
	}
}

func (n *notification) templateName() string { return cmp.Or(n.Template.Text, n.Event.Text) }

func (s *Set) checkAttachments(c *notification, report *diag.List) {
	var ids []string
	for _, a := range s.options.Settings.Attachments {
		ids = append(ids, a.ID)
	}
	files := s.options.Templates.Attachments(c.templateName())
	most := s.options.Settings.Limits.Attachments
	for _, word := range c.Attachments {
		switch {
		case !slices.Contains(ids, word.Text) && len(ids) == 0:
			report.Add(diag.NotificationAttachment, word.Range, "name the file under attachments: in billet.yaml", "there is no attachment %s", word.Text)
		case !slices.Contains(ids, word.Text):
			report.Add(diag.NotificationAttachment, word.Range, diag.DidYouMean(word.Text, ids), "there is no attachment %s", word.Text)
		case !slices.Contains(files, word.Text):
			if files = append(files, word.Text); len(files) == most+1 {
				report.Add(diag.NotificationAttachment, word.Range, "attach fewer files, or raise limits.attachments in billet.yaml",
					"a mail may have %d files, and this is one more, with those of the template", most)
			}
		}
	}
}

// neverHolds warns of conditions that exclude each other.
func (n *notification) neverHolds(report *diag.List) {
	var facts []expr.Fact
	for _, c := range n.when {
		if facts = append(facts, c.facts.Then...); !expr.Possible(facts) {
			report.Warn(diag.NotificationNever, c.at, "mend the condition, or remove the notification", "no data fulfils this, so that %s is never sent", n.ID)
			return
		}
	}
}

// overlaps warns of notifications of which one hides another from somebody.
func (s *Set) overlaps(report *diag.List) {
	for _, list := range s.byEvent {
		for i, low := range list {
			for _, high := range list[:i] {
				both := slices.DeleteFunc(slices.Clone(low.audiences), func(name string) bool { return !slices.Contains(high.audiences, name) })
				if low.Active && high.Active && len(both) > 0 && !disjoint(low, high) {
					report.Warn(diag.NotificationOverlap, low.Event.Range, "tell them apart in when:, by an enum or by yes and no, or remove one",
						"%s and %s are both for %s of %s, and only %s is sent where both match", high.ID, low.ID, strings.Join(both, ", "), low.Event.Text, high.ID)
				}
			}
		}
	}
}

// disjoint reports whether no data fulfils the conditions of both.
func disjoint(a, b *notification) bool {
	var facts []expr.Fact
	for _, c := range slices.Concat(a.when, b.when) {
		facts = append(facts, c.facts.Then...)
	}
	return !expr.Possible(facts)
}
