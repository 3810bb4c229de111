package placeholders

import (
	"strconv"
	"time"

	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/locales"
)

// Value is one value of a message. The zero Value is an absent one.
type Value struct {
	Kind Kind
	Text string // worded kinds and Markdown: the value; others: the printed form once [Value.Print] made it
	Int  int64  // Integer, and Bool as 0 or 1; worded kinds from the data: 1 for right-to-left words
	Ref  any    // Decimal, Percent: *events.Decimal; Money: *events.Money; Date: *events.Date; DateTime: *time.Time; List: *Rows
}

// Rows is the value of a list: for every item one row of slots.
type Rows struct {
	cells []Value
	width int
	n     int
}

// Len is the number of items.
func (r *Rows) Len() int { return r.n }

// Row is the slots of item i, counted from 0. They may be written by
// [Value.Print] only.
func (r *Rows) Row(i int) []Value { return r.cells[i*r.width : (i+1)*r.width] }

// StringValue, IntValue and BoolValue make values of literals and results.
func StringValue(s string) Value { return Value{Kind: String, Text: s} }

// IntValue makes an Integer.
func IntValue(n int64) Value { return Value{Kind: Integer, Int: n} }

// BoolValue makes a Bool.
func BoolValue(b bool) Value {
	if b {
		return Value{Kind: Bool, Int: 1}
	}
	return Value{Kind: Bool}
}

// DecimalValue makes a Decimal or a Percent.
func DecimalValue(k Kind, d events.Decimal) Value { return Value{Kind: k, Ref: &d} }

// MoneyValue makes a Money.
func MoneyValue(m events.Money) Value { return Value{Kind: Money, Ref: &m} }

// True reports whether an {% if %} takes the value for true: neither absent
// nor empty nor zero nor false.
func (v *Value) True() bool {
	switch v.Kind {
	case None:
		return false
	case Integer, Bool:
		return v.Int != 0
	case Decimal, Percent:
		return v.Ref.(*events.Decimal).Sign() != 0
	case Money:
		return v.Ref.(*events.Money).Sign() != 0
	case List:
		return v.Ref.(*Rows).Len() > 0
	case Date, DateTime, Object, File:
		return true
	}
	return v.Text != ""
}

// Number is a numeric value as a decimal; 0 for any other.
func (v *Value) Number() events.Decimal {
	switch v.Kind {
	case Integer, Bool:
		return events.DecimalFromInt(v.Int)
	case Decimal, Percent:
		return *v.Ref.(*events.Decimal)
	}
	return events.Decimal{}
}

// Print is the value in the words of a language: worded values as they are,
// numbers, money and dates by CLDR in their plain form. It keeps the result in
// the value, so that the parts of a message share the work; a Value that
// several goroutines print must be copied first.
func (v *Value) Print(l *locales.Locale) string {
	if v.Text == "" {
		v.Text = v.format(l)
	}
	return v.Text
}

func (v *Value) format(l *locales.Locale) string {
	switch v.Kind {
	case Integer:
		return l.Number(strconv.FormatInt(v.Int, 10), 0, 0)
	case Decimal:
		return l.Number(v.Ref.(*events.Decimal).String(), -1, -1)
	case Percent:
		return l.Percent(v.Ref.(*events.Decimal).String(), -1, -1)
	case Money:
		return l.Money(v.Ref.(*events.Money).Amount(), locales.MoneyStandard)
	case Date:
		return l.Date(v.Ref.(*events.Date).In(time.UTC), locales.Long)
	case DateTime:
		return l.DateTime(*v.Ref.(*time.Time), locales.Long, locales.Short)
	case Bool:
		return strconv.FormatBool(v.Int != 0)
	}
	return ""
}
