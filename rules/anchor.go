package rules

import (
	"strings"
	"time"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/placeholders"
	"github.com/billet-mail/billet/rules/schedule"
	"github.com/billet-mail/billet/template"
)

type word = template.Word

// anchor is where a notification finds what its schedule counts from, and the
// customer's time zone.
type anchor struct {
	slot        int
	month, year int // slots of a card
	card        bool
	zone        int // slot; -1 if the event has none
}

// timing proves the schedule of a notification.
func (c *notification) timing(s *Set, report *diag.List) {
	if c.Schedule == nil {
		return
	}
	repeat := s.options.Templates.Repeat(c.templateName())
	if c.Schedule.RepeatAt.File != "" && repeat.Text != "" {
		report.Warn(diag.NotificationRepeat, repeat.Range, "remove the line here, or repeat: there",
			"the notification %s sets how often it repeats, which counts instead", c.ID)
	}
	made, faults := c.Schedule.New(repeat)
	*report = append(*report, faults...)
	c.schedule = made
	path := c.Schedule.Anchor
	fields, problem := c.find(path.Text)
	if problem != "" {
		var dates []string
		for _, p := range c.scope.fields.Paths() {
			if found, _ := c.find(p); found != nil && anchors(found[len(found)-1]) && !strings.HasPrefix(p, "previous.") {
				dates = append(dates, p)
			}
		}
		report.Add(diag.NotificationSchedule, path.Range, diag.DidYouMean(path.Text, dates), "%s", problem)
		return
	}
	last := fields[len(fields)-1]
	if last.Kind != placeholders.Object {
		c.anchor.slot = c.layout.Slot(fields)
	} else {
		month, _ := last.Fields.Lookup("exp_month")
		year, _ := last.Fields.Lookup("exp_year")
		c.anchor.card = true
		c.anchor.month = c.layout.Slot(append(fields[:len(fields):len(fields)], month))
		c.anchor.year = c.layout.Slot(append(fields[:len(fields):len(fields)], year))
	}
	c.anchor.zone = -1
	if zone, _ := c.find("customer.time_zone"); zone != nil && zone[1].Kind == placeholders.String {
		c.anchor.zone = c.layout.Slot(zone)
	}
}

// find follows a path to a date, a datetime or a card; of other fields it says
// what is wrong.
func (c *notification) find(path string) ([]*placeholders.Field, string) {
	var list []*placeholders.Field
	fields := c.scope.fields
	for _, name := range strings.Split(path, ".") {
		if fields == nil {
			return nil, "there is no date " + path
		}
		f, ok := fields.Lookup(name)
		if !ok || f.Kind == placeholders.List || f.Derived() {
			return nil, "there is no date " + path
		}
		list = append(list, f)
		fields = f.Fields
	}
	if last := list[len(list)-1]; path != "customer.time_zone" && !anchors(last) {
		return nil, path + " is no date"
	}
	return list, ""
}

// anchors reports whether a schedule can count from a field.
func anchors(f *placeholders.Field) bool {
	if f.Kind == placeholders.Object {
		month, ok := f.Fields.Lookup("exp_month")
		year, also := f.Fields.Lookup("exp_year")
		return ok && also && month.Kind == placeholders.Integer && year.Kind == placeholders.Integer
	}
	return f.Kind == placeholders.Date || f.Kind == placeholders.DateTime
}

// from is what a schedule counts from.
func (a anchor) from(row []placeholders.Value) schedule.Anchor {
	if a.card {
		return schedule.CardExpiry(int(row[a.year].Int), time.Month(row[a.month].Int))
	}
	switch v := row[a.slot]; v.Kind {
	case placeholders.Date:
		return schedule.OnDate(*v.Ref.(*events.Date))
	case placeholders.DateTime:
		return schedule.AtTime(*v.Ref.(*time.Time))
	}
	return schedule.Anchor{}
}

// location is whose clock counts: the customer's if it is known, else the
// company's.
func (s *Set) location(n *notification, row []placeholders.Value) *time.Location {
	if n.Schedule.Zone == schedule.Customer && n.anchor.zone >= 0 {
		if loc := s.zone(row[n.anchor.zone].Text); loc != nil {
			return loc
		}
	}
	return s.options.Settings.Zone
}

// zone finds a time zone, nil if there is none of the name.
func (s *Set) zone(name string) *time.Location {
	if known, ok := s.zones.Load(name); ok {
		return known.(*time.Location)
	}
	loc, err := time.LoadLocation(name)
	if err != nil || name == "" || name == "Local" {
		return nil
	}
	s.zones.Store(name, loc)
	return loc
}
