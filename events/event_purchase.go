package events

import (
	"reflect"
	"time"

	"github.com/billet-mail/billet/diag"
)

// Purchase is the data of the event purchase.
type Purchase struct {
	Customer          Customer       `json:"customer" validate:"required" doc:"Who bought; for a walk-in the walk-in account's own record."`
	Merchant          Merchant       `json:"merchant" validate:"required" doc:"Who sold."`
	Number            string         `json:"number" validate:"required,max=100" doc:"Number of the order, reservation or receipt." example:"R-20417"`
	Description       string         `json:"description" validate:"required,max=500" doc:"What was bought, in a few words." example:"Tennis court 3, ten mornings"`
	Origin            PurchaseOrigin `json:"origin" validate:"required" doc:"Where the purchase was made." example:"online_reservation"`
	Account           Account        `json:"account" validate:"required" doc:"Whether the customer is known by name or is the default walk-in account." example:"registered"`
	Amount            Money          `json:"amount" validate:"required,not_negative" doc:"What it costs in all, with taxes." example:"{\"amount\": \"116.62\", \"currency\": \"EUR\"}"`
	Invoice           *Invoice       `json:"invoice,omitempty" doc:"The invoice, if there is one."`
	PaidAt            time.Time      `json:"paid_at,omitzero" doc:"When it was paid in full; absent as long as it is not." example:"2026-11-19T18:04:00+01:00"`
	Payment           *Payment       `json:"payment,omitempty" doc:"The payment, if there was one."`
	Replaces          *Replaced      `json:"replaces,omitempty" doc:"The purchase that this one takes the place of, if it does."`
	ConfirmationAsked bool           `json:"confirmation_asked" validate:"required" doc:"Whether a confirmation was asked for. Where nobody can ask for one, as in a shop, it is true." example:"true"`
	Links             *Links         `json:"links,omitempty" doc:"Where the customer sees the purchase."`
}

// Replaced is a purchase that was cancelled to make another one instead.
type Replaced struct {
	Number      string `json:"number" validate:"required,max=100" doc:"Number of the cancelled order, reservation or receipt." example:"R-20388"`
	Description string `json:"description,omitempty" validate:"max=500" doc:"What had been bought, in a few words." example:"Tennis court 1, ten mornings"`
	CancelledOn Date   `json:"cancelled_on,omitzero" doc:"Day on which it was cancelled." example:"2026-11-19"`
	Credited    Money  `json:"credited,omitzero" validate:"omitempty,not_negative" doc:"What was given back or set off, if anything." example:"{\"amount\": \"90.00\", \"currency\": \"EUR\"}"`
}

// PurchaseOrigin is where a purchase was made.
type PurchaseOrigin string

// The origins of purchases.
const (
	OriginOnlineReservation PurchaseOrigin = "online_reservation"
	OriginShop              PurchaseOrigin = "shop"
	OriginContract          PurchaseOrigin = "contract"
	OriginBackOffice        PurchaseOrigin = "back_office" // staff made the reservation
	OriginPointOfSale       PurchaseOrigin = "point_of_sale"
)

// Values lists every origin.
func (PurchaseOrigin) Values() []string {
	return []string{string(OriginOnlineReservation), string(OriginShop), string(OriginContract), string(OriginBackOffice), string(OriginPointOfSale)}
}

// Account is whose account a purchase is booked to.
type Account string

// The kinds of account.
const (
	AccountRegistered Account = "registered" // a customer known by name, new or not
	AccountWalkIn     Account = "walk_in"    // the default account of customers who are not known
)

// Values lists both kinds.
func (Account) Values() []string { return []string{string(AccountRegistered), string(AccountWalkIn)} }

func (p Purchase) relations(r *relations) {
	r.invoiceCurrency("amount", p.Amount, p.Invoice)
	if p.Invoice == nil {
		return
	}
	if order, err := p.Amount.Cmp(p.Invoice.Total); err == nil && order != 0 {
		r.fault("amount", []string{"amount", "invoice.currency", "invoice.total"},
			&problem{diag.DataSum, "must be the total of the invoice", "correct one of the two amounts"})
	}
}

func purchase() *Event {
	return &Event{
		ID:    "purchase",
		Title: "Purchase",
		Description: "Happens when something has been bought: by an online reservation, in a shop, by the approval of a contract's invoice, " +
			"by staff in the back office, or at a point of sale; and once more when an unpaid one has been paid. Renewals of a subscription are not meant.",
		Audience: "customer",
		Data:     reflect.TypeFor[Purchase](),
		Required: []string{"number", "amount"},
		Names: map[string]string{
			"billwerk":  "PaymentSucceeded",
			"chargebee": "purchase_created",
			"killbill":  "INVOICE_PAYMENT_SUCCESS",
			"stripe":    "checkout.session.completed",
		},
	}
}
