// Command hermes makes the benchmark's mail with hermes v2. It is a program of
// its own because hermes and a current go-premailer need versions of one
// module that cannot stand together.
//
// It answers each JSON object on its standard input (an invoice, and how often
// to make the message) with one on its standard output: the message, and what
// one of them cost on average.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
	"time"

	"github.com/matcornic/hermes/v2"
)

func main() {
	if err := serve(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "hermes:", err)
		os.Exit(1)
	}
}

type request struct {
	Times   int     `json:"times"`
	Invoice invoice `json:"invoice"`
}

type invoice struct {
	CustomerName  string `json:"customer_name"`
	InvoiceNumber string `json:"invoice_number"`
	IssuedOn      string `json:"issued_on"`
	DueOn         string `json:"due_on"`
	Total         string `json:"total"`
	PayURL        string `json:"pay_url"`
	Overdue       bool   `json:"overdue"`
	Lines         []struct {
		Description string `json:"description"`
		Quantity    string `json:"quantity"`
		UnitPrice   string `json:"unit_price"`
		Amount      string `json:"amount"`
	} `json:"lines"`
	Totals []struct {
		Label  string `json:"label"`
		Amount string `json:"amount"`
	} `json:"totals"`
}

type message struct {
	Subject string `json:"subject"`
	HTML    string `json:"html"`
	Text    string `json:"text"`
}

// response holds the costs of one message.
type response struct {
	Message     message `json:"message"`
	Nanoseconds float64 `json:"nanoseconds"`
	Bytes       float64 `json:"bytes"`
	Allocations float64 `json:"allocations"`
}

func serve(in io.Reader, out io.Writer) error {
	requests, responses := json.NewDecoder(in), json.NewEncoder(out)
	for {
		var order request
		if err := requests.Decode(&order); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		answer, err := measure(&order)
		if err != nil {
			return err
		}
		if err := responses.Encode(answer); err != nil {
			return err
		}
	}
}

func measure(order *request) (answer response, err error) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	start := time.Now()
	for range order.Times {
		if answer.Message, err = render(&order.Invoice); err != nil {
			return answer, err
		}
	}
	elapsed := time.Since(start)
	runtime.ReadMemStats(&after)
	times := float64(order.Times)
	answer.Nanoseconds = float64(elapsed.Nanoseconds()) / times
	answer.Bytes = float64(after.TotalAlloc-before.TotalAlloc) / times
	answer.Allocations = float64(after.Mallocs-before.Mallocs) / times
	return answer, nil
}

// render makes the mail as hermes' documentation shows it.
func render(data *invoice) (message, error) {
	h := hermes.Hermes{
		Theme: new(hermes.Default),
		Product: hermes.Product{
			Name:      "Northwind Studio",
			Link:      "https://www.example.com",
			Copyright: "Northwind Studio Ltd, 12 Harbour Street, Bristol BS1 4RN, United Kingdom",
		},
	}
	mail := hermes.Email{Body: body(data)}
	html, err := h.GenerateHTML(mail)
	if err != nil {
		return message{}, err
	}
	text, err := h.GeneratePlainText(mail)
	if err != nil {
		return message{}, err
	}
	subject := "Invoice " + data.InvoiceNumber + " from Northwind Studio: " + data.Total
	return message{Subject: subject, HTML: html, Text: text}, nil
}

func body(data *invoice) hermes.Body {
	intros := []string{
		"thank you for working with Northwind Studio. This is the invoice for the services of the past month. It comes to " + data.Total + " and is due on " + data.DueOn + ".",
	}
	if data.Overdue {
		intros = append(intros, "This invoice is past its due date. Please pay it within the next seven days, so that your projects go on without a break. If you have paid in the meantime, you need not do anything.")
	}
	var rows [][]hermes.Entry
	for _, line := range data.Lines {
		rows = append(rows, row(line.Description, line.Quantity, line.UnitPrice, line.Amount))
	}
	for _, total := range data.Totals {
		rows = append(rows, row(total.Label, "", "", total.Amount))
	}
	right := map[string]string{"Quantity": "right", "Unit price": "right", "Amount": "right"}
	return hermes.Body{
		Greeting: "Hello",
		Name:     data.CustomerName,
		Intros:   intros,
		Dictionary: []hermes.Entry{
			{Key: "Invoice number", Value: data.InvoiceNumber},
			{Key: "Issued on", Value: data.IssuedOn},
			{Key: "Due on", Value: data.DueOn},
			{Key: "Payment terms", Value: "30 days, without a discount"},
		},
		Table: hermes.Table{Data: rows, Columns: hermes.Columns{CustomAlignment: right}},
		Actions: []hermes.Action{{
			Instructions: "You can pay by card or by bank transfer:",
			Button:       hermes.Button{Color: "#1d4ed8", TextColor: "#ffffff", Text: "Pay " + data.Total + " now", Link: data.PayURL},
		}},
		Outros: []string{
			"Follow the button above and choose a card or your bank. Or transfer the amount to our account and give the invoice number as the reference. You get a receipt by e-mail as soon as the payment has reached us.",
			"Our bank details have not changed. If somebody tells you that they have, call us at a number you know before you pay anything.",
			"Answer this mail, or write to help@example.com. On our help pages you find out how to change the address on your invoices, how to add a purchase order number, and how to give a colleague access to your account.",
		},
		Signature: "With kind regards",
	}
}

func row(description, quantity, unitPrice, amount string) []hermes.Entry {
	return []hermes.Entry{
		{Key: "Description", Value: description},
		{Key: "Quantity", Value: quantity},
		{Key: "Unit price", Value: unitPrice},
		{Key: "Amount", Value: amount},
	}
}
