package bench

import (
	"context"
	"fmt"
	"io/fs"
	"reflect"
	"time"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/events"
)

// Ours lists Billet's lines of the message table: first the message from
// formatted text, which stands against the floor, then the whole from typed
// data, and its parts.
func Ours() ([]Way, error) {
	text, err := newOurs(reflect.TypeFor[textInvoice]())
	if err != nil {
		return nil, err
	}
	typed, err := newOurs(reflect.TypeFor[typedInvoice]())
	if err != nil {
		return nil, err
	}
	return []Way{
		{Name: "Billet, formatted text", Start: text.start(asText, true)},
		{Name: "Billet, whole: check, format, write", Part: true, Start: typed.start(asTyped, false)},
		{Name: "  of it format and write", Part: true, Start: typed.start(asTyped, true)},
		{Name: "  of it check the data", Part: true, Start: typed.startCheck},
	}, nil
}

// OurLoaders lists Billet's lines of the load table.
func OurLoaders(folder fs.FS) ([]Loader, error) {
	event, err := invoiceEvent(reflect.TypeFor[textInvoice]())
	if err != nil {
		return nil, err
	}
	catalogue, err := events.Canonical().With(event)
	if err != nil {
		return nil, err
	}
	return []Loader{{"Billet, all cores", func() (any, error) {
		return billet.Open(folder, billet.Options{Events: catalogue})
	}}}, nil
}

// textInvoice is [Invoice] as an event's data.
type textInvoice struct {
	CustomerName  string      `json:"customer_name" validate:"required,max=200" doc:"Name of the customer." example:"Anna"`
	InvoiceNumber string      `json:"invoice_number" validate:"required,max=200" doc:"Number of the invoice." example:"NW-1"`
	IssuedOn      string      `json:"issued_on" validate:"required,max=200" doc:"Date of the invoice." example:"1 October 2026"`
	DueOn         string      `json:"due_on" validate:"required,max=200" doc:"Last day to pay." example:"31 October 2026"`
	Total         string      `json:"total" validate:"required,max=200" doc:"Amount to pay." example:"€1.00"`
	PayURL        events.URL  `json:"pay_url" validate:"required,max=200" doc:"Where to pay." example:"https://pay.example.com/"`
	Overdue       bool        `json:"overdue" validate:"required" doc:"Whether the day has passed." example:"true"`
	Lines         []textLine  `json:"lines" validate:"required,max=1000,dive" doc:"Lines of the invoice."`
	Totals        []textTotal `json:"totals" validate:"required,max=20,dive" doc:"Sums of the invoice."`
}

type textLine struct {
	Description string `json:"description" validate:"required,max=200" doc:"What was sold." example:"Design"`
	Quantity    string `json:"quantity" validate:"required,max=200" doc:"How much." example:"1"`
	UnitPrice   string `json:"unit_price" validate:"required,max=200" doc:"Price of one." example:"€1.00"`
	Amount      string `json:"amount" validate:"required,max=200" doc:"Price of the line." example:"€1.00"`
}

type textTotal struct {
	Label  string `json:"label" validate:"required,max=200" doc:"What is summed." example:"Net"`
	Amount string `json:"amount" validate:"required,max=200" doc:"The sum." example:"€1.00"`
}

// typedInvoice is the same invoice with exact amounts, numbers and dates.
type typedInvoice struct {
	CustomerName  string       `json:"customer_name" validate:"required,max=200" doc:"Name of the customer." example:"Anna"`
	InvoiceNumber string       `json:"invoice_number" validate:"required,max=200" doc:"Number of the invoice." example:"NW-1"`
	IssuedOn      events.Date  `json:"issued_on" validate:"required" doc:"Date of the invoice." example:"2026-10-01"`
	DueOn         events.Date  `json:"due_on" validate:"required" doc:"Last day to pay." example:"2026-10-31"`
	Total         events.Money `json:"total" validate:"required" doc:"Amount to pay." example:"1.00 EUR"`
	PayURL        events.URL   `json:"pay_url" validate:"required,max=200" doc:"Where to pay." example:"https://pay.example.com/"`
	Overdue       bool         `json:"overdue" validate:"required" doc:"Whether the day has passed." example:"true"`
	Lines         []typedLine  `json:"lines" validate:"required,max=1000,dive" doc:"Lines of the invoice."`
	Totals        []typedTotal `json:"totals" validate:"required,max=20,dive" doc:"Sums of the invoice."`
}

type typedLine struct {
	Description string         `json:"description" validate:"required,max=200" doc:"What was sold." example:"Design"`
	Quantity    events.Decimal `json:"quantity" validate:"required" doc:"How much." example:"1"`
	UnitPrice   events.Money   `json:"unit_price" validate:"required" doc:"Price of one." example:"1.00 EUR"`
	Amount      events.Money   `json:"amount" validate:"required" doc:"Price of the line." example:"1.00 EUR"`
}

type typedTotal struct {
	Label  string       `json:"label" validate:"required,max=200" doc:"What is summed." example:"Net"`
	Amount events.Money `json:"amount" validate:"required" doc:"The sum." example:"1.00 EUR"`
}

func invoiceEvent(data reflect.Type) (*events.Event, error) {
	return events.Define(events.Event{
		ID: "invoice", Title: "Invoice", Description: "An invoice was issued.", Audience: "customer", Data: data,
	})
}

// ours is Billet with the bench's mail folder.
type ours struct {
	folder   *billet.Folder
	event    *events.Event
	language string
}

func newOurs(data reflect.Type) (*ours, error) { return newOursIn(Folder(), "en", data) }

func newOursIn(files fs.FS, language string, data reflect.Type) (*ours, error) {
	event, err := invoiceEvent(data)
	if err != nil {
		return nil, err
	}
	catalogue, err := events.Canonical().With(event)
	if err != nil {
		return nil, err
	}
	folder, err := billet.Open(files, billet.Options{Events: catalogue})
	return &ours{folder, event, language}, err
}

func (o *ours) render(data any, checked bool) (Message, error) {
	m, err := o.folder.Render(context.Background(), billet.RenderRequest{
		Event: "invoice", Locale: o.language, Data: data, Checked: checked, Now: time.Unix(0, 0),
	})
	if err != nil {
		return Message{}, err
	}
	return Message{Subject: m.Subject(), HTML: m.HTML(), Text: m.Text()}, nil
}

// start prepares Go data of the event once; a turn makes a message of it.
func (o *ours) start(convert func(*Invoice) (any, error), checked bool) func(*Invoice) (Meter, Message, error) {
	return func(invoice *Invoice) (Meter, Message, error) {
		data, err := convert(invoice)
		if err != nil {
			return nil, Message{}, err
		}
		message, err := o.render(data, checked)
		return Measure(func() error {
			_, err := o.render(data, checked)
			return err
		}), message, err
	}
}

func (o *ours) startCheck(invoice *Invoice) (Meter, Message, error) {
	data, err := asTyped(invoice)
	return Measure(func() error { return o.event.Validate(data) }), Message{}, err
}

func asText(invoice *Invoice) (any, error) {
	data := &textInvoice{
		CustomerName: invoice.CustomerName, InvoiceNumber: invoice.InvoiceNumber, IssuedOn: invoice.IssuedOn,
		DueOn: invoice.DueOn, Total: invoice.Total, PayURL: events.URL(invoice.PayURL), Overdue: invoice.Overdue,
	}
	for _, l := range invoice.Lines {
		data.Lines = append(data.Lines, textLine(l))
	}
	for _, t := range invoice.Totals {
		data.Totals = append(data.Totals, textTotal(t))
	}
	return data, nil
}

func asTyped(invoice *Invoice) (any, error) {
	amount, err := events.NewMoney("1487.50", "EUR")
	if err != nil {
		return nil, err
	}
	quantity := events.DecimalFromInt(3)
	day := events.DateOf(time.Date(2026, 10, 31, 0, 0, 0, 0, time.UTC))
	data := &typedInvoice{
		CustomerName: invoice.CustomerName, InvoiceNumber: invoice.InvoiceNumber, IssuedOn: day, DueOn: day,
		Total: amount, PayURL: events.URL(invoice.PayURL), Overdue: invoice.Overdue,
	}
	for _, l := range invoice.Lines {
		data.Lines = append(data.Lines, typedLine{l.Description, quantity, amount, amount})
	}
	for _, t := range invoice.Totals {
		data.Totals = append(data.Totals, typedTotal{t.Label, amount})
	}
	if len(data.Lines) == 0 {
		return nil, fmt.Errorf("an invoice needs lines")
	}
	return data, nil
}
