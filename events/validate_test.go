package events

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
)

func TestValidateAccepts(t *testing.T) {
	e, data := sampleData(t, "payment_overdue", "rich")
	assert.NoError(t, e.Validate(data))
	assert.NoError(t, e.Validate(*data.(*PaymentOverdue)), "a value is as good as a pointer")
}

// Go values have faults that a payload cannot have, because their constructors
// were passed by; and all those that payloads have, named by path.
func TestValidateRefuses(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*PaymentOverdue)
		want   []string
	}{
		{"empty customer", func(p *PaymentOverdue) { p.Customer = Customer{} },
			[]string{"data-missing customer is missing"}},
		{"empty string", func(p *PaymentOverdue) { p.Customer.Name = "" },
			[]string{"data-missing customer.name is missing"}},
		{"empty list element", func(p *PaymentOverdue) { p.Invoice.Lines[1].Description = "" },
			[]string{"data-missing invoice.lines[1].description is missing"}},
		{"converted URL", func(p *PaymentOverdue) { p.Invoice.PayURL = "javascript:pay()" },
			[]string{"data-url invoice.pay_url must be an absolute address"}},
		{"converted e-mail", func(p *PaymentOverdue) { p.Customer.Email = "a@b.example.com\r\nBcc: c@d.example.com" },
			[]string{"data-email customer.email must be one e-mail address"}},
		{"converted enum", func(p *PaymentOverdue) { p.Subscription.Period = "fortnight" },
			[]string{"data-enum subscription.period must be one of day, week, month, quarter, half_year, year"}},
		{"not UTF-8", func(p *PaymentOverdue) { p.Customer.Company = "\xff" },
			[]string{"data-encoding customer.company must be valid UTF-8"}},
		{"control character", func(p *PaymentOverdue) { p.Merchant.Address = "a\vb" },
			[]string{"data-text merchant.address must not hold control characters"}},
		{"too long", func(p *PaymentOverdue) { p.Customer.Name = strings.Repeat("é", 501) },
			[]string{"data-limit customer.name must have at most 500 characters"}},
		{"long URL", func(p *PaymentOverdue) { p.Merchant.Website = URL("https://example.com/" + strings.Repeat("a", 2000)) },
			[]string{"data-limit merchant.website must have at most 2000 characters"}},
		{"long e-mail", func(p *PaymentOverdue) { p.Customer.Email = Email(strings.Repeat("a", 260) + "@example.com") },
			[]string{"data-limit customer.email must have at most 254 bytes"}},
		{"too many lines", func(p *PaymentOverdue) { p.Invoice.Lines = make([]Line, 1001) },
			[]string{"data-limit invoice.lines must have at most 1000 entries"}},
		{"result of arithmetic", func(p *PaymentOverdue) {
			p.LateFee = p.LateFee.Mul(Decimal{"0.333"})
		}, []string{"data-money late_fee.amount must have at most 2 fraction digits in CAD"}},
		{"long decimal", func(p *PaymentOverdue) {
			d := DecimalFromInt(1e18 - 1)
			p.Invoice.Lines[0].Quantity = d.Mul(d)
		}, []string{"data-number invoice.lines[0].quantity must have at most 18 digits"}},
		{"sums and dates", func(p *PaymentOverdue) {
			p.Invoice.DueOn = Date{2020, 1, 1}
			p.Invoice.Paid = Money{}
		}, []string{
			"data-date-order invoice.due_on must not be before issued_on",
			"data-sum invoice.amount_due must be the total less what is paid",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			e, data := sampleData(t, "payment_overdue", "rich")
			c.change(data.(*PaymentOverdue))
			assert.Equal(t, c.want, faultsOf(t, e.Validate(data)))
		})
	}
}

func TestValidateTimes(t *testing.T) {
	e, data := sampleData(t, "trial_ending", "rich")
	data.(*TrialEnding).Trial.EndsAt = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)
	assert.Equal(t, []string{"data-date trial.ends_at must be a date with time and zone"}, faultsOf(t, e.Validate(data)))
}

func TestValidateGoType(t *testing.T) {
	e, _ := Canonical().Lookup("payment_overdue")
	for got, data := range map[string]any{
		"nil":                          nil,
		"a nil *events.PaymentOverdue": (*PaymentOverdue)(nil),
		"events.Signup":                Signup{},
		"*events.Signup":               &Signup{},
		"int":                          5,
	} {
		assert.Equal(t, []string{"data-go-type the data of payment_overdue is of the wrong type: " + got}, faultsOf(t, e.Validate(data)))
	}
}

// Required objects are missed even if all that they hold is optional, and
// required numbers may be 0.
func TestRequiredGroupOfOptionals(t *testing.T) {
	type group struct {
		Name string `json:"name,omitempty" validate:"max=9" doc:"A name." example:"x"`
	}
	type data struct {
		Count int   `json:"count" validate:"required" doc:"A count." example:"1"`
		Group group `json:"group" validate:"required" doc:"A group."`
		File  File  `json:"file" validate:"required" doc:"A file." example:"{}"`
	}
	e, err := Define(custom(data{}))
	require.NoError(t, err)
	assert.Equal(t, []string{"data-missing file is missing", "data-missing group is missing"}, faultsOf(t, e.Validate(data{})))
	_, err = e.Decode(diag.NewSource("data.json", `{}`))
	assert.Equal(t, []string{"data-missing count is missing", "data-missing file is missing", "data-missing group is missing"}, faultsOf(t, err))
	_, err = e.Decode(diag.NewSource("data.json", `{"count": 0, "group": {}, "file": {"name": "a", "media_type": "a/b", "bytes": "QQ=="}}`))
	assert.NoError(t, err)
}

func TestEventNotDefined(t *testing.T) {
	var none *Event
	for _, e := range []*Event{none, {}} {
		_, err := e.Decode(diag.NewSource("data.json", "{}"))
		assert.ErrorIs(t, err, errNotDefined)
		assert.ErrorIs(t, e.Validate(Signup{}), errNotDefined)
	}
}

// Only the first faults are reported of a payload that has very many.
func TestFaultsAreBounded(t *testing.T) {
	e, _ := Canonical().Lookup("payment_overdue")
	_, err := e.Decode(diag.NewSource("data.json", "{"+strings.Repeat(`"unknown": 1, `, 40_000)+`"x": 1}`))
	assert.Len(t, faultsOf(t, err), maxFaults)
}

func faultsOf(t *testing.T, err error) []string {
	var list diag.List
	require.True(t, errors.As(err, &list), "%v", err)
	var got []string
	for _, d := range list {
		got = append(got, string(d.Code)+" "+d.Message)
	}
	return got
}

// Validate finds in Go values what Decode finds in the payload that they were
// read from, as far as encoding/json can read it at all.
func TestValidateAgreesWithDecode(t *testing.T) {
	compared := 0
	eachCase(t, "refuse", func(t *testing.T, e *Event, src *diag.Source) {
		data := reflect.New(e.Data)
		reader := json.NewDecoder(strings.NewReader(src.Text()))
		reader.DisallowUnknownFields()
		if reader.Decode(data.Interface()) != nil {
			return
		}
		_, err := e.Decode(src)
		want := faultsOf(t, err)
		for _, one := range want {
			for _, own := range []string{"data-null", "data-duplicate", "data-syntax", "data-encoding", "data-too", "data-missing", "data-type"} {
				if strings.HasPrefix(one, own) {
					return // of the text, not of the values
				}
			}
		}
		compared++
		assert.ElementsMatch(t, want, faultsOf(t, e.Validate(data.Interface())))
	})
	assert.Greater(t, compared, 15)
}
