package events

import "github.com/billet-mail/billet/diag"

// Invoice is what a customer has to pay, or has paid. All its amounts are in
// its currency, and they add up: lines to the subtotal, subtotal and taxes to
// the total, and total less paid to the amount due. A discount is a line with
// a negative amount; tax that prices already include is taken out of the lines.
type Invoice struct {
	Number   string `json:"number" validate:"required,max=100" doc:"Number printed on the invoice." example:"F-2026-0042"`
	IssuedOn Date   `json:"issued_on" validate:"required" doc:"Date of the invoice." example:"2026-10-17"`
	DueOn    Date   `json:"due_on" validate:"required" doc:"Last day on which it is paid in time." example:"2026-10-31"`
	Currency string `json:"currency" validate:"required,max=3,currency" doc:"ISO 4217 code of all its amounts." example:"EUR"`

	Lines    []Line `json:"lines,omitempty" validate:"max=1000,dive" doc:"What is billed, at most 1000 lines. If there are none, the subtotal is not checked."`
	Subtotal Money  `json:"subtotal" validate:"required" doc:"Sum of the lines, without taxes." example:"{\"amount\": \"98.00\", \"currency\": \"EUR\"}"`
	Taxes    []Tax  `json:"taxes,omitempty" validate:"max=20,dive" doc:"Taxes on the subtotal, at most 20."`
	Total    Money  `json:"total" validate:"required" doc:"Subtotal and taxes." example:"{\"amount\": \"116.62\", \"currency\": \"EUR\"}"`
	Paid     Money  `json:"paid,omitzero" validate:"omitempty,not_negative" doc:"What has been paid of the total, if anything." example:"{\"amount\": \"16.62\", \"currency\": \"EUR\"}"`

	AmountDue   Money `json:"amount_due" validate:"required" doc:"What is left to pay: total less paid." example:"{\"amount\": \"100.00\", \"currency\": \"EUR\"}"`
	PayURL      URL   `json:"pay_url" validate:"required" doc:"Page on which the customer can pay." example:"https://pay.harbourcloud.example.com/F-2026-0042"`
	DownloadURL URL   `json:"download_url,omitempty" doc:"Where the invoice can be downloaded." example:"https://harbourcloud.example.com/invoices/F-2026-0042.pdf"`
}

// Line is one item of an invoice.
type Line struct {
	Description string  `json:"description" validate:"required,max=500" doc:"What is billed." example:"Team plan, November 2026"`
	Quantity    Decimal `json:"quantity" validate:"required" doc:"How many." example:"20"`
	UnitPrice   Money   `json:"unit_price" validate:"required" doc:"Price of one, without taxes." example:"{\"amount\": \"4.90\", \"currency\": \"EUR\"}"`
	Amount      Money   `json:"amount" validate:"required" doc:"Price of the line, without taxes; negative for a discount." example:"{\"amount\": \"98.00\", \"currency\": \"EUR\"}"`
	PeriodStart Date    `json:"period_start,omitzero" doc:"First day of what is billed." example:"2026-11-01"`
	PeriodEnd   Date    `json:"period_end,omitzero" doc:"Last day of what is billed." example:"2026-11-30"`
}

// Tax is one tax on an invoice.
type Tax struct {
	Name   string  `json:"name" validate:"required,max=100" doc:"Name of the tax." example:"VAT"`
	Rate   Percent `json:"rate" validate:"required" doc:"Rate as a percentage." example:"19"`
	Amount Money   `json:"amount" validate:"required" doc:"Amount of the tax." example:"{\"amount\": \"18.62\", \"currency\": \"EUR\"}"`
}

func (l Line) relations(r *relations) {
	r.inOrder("period_start", l.PeriodStart, "period_end", l.PeriodEnd)
}

func (v Invoice) relations(r *relations) {
	r.inOrder("issued_on", v.IssuedOn, "due_on", v.DueOn)
	v.oneCurrency(r)
	v.addUp(r)
}

// oneCurrency holds every amount against the invoice's currency.
func (v Invoice) oneCurrency(r *relations) {
	check := func(member string, m Money) {
		if !m.IsZero() && m.Currency() != v.Currency {
			r.fault(member, []string{"currency", member}, &problem{diag.DataCurrencyMixed,
				"must be in the currency of the invoice", "give all amounts of an invoice in one currency"})
		}
	}
	for i, line := range v.Lines {
		check(indexed("lines", i, "unit_price"), line.UnitPrice)
		check(indexed("lines", i, "amount"), line.Amount)
	}
	for i, tax := range v.Taxes {
		check(indexed("taxes", i, "amount"), tax.Amount)
	}
	check("subtotal", v.Subtotal)
	check("total", v.Total)
	check("paid", v.Paid)
	check("amount_due", v.AmountDue)
}

// addUp checks the three sums. Each is judged only if all its parts are sound.
func (v Invoice) addUp(r *relations) {
	wrong := func(what string) *problem {
		return &problem{diag.DataSum, "must be " + what, "correct the amounts so that they add up"}
	}
	lines := make([]Money, len(v.Lines))
	for i, line := range v.Lines {
		lines[i] = line.Amount
	}
	if len(lines) > 0 && !sums(v.Subtotal, lines) {
		r.fault("subtotal", []string{"currency", "lines", "subtotal"}, wrong("the sum of the lines"))
	}
	parts := []Money{v.Subtotal}
	for _, tax := range v.Taxes {
		parts = append(parts, tax.Amount)
	}
	if !sums(v.Total, parts) {
		r.fault("total", []string{"currency", "subtotal", "taxes", "total"}, wrong("the subtotal and the taxes together"))
	}
	left := []Money{v.AmountDue}
	if !v.Paid.IsZero() {
		left = append(left, v.Paid)
	}
	if !sums(v.Total, left) {
		r.fault("amount_due", []string{"currency", "total", "paid", "amount_due"}, wrong("the total less what is paid"))
	}
}

// sums reports whether the parts add up to total; also if they cannot be added.
func sums(total Money, parts []Money) bool {
	sum := parts[0]
	for _, part := range parts[1:] {
		var err error
		if sum, err = sum.Add(part); err != nil {
			return true
		}
	}
	order, err := sum.Cmp(total)
	return err != nil || order == 0
}
