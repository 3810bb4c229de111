package schedule_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/rules/schedule"
)

func TestParseOffset(t *testing.T) {
	for text, want := range map[string]schedule.Offset{
		"-3d":      {Days: -3},
		"+3d":      {Days: 3},
		"1w":       {Days: 7},
		"2h":       {Hours: 2},
		"-1m":      {Months: -1},
		"1m2w3d4h": {Months: 1, Days: 17, Hours: 4},
		"-1m1d":    {Months: -1, Days: -1},
		"0":        {},
		"0d":       {},
		"-0h":      {},
		"007d":     {Days: 7},
		"1200m":    {Months: 1200},
		"36600d":   {Days: 36600},
		"-10000h":  {Hours: -10000},
	} {
		got, err := schedule.ParseOffset(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, got, text)
		again, err := schedule.ParseOffset(got.String())
		require.NoError(t, err, got)
		assert.Equal(t, got, again)
	}
}

// TestFaultsOfTexts holds that a fault says what is wrong and what to write.
func TestFaultsOfTexts(t *testing.T) {
	parse := map[string]func(string) error{
		"offset": func(s string) error { _, err := schedule.ParseOffset(s); return err },
		"clock":  func(s string) error { _, err := schedule.ParseClock(s); return err },
		"quiet":  func(s string) error { _, err := schedule.ParseQuiet(s); return err },
		"days":   func(s string) error { _, err := schedule.ParseDays(s); return err },
		"shift":  func(s string) error { _, err := schedule.ParseShift(s); return err },
		"catch":  func(s string) error { _, err := schedule.ParseCatchUp(s); return err },
		"of":     func(s string) error { _, err := schedule.ParseOf(s); return err },
	}
	for _, row := range []struct{ kind, text, want string }{
		{"offset", "", `"" is no offset: there is no number (write a number and m (months), w, d or h, such as "-3d" or "1m")`},
		{"offset", "3", `"3" is no offset: the number has no unit (write a number and m (months), w, d or h, such as "-3d" or "1m")`},
		{"offset", "d", `"d" is no offset: there is no number before "d" (write a number and m (months), w, d or h, such as "-3d" or "1m")`},
		{"offset", "3 d", `"3 d" is no offset: its unit is not known (write a number and m (months), w, d or h, such as "-3d" or "1m")`},
		{"offset", "3days", `"3days" is no offset: there is no number before "ays" (write a number and m (months), w, d or h, such as "-3d" or "1m")`},
		{"offset", "30min", `"30min" is no offset: minutes are not counted (write hours (h) or days (d))`},
		{"offset", "1d2m", `"1d2m" is no offset: its units are out of order or twice (write months, weeks, days, hours: 1m2w3d4h)`},
		{"offset", "1d1d", `"1d1d" is no offset: its units are out of order or twice (write months, weeks, days, hours: 1m2w3d4h)`},
		{"offset", "--1d", `"--1d" is no offset: there is no number before "-1d" (write a number and m (months), w, d or h, such as "-3d" or "1m")`},
		{"offset", "3é", `"3é" is no offset: its unit is not known (write a number and m (months), w, d or h, such as "-3d" or "1m")`},
		{"offset", "99999999999999999999d", `"99999999999999999999d" is no offset: the number is too large (write 36600 days at most)`},
		{"offset", "36600w", `"36600w" is no offset: it is too long (write 1200 months, 36600 days or 10000 hours at most)`},
		{"offset", "1mh", `"1mh" is no offset: there is no number before "h" (write a number and m (months), w, d or h, such as "-3d" or "1m")`},
		{"clock", "9:00", `"9:00" is no time of day (write hours and minutes, such as "09:00")`},
		{"clock", "24:00", `"24:00" is no time of day (write hours and minutes, such as "09:00")`},
		{"clock", "09:00:00", `"09:00:00" is no time of day (write hours and minutes, such as "09:00")`},
		{"quiet", "21:00", `"21:00" are no quiet hours (write where they begin and end, such as "21:00-08:00")`},
		{"quiet", "21:00-8:00", `"8:00" is no time of day (write hours and minutes, such as "09:00")`},
		{"quiet", "25:00-08:00", `"25:00" is no time of day (write hours and minutes, such as "09:00")`},
		{"quiet", "08:00-08:00", `the quiet hours 08:00-08:00 never end (write where they begin and end, such as "21:00-08:00")`},
		{"days", "working", `"working" is not known here (write all or business)`},
		{"shift", "", `"" is not known here (write later or earlier)`},
		{"catch", "none", `"none" is not known here (write latest or skip or all)`},
		{"of", "Customer", `"Customer" is not known here (write customer or company)`},
	} {
		err := parse[row.kind](row.text)
		require.EqualError(t, err, row.want, "%s %q", row.kind, row.text)
		var fault *schedule.Fault
		require.True(t, errors.As(err, &fault))
		assert.NotEmpty(t, fault.Help)
	}
	_, err := schedule.ParseOffset(strings.Repeat("é", 10_000))
	assert.Less(t, len(err.Error()), 400, "a fault does not repeat all of a long text")
}

func TestWords(t *testing.T) {
	days, err := schedule.ParseDays("business")
	require.NoError(t, err)
	assert.Equal(t, schedule.BusinessDays, days)
	assert.Equal(t, "business", days.String())
	shift, err := schedule.ParseShift("earlier")
	require.NoError(t, err)
	assert.Equal(t, "earlier", shift.String())
	catchUp, err := schedule.ParseCatchUp("skip")
	require.NoError(t, err)
	assert.Equal(t, "skip", catchUp.String())
	of, err := schedule.ParseOf("company")
	require.NoError(t, err)
	assert.Equal(t, "company", of.String())
	assert.Empty(t, schedule.Days(7).String())
	quiet, err := schedule.ParseQuiet("21:00 - 08:00")
	require.NoError(t, err)
	assert.Equal(t, "21:00-08:00", quiet.String())
	assert.Empty(t, schedule.Quiet{}.String())
	assert.True(t, schedule.At(24, 0).IsZero())
}

func TestAnchor(t *testing.T) {
	paris := time.FixedZone("", 3600)
	moment := time.Date(2026, 11, 30, 18, 0, 0, 0, paris)
	assert.Equal(t, schedule.AtTime(moment).String(), schedule.AtTime(moment.UTC()).String(), "one moment, one key")
	assert.Equal(t, "inv_7@2026-11-30T17:00:00Z", schedule.Occurrence("inv_7", schedule.AtTime(moment)))
	assert.Equal(t, "sub@2027-02-28", schedule.Occurrence("sub", schedule.CardExpiry(2027, time.February)))
	assert.Equal(t, "2028-02-29", schedule.CardExpiry(2028, time.February).String())
	assert.Equal(t, "2027-12-31", schedule.CardExpiry(2027, time.December).String())
	assert.True(t, schedule.CardExpiry(2027, 13).IsZero())
	assert.Empty(t, schedule.Anchor{}.String())
	assert.NotEqual(t, schedule.Occurrence("a@2026-01-01", schedule.OnDate(date(t, "2026-01-02"))), schedule.Occurrence("a", schedule.OnDate(date(t, "2026-01-02"))))
}

func TestLead(t *testing.T) {
	s, err := schedule.New(schedule.Options{Offset: schedule.Offset{Days: -3}, Offers: map[string]schedule.Offset{
		"yearly": {Months: -1}, "short": {Hours: -25}, "after": {Days: 2},
	}})
	require.NoError(t, err)
	for offer, want := range map[string]int{"": 3, "other": 3, "yearly": 31, "short": 2, "after": 0} {
		assert.Equal(t, want, s.Lead(offer), offer)
	}
	s, err = schedule.New(schedule.Options{Steps: []schedule.Step{{Offset: schedule.Offset{Days: -14}}, {}}})
	require.NoError(t, err)
	assert.Equal(t, 14, s.Lead(""))
}

// TestCountries holds that every country works over all years, and that codes
// are what ISO says.
func TestCountries(t *testing.T) {
	list := schedule.Countries()
	require.Greater(t, len(list), 60)
	for _, country := range list {
		assert.Regexp(t, `^[A-Z]{2}(-[A-Z]{2,3})?$`, country)
	}
	s, err := schedule.New(schedule.Options{Days: schedule.BusinessDays, CustomerHolidays: true})
	require.NoError(t, err)
	for _, country := range list {
		plan := s.Plan(schedule.Matter{Anchor: schedule.OnDate(date(t, "2027-01-01")), Country: country})
		if country != "KE" {
			assert.NotEqual(t, "2027-01-01", plan[0].At.Format(time.DateOnly), "%s works on New Year's Day", country)
		}
	}
	assert.Equal(t, "0001-01-01", s.Plan(schedule.Matter{Anchor: schedule.OnDate(date(t, "0001-01-01")), Country: "FR"})[0].At.Format(time.DateOnly))
}

func date(t testing.TB, text string) events.Date {
	d, err := events.ParseDate(text)
	require.NoError(t, err)
	return d
}
