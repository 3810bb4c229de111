package timeline

import (
	"path"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"github.com/billet-mail/billet/diag"
)

// Parse reads a scenario. The error is a [diag.List] of everything that is wrong
// with it.
func Parse(src *diag.Source) (*Scenario, error) {
	r := &reader{src: src}
	s := &Scenario{Name: strings.TrimSuffix(path.Base(src.Name()), ".yaml"), Zone: time.UTC}
	if root := r.parse(); root != nil {
		r.scenario(s, root)
	}
	if err := r.faults.Normal().Err(); err != nil {
		return nil, err
	}
	return s, nil
}

const (
	longestGap = 45 // days
	mostPerDay = 2
	after      = 30 // days that are played after the last moment
)

func (r *reader) scenario(s *Scenario, root *yaml.Node) {
	f, ok := r.fields(root, "a scenario", "title", "about", "zone", "begin", "end", "most_per_day", "longest_gap", "data", "life")
	if !ok {
		return
	}
	for _, name := range []string{"title", "begin", "life"} {
		if f.values[name] == nil {
			r.faults.Add(diag.ScenarioKey, f.at, "write title, begin and life", "the scenario has no %s", name)
		}
	}
	s.Title, s.About = r.text(f, "title"), strings.TrimSpace(r.text(f, "about"))
	s.MostPerDay = r.number(f, "most_per_day", 1, 1000, mostPerDay)
	s.LongestGap = r.number(f, "longest_gap", 1, maxDays, longestGap)
	r.zone(s, f)
	if !r.begin(s, f) {
		return
	}
	s.Data = r.data(s, f, "data")
	r.life(s, f.values["life"])
	last := 0
	for _, m := range s.Life {
		last = max(last, s.day(m.At))
	}
	s.End = s.onDay(r.number(f, "end", last+1, maxDays, last+after), 0, 0)
}

func (r *reader) zone(s *Scenario, f fields) {
	name := r.text(f, "zone")
	if name == "" {
		return
	}
	zone, err := time.LoadLocation(name)
	if err != nil || name == "Local" {
		r.fault(f.values["zone"], `write a zone such as Europe/Paris`, "there is no time zone %q", name)
		return
	}
	s.Zone = zone
}

func (r *reader) begin(s *Scenario, f fields) bool {
	text := r.text(f, "begin")
	if text == "" {
		return false
	}
	t, err := time.ParseInLocation(time.DateOnly, text, s.Zone)
	if err != nil {
		r.fault(f.values["begin"], `write the date of day 0, such as 2026-11-02`, "%q is no date", text)
		return false
	}
	s.Begin = t
	return true
}

func (r *reader) life(s *Scenario, n *yaml.Node) {
	if n == nil {
		return
	}
	if n.Kind != yaml.SequenceNode || len(n.Content) == 0 {
		r.fault(n, "write what happens as a list: - day: 0", "life is no list of what happens")
		return
	}
	for _, item := range n.Content {
		if m, ok := r.moment(s, item); ok {
			s.Life = append(s.Life, m)
		}
	}
	slices.SortStableFunc(s.Life, func(a, b Moment) int { return a.At.Compare(b.At) })
}

func (r *reader) moment(s *Scenario, n *yaml.Node) (Moment, bool) {
	f, ok := r.fields(n, "a moment", "day", "at", "event", "sample", "key", "matter", "data", "previous", "action", "state", "call", "note")
	if !ok {
		return Moment{}, false
	}
	if f.values["day"] == nil {
		r.faults.Add(diag.ScenarioKey, f.at, "write day: 0 for the first day", "the moment has no day")
	}
	m := Moment{
		Note: r.text(f, "note"), Events: r.list(f, "event"), Sample: r.text(f, "sample"), Key: r.text(f, "key"),
		Matter: r.text(f, "matter"), Data: r.data(s, f, "data"), State: r.data(s, f, "state"),
		Previous: r.data(s, f, "previous"), Action: r.text(f, "action"), Call: r.data(s, f, "call"), at: f.at,
	}
	if len(m.Events) == 0 && m.State == nil {
		r.faults.Add(diag.ScenarioKey, f.at, "name an event, or the state of a matter that changes", "nothing happens")
	}
	if m.State != nil && m.Matter == "" {
		r.faults.Add(diag.ScenarioKey, f.at, "name the matter: the one of the event that began it", "a state changes of nothing")
	}
	hour, minute := r.clock(f)
	m.At = s.onDay(r.number(f, "day", 0, maxDays, 0), hour, minute)
	return m, true
}

// clock is the time of a moment, noon by default.
func (r *reader) clock(f fields) (hour, minute int) {
	text := r.text(f, "at")
	if text == "" {
		return 12, 0
	}
	t, err := time.Parse("15:04", text)
	if err != nil || len(text) != len("15:04") {
		r.fault(f.values["at"], `write hours and minutes in quotation marks: "09:00"`, "%q is no time of day", text)
		return 12, 0
	}
	return t.Hour(), t.Minute()
}
