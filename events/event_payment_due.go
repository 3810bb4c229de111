package events

import "reflect"

// PaymentDue is the data of the event payment_due.
type PaymentDue struct {
	Customer     Customer      `json:"customer" validate:"required" doc:"Who has to pay."`
	Merchant     Merchant      `json:"merchant" validate:"required" doc:"Who is to be paid."`
	Description  string        `json:"description" validate:"required,max=500" doc:"What the payment is for." example:"Deposit, summer party on 12 June 2027"`
	Amount       Money         `json:"amount" validate:"required" doc:"What has to be paid." example:"{\"amount\": \"100.00\", \"currency\": \"EUR\"}"`
	DueOn        Date          `json:"due_on" validate:"required" doc:"Last day on which it is paid in time." example:"2026-11-20"`
	OnSignature  bool          `json:"on_signature" validate:"required" doc:"Whether the payment is due because a contract was signed, not because a date has come." example:"false"`
	SignedOn     Date          `json:"signed_on,omitzero" doc:"Day on which the contract was signed, if it was." example:"2026-11-19"`
	PayURL       URL           `json:"pay_url" validate:"required" doc:"Page on which the customer can pay." example:"https://pay.harbourcloud.example.com/F-2026-0042"`
	Invoice      *Invoice      `json:"invoice,omitempty" doc:"The invoice that the payment belongs to, if there is one."`
	Subscription *Subscription `json:"subscription,omitempty" doc:"The contract that the payment belongs to, if any."`
	Links        *Links        `json:"links,omitempty" doc:"Where the customer manages the contract."`
}

func (p PaymentDue) relations(r *relations) {
	r.positive("amount", p.Amount, "a payment of nothing is never due")
	r.invoiceCurrency("amount", p.Amount, p.Invoice)
	r.inOrder("signed_on", p.SignedOn, "due_on", p.DueOn)
}

func paymentDue(zones *zones) *Event {
	return &Event{
		ID:    "payment_due",
		Title: "Payment due",
		Description: "Happens on the due date of a payment that has not been made and that the merchant cannot start by itself. " +
			"If the payment is due on signature, it happens when the contract has been signed, later by the delay that the schedule sets.",
		Audience: "customer",
		Data:     reflect.TypeFor[PaymentDue](),
		Derived:  reflect.TypeFor[PaymentReminder](),
		Derive: func(data any, at Moment) any {
			d, ok := data.(*PaymentDue)
			if !ok || d == nil {
				return PaymentReminder{Notice: Notice{Step: at.step()}}
			}
			return reminder(zones, d.DueOn, d.Customer.TimeZone, at)
		},
		Required: []string{"amount", "due_on", "pay_url"},
	}
}
