package events

import (
	"reflect"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
)

func sampleData(t testing.TB, id, variant string) (*Event, any) {
	e, ok := Canonical().Lookup(id)
	require.True(t, ok)
	data, err := e.Decode(diag.NewSource("sample.json", sampleText(t, e, variant)))
	require.NoError(t, err)
	return e, data
}

func at(t *testing.T, text string) time.Time {
	moment, err := time.Parse(time.RFC3339, text)
	require.NoError(t, err)
	return moment
}

// Days are calendar days in the customer's time zone, whatever the hour.
func TestDaysOverdue(t *testing.T) {
	for _, c := range []struct {
		name, now, zone string
		step, days      int
		wantStep        int
	}{
		{"twenty days", "2026-11-20T12:00:00Z", "", 0, 20, 1},
		{"on the day", "2026-10-31T23:59:59Z", "", 1, 0, 1},
		{"a second later", "2026-11-01T00:00:00Z", "", 2, 1, 2},
		{"before", "2026-10-01T00:00:00Z", "", 3, 0, 3},
		{"still the day in Toronto", "2026-11-01T03:00:00Z", "America/Toronto", 1, 0, 1},
		{"already the next in Auckland", "2026-10-31T12:00:00Z", "Pacific/Auckland", 1, 1, 1},
		{"across the end of summer time", "2026-11-02T06:00:00Z", "America/Toronto", 1, 2, 1},
		{"the zone of Now does not count", "2026-11-01T05:00:00+09:00", "Europe/Berlin", 1, 0, 1},
		{"an unknown zone is UTC", "2026-11-01T00:00:00Z", "Mars/Olympus", 1, 1, 1},
		{"negative step", "2026-11-20T12:00:00Z", "", -4, 20, 1},
		{"leap day", "2028-03-01T00:00:00Z", "", 1, 487, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			e, data := sampleData(t, "payment_overdue", "plain")
			data.(*PaymentOverdue).Customer.TimeZone = c.zone
			got := e.Derive(data, Moment{Now: at(t, c.now), Step: c.step})
			assert.Equal(t, PaymentOverdueDerived{DaysOverdue: c.days, Notice: Notice{Step: c.wantStep}}, got)
		})
	}
}

func TestDaysLeftOfTrial(t *testing.T) {
	e, data := sampleData(t, "trial_ending", "plain") // ends on 2026-11-29, Europe/Madrid
	for now, want := range map[string]int{
		"2026-11-22T12:00:00Z": 7,
		"2026-11-28T22:59:59Z": 1,
		"2026-11-28T23:00:00Z": 0,
		"2026-12-24T00:00:00Z": 0,
	} {
		assert.Equal(t, TrialEndingDerived{DaysLeft: want}, e.Derive(data, Moment{Now: at(t, now)}), now)
	}
}

func TestDaysUntilDue(t *testing.T) {
	for _, id := range []string{"payment_upcoming", "payment_due"} {
		e, data := sampleData(t, id, "plain") // Europe/Zurich
		due := reflect.ValueOf(data).Elem().FieldByName("DueOn")
		due.Set(reflect.ValueOf(Date{2026, 11, 27}))
		for now, want := range map[string]int{
			"2026-11-20T09:00:00Z": 7,
			"2026-11-26T22:59:59Z": 1,
			"2026-11-26T23:00:00Z": 0,
			"2026-12-24T00:00:00Z": 0,
		} {
			got := e.Derive(data, Moment{Now: at(t, now), Step: 2})
			assert.Equal(t, PaymentReminder{DaysUntilDue: want, Notice: Notice{Step: 2}}, got, "%s %s", id, now)
		}
	}
}

func TestCardExpiresOn(t *testing.T) {
	for _, id := range []string{"card_expiring", "card_expired"} {
		e, data := sampleData(t, id, "plain")
		card := reflect.ValueOf(data).Elem().FieldByName("Card").Addr().Interface().(*Card)
		for _, c := range []struct {
			month, year int
			want        Date
		}{
			{1, 2027, Date{2027, 1, 31}}, {2, 2027, Date{2027, 2, 28}}, {2, 2028, Date{2028, 2, 29}},
			{11, 2026, Date{2026, 11, 30}}, {12, 2026, Date{2026, 12, 31}}, {0, 2026, Date{}}, {13, 2026, Date{}},
		} {
			card.ExpMonth, card.ExpYear = c.month, c.year
			assert.Equal(t, CardExpiry{c.want}, e.Derive(data, Moment{}))
		}
	}
}

// D2: an e-cheque that failed ten business days after its payment is data like
// any other, and both dates are there.
func TestECheckFailsLate(t *testing.T) {
	_, data := sampleData(t, "payment_failed", "echeck")
	failed := data.(*PaymentFailed)
	assert.Equal(t, FailureECheck, failed.Kind)
	businessDays := 0
	for day := failed.Payment.MadeOn.In(time.UTC); DateOf(day) != failed.FailedOn; day = day.AddDate(0, 0, 1) {
		if weekday := day.Weekday(); weekday != time.Saturday && weekday != time.Sunday {
			businessDays++
		}
	}
	assert.Equal(t, 10, businessDays)
}

func TestDeriveIsTotal(t *testing.T) {
	for _, e := range Canonical().All() {
		if e.Derive == nil {
			assert.Nil(t, e.Derived)
			continue
		}
		none, empty := reflect.Zero(reflect.PointerTo(e.Data)).Interface(), reflect.New(e.Data).Interface()
		for _, data := range []any{nil, 5, none, empty, &Signup{}} {
			for _, now := range []time.Time{{}, time.Unix(1<<60, 0), time.Unix(-1<<60, 0)} {
				assert.IsType(t, reflect.Zero(e.Derived).Interface(), e.Derive(data, Moment{Now: now, Step: 1}))
			}
		}
	}
}
