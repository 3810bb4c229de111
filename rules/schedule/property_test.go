package schedule_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/rules/schedule"
)

// dice makes random schedules, matters and calls from a seed.
type dice struct{ *rand.Rand }

func roll(seed uint64) dice { return dice{rand.New(rand.NewPCG(seed, 7))} }

func (d dice) one(n int) bool { return d.IntN(n) == 0 }

func pick[T any](d dice, list ...T) T { return list[d.IntN(len(list))] }

func (d dice) offset(days int) schedule.Offset {
	return schedule.Offset{Days: d.IntN(2*days+1) - days}
}

// options are a valid schedule; hours only if they may be.
func (d dice) options(hours bool) schedule.Options {
	for {
		o := schedule.Options{Offset: d.offset(10), At: schedule.At(d.IntN(24), d.IntN(60))}
		switch d.IntN(4) {
		case 0:
			o.Repeat, o.Times = schedule.Offset{Days: 1 + d.IntN(9)}, 1+d.IntN(5)
		case 1:
			o.Repeat, o.Until = schedule.Offset{Days: 1 + d.IntN(9)}, &schedule.Offset{Days: 30}
		case 2:
			o.Repeat, o.Times = schedule.Offset{Months: 1}, 1+d.IntN(4)
		default:
			o.Offset = schedule.Offset{}
			for days := -d.IntN(9); len(o.Steps) < 4; days += 1 + d.IntN(6) {
				o.Steps = append(o.Steps, schedule.Step{Offset: schedule.Offset{Days: days}})
			}
		}
		if hours && d.one(3) {
			o.At, o.Offset.Hours = schedule.Clock{}, d.IntN(40)-20
			if len(o.Steps) > 0 {
				o.Offset = schedule.Offset{}
			}
		}
		if d.one(2) {
			o.Days = schedule.BusinessDays
			o.Shift = pick(d, schedule.Later, schedule.Earlier)
			o.Holidays = pick(d, nil, []string{"FR"}, []string{"JP", "US"})
		}
		if d.one(2) {
			o.Quiet = pick(d, schedule.Quiet{From: schedule.At(21, 0), To: schedule.At(8, 0)}, schedule.Quiet{From: schedule.At(1, 0), To: schedule.At(2, 30)})
		}
		if _, err := schedule.New(o); err == nil {
			return o
		}
	}
}

func (d dice) zone(t *testing.T) *time.Location {
	zone, err := time.LoadLocation(pick(d, "Europe/Paris", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Tokyo", "Pacific/Apia"))
	require.NoError(t, err)
	return zone
}

// moment is near a change of the clocks more often than not.
func (d dice) moment() time.Time {
	near := pick(d,
		time.Date(2026, 3, 29, 1, 0, 0, 0, time.UTC), time.Date(2027, 10, 31, 1, 0, 0, 0, time.UTC),
		time.Date(2028, 11, 5, 6, 0, 0, 0, time.UTC), time.Date(2026, 10, 3, 15, 30, 0, 0, time.UTC),
		time.Date(2028, 2, 29, 12, 0, 0, 0, time.UTC), time.Date(2026, 12, 28, 12, 0, 0, 0, time.UTC))
	return near.Add(time.Duration(d.IntN(10*24*60)-5*24*60) * time.Minute)
}

func (d dice) matter(t *testing.T, moments bool) schedule.Matter {
	m := schedule.Matter{Zone: d.zone(t), Anchor: schedule.OnDate(events.DateOf(d.moment()))}
	if moments && d.one(2) {
		m.Anchor = schedule.AtTime(d.moment())
	}
	if d.one(3) {
		m.StoppedAt = d.moment()
	}
	return m
}

// TestProperties asks random schedules at random times, with outages of up to
// two weeks, and checks every answer.
func TestProperties(t *testing.T) {
	for seed := range uint64(400) {
		d := roll(seed)
		o := d.options(true)
		o.CatchUp = pick(d, schedule.Latest, schedule.Latest, schedule.Skip, schedule.All)
		s, err := schedule.New(o)
		require.NoError(t, err)
		m := d.matter(t, true)
		plan := s.Plan(m)
		checkPlan(t, seed, o, plan)

		now := plan[0].At.Add(-time.Duration(d.IntN(20*24)) * time.Hour)
		end := plan[len(plan)-1].At.Add(40 * 24 * time.Hour)
		for now.Before(end) {
			r := s.Due(m, now)
			checkAnswer(t, seed, s, m, plan, now, r)
			for _, p := range r.Due {
				m.Sent = append(m.Sent, p.Step)
			}
			checkNext(t, seed, d, s, m, now)
			pause := time.Duration(1+d.IntN(3*24*60)) * time.Minute
			if d.one(4) {
				pause += time.Duration(d.IntN(14*24)) * time.Hour
			}
			now = now.Add(pause)
		}
		require.LessOrEqual(t, len(m.Sent), len(plan), seed)
		if o.Times > 0 {
			require.LessOrEqual(t, len(m.Sent), o.Times, seed)
		}
	}
}

// checkPlan holds the order of steps, their numbers, and that each lies at an
// open time.
func checkPlan(t *testing.T, seed uint64, o schedule.Options, plan []schedule.Planned) {
	require.NotEmpty(t, plan, seed)
	for i, p := range plan {
		require.Equal(t, i+1, p.Step, seed)
		if i > 0 {
			require.False(t, p.At.Before(plan[i-1].At), "seed %d: %v", seed, plan)
		}
		if o.Days == schedule.BusinessDays {
			require.NotContains(t, []time.Weekday{time.Saturday, time.Sunday}, p.At.Weekday(), seed)
		}
		require.False(t, isQuiet(o, p.At), "seed %d: %v", seed, p)
	}
}

func isQuiet(o schedule.Options, t time.Time) bool {
	if o.Quiet.IsZero() {
		return false
	}
	at, from, to := t.Format("15:04"), o.Quiet.From.String(), o.Quiet.To.String()
	if from < to {
		return from <= at && at < to
	}
	return at >= from || at < to
}

// checkAnswer holds what every answer must keep.
func checkAnswer(t *testing.T, seed uint64, s *schedule.Schedule, m schedule.Matter, plan []schedule.Planned, now time.Time, r schedule.Result) {
	stopped := !m.StoppedAt.IsZero() && !now.Before(m.StoppedAt)
	if stopped {
		require.Empty(t, r.Due, "seed %d: sent after a stop", seed)
		require.Equal(t, schedule.Stopped, r.Reason, seed)
	}
	require.Equal(t, len(r.Due) > 0, r.Reason == schedule.Due, seed)
	if s.Options().CatchUp != schedule.All {
		require.LessOrEqual(t, len(r.Due), 1, "seed %d: a flood", seed)
	}
	last := 0
	for _, step := range m.Sent {
		last = max(last, step)
	}
	for _, p := range r.Due {
		require.NotContains(t, m.Sent, p.Step, "seed %d: sent twice", seed)
		require.Greater(t, p.Step, last, "seed %d: out of order", seed)
		require.Equal(t, plan[p.Step-1], p, seed)
		require.False(t, p.At.After(now), "seed %d: sent early", seed)
		last = p.Step
	}
	if r.Next.Step > 0 {
		require.True(t, r.Next.At.After(now), seed)
	}
	for _, status := range s.Explain(m, now) {
		due := slices.ContainsFunc(r.Due, func(p schedule.Planned) bool { return p.Step == status.Step })
		require.Equal(t, due, status.Reason == schedule.Due, "seed %d: Explain differs from Due at step %d", seed, status.Step)
		require.Equal(t, slices.Contains(m.Sent, status.Step), status.Reason == schedule.Sent, seed)
	}
}

// checkNext holds that nothing is due again, nor before the next time, and that
// something is then. So who asks at these times gets what they get who ask every
// minute.
func checkNext(t *testing.T, seed uint64, d dice, s *schedule.Schedule, m schedule.Matter, now time.Time) {
	r := s.Due(m, now)
	require.Empty(t, r.Due, "seed %d: due again at once", seed)
	if r.Next.Step == 0 {
		require.Empty(t, s.Due(m, now.Add(time.Duration(d.IntN(1000))*time.Hour)).Due, seed)
		return
	}
	between := time.Duration(d.Int64N(int64(r.Next.At.Sub(now))))
	require.Empty(t, s.Due(m, now.Add(between)).Due, "seed %d: due before the next time", seed)
	stops := !m.StoppedAt.IsZero() && !r.Next.At.Before(m.StoppedAt)
	require.Equal(t, !stops, len(s.Due(m, r.Next.At).Due) > 0, "seed %d: the next time is %v, from %v", seed, r.Next, now)
}

// TestHowOften holds that it does not matter how often Due is asked: every
// minute, at the times that it names, or once a day at any time that is not
// quiet.
func TestHowOften(t *testing.T) {
	for seed := range uint64(300) {
		d := roll(seed)
		o := d.options(false)
		s, err := schedule.New(o)
		require.NoError(t, err)
		m := d.matter(t, false)
		m.StoppedAt = time.Time{}
		plan := s.Plan(m)
		begin, end := plan[0].At.AddDate(0, 0, -2), plan[len(plan)-1].At.AddDate(0, 0, 15)

		// Not at night either, where a day's call can move by an hour with the clocks.
		hour, minute := 4+d.IntN(20), d.IntN(60)
		for isQuiet(o, time.Date(2026, 1, 1, hour, minute, 0, 0, time.UTC)) {
			hour, minute = 4+d.IntN(20), d.IntN(60)
		}
		daily := simulate(s, m, end, time.Date(begin.Year(), begin.Month(), begin.Day(), hour, minute, 0, 0, m.Zone), func(now time.Time, _ schedule.Result) time.Time {
			return time.Date(now.Year(), now.Month(), now.Day()+1, hour, minute, 0, 0, m.Zone)
		})
		named := simulate(s, m, end, begin, func(_ time.Time, r schedule.Result) time.Time {
			if r.Next.Step == 0 {
				return end
			}
			return r.Next.At
		})
		require.Equal(t, named, daily, "seed %d at %02d:%02d: %+v %+v", seed, hour, minute, o, m)
		if seed%150 == 0 {
			every := simulate(s, m, end, begin, func(now time.Time, _ schedule.Result) time.Time { return now.Add(time.Minute) })
			require.Equal(t, named, every, seed)
		}
	}
}

// simulate asks until the end and lists the steps that were sent.
func simulate(s *schedule.Schedule, m schedule.Matter, end, now time.Time, next func(time.Time, schedule.Result) time.Time) []int {
	for now.Before(end) {
		r := s.Due(m, now)
		for _, p := range r.Due {
			m.Sent = append(m.Sent, p.Step)
		}
		now = next(now, r)
	}
	return m.Sent
}
