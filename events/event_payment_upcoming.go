package events

import "reflect"

// PaymentUpcoming is the data of the event payment_upcoming.
type PaymentUpcoming struct {
	Customer     Customer      `json:"customer" validate:"required" doc:"Who has to pay."`
	Merchant     Merchant      `json:"merchant" validate:"required" doc:"Who is to be paid."`
	Description  string        `json:"description" validate:"required,max=500" doc:"What the payment is for." example:"Second instalment, summer party on 12 June 2027"`
	Amount       Money         `json:"amount" validate:"required" doc:"What has to be paid." example:"{\"amount\": \"100.00\", \"currency\": \"EUR\"}"`
	DueOn        Date          `json:"due_on" validate:"required" doc:"Last day on which it is paid in time." example:"2026-11-27"`
	Method       PaymentMethod `json:"method,omitempty" doc:"How the merchant will collect it; absent if the customer has to pay by hand." example:"card"`
	Card         *Card         `json:"card,omitempty" doc:"The card that will be charged, if it is one."`
	PayURL       URL           `json:"pay_url,omitempty" doc:"Page on which the customer can pay." example:"https://pay.harbourcloud.example.com/F-2026-0042"`
	Invoice      *Invoice      `json:"invoice,omitempty" doc:"The invoice that the payment belongs to, if there is one already."`
	Subscription *Subscription `json:"subscription,omitempty" doc:"The contract that the payment belongs to, if any."`
	Links        *Links        `json:"links,omitempty" doc:"Where the customer manages the contract."`
}

// PaymentReminder holds the placeholders that follow from the data of a
// payment_upcoming or payment_due, its schedule and the time of the mail.
type PaymentReminder struct {
	DaysUntilDue int    `json:"days_until_due" validate:"required" doc:"Calendar days until the due date, 0 on the day itself and after it." example:"7"`
	Notice       Notice `json:"notice" validate:"required" doc:"This reminder."`
}

// reminder works out the placeholders of a payment that has not been made.
func reminder(zones *zones, due Date, zone string, at Moment) PaymentReminder {
	return PaymentReminder{DaysUntilDue: daysUntil(due, zones.today(at, zone)), Notice: Notice{Step: at.step()}}
}

func (p PaymentUpcoming) relations(r *relations) {
	r.positive("amount", p.Amount, "a payment of nothing needs no reminder")
	r.invoiceCurrency("amount", p.Amount, p.Invoice)
}

func paymentUpcoming(zones *zones) *Event {
	return &Event{
		ID:    "payment_upcoming",
		Title: "Payment upcoming",
		Description: "Happens some days before the due date of a payment that has not been made, once or more often as the schedule says. " +
			"The payment is one that the customer makes, or one that the merchant will start by itself.",
		Audience: "customer",
		Data:     reflect.TypeFor[PaymentUpcoming](),
		Derived:  reflect.TypeFor[PaymentReminder](),
		Derive: func(data any, at Moment) any {
			d, ok := data.(*PaymentUpcoming)
			if !ok || d == nil {
				return PaymentReminder{Notice: Notice{Step: at.step()}}
			}
			return reminder(zones, d.DueOn, d.Customer.TimeZone, at)
		},
		Required: []string{"amount", "due_on"},
		Names: map[string]string{
			"billwerk":  "RecurringBillingApproaching",
			"chargebee": "subscription_renewal_reminder",
			"killbill":  "INVOICE_NOTIFICATION",
			"stripe":    "invoice.upcoming, invoice.will_be_due",
		},
	}
}
