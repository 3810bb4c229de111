package events

import (
	"reflect"

	"github.com/billet-mail/billet/diag"
)

// PaymentFailed is the data of the event payment_failed.
type PaymentFailed struct {
	Customer      Customer      `json:"customer" validate:"required" doc:"Whose payment failed."`
	Merchant      Merchant      `json:"merchant" validate:"required" doc:"Who was to be paid, or to refund."`
	Kind          FailureKind   `json:"kind" validate:"required" doc:"What kind of payment failed." example:"instalment"`
	Payment       Payment       `json:"payment" validate:"required" doc:"The payment that failed."`
	FailedOn      Date          `json:"failed_on" validate:"required" doc:"Day on which the failure became known: for an electronic cheque up to ten business days after the payment, else mostly the same day." example:"2026-11-20"`
	Reason        string        `json:"reason,omitempty" validate:"max=500" doc:"Why it failed, in words for the customer, if the bank said so." example:"The card was declined."`
	NextAttemptOn Date          `json:"next_attempt_on,omitzero" doc:"Day on which it is tried again; absent if it is not." example:"2026-11-24"`
	Instalment    *Instalment   `json:"instalment,omitempty" doc:"Which instalment failed. It is there if the kind is instalment."`
	Subscription  *Subscription `json:"subscription,omitempty" doc:"The contract that the payment belongs to. It is there if the kind is subscription."`
	Invoice       *Invoice      `json:"invoice,omitempty" doc:"The invoice that the payment belongs to, if any."`
	Links         PaymentLinks  `json:"links" validate:"required" doc:"Where the customer can mend the failure."`
}

// Instalment is one of several payments for the same thing.
type Instalment struct {
	Number int `json:"number" validate:"required,min=1,max=1000" doc:"Which instalment it is; 1 is the first." example:"2"`
	Of     int `json:"of" validate:"required,min=1,max=1000" doc:"How many instalments there are." example:"6"`
}

// FailureKind is what kind of payment failed. Staff subscribe to kinds.
type FailureKind string

// The kinds of failed payments.
const (
	FailureECheck       FailureKind = "echeck"       // made by electronic cheque, at once or as ordered
	FailureInstalment   FailureKind = "instalment"   // a scheduled part of a larger sum
	FailureRefund       FailureKind = "refund"       // to a card that had paid online
	FailureSubscription FailureKind = "subscription" // a scheduled payment of a contract
)

// Values lists every kind.
func (FailureKind) Values() []string {
	return []string{string(FailureECheck), string(FailureInstalment), string(FailureRefund), string(FailureSubscription)}
}

func (i Instalment) relations(r *relations) {
	if i.Number > i.Of {
		r.fault("number", []string{"number", "of"}, &problem{diag.DataLimit, "must not be more than of, the number of instalments", "correct one of the two"})
	}
}

func (p PaymentFailed) relations(r *relations) {
	p.methodFits(r)
	switch {
	case p.Kind == FailureInstalment && p.Instalment == nil:
		r.missing("instalment", "kind", "say which instalment failed")
	case p.Kind == FailureSubscription && p.Subscription == nil:
		r.missing("subscription", "kind", "say which contract the payment belongs to")
	}
	r.inOrder("payment.made_on", p.Payment.MadeOn, "failed_on", p.FailedOn)
	r.inOrder("failed_on", p.FailedOn, "next_attempt_on", p.NextAttemptOn)
	r.invoiceCurrency("payment.amount", p.Payment.Amount, p.Invoice)
}

// methodFits holds the method against the kind: an instalment or a payment of
// a subscription is started by the merchant, a refund goes to an online card.
func (p PaymentFailed) methodFits(r *relations) {
	method, must := p.Payment.Method, ""
	switch {
	case method == "":
	case p.Kind == FailureECheck && method != MethodECheck:
		must = "echeck"
	case p.Kind == FailureRefund && method != MethodCard:
		must = "card"
	case (p.Kind == FailureInstalment || p.Kind == FailureSubscription) && !method.scheduled():
		must = "card, echeck, direct_debit or wallet"
	}
	if must != "" {
		r.fault("payment.method", []string{"kind", "payment.method"},
			&problem{diag.DataEnum, "must be " + must + " if the kind is " + string(p.Kind), "correct the method or the kind"})
	}
}

func paymentFailed() *Event {
	return &Event{
		ID:    "payment_failed",
		Title: "Payment failed",
		Description: "Happens each time a bank or card company has turned down a payment: an electronic cheque, which may take up to ten business days, " +
			"a scheduled instalment, a refund to an online card, or the scheduled payment of a subscription.",
		Audience: "customer",
		Data:     reflect.TypeFor[PaymentFailed](),
		Required: []string{"payment.amount", "payment.made_on", "failed_on", "links.update_payment"},
		Names: map[string]string{
			"billwerk":  "PaymentFailed",
			"chargebee": "payment_failed",
			"killbill":  "INVOICE_PAYMENT_FAILED",
			"stripe":    "invoice.payment_failed",
		},
	}
}
