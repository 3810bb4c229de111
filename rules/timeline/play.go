package timeline

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// mostInstants is how often a world is asked at most, so that one that never
// comes to rest stops.
const mostInstants = 20_000

// mostRounds is how often it is asked at one time: all late steps of a schedule
// come at once.
const mostRounds = 10

// Play plays a scenario to its end. The error is that of [Scenario.Check] if the
// scenario does not fit the world, else one of the world or of the context.
func Play(ctx context.Context, s *Scenario, w World) (*Report, error) {
	p := &player{
		scenario: s, world: w, states: map[string]map[string]any{}, told: map[string]bool{},
		report: &Report{
			Scenario: s.Name, Title: s.Title, About: s.About, Zone: s.Zone.String(), Begin: s.Begin, End: s.End,
			Entries: []Entry{}, Findings: []Finding{},
		},
	}
	if err := s.Check(w); err != nil {
		return nil, err
	}
	now := s.Begin
	for range mostInstants {
		if err := p.instant(ctx, now); err != nil {
			return nil, err
		}
		next := p.next(now)
		if next.IsZero() || !next.Before(s.End) {
			p.plan()
			p.find()
			return p.report, nil
		}
		now = next
	}
	return nil, fmt.Errorf("the scenario %s does not come to an end: it was asked %d times (give its schedules longer repeats)", s.Name, mostInstants)
}

// player is a scenario that is being played.
type player struct {
	scenario *Scenario
	world    World
	report   *Report

	done    int // moments of the scenario that have happened
	live    []Occurrence
	states  map[string]map[string]any // by matter
	waiting []Decision                // as they are now
	told    map[string]bool           // mails that were not sent, told once for each reason
}

// instant lets happen what happens at a time, and asks what follows.
func (p *player) instant(ctx context.Context, now time.Time) error {
	life := p.scenario.Life
	for p.done < len(life) && !life[p.done].At.After(now) {
		if err := p.happen(life[p.done]); err != nil {
			return err
		}
		p.done++
	}
	// Asked again after a mail, a schedule says when its next step is.
	for range mostRounds {
		sent, err := p.ask(ctx, now)
		if err != nil || !sent {
			return err
		}
	}
	return fmt.Errorf("the scenario %s sends mail after mail on day %d (look for a notification that forgets what it sent)", p.scenario.Name, p.scenario.day(now))
}

// happen adds a moment to what is known.
func (p *player) happen(m Moment) error {
	if m.State != nil {
		p.states[m.Matter] = merge(p.states[m.Matter], m.State)
	}
	for _, event := range m.Events {
		data, err := p.scenario.dataOf(p.world, m, event)
		if err != nil {
			return err
		}
		key := p.key(m, event)
		o := Occurrence{Event: event, Key: key, At: m.At, Data: data, Matter: m.Matter, Action: m.Action, Call: m.Call, Fresh: true}
		if m.Previous != nil {
			o.Previous = merge(data, m.Previous)
		}
		p.live = append(p.live, o)
		p.add(Entry{Kind: Happened, At: m.At, Event: event, Matter: m.Matter, Note: m.Note})
	}
	if len(m.Events) == 0 {
		p.add(Entry{Kind: Happened, At: m.At, Matter: m.Matter, State: m.State, Note: m.Note})
	}
	for i := range p.live {
		p.live[i].State = maps.Clone(p.states[p.live[i].Matter])
	}
	return nil
}

// key is the key of an occurrence: its own, or one that no other has.
func (p *player) key(m Moment, event string) string {
	key := cmp.Or(m.Key, fmt.Sprintf("%s:%s:day-%d", cmp.Or(m.Matter, "customer"), event, p.scenario.day(m.At)))
	taken := func(key string) bool {
		return slices.ContainsFunc(p.live, func(o Occurrence) bool { return o.Key == key })
	}
	unique := key
	for n := 2; taken(unique); n++ {
		unique = fmt.Sprintf("%s:%d", key, n)
	}
	return unique
}

// ask asks what becomes of all that is live, notes the answers, and reports
// whether a mail was sent.
func (p *player) ask(ctx context.Context, now time.Time) (sent bool, err error) {
	p.waiting = nil
	if len(p.live) == 0 {
		return false, nil
	}
	decisions, err := p.world.Decide(ctx, now, slices.Clone(p.live))
	if err != nil {
		return false, fmt.Errorf("%s, day %d: %w", p.scenario.Name, p.scenario.day(now), err)
	}
	for _, d := range decisions {
		o := p.occurrence(d.Occurrence)
		if !d.Scheduled && !o.Fresh {
			continue // it was decided when it happened
		}
		e := Entry{
			At: now, Event: o.Event, Matter: o.Matter, Notification: d.Notification, Step: d.Step, Template: d.Template,
			Locale: d.Locale, To: d.To, Reason: d.Reason, Detail: d.Detail, Message: d.Mail,
		}
		switch d.Outcome {
		case Send:
			sent = true
			if err := p.send(ctx, now, e, d); err != nil {
				return false, err
			}
		case Wait:
			p.waiting = append(p.waiting, d)
		default:
			p.skip(e, d)
		}
	}
	for i := range p.live {
		p.live[i].Fresh, p.live[i].Call = false, nil
	}
	return sent, nil
}

func (p *player) occurrence(key string) Occurrence {
	i := slices.IndexFunc(p.live, func(o Occurrence) bool { return o.Key == key })
	if i < 0 {
		return Occurrence{Key: key, Fresh: true}
	}
	return p.live[i]
}

func (p *player) send(ctx context.Context, now time.Time, e Entry, d Decision) error {
	e.Kind = Mailed
	if d.Mail != nil {
		e.Subject = d.Mail.Subject()
	}
	p.add(e)
	return p.world.Sent(ctx, now, d)
}

// skip notes a mail that was not sent, once for each reason.
func (p *player) skip(e Entry, d Decision) {
	about := strings.Join([]string{d.Occurrence, d.Notification, fmt.Sprint(d.Step), strings.Join(d.To, ","), d.Reason}, "\x00")
	if p.told[about] {
		return
	}
	p.told[about] = true
	e.Kind = NotSent
	p.add(e)
}

func (p *player) add(e Entry) {
	e.At = e.At.In(p.scenario.Zone)
	e.Day = p.scenario.day(e.At)
	if e.To == nil {
		e.To = []string{}
	}
	p.report.Entries = append(p.report.Entries, e)
}

// next is when something happens next, zero if nothing does. What waits for a
// time that has passed is asked for a minute later.
func (p *player) next(now time.Time) time.Time {
	var next time.Time
	sooner := func(t time.Time) {
		if !t.After(now) {
			t = now.Add(time.Minute)
		}
		if next.IsZero() || t.Before(next) {
			next = t
		}
	}
	if p.done < len(p.scenario.Life) {
		sooner(p.scenario.Life[p.done].At)
	}
	for _, d := range p.waiting {
		sooner(d.At)
	}
	return next
}

// plan notes what still waits at the end.
func (p *player) plan() {
	for _, d := range p.waiting {
		o := p.occurrence(d.Occurrence)
		p.add(Entry{
			Kind: Planned, At: d.At, Event: o.Event, Matter: o.Matter, Notification: d.Notification, Step: d.Step,
			Template: d.Template, Locale: d.Locale, To: d.To, Reason: d.Reason, Detail: d.Detail,
		})
	}
}
