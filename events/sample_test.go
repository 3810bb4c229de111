package events

import (
	"encoding/json"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// sampleDay is when the samples take place.
func sampleDay() Moment {
	return Moment{Now: time.Date(2026, time.November, 20, 9, 0, 0, 0, time.UTC), Step: 1}
}

// What is derived from the samples on their day makes sense for the event.
func TestSamplesOnTheirDay(t *testing.T) {
	today := DateOf(sampleDay().Now)
	for _, e := range Canonical().All() {
		for _, s := range e.Samples() {
			data, err := e.Decode(s.Source)
			require.NoError(t, err)
			if e.Derive == nil {
				continue
			}
			switch derived := e.Derive(data, sampleDay()).(type) {
			case PaymentOverdueDerived:
				assert.Positive(t, derived.DaysOverdue, s.Source.Name())
			case CardExpiry:
				assert.Equal(t, e.ID == "card_expiring", derived.CardExpiresOn.Days(today) > 0, s.Source.Name())
			case PaymentReminder:
				due := reflect.ValueOf(data).Elem().FieldByName("DueOn").Interface().(Date)
				assert.GreaterOrEqual(t, due.Days(today), 0, s.Source.Name())
				if e.ID == "payment_due" {
					assert.Equal(t, today, due, s.Source.Name())
				}
			case TrialEndingDerived:
				assert.LessOrEqual(t, derived.DaysLeft, 30, s.Source.Name())
			default:
				t.Errorf("no case for %T", derived)
			}
		}
	}
}

// The samples reach the edges that mails break at.
func TestSamplesReachTheEdges(t *testing.T) {
	var b strings.Builder
	longest := 0
	for _, e := range Canonical().All() {
		for _, s := range e.Samples() {
			b.WriteString(s.Source.Text())
			var data struct{ Invoice struct{ Lines []any } }
			require.NoError(t, json.Unmarshal([]byte(s.Source.Text()), &data))
			longest = max(longest, len(data.Invoice.Lines))
		}
	}
	all := b.String()
	for _, code := range []string{"EUR", "USD", "GBP", "JPY", "CHF", "CAD", "PLN", "KWD"} {
		assert.Contains(t, all, `"currency": "`+code+`"`)
	}
	for what, found := range map[string]bool{
		"Arabic": strings.Contains(all, "فاطمة"), "Hebrew": strings.Contains(all, "נעם"), "Japanese": strings.Contains(all, "株式会社"),
		"markup": strings.Contains(all, "<b>"), "a negative amount": strings.Contains(all, `"amount": "-`),
		"many lines": longest >= 40, "a long word": strings.Contains(all, "Donaudampfschiff"),
	} {
		assert.True(t, found, what)
	}
	for _, enum := range []Enum{FailureKind(""), PurchaseOrigin(""), Account(""), Cancellation(""), PlanChange("")} {
		for _, value := range enum.Values() {
			assert.Contains(t, all, `"`+value+`"`, "%T", enum)
		}
	}
}

// Samples are fictional: all their hosts belong to nobody (RFC 2606).
func TestSamplesAreFictional(t *testing.T) {
	hosts := regexp.MustCompile(`(?:@|//)([^/?"#]+)`)
	for _, e := range Canonical().All() {
		for _, s := range e.Samples() {
			for _, host := range hosts.FindAllStringSubmatch(s.Source.Text(), -1) {
				assert.True(t, strings.HasSuffix(host[1], ".example.com"), "%s: %s", s.Source.Name(), host[1])
			}
		}
	}
}
