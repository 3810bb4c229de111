package events

// Merchant is who bills the customer.
type Merchant struct {
	Name         string `json:"name" validate:"required,max=500" doc:"Name of the business, as customers know it." example:"Harbour Cloud"`
	SupportEmail Email  `json:"support_email" validate:"required" doc:"Address that customers write to with questions." example:"support@harbourcloud.example.com"`
	Website      URL    `json:"website" validate:"required" doc:"The business's website." example:"https://harbourcloud.example.com"`
	Address      Text   `json:"address,omitempty" validate:"max=1000" doc:"Postal address, one line each." example:"Quay 4\n20457 Hamburg\nGermany"`
}
