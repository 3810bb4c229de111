package schedule_test

import (
	"fmt"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/rules/schedule"
)

// openMatters are 100,000 invoices that are due over four months, in zones of
// customers, some reminded already.
func openMatters(b *testing.B) []schedule.Matter {
	var zones []*time.Location
	for _, name := range []string{"Europe/Paris", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe"} {
		zone, err := time.LoadLocation(name)
		require.NoError(b, err)
		zones = append(zones, zone)
	}
	first := time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)
	matters := make([]schedule.Matter, 100_000)
	for i := range matters {
		matters[i] = schedule.Matter{
			Anchor:  schedule.OnDate(events.DateOf(first.AddDate(0, 0, i%120))),
			Zone:    zones[i%len(zones)],
			Country: []string{"FR", "US", "JP", "AU"}[i%4],
		}
		if i%3 == 0 {
			matters[i].Sent = []int{1}
		}
	}
	return matters
}

// notifications are before, on and after the due date, the last with everything
// that a schedule can have.
func notifications(b *testing.B, n int) []*schedule.Schedule {
	nine := schedule.At(9, 0)
	var list []*schedule.Schedule
	for _, o := range []schedule.Options{
		{Offset: schedule.Offset{Days: 1}, Repeat: schedule.Offset{Days: 7}, Times: 4, At: nine, Days: schedule.BusinessDays,
			CustomerHolidays: true, Quiet: schedule.Quiet{From: schedule.At(21, 0), To: schedule.At(8, 0)}},
		{Offset: schedule.Offset{Days: -3}, At: nine},
		{At: nine, Days: schedule.BusinessDays},
		{Steps: []schedule.Step{{Offset: schedule.Offset{Days: -7}}, {}, {Offset: schedule.Offset{Days: 7}}, {Offset: schedule.Offset{Months: 1}}}, At: nine},
	}[:n] {
		s, err := schedule.New(o)
		require.NoError(b, err)
		list = append(list, s)
	}
	return list
}

// BenchmarkDue asks 100,000 open matters for one to four notifications, on one
// core. MB-of-process is all memory that was taken from the system, with that of
// the matters.
func BenchmarkDue(b *testing.B) {
	for n := 1; n <= 4; n++ {
		b.Run(fmt.Sprintf("notifications=%d", n), func(b *testing.B) {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
			matters := openMatters(b)
			schedules := notifications(b, n)
			now := time.Date(2026, 11, 26, 10, 0, 0, 0, time.UTC)
			b.ReportAllocs()
			due := 0
			for b.Loop() {
				due = 0
				for i := range matters {
					for _, s := range schedules {
						due += len(s.Due(matters[i], now).Due)
					}
				}
			}
			var memory runtime.MemStats
			runtime.ReadMemStats(&memory)
			b.ReportMetric(float64(due), "due")
			b.ReportMetric(float64(memory.Sys)/1e6, "MB-of-process")
		})
	}
}
