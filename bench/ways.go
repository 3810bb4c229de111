package bench

import (
	"fmt"
	"html"
	"strings"
)

// Way is one way to make the message.
type Way struct {
	Name string
	// Part says that this is only a part of a message, such as validation, so
	// that it has no message to compare.
	Part bool
	// Start prepares the way for an invoice. The message is one that it made;
	// the meter's turn makes one.
	Start func(invoice *Invoice) (Meter, Message, error)
}

// Names of the ways that the tables compare the others with.
const (
	NaiveName = "naive pipeline"
	FloorName = "floor, by hand"
)

// InProcess is the way of a function that makes the message.
func InProcess(name string, render func(*Invoice) (Message, error)) Way {
	return Way{Name: name, Start: func(invoice *Invoice) (Meter, Message, error) {
		message, err := render(invoice)
		turn := func() error {
			_, err := render(invoice)
			return err
		}
		return Measure(turn), message, err
	}}
}

// Rivals are all ways but ours, and but hermes, which is another program.
func Rivals() ([]Way, error) {
	folder := Folder()
	naive, err := NewNaive(folder, "invoice", "en")
	if err != nil {
		return nil, err
	}
	page, err := Finish(folder, "invoice", "en")
	if err != nil {
		return nil, err
	}
	pongo, err := NewPongo(page)
	if err != nil {
		return nil, err
	}
	goTemplate, err := NewGoTemplate(page)
	if err != nil {
		return nil, err
	}
	return []Way{
		InProcess(NaiveName, naive.Render),
		InProcess("pongo2, finished page", pongo.Render),
		InProcess("Go templates, finished page", goTemplate.Render),
		InProcess(FloorName, NewFloor(page).Render),
	}, nil
}

// Missing lists the values that a message should hold and does not, so that no
// way wins by doing less. In the text part the words of a value count, as some
// ways break a long value into lines there.
func Missing(message Message, invoice *Invoice) (missing []string) {
	page := html.UnescapeString(message.HTML)
	want := []string{invoice.CustomerName, invoice.InvoiceNumber, invoice.IssuedOn, invoice.DueOn, invoice.Total, invoice.PayURL}
	for _, line := range invoice.Lines {
		want = append(want, line.Description, line.Quantity, line.UnitPrice, line.Amount)
	}
	for _, total := range invoice.Totals {
		want = append(want, total.Label, total.Amount)
	}
	if invoice.Overdue {
		want = append(want, invoice.overdue)
	}
	for _, value := range want {
		if !strings.Contains(page, value) {
			missing = append(missing, fmt.Sprintf("html: %q", value))
		}
		for word := range strings.FieldsSeq(value) {
			if !strings.Contains(message.Text, word) {
				missing = append(missing, fmt.Sprintf("text: %q", word))
			}
		}
	}
	for _, value := range []string{invoice.InvoiceNumber, invoice.Total} {
		if !strings.Contains(message.Subject, value) {
			missing = append(missing, fmt.Sprintf("subject: %q", value))
		}
	}
	return missing
}
