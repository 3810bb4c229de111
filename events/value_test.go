package events

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func money(t testing.TB, amount, code string) Money {
	m, err := NewMoney(amount, code)
	require.NoError(t, err)
	return m
}

func decimal(t testing.TB, text string) Decimal {
	d, err := NewDecimal(text)
	require.NoError(t, err)
	return d
}

func TestNewMoney(t *testing.T) {
	for _, c := range []struct{ amount, code, want string }{
		{"12.50", "EUR", "12.50 EUR"}, {"12.5", "EUR", "12.50 EUR"}, {"12", "EUR", "12.00 EUR"},
		{"-0.01", "EUR", "-0.01 EUR"}, {"0", "EUR", "0.00 EUR"}, {"-0.00", "EUR", "0.00 EUR"},
		{"1250", "JPY", "1250 JPY"}, {"-0", "JPY", "0 JPY"}, {"0.005", "KWD", "0.005 KWD"},
		{"9999999999999999.99", "EUR", "9999999999999999.99 EUR"}, {"999999999999999999", "JPY", "999999999999999999 JPY"},
	} {
		m, err := NewMoney(c.amount, c.code)
		require.NoError(t, err, c.amount)
		assert.Equal(t, c.want, m.String())
		assert.False(t, m.IsZero())
	}
}

func TestNewMoneyRefuses(t *testing.T) {
	for _, c := range []struct{ amount, code, want string }{
		{"12.50", "eur", "must be an ISO 4217 currency code"}, {"12.50", "", "must be an ISO 4217 currency code"},
		{"12.50", "ZZZ", "must be an ISO 4217 currency code"},
		{"", "EUR", "plain decimal"}, {"12,50", "EUR", "plain decimal"}, {"1e2", "EUR", "plain decimal"},
		{"+1", "EUR", "plain decimal"}, {"01", "EUR", "plain decimal"}, {".5", "EUR", "plain decimal"},
		{"5.", "EUR", "plain decimal"}, {" 5", "EUR", "plain decimal"}, {"NaN", "EUR", "plain decimal"},
		{"Infinity", "EUR", "plain decimal"}, {"٣", "EUR", "plain decimal"}, {"-", "EUR", "plain decimal"},
		{"1.001", "EUR", "at most 2 fraction digits in EUR"}, {"1.0", "JPY", "no fraction digits in JPY"},
		{"1.0001", "KWD", "at most 3 fraction digits in KWD"}, {"1234567890123456789", "JPY", "at most 18 digits"}, {"12345678901234567", "EUR", "at most 18 digits"},
		{"1" + strings.Repeat("0", 5000), "EUR", "at most 18 digits"},
	} {
		m, err := NewMoney(c.amount, c.code)
		assert.ErrorContains(t, err, c.want, c.amount)
		assert.True(t, m.IsZero())
	}
}

func TestMoneyFromMinor(t *testing.T) {
	for code, want := range map[string]string{"EUR": "-12.50 EUR", "JPY": "-1250 JPY", "KWD": "-1.250 KWD"} {
		m, err := MoneyFromMinor(-1250, code)
		require.NoError(t, err)
		assert.Equal(t, want, m.String())
	}
	_, err := MoneyFromMinor(1, "nope")
	assert.Error(t, err)
	_, err = MoneyFromMinor(-1<<63, "EUR")
	assert.ErrorContains(t, err, "18 digits")
}

func TestMoneyArithmetic(t *testing.T) {
	a, b, yen := money(t, "0.10", "EUR"), money(t, "0.20", "EUR"), money(t, "1", "JPY")
	sum, err := a.Add(b)
	require.NoError(t, err)
	assert.Equal(t, "0.30 EUR", sum.String())
	difference, err := a.Sub(b)
	require.NoError(t, err)
	assert.Equal(t, "-0.10 EUR", difference.String())
	assert.Equal(t, -1, difference.Sign())
	order, err := a.Cmp(b)
	require.NoError(t, err)
	assert.Equal(t, -1, order)
	assert.Equal(t, "0.03330 EUR", a.Mul(decimal(t, "0.333")).String())
	assert.Equal(t, "0.0000000000010 EUR", a.Mul(decimal(t, "0.00000000001")).String(), "no exponent")
	tiny := a.Mul(decimal(t, "0.00000000001"))
	assert.Equal(t, 1, tiny.Sign())
	assert.Equal(t, 0, a.Mul(Decimal{}).Sign())
	assert.True(t, Money{}.Mul(decimal(t, "2")).IsZero())
	assert.Equal(t, 0, Money{}.Sign())
	assert.Equal(t, "", Money{}.String()+Money{}.Number()+Money{}.Currency())
	for _, other := range []Money{yen, {}} {
		_, addErr := a.Add(other)
		_, subErr := a.Sub(other)
		_, cmpErr := other.Cmp(a)
		assert.Error(t, addErr)
		assert.Error(t, subErr)
		assert.Error(t, cmpErr)
	}
}

func TestMoneyJSON(t *testing.T) {
	var got struct {
		A Money `json:"a"`
		B Money `json:"b,omitzero"`
	}
	require.NoError(t, json.Unmarshal([]byte(`{"a": {"amount": "1.5", "currency": "EUR"}, "b": null}`), &got))
	written, err := json.Marshal(got)
	require.NoError(t, err)
	assert.Equal(t, `{"a":{"amount":"1.50","currency":"EUR"}}`, string(written))
	for _, bad := range []string{`5`, `{"amount": 1.5, "currency": "EUR"}`, `{"amount": "x", "currency": "EUR"}`} {
		assert.Error(t, new(Money).UnmarshalJSON([]byte(bad)))
	}
	written, err = json.Marshal(Money{})
	require.NoError(t, err)
	assert.Equal(t, "null", string(written))
}

func TestDecimal(t *testing.T) {
	for text, want := range map[string]string{
		"0": "0", "-0.0": "0.0", "1.50": "1.50", "1e3": "1000", "1.5E+2": "150", "15e-1": "1.5", "-25e-4": "-0.0025",
		"1.50e1": "15.0", "0e5": "0", "123456789012345678": "123456789012345678", "0.000000000000000001": "0.000000000000000001",
	} {
		d, err := NewDecimal(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, d.String(), text)
		assert.False(t, d.IsZero())
	}
	for _, text := range []string{"", "-", "1.", ".1", "01", "1_0", "1,0", " 1", "0x1", "Inf", "1e", "e1", "1e1e1", "1e19", "1e99999999999999999999",
		"1e-99", "1234567890123456789", "0.1234567890123456789"} {
		d, err := NewDecimal(text)
		assert.Error(t, err, text)
		assert.True(t, d.IsZero())
	}
	assert.Equal(t, "-9223372036854775808", DecimalFromInt(-1<<63).String())
}

func TestDecimalArithmetic(t *testing.T) {
	a, b := decimal(t, "0.1"), decimal(t, "-2.25")
	assert.Equal(t, "-2.15", a.Add(b).String())
	assert.Equal(t, "2.35", a.Sub(b).String())
	assert.Equal(t, "-0.225", a.Mul(b).String())
	assert.Equal(t, "0.00", decimal(t, "2.25").Add(b).String())
	assert.Equal(t, 1, a.Cmp(b))
	assert.Equal(t, 0, decimal(t, "1.0").Cmp(decimal(t, "1")))
	assert.Equal(t, []int{1, -1, 0, 0}, []int{a.Sign(), b.Sign(), decimal(t, "0").Sign(), Decimal{}.Sign()})
	assert.Equal(t, "0.1", a.Add(Decimal{}).String(), "an absent decimal counts as 0")
}

func TestDecimalJSON(t *testing.T) {
	var got struct {
		A, B, C Decimal
		P       Percent
	}
	require.NoError(t, json.Unmarshal([]byte(`{"A": "1.50", "B": 0.10000000000000001, "C": null, "P": "7.7"}`), &got))
	written, err := json.Marshal(got)
	require.NoError(t, err)
	assert.Equal(t, `{"A":"1.50","B":"0.10000000000000001","C":null,"P":"7.7"}`, string(written))
	for _, bad := range []string{`true`, `"x"`, `"`, `{}`} {
		assert.Error(t, new(Decimal).UnmarshalJSON([]byte(bad)))
	}
}

func TestDate(t *testing.T) {
	d, err := ParseDate("2028-02-29")
	require.NoError(t, err)
	assert.Equal(t, "2028-02-29", d.String())
	assert.Equal(t, []int{2028, 2, 29}, []int{d.Year(), int(d.Month()), d.Day()})
	from, err := ParseDate("2027-12-31")
	require.NoError(t, err)
	assert.Equal(t, 60, d.Days(from))
	assert.Equal(t, -60, from.Days(d))
	assert.Equal(t, 0, d.Days(Date{}))
	first, last := Date{1, 1, 1}, Date{9999, 12, 31}
	assert.Equal(t, 3652058, last.Days(first))
	assert.True(t, d.In(nil).IsZero())
	assert.True(t, Date{}.In(time.UTC).IsZero())
	assert.True(t, DateOf(time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)).IsZero())
	tokyo, err := time.LoadLocation("Asia/Tokyo")
	require.NoError(t, err)
	assert.Equal(t, "2028-02-29T00:00:00+09:00", d.In(tokyo).Format(time.RFC3339))
	assert.Equal(t, d, DateOf(d.In(tokyo)))

	for _, text := range []string{"", "2026-2-1", "2026-02-30", "20260201", "0000-01-01", "2026-02-01T00:00:00Z", "2026-02-01 ", "10000-01-01"} {
		_, err := ParseDate(text)
		assert.Error(t, err, text)
	}
	var empty Date
	assert.NoError(t, empty.UnmarshalText(nil))
	assert.Error(t, empty.UnmarshalText([]byte("x")))
}

func TestCardNumbers(t *testing.T) {
	for text, want := range map[string]bool{
		"4242 4242 4242 4242": true, "4242-4242-4242-4242": true, "no 378282246310005!": true, "994242424242424242421": true,
		"4242": false, "1234 5678 901": false, "٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢": true, "Visa, 12/2028": false, "": false, "4242 x 4242 x 4242 x 4242": false,
	} {
		assert.Equal(t, want, holdsCardNumber(text), text)
	}
}

func TestKindOfOtherTypes(t *testing.T) {
	e := kindsEvent()
	for i := range e.Data.NumField() {
		assert.NotEmpty(t, KindOf(e.Data.Field(i).Type))
	}
	assert.Nil(t, FieldsOf(nil))
}
