package config

import (
	"errors"

	"go.yaml.in/yaml/v4"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/rules/schedule"
	"github.com/billet-mail/billet/template"
)

// Schedule says when a notification is sent.
type Schedule struct {
	At      diag.Range
	Anchor  template.Word // a date, a datetime or a card of the event's data
	Zone    schedule.Of   // whose clock counts
	Options schedule.Options
	Steps   []template.Word // the templates of the steps that have one of their own

	RepeatAt diag.Range // zero if it is not given
	places   map[string]diag.Range
}

// scheduleKeys are the keys of a schedule.
func scheduleKeys() []string {
	return []string{"anchor", "offset", "offers", "repeat", "times", "until", "steps", "delay", "at", "zone", "days", "shift", "holidays", "quiet", "catch_up"}
}

// New makes the schedule, with what stands for a repeat that is not given; ""
// for none. It reports what is wrong with it.
func (s *Schedule) New(repeat template.Word) (*schedule.Schedule, diag.List) {
	var faults diag.List
	o := s.Options
	if repeat.Text != "" && s.RepeatAt.File == "" {
		offset, err := schedule.ParseOffset(repeat.Text)
		if err != nil {
			reportSchedule(&faults, repeat.Range, nil, err)
			return nil, faults
		}
		o.Repeat = offset
	}
	made, err := schedule.New(o)
	if err != nil {
		reportSchedule(&faults, s.At, s.places, err)
		return nil, faults
	}
	return made, nil
}

// reportSchedule reports every fault of a schedule at its option.
func reportSchedule(faults *diag.List, at diag.Range, places map[string]diag.Range, err error) {
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		for _, each := range many.Unwrap() {
			reportSchedule(faults, at, places, each)
		}
		return
	}
	var f *schedule.Fault
	if !errors.As(err, &f) {
		faults.Add(diag.NotificationSchedule, at, "", "%v", err)
		return
	}
	if place, ok := places[f.Field]; ok {
		at = place
	}
	faults.Add(diag.NotificationSchedule, at, f.Help, "%s", f.Message)
}

func (r *reader) schedule(p pair) *Schedule {
	sec, ok := r.inside(p)
	if !ok {
		return nil
	}
	before := len(r.faults)
	s := &Schedule{At: p.at, places: map[string]diag.Range{}}
	r.known(sec, scheduleKeys()...)
	r.need(sec, "anchor", "add anchor: with a date of the event's data, such as invoice.due_on")
	for _, each := range sec.pairs {
		s.places[each.name] = r.rangeOf(each.value)
		r.scheduleKey(each, s)
	}
	if len(r.faults) > before {
		return nil
	}
	return s
}

func (r *reader) scheduleKey(p pair, s *Schedule) {
	o := &s.Options
	switch p.name {
	case "anchor":
		s.Anchor = r.placed(p)
	case "offset":
		o.Offset = parsed(r, p, schedule.ParseOffset)
	case "offers":
		o.Offers = r.offers(p)
	case "repeat":
		o.Repeat, s.RepeatAt = parsed(r, p, schedule.ParseOffset), r.rangeOf(p.value)
	case "times":
		o.Times, _ = r.integer(p)
	case "until":
		until := parsed(r, p, schedule.ParseOffset)
		o.Until = &until
	case "steps":
		r.steps(p, s)
	case "delay":
		o.Delay = parsed(r, p, schedule.ParseOffset)
	case "at":
		o.At = parsed(r, p, schedule.ParseClock)
	case "zone":
		s.Zone = parsed(r, p, schedule.ParseOf)
	case "days":
		o.Days = parsed(r, p, schedule.ParseDays)
	case "shift":
		o.Shift = parsed(r, p, schedule.ParseShift)
	case "holidays":
		for _, name := range r.names(p) {
			if name.Text == Customer {
				o.CustomerHolidays = true
				continue
			}
			o.Holidays = append(o.Holidays, name.Text)
		}
	case "quiet":
		o.Quiet = parsed(r, p, schedule.ParseQuiet)
	case "catch_up":
		o.CatchUp = parsed(r, p, schedule.ParseCatchUp)
	}
}

// parsed reads a value of a schedule.
func parsed[T any](r *reader, p pair, parse func(string) (T, error)) (value T) {
	word := p.value.Value
	if p.value.Kind != yaml.ScalarNode || p.value.ShortTag() != "!!int" { // 0 is an offset
		var ok bool
		if word, ok = r.word(p); !ok {
			return value
		}
	}
	value, err := parse(word)
	if err != nil {
		reportSchedule(&r.faults, r.rangeOf(p.value), nil, err)
	}
	return value
}

func (r *reader) offers(p pair) map[string]schedule.Offset {
	s, ok := r.inside(p)
	if !ok {
		return nil
	}
	offers := map[string]schedule.Offset{}
	for _, each := range s.pairs {
		offers[each.name] = parsed(r, each, schedule.ParseOffset)
	}
	return offers
}

// steps reads offsets, each alone or with a template of its own.
func (r *reader) steps(p pair, s *Schedule) {
	for _, item := range r.list(p, "steps: [-3d, 0d, 7d]") {
		if item.value.Kind != yaml.MappingNode {
			s.Options.Steps = append(s.Options.Steps, schedule.Step{Offset: parsed(r, item, schedule.ParseOffset)})
			continue
		}
		sec, ok := r.inside(item)
		if !ok {
			continue
		}
		sec.at = item.at
		r.known(sec, "offset", "template")
		r.need(sec, "offset", "add offset: such as 7d")
		var step schedule.Step
		if each, ok := sec.get("offset"); ok {
			step.Offset = parsed(r, each, schedule.ParseOffset)
		}
		if each, ok := sec.get("template"); ok {
			name := r.placed(each)
			step.Template = name.Text
			s.Steps = append(s.Steps, name)
		}
		s.Options.Steps = append(s.Options.Steps, step)
	}
}
