package rules

import (
	"cmp"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/billet-mail/billet/config"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/locales"
	"github.com/billet-mail/billet/placeholders"
	"github.com/billet-mail/billet/rules/schedule"
	"github.com/billet-mail/billet/template"
)

// Templates is what rules must know of the templates of a mail folder.
type Templates interface {
	// Names lists all templates.
	Names() []string
	// Serves reports whether a template is made for an event.
	Serves(template, event string) bool
	// Match chooses the language of a template for a wanted one, "" for the
	// default language.
	Match(template, wanted string) locales.Match
	// Repeat is the frequency in the front matter of a template, if any.
	Repeat(template string) template.Word
	// Attachments lists the files that a template attaches in any language.
	Attachments(template string) []string
}

// Options are what a [Set] is made of.
type Options struct {
	Settings      *config.Config
	Catalogue     *events.Catalogue
	Notifications []*config.Notification
	Templates     Templates
	Default       config.Sender // who mails come from that name no sender
	SampleTime    time.Time     // when the samples of the catalogue take place; zero to look at none
}

// Set is the notifications of a mail folder, compiled. It is immutable and safe
// for concurrent use.
type Set struct {
	options Options
	locale  *locales.Locale // of values in explanations
	byEvent map[string][]*notification
	scopes  map[string]*scope
	zones   sync.Map // time zones that were asked for, by name
}

// notification is a compiled rule.
type notification struct {
	*config.Notification
	scope     *scope
	layout    *placeholders.Layout
	when      []*condition
	stop      []*condition
	digest    *digest            // nil for a mail of each occurrence
	schedule  *schedule.Schedule // nil for at once
	anchor    anchor
	who       who
	period    period
	audiences []string // names in to:, in alphabetical order, each once
	members   []member
	cc        []member
	sender    config.Sender
	switchOn  string // its switch
	accountOn bool
}

// member is somebody of an audience, with what they want to hear of.
type member struct {
	config.Member
	audience string
	when     []*condition
}

// New compiles notifications. The list has every fault, and warnings of what is
// suspicious; with a fault, the Set must not be used.
func New(o Options) (*Set, diag.List) {
	var report diag.List
	english, err := locales.New("en")
	if err != nil {
		report.Add(diag.NotificationEvent, diag.Range{}, "", "%v", err)
		return nil, report
	}
	s := &Set{options: o, locale: english, byEvent: map[string][]*notification{}, scopes: map[string]*scope{}}
	for _, n := range o.Notifications {
		if c := s.compile(n, &report); c != nil {
			s.byEvent[n.Event.Text] = append(s.byEvent[n.Event.Text], c)
		}
	}
	for _, list := range s.byEvent {
		slices.SortStableFunc(list, func(a, b *notification) int {
			return cmp.Or(cmp.Compare(b.Priority, a.Priority), cmp.Compare(a.ID, b.ID))
		})
	}
	s.checkSwitches(&report)
	s.overlaps(&report)
	return s, report.Normal()
}

// Events lists the events that have notifications, in alphabetical order.
func (s *Set) Events() []string { return slices.Sorted(maps.Keys(s.byEvent)) }

// compile proves a notification. It is nil if its event is unknown.
func (s *Set) compile(n *config.Notification, report *diag.List) *notification {
	e, ok := s.options.Catalogue.Lookup(n.Event.Text)
	if !ok {
		if n.Event.Text != "" && !s.options.Settings.EventsUnread && !slices.Contains(s.options.Settings.FaultyEvents, n.Event.Text) {
			report.Add(diag.NotificationEvent, n.Event.Range, diag.DidYouMean(n.Event.Text, s.options.Catalogue.IDs()), "there is no event %q", n.Event.Text)
		}
		return nil
	}
	sc, err := s.scope(e)
	if err != nil {
		report.Add(diag.NotificationEvent, n.Event.Range, "", "%v", err)
		return nil
	}
	c := &notification{Notification: n, scope: sc, layout: &placeholders.Layout{}, switchOn: cmp.Or(n.Switch.Text, e.ID), accountOn: true}
	env := &expr.Env{Fields: sc.fields, Layout: c.layout, Locale: s.locale, Report: report, Used: map[string]bool{}}
	c.when = conditions(env, n.When)
	c.stop = conditions(env, n.Stop)
	s.recipients(c, env, report)
	s.sender(c, report)
	c.timing(s, report)
	c.who = findCustomer(c.scope.fields, c.layout)
	if c.Schedule != nil {
		c.period = findPeriod(c)
	}
	s.digest(c, report)
	c.layout.Seal()
	s.checkTemplates(c, report)
	s.checkAttachments(c, report)
	c.neverHolds(report)
	if report.Errors() == 0 {
		s.leads(c, report)
	}
	for _, each := range s.options.Settings.Switches {
		if each.Name == c.switchOn {
			c.accountOn = each.On
		}
	}
	return c
}

func (s *Set) scope(e *events.Event) (*scope, error) {
	if known := s.scopes[e.ID]; known != nil {
		return known, nil
	}
	sc, err := newScope(e)
	if err == nil {
		s.scopes[e.ID] = sc
	}
	return sc, err
}

// conditions proves conditions; those with a fault are left out.
func conditions(env *expr.Env, list []config.Condition) []*condition {
	var made []*condition
	for _, c := range list {
		p := c.Phrase
		if !p.Given() {
			continue // reported when it was read
		}
		in := expr.Input{Text: p.Text, Range: p.Range}
		n := expr.Parse(in, env.Report)
		e, facts := env.Condition(nil, in, n)
		if e == nil {
			continue
		}
		one := &condition{text: p.Text, why: c.Why, expr: e, facts: facts, at: p.Range(0, len(p.Text))}
		quiet := *env
		quiet.Report = &diag.List{} // the condition has reported it
		for _, path := range paths(n, nil) {
			if value := quiet.Check(nil, in, path); value != nil {
				one.asks = append(one.asks, asked{path.Path(), value})
			}
		}
		made = append(made, one)
	}
	return made
}

func (s *Set) checkSwitches(report *diag.List) {
	var names []string
	for _, list := range s.byEvent {
		for _, n := range list {
			names = append(names, n.switchOn)
		}
	}
	slices.Sort(names)
	for _, each := range s.options.Settings.Switches {
		if !slices.Contains(names, each.Name) {
			report.Add(diag.NotificationSwitch, each.At, diag.DidYouMean(each.Name, slices.Compact(names)), "no notification has the switch %s", each.Name)
		}
	}
}
