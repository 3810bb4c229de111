package events

// Customer is who a billing event is about, and who its mail is for.
type Customer struct {
	ID        string `json:"id" validate:"required,max=100" doc:"Your own identifier of the customer." example:"cus_7031"`
	Name      string `json:"name" validate:"required,max=500" doc:"Name to address the customer by: a person's full name or a company's." example:"Maya Lindqvist"`
	FirstName string `json:"first_name,omitempty" validate:"max=500" doc:"First name, if the customer is a person." example:"Maya"`
	LastName  string `json:"last_name,omitempty" validate:"max=500" doc:"Last name, if the customer is a person." example:"Lindqvist"`
	Company   string `json:"company,omitempty" validate:"max=500" doc:"Company that the customer belongs to." example:"Fjord & Fern AB"`
	Email     Email  `json:"email" validate:"required" doc:"Registered e-mail address; mails to the customer go here." example:"maya@fjordfern.example.com"`
	Language  string `json:"language,omitempty" validate:"omitempty,max=35,bcp47_language_tag" doc:"Language the customer reads, a BCP 47 tag." example:"sv"`
	TimeZone  string `json:"time_zone,omitempty" validate:"omitempty,max=64,time_zone" doc:"Time zone the customer lives in, an IANA name. Days are counted in it; without it in UTC." example:"Europe/Stockholm"`
}
