package preview

import (
	"reflect"

	"github.com/billet-mail/billet/events"
)

// addUp corrects the amounts that must add up: those of every invoice, and what
// must be an invoice's total.
func addUp(event *events.Event, data reflect.Value) {
	visit(event.Fields(), data, "", func(s spot) {
		value := reflect.Indirect(s.value)
		if !value.IsValid() {
			return
		}
		if invoice, ok := value.Addr().Interface().(*events.Invoice); ok {
			addUpInvoice(invoice)
		}
	})
	if bought, ok := data.Addr().Interface().(*events.Purchase); ok && bought.Invoice != nil {
		bought.Amount = bought.Invoice.Total
	}
}

// addUpInvoice works the sums of an invoice out anew. If nothing would be left
// to pay of what was unpaid, nothing has been paid.
func addUpInvoice(v *events.Invoice) {
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
		v.Paid, v.AmountDue = events.Money{}, v.Total
	}
}

// plus is a + b; b of another currency is a fault that is found anyway.
func plus(a, b events.Money) events.Money {
	if sum, err := a.Add(b); err == nil {
		return sum
	}
	return a
}
