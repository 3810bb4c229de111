package events

// Payment is one movement of money between customer and merchant: a payment,
// or a refund.
type Payment struct {
	ID     string        `json:"id,omitempty" validate:"max=100" doc:"Your own identifier of the payment." example:"pay_90417"`
	Amount Money         `json:"amount" validate:"required,not_negative" doc:"What was paid, or was to be paid." example:"{\"amount\": \"100.00\", \"currency\": \"EUR\"}"`
	Method PaymentMethod `json:"method" validate:"required" doc:"How it was paid." example:"card"`
	MadeOn Date          `json:"made_on" validate:"required" doc:"Day on which the payment was made or tried." example:"2026-11-19"`
	Card   *Card         `json:"card,omitempty" doc:"The card that was charged, if it was one."`
}

// PaymentMethod is how money moves.
type PaymentMethod string

// The methods of a payment.
const (
	MethodCard         PaymentMethod = "card"
	MethodECheck       PaymentMethod = "echeck" // electronic cheque, ACH; may fail days later
	MethodDirectDebit  PaymentMethod = "direct_debit"
	MethodBankTransfer PaymentMethod = "bank_transfer"
	MethodWallet       PaymentMethod = "wallet"
	MethodCash         PaymentMethod = "cash"
	MethodCheque       PaymentMethod = "cheque" // of paper
)

// Values lists every method.
func (PaymentMethod) Values() []string {
	return []string{string(MethodCard), string(MethodECheck), string(MethodDirectDebit), string(MethodBankTransfer),
		string(MethodWallet), string(MethodCash), string(MethodCheque)}
}

// scheduled reports whether a merchant can start a payment of this method
// without the customer.
func (m PaymentMethod) scheduled() bool {
	switch m {
	case MethodCard, MethodECheck, MethodDirectDebit, MethodWallet:
		return true
	}
	return false
}
