package events

import (
	"reflect"
	"strconv"
	"strings"
)

// addUp corrects the amounts that must add up: those of every invoice, and what
// must be an invoice's total. data is a pointer to an object.
func addUp(data any, fields []Field) {
	v := reflect.ValueOf(data).Elem()
	for _, f := range fields {
		group := reflect.Indirect(v.Field(f.Index))
		if f.Kind != KindObject || !group.IsValid() {
			continue
		}
		if invoice, ok := group.Addr().Interface().(*Invoice); ok {
			invoice.sum()
		}
		addUp(group.Addr().Interface(), f.Fields)
	}
	if bought, ok := data.(*Purchase); ok && bought.Invoice != nil {
		bought.Amount = bought.Invoice.Total
	}
}

// sum works the sums of an invoice out anew. If nothing would be left to pay of
// what was unpaid, nothing has been paid.
func (v *Invoice) sum() {
	unpaid := v.AmountDue.Sign() > 0
	if len(v.Lines) > 0 {
		v.Subtotal = v.Lines[0].Amount
		for _, line := range v.Lines[1:] {
			v.Subtotal = plus(v.Subtotal, line.Amount)
		}
	}
	v.Total = v.Subtotal
	for _, tax := range v.Taxes {
		v.Total = plus(v.Total, tax.Amount)
	}
	v.AmountDue = v.Total
	if due, err := v.Total.Sub(v.Paid); err == nil {
		v.AmountDue = due
	}
	if unpaid && v.AmountDue.Sign() <= 0 {
		v.Paid, v.AmountDue = Money{}, v.Total
	}
}

// plus is a + b; b of another currency is a fault that is found anyway.
func plus(a, b Money) Money {
	if sum, err := a.Add(b); err == nil {
		return sum
	}
	return a
}

// currencyOf is the currency of the first amount among the members of an
// object, "" if there is none.
func currencyOf(object reflect.Value) string {
	for i := range object.NumField() {
		if f := object.Field(i); f.CanInterface() {
			if m, ok := f.Interface().(Money); ok && !m.IsZero() {
				return m.Currency()
			}
		}
	}
	return ""
}

// inCurrency turns all amounts of a value into the same digits of a currency.
func inCurrency(f *Field, value reflect.Value, code string) {
	value = reflect.Indirect(value)
	switch {
	case !value.IsValid() || code == "":
	case f.Kind == KindObject:
		for i := range f.Fields {
			inCurrency(&f.Fields[i], value.Field(f.Fields[i].Index), code)
		}
	case f.Kind == KindMoney:
		m, ok := value.Interface().(Money)
		if !ok || m.IsZero() || m.Currency() == code {
			return
		}
		minor, err := strconv.ParseInt(strings.ReplaceAll(m.Number(), ".", ""), 10, 64)
		if err != nil {
			return
		}
		if changed, err := MoneyFromMinor(minor, code); err == nil {
			value.Set(reflect.ValueOf(changed))
		}
	}
}
