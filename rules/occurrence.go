package rules

import (
	"time"

	"github.com/billet-mail/billet/mail"
)

// Occurrence is one billing fact, and what is known around it. The zero value of
// every part but Event, Data and Key is what is not known.
type Occurrence struct {
	Event    string
	Data     any    // a pointer to a checked value of the event's Go type
	Previous any    // the data before the change, of the same type; nil for none
	Key      string // names the occurrence: asked again with it, nothing is sent twice
	Time     time.Time
	Action   string // of several occurrences of one action, one mail is sent; "" for none

	Matter   Matter
	Customer Customer
	Call     Call
}

// Matter is what an occurrence is about, with its state as it is now.
type Matter struct {
	ID            string `json:"id,omitempty"` // an invoice's number; "" for the key of the occurrence
	Paid          bool   `json:"paid,omitempty"`
	Cancelled     bool   `json:"cancelled,omitempty"`
	Archived      bool   `json:"archived,omitempty"`
	Disputed      bool   `json:"disputed,omitempty"`
	AutoCollected bool   `json:"auto_collected,omitempty"` // paid without the customer, as by direct debit

	OnSignature bool   `json:"on_signature,omitempty"` // due on signature: the delay of a schedule counts
	Offer       string `json:"offer,omitempty"`        // for the lead times of a schedule
	Country     string `json:"country,omitempty"`      // for the customer's holidays: "FR"

	Paused   bool            `json:"paused,omitempty"`   // no mail at all
	Switches map[string]bool `json:"switches,omitempty"` // false turns one off
}

// Customer is what the application has set for a customer.
type Customer struct {
	Paused   bool            `json:"paused,omitempty"`
	Switches map[string]bool `json:"switches,omitempty"`
}

// Call is what the application asks of one call.
type Call struct {
	Template string         `json:"template,omitempty"` // to the customer, instead of the configured mail
	Suppress bool           `json:"suppress,omitempty"` // no mail at all
	To       []mail.Address `json:"to,omitempty"`       // who gets the customer's mail too, each in a mail of their own

	// Attachments are files that go with its mails, beside those of the folder,
	// such as an invoice.
	Attachments []mail.Attachment `json:"-"`

	// Unsubscribe is how the customer leaves mails whose notification has
	// unsubscribe: true. Others do not have it.
	Unsubscribe mail.Unsubscribe `json:"-"`
}
