package events

import (
	"reflect"
	"time"
)

// PaymentDataChanged is the data of the event payment_data_changed.
type PaymentDataChanged struct {
	Customer        Customer      `json:"customer" validate:"required" doc:"Whose payment data has changed."`
	Merchant        Merchant      `json:"merchant" validate:"required" doc:"Who charges the customer."`
	Method          PaymentMethod `json:"method" validate:"required" doc:"How the customer pays from now on." example:"card"`
	Card            *Card         `json:"card,omitempty" doc:"The new card. It is there if the method is card."`
	AccountLastFour string        `json:"account_last_four,omitempty" validate:"omitempty,len=4,alphanum" doc:"Last four characters of the new bank account's number, if it is one." example:"3000"`
	ChangedAt       time.Time     `json:"changed_at" validate:"required" doc:"When the data was changed." example:"2026-11-19T16:42:00+01:00"`
	Subscription    *Subscription `json:"subscription,omitempty" doc:"The contract that is paid this way; absent if all of them are."`
	Links           Links         `json:"links" validate:"required" doc:"Where the customer sees and corrects the payment data."`
}

func (p PaymentDataChanged) relations(r *relations) {
	if p.Method == MethodCard && p.Card == nil {
		r.missing("card", "method", "say which card it is, or choose another method")
	}
}

func paymentDataChanged() *Event {
	return &Event{
		ID:    "payment_data_changed",
		Title: "Payment data changed",
		Description: "Happens each time the way a customer pays has been changed, by the customer or by staff: " +
			"a new card, another bank account, another method. The mail lets the customer notice a change by somebody else.",
		Audience: "customer",
		Data:     reflect.TypeFor[PaymentDataChanged](),
		Required: []string{"method", "changed_at", "links.portal"},
		Names: map[string]string{
			"billwerk":  "PaymentDataChanged",
			"chargebee": "payment_source_updated",
			"stripe":    "payment_method.attached",
		},
	}
}
