package schedule_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/rules/schedule"
)

// FuzzParse reads texts as every form there is, plans what they say, and holds
// that what was read is written in a form that reads the same.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"-3d", "1m2w3d4h", "+0", "21:00-08:00", "09:00", "-1m 09:00", "36600d", "business", "00:00-23:59"} {
		f.Add(seed, "7d", "Europe/Paris", int64(1_774_746_000))
	}
	f.Fuzz(func(t *testing.T, text, repeat, zone string, at int64) {
		if quiet, err := schedule.ParseQuiet(text); err == nil {
			again, err := schedule.ParseQuiet(quiet.String())
			require.NoError(t, err)
			require.Equal(t, quiet, again)
		}
		if clock, err := schedule.ParseClock(text); err == nil {
			require.Equal(t, text, clock.String())
		}
		offset, err := schedule.ParseOffset(text)
		if err != nil {
			require.Less(t, len(err.Error()), 500)
			return
		}
		again, err := schedule.ParseOffset(offset.String())
		require.NoError(t, err, offset.String())
		require.Equal(t, offset, again)
		planSteps(t, offset, repeat, zone, at)
	})
}

// planSteps plans in any zone, from any moment, and holds that time goes on.
func planSteps(t *testing.T, offset schedule.Offset, repeat, zone string, at int64) {
	loc, err := time.LoadLocation(zone)
	if err != nil || strings.HasPrefix(zone, "/") {
		loc = time.UTC
	}
	o := schedule.Options{Offset: offset, Times: 5, Quiet: schedule.Quiet{From: schedule.At(22, 0), To: schedule.At(2, 30)}, Days: schedule.BusinessDays}
	if o.Repeat, err = schedule.ParseOffset(repeat); err != nil {
		return
	}
	s, err := schedule.New(o)
	if err != nil {
		return
	}
	moment := time.Unix(at%100_000_000_000, 0)
	for _, anchor := range []schedule.Anchor{schedule.AtTime(moment), schedule.OnDate(events.DateOf(moment))} {
		plan := s.Plan(schedule.Matter{Anchor: anchor, Zone: loc})
		for i := 1; i < len(plan); i++ {
			require.False(t, plan[i].At.Before(plan[i-1].At), "%v", plan)
		}
	}
}
