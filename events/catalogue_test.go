package events

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
)

func TestCanonical(t *testing.T) {
	c := Canonical()
	assert.Equal(t, []string{
		"card_expired", "card_expiring", "payment_data_changed", "payment_due", "payment_failed", "payment_overdue",
		"payment_upcoming", "phase_ended", "plan_changed", "purchase", "signup", "subscription_cancelled",
		"trial_converted", "trial_ended_inactive", "trial_ending",
	}, c.IDs())
	for _, e := range c.All() {
		t.Run(e.ID, func(t *testing.T) {
			found, ok := c.Lookup(e.ID)
			assert.True(t, ok)
			assert.Same(t, e, found)
			assert.NotEmpty(t, e.Title)
			assert.True(t, strings.HasPrefix(e.Description, "Happens "), "the description says when it happens")
			assert.True(t, strings.HasSuffix(e.Description, "."))
			assert.Contains(t, []string{"customer", "staff"}, e.Audience)
			assert.NotEmpty(t, e.Required)
			assert.Subset(t, variants(e), []string{"edge", "plain", "rich"})
			if e.ID != "payment_due" { // no system that we know has an event for the due day
				assert.NotEmpty(t, e.Names)
			}

			// Canonical events keep the rules that Define holds others to: docs,
			// examples, limits, required placeholders, samples that decode.
			_, err := Define(*e, e.Samples()...)
			assert.NoError(t, err)
		})
	}
	_, ok := c.Lookup("payment_overdu")
	assert.False(t, ok)
}

func variants(e *Event) []string {
	var names []string
	for _, s := range e.Samples() {
		names = append(names, s.Variant)
	}
	return names
}

// E7, E11: every event of a subscription-billing system is there, with the
// name that it has in that system.
func TestNamesInOtherSystems(t *testing.T) {
	c := Canonical()
	for id, want := range map[string]string{
		"signup":                 "OrderSucceeded (Signup)",
		"plan_changed":           "OrderSucceeded (Upgrade, Downgrade)",
		"card_expiring":          "PaymentBearerExpiring",
		"card_expired":           "PaymentBearerExpired",
		"phase_ended":            "ContractChanged (active phase ended)",
		"trial_ended_inactive":   "ContractChanged (trial ended, inactive)",
		"trial_converted":        "ContractChanged (trial ended, normal phase)",
		"subscription_cancelled": "ContractCancelled",
		"trial_ending":           "TrialEndApproaching",
		"payment_data_changed":   "PaymentDataChanged",
	} {
		e, ok := c.Lookup(id)
		require.True(t, ok, id)
		assert.Equal(t, want, e.Names["billwerk"])
	}
}

// The examples of the documentation fit together: they are a payload.
func TestExamplesAreAPayload(t *testing.T) {
	for _, e := range Canonical().All() {
		_, err := e.Decode(diag.NewSource(e.ID+".json", examplePayload(e.fields, true)))
		assert.NoError(t, err)
	}
}

// D1 to D4, D7 to D11 and others need these names; they must not change under
// templates and rules.
func TestPlaceholdersThatTemplatesUse(t *testing.T) {
	c := Canonical()
	for id, paths := range map[string][]string{
		"payment_overdue": {"invoice.number", "invoice.amount_due", "invoice.due_on", "invoice.lines", "invoice.lines.description",
			"invoice.lines.amount", "invoice.total", "invoice.pay_url", "customer.name", "customer.first_name", "days_overdue", "notice.step"},
		"trial_ending":           {"trial.ends_on", "links.cancel", "card.last_four", "first_charge", "days_left_of_trial"},
		"payment_failed":         {"kind", "payment.amount", "payment.method", "payment.made_on", "failed_on", "reason", "next_attempt_on", "links.update_payment"},
		"purchase":               {"origin", "account", "invoice.total", "paid_at", "replaces.number", "confirmation_asked"},
		"card_expiring":          {"card.brand", "card.last_four", "card_expires_on", "links.update_payment"},
		"plan_changed":           {"kind", "previous.plan", "subscription.plan", "effective_on"},
		"subscription_cancelled": {"kind", "effective_on"},
		"payment_upcoming":       {"amount", "due_on", "days_until_due", "notice.step"},
		"payment_due":            {"amount", "due_on", "pay_url", "days_until_due", "notice.step"},
		"signup":                 {"subscription.plan", "subscription.price", "invoice.download_url", "message_from_merchant"},
	} {
		e, _ := c.Lookup(id)
		for _, path := range paths {
			_, data := fieldAt(e.Fields(), path)
			_, derived := fieldAt(e.DerivedFields(), path)
			assert.True(t, data || derived, "%s: %s", id, path)
		}
		for _, path := range []string{"", "invoice.nope", "customer.name.x", "lines[0]"} {
			_, ok := fieldAt(e.Fields(), path)
			assert.False(t, ok, path)
		}
	}
}

// Writing a sample back and reading it again changes nothing, and the Go value
// is as valid as the payload.
func TestSamplesRoundTrip(t *testing.T) {
	for _, e := range Canonical().All() {
		for _, s := range e.Samples() {
			t.Run(e.ID+"/"+s.Variant, func(t *testing.T) {
				data, err := e.Decode(s.Source)
				require.NoError(t, err)
				require.NoError(t, e.Validate(data))
				assert.JSONEq(t, s.Source.Text(), string(roundTrip(t, e, data)))
			})
		}
	}
}

func roundTrip(t testing.TB, e *Event, data any) []byte {
	written, err := json.Marshal(data)
	require.NoError(t, err)
	again, err := e.Decode(diag.NewSource("again.json", string(written)))
	require.NoError(t, err, "%s", written)
	rewritten, err := json.Marshal(again)
	require.NoError(t, err)
	require.Equal(t, string(written), string(rewritten))
	return written
}

func TestWith(t *testing.T) {
	own, err := Define(kindsEvent())
	require.NoError(t, err)
	c, err := Canonical().With(own)
	require.NoError(t, err)
	assert.Contains(t, c.IDs(), "kinds")
	assert.IsIncreasing(t, c.IDs())

	_, err = c.With(own)
	assert.ErrorContains(t, err, "there are two events kinds")
	_, err = c.With(nil)
	assert.ErrorIs(t, err, errNotDefined)
	_, err = c.With(&Event{ID: "x"})
	assert.ErrorIs(t, err, errNotDefined)
	assert.Len(t, c.All(), 16, "the catalogue has not changed")

	var empty Catalogue
	_, ok := empty.Lookup("signup")
	assert.False(t, ok)
	assert.Empty(t, empty.IDs())
}

func TestConcurrentUse(t *testing.T) {
	c := Canonical()
	var group sync.WaitGroup
	for range 8 {
		for _, e := range c.All() {
			group.Go(func() {
				for _, s := range e.Samples() {
					data, err := e.Decode(s.Source)
					assert.NoError(t, err)
					assert.NoError(t, e.Validate(data))
					if e.Derive != nil {
						e.Derive(data, Moment{})
					}
				}
			})
		}
	}
	group.Wait()
}

// Every code of data faults has a case that asserts its place; data-go-type
// has none, because Go values have no place: see TestValidateGoType.
func TestEveryCodeHasACase(t *testing.T) {
	files, err := filepath.Glob("testdata/refuse/*.txtar")
	require.NoError(t, err)
	var all strings.Builder
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		all.Write(text)
	}
	for _, doc := range diag.Catalogue() {
		if strings.HasPrefix(string(doc.Code), "data-") && doc.Code != diag.DataGoType {
			assert.Contains(t, all.String(), "\n  "+string(doc.Code)+": ", "a case for %s", doc.Code)
		}
	}
}
