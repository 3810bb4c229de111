package events

// Links lead the customer to where they manage their contract.
type Links struct {
	Portal        URL `json:"portal" validate:"required" doc:"The customer's own page: contract, invoices, payment data." example:"https://harbourcloud.example.com/account"`
	UpdatePayment URL `json:"update_payment,omitempty" doc:"Page to change the payment data." example:"https://harbourcloud.example.com/account/payment"`
	Cancel        URL `json:"cancel,omitempty" doc:"Page to cancel the contract." example:"https://harbourcloud.example.com/account/cancel"`
}

// PaymentLinks are the [Links] of events after which the customer has to give
// other payment data. The page for that is required.
type PaymentLinks struct {
	Portal        URL `json:"portal" validate:"required" doc:"The customer's own page: contract, invoices, payment data." example:"https://harbourcloud.example.com/account"`
	UpdatePayment URL `json:"update_payment" validate:"required" doc:"Page to change the payment data." example:"https://harbourcloud.example.com/account/payment"`
	Cancel        URL `json:"cancel,omitempty" doc:"Page to cancel the contract." example:"https://harbourcloud.example.com/account/cancel"`
}
