package schedule_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/rules/schedule"
)

// change is a row of testdata/clock_changes.tsv, which Python's zoneinfo worked
// out, minute by minute.
type change struct{ zone, clocks, date, at, want string }

func changes(t *testing.T) []change {
	text, err := os.ReadFile("testdata/clock_changes.tsv")
	require.NoError(t, err)
	var rows []change
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(strings.TrimSpace(line), "\t")
		require.Len(t, cells, 5)
		rows = append(rows, change{cells[0], cells[1], cells[2], cells[3], cells[4]})
	}
	return rows[1:]
}

// TestClockChanges plans a step at every time of day around every change of the
// clocks: a time that does not exist moves to the first that does, one that
// occurs twice is taken the first time.
func TestClockChanges(t *testing.T) {
	for _, row := range changes(t) {
		zone, err := time.LoadLocation(row.zone)
		require.NoError(t, err)
		date, err := events.ParseDate(row.date)
		require.NoError(t, err)
		at, err := schedule.ParseClock(row.at)
		require.NoError(t, err)
		for _, offset := range []schedule.Offset{{}, {Days: -3}, {Days: 400}, {Months: 24}} {
			s, err := schedule.New(schedule.Options{Offset: offset, At: at})
			require.NoError(t, err)
			anchor := date.In(time.UTC).AddDate(0, -offset.Months, -offset.Days)
			plan := s.Plan(schedule.Matter{Anchor: schedule.OnDate(events.DateOf(anchor)), Zone: zone})
			require.Len(t, plan, 1)
			assert.Equal(t, row.want, plan[0].At.Format("2006-01-02T15:04:05-07:00"), "%v at %s", row, offset)
		}
	}
}

// TestClockChangesComplete holds that no change of the years is missing.
func TestClockChangesComplete(t *testing.T) {
	days := map[string]bool{}
	zones := map[string]bool{}
	for _, row := range changes(t) {
		days[row.zone+row.date] = true
		zones[row.zone] = true
	}
	require.Len(t, zones, 5)
	for name := range zones {
		zone, err := time.LoadLocation(name)
		require.NoError(t, err)
		for day := time.Date(2026, 1, 1, 0, 0, 0, 0, zone); day.Year() < 2029; day = day.AddDate(0, 0, 1) {
			if day.AddDate(0, 0, 1).Sub(day) != 24*time.Hour {
				assert.True(t, days[name+day.Format(time.DateOnly)], "%s has no row for %s", name, day)
			}
		}
	}
}

// TestMomentKeepsSeconds is about an anchor that is a moment: its time of day is
// kept to the nanosecond, and the second of two equal times is the first of
// another day.
func TestMomentKeepsSeconds(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Paris")
	require.NoError(t, err)
	second := time.Date(2026, 10, 25, 1, 30, 15, 7, time.UTC) // 02:30:15, the second time
	s, err := schedule.New(schedule.Options{Steps: []schedule.Step{{}, {Offset: schedule.Offset{Hours: 1}}, {Offset: schedule.Offset{Days: 1}}}})
	require.NoError(t, err)
	plan := s.Plan(schedule.Matter{Anchor: schedule.AtTime(second), Zone: zone})
	assert.True(t, plan[0].At.Equal(second), "a moment is never moved to its twin")
	assert.True(t, plan[1].At.Equal(second.Add(time.Hour)))
	assert.Equal(t, "2026-10-26T02:30:15.000000007+01:00", plan[2].At.Format(time.RFC3339Nano))
}

// TestSecondQuietHour is about quiet hours that end at a time that occurs twice:
// they end twice.
func TestSecondQuietHour(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Paris")
	require.NoError(t, err)
	quiet, err := schedule.ParseQuiet("22:00-02:30")
	require.NoError(t, err)
	s, err := schedule.New(schedule.Options{Quiet: quiet})
	require.NoError(t, err)
	plan := s.Plan(schedule.Matter{Anchor: schedule.AtTime(time.Date(2026, 10, 25, 1, 15, 0, 0, time.UTC)), Zone: zone})
	assert.Equal(t, "2026-10-25T02:30:00+01:00", plan[0].At.Format(time.RFC3339))
}
