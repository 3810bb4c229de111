package events

import "reflect"

// PaymentOverdue is the data of the event payment_overdue.
type PaymentOverdue struct {
	Customer     Customer      `json:"customer" validate:"required" doc:"Who has to pay."`
	Merchant     Merchant      `json:"merchant" validate:"required" doc:"Who is to be paid."`
	Invoice      Invoice       `json:"invoice" validate:"required" doc:"The invoice that is overdue."`
	Subscription *Subscription `json:"subscription,omitempty" doc:"The contract that the invoice belongs to, if any."`
	Links        *Links        `json:"links,omitempty" doc:"Where the customer manages the contract."`
	LateFee      Money         `json:"late_fee,omitzero" validate:"omitempty,not_negative" doc:"Fee for paying late, in the invoice's currency. It is not part of the invoice's amounts." example:"{\"amount\": \"5.00\", \"currency\": \"EUR\"}"`
}

// PaymentOverdueDerived holds the placeholders that follow from a
// payment_overdue's data, its schedule and the time of the mail.
type PaymentOverdueDerived struct {
	DaysOverdue int    `json:"days_overdue" validate:"required" doc:"Calendar days since the due date, 0 on the day itself and before it." example:"20"`
	Notice      Notice `json:"notice" validate:"required" doc:"This reminder."`
}

// Notice says which mail of a schedule this one is.
type Notice struct {
	Step int `json:"step" validate:"required" doc:"Which reminder of the schedule this is; 1 is the first." example:"1"`
}

func (p PaymentOverdue) relations(r *relations) {
	r.positive("invoice.amount_due", p.Invoice.AmountDue, "an invoice with nothing left to pay is not overdue")
	r.invoiceCurrency("late_fee", p.LateFee, &p.Invoice)
}

func paymentOverdue(zones *zones) *Event {
	return &Event{
		ID:    "payment_overdue",
		Title: "Payment overdue",
		Description: "Happens when the due date of an invoice has passed and an amount is still due, " +
			"and again for each further reminder until it is paid.",
		Audience: "customer",
		Data:     reflect.TypeFor[PaymentOverdue](),
		Derived:  reflect.TypeFor[PaymentOverdueDerived](),
		Derive: func(data any, at Moment) any {
			d, ok := data.(*PaymentOverdue)
			if !ok || d == nil {
				return PaymentOverdueDerived{Notice: Notice{Step: at.step()}}
			}
			today := zones.today(at, d.Customer.TimeZone)
			return PaymentOverdueDerived{DaysOverdue: daysSince(d.Invoice.DueOn, today), Notice: Notice{Step: at.step()}}
		},
		Required: []string{"invoice.pay_url", "invoice.amount_due"},
		Names: map[string]string{
			"billwerk":   "DunningCreated",
			"killbill":   "OVERDUE_CHANGE",
			"stripe":     "invoice.overdue",
			"fastspring": "subscription.payment.overdue",
		},
	}
}
