package events

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/bojanz/currency"

	"github.com/billet-mail/billet/diag"
)

// Money is an exact amount in an ISO 4217 currency. In JSON it is
//
//	{"amount": "12.50", "currency": "EUR"}
//
// The amount is text in plain decimal notation, because a JSON number loses
// cents in many programs. It has no more fraction digits than the currency
// (CLDR; JPY has none, KWD three); missing ones are added: "12.5" EUR is
// "12.50". All together it has at most 18 digits.
//
// The zero Money has no currency and is absent; an amount of 0 EUR is a value.
// Money is immutable and safe for concurrent use. Compare with Cmp, not ==.
type Money struct {
	amount currency.Amount
}

// NewMoney makes Money of an amount such as "12.50" and a currency code such
// as "EUR".
func NewMoney(amount, code string) (Money, error) {
	digits, ok := currency.GetDigits(code)
	if !ok {
		return Money{}, badCurrency()
	}
	if !isPlainNumber(amount) {
		return Money{}, &problem{diag.DataMoney, "must be an amount in plain decimal notation", `write the amount as text: "12.50"`}
	}
	_, fraction, _ := strings.Cut(amount, ".")
	switch {
	case digits == 0 && fraction != "":
		return Money{}, &problem{diag.DataMoney, "must have no fraction digits in " + code, "round the amount before it is sent"}
	case len(fraction) > int(digits):
		return Money{}, &problem{diag.DataMoney, fmt.Sprintf("must have at most %d fraction digits in %s", digits, code), "round the amount before it is sent"}
	}
	if fraction == "" && digits > 0 {
		amount += "."
	}
	amount = withoutMinusZero(amount + strings.Repeat("0", int(digits)-len(fraction)))
	if countDigits(amount) > maxDigits {
		return Money{}, &problem{diag.DataMoney, "must have at most 18 digits", "check the amount"}
	}
	n, err := currency.NewAmount(amount, code)
	if err != nil {
		return Money{}, badCurrency()
	}
	return Money{n}, nil
}

// MoneyFromMinor makes Money of an amount in the currency's smallest unit:
// 1250 is 12.50 EUR, and 1250 JPY.
func MoneyFromMinor(n int64, code string) (Money, error) {
	amount, err := currency.NewAmountFromInt64(n, code)
	if err != nil {
		return Money{}, badCurrency()
	}
	return NewMoney(amount.Number(), code)
}

// Amount is the amount with its currency, for formatting.
func (m Money) Amount() currency.Amount { return m.amount }

// Number is the amount in plain decimal notation; "" if absent.
func (m Money) Number() string {
	if m.IsZero() {
		return ""
	}
	number := m.amount.Number()
	mantissa, power, found := strings.Cut(number, "E")
	if !found {
		return number
	}
	// The currency package writes very small results of Mul with an exponent.
	exponent, err := strconv.Atoi(power)
	if err != nil {
		return number
	}
	n, scale := Decimal{mantissa}.parts()
	return fromParts(n.Mul(n, powerOfTen(max(0, exponent-scale))), max(0, scale-exponent)).text
}

// Currency is the ISO 4217 code; "" if absent.
func (m Money) Currency() string { return m.amount.CurrencyCode() }

// String is for messages and tests, not for mails: "12.50 EUR".
func (m Money) String() string {
	if m.IsZero() {
		return ""
	}
	return m.Number() + " " + m.Currency()
}

// IsZero reports whether the Money is absent. An amount of 0 is not absent;
// Sign tells whether the amount is 0.
func (m Money) IsZero() bool { return m.amount.CurrencyCode() == "" }

// Sign is -1, 0 or 1; absent Money has sign 0.
func (m Money) Sign() int {
	switch {
	case m.amount.IsNegative():
		return -1
	case m.amount.IsPositive():
		return 1
	}
	return 0
}

// Cmp is -1, 0 or 1 as m is less than, equal to or more than other. Different
// currencies, or an absent operand, are an error.
func (m Money) Cmp(other Money) (int, error) {
	if err := m.comparable(other); err != nil {
		return 0, err
	}
	return m.amount.Cmp(other.amount)
}

// Add is m + other; digits beyond 39 are rounded. Different currencies, or an
// absent operand, are an error.
func (m Money) Add(other Money) (Money, error) {
	if err := m.comparable(other); err != nil {
		return Money{}, err
	}
	sum, err := m.amount.Add(other.amount)
	return Money{sum}, err
}

// Sub is m - other; digits beyond 39 are rounded. Different currencies, or an
// absent operand, are an error.
func (m Money) Sub(other Money) (Money, error) {
	if err := m.comparable(other); err != nil {
		return Money{}, err
	}
	difference, err := m.amount.Sub(other.amount)
	return Money{difference}, err
}

// Mul is m × by, exact: it is not rounded to the currency's fraction digits.
// Absent Money stays absent.
func (m Money) Mul(by Decimal) Money {
	if m.IsZero() {
		return m
	}
	product, err := currency.NewAmount(Decimal{m.Number()}.Mul(by).text, m.Currency())
	if err != nil {
		return Money{}
	}
	return Money{product}
}

// moneyJSON is how Money looks in JSON.
type moneyJSON struct {
	Amount   string `json:"amount"`
	Currency string `json:"currency"`
}

// MarshalJSON writes {"amount": …, "currency": …}; null if absent.
func (m Money) MarshalJSON() ([]byte, error) {
	if m.IsZero() {
		return []byte("null"), nil
	}
	return json.Marshal(moneyJSON{m.Number(), m.Currency()})
}

// UnmarshalJSON reads what MarshalJSON writes. [Event.Decode] is stricter: it
// refuses unknown and duplicate keys, and says where they are.
func (m *Money) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		*m = Money{}
		return nil
	}
	var fields moneyJSON
	if err := json.Unmarshal(data, &fields); err != nil {
		return err
	}
	got, err := NewMoney(fields.Amount, fields.Currency)
	if err != nil {
		return err
	}
	*m = got
	return nil
}

func (m Money) comparable(other Money) error {
	switch {
	case m.IsZero() || other.IsZero():
		return &problem{diag.DataMoney, "cannot be computed: one of the amounts is absent", ""}
	case m.Currency() != other.Currency():
		return &problem{diag.DataCurrencyMixed, "cannot be computed: the amounts have different currencies", ""}
	}
	return nil
}

func badCurrency() error {
	return &problem{diag.DataCurrency, "must be an ISO 4217 currency code", `write three capital letters, like "EUR"`}
}
