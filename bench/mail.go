package bench

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
	"testing/fstest"
)

// Invoice is the data of one mail. Amounts and dates are formatted text, so
// that no way is charged for formatting them.
type Invoice struct {
	CustomerName  string  `json:"customer_name"`
	InvoiceNumber string  `json:"invoice_number"`
	IssuedOn      string  `json:"issued_on"`
	DueOn         string  `json:"due_on"`
	Total         string  `json:"total"`
	PayURL        string  `json:"pay_url"`
	Overdue       bool    `json:"overdue"`
	Lines         []Line  `json:"lines"`
	Totals        []Total `json:"totals"`

	overdue string // the first words of the paragraph about being overdue
}

// Line is one row of the invoice's table.
type Line struct {
	Description string `json:"description"`
	Quantity    string `json:"quantity"`
	UnitPrice   string `json:"unit_price"`
	Amount      string `json:"amount"`
}

// Total is one row of the invoice's summary.
type Total struct {
	Label  string `json:"label"`
	Amount string `json:"amount"`
}

// Message is a finished mail.
type Message struct {
	Subject string `json:"subject"`
	HTML    string `json:"html"`
	Text    string `json:"text"`

	raw []byte // its bytes, of a way that makes these
}

// Size is the number of bytes of all three parts, or of the whole message in
// its MIME form, where a way makes that.
func (m Message) Size() int {
	if m.raw != nil {
		return len(m.raw)
	}
	return len(m.Subject) + len(m.HTML) + len(m.Text)
}

// Sample makes an overdue invoice with that many lines and three totals. Some
// values hold characters that HTML must escape.
func Sample(lines int) *Invoice {
	works := []string{
		"Design of the product pages",
		"Hosting & monitoring, monthly",
		"Photographs for the winter catalogue",
		`Workshop "First steps", half a day`,
		"Support contract (response < 4 hours)",
	}
	invoice := &Invoice{
		CustomerName:  "Anna O'Neill & Sons",
		InvoiceNumber: "NW-2026-004711",
		IssuedOn:      "1 October 2026",
		DueOn:         "31 October 2026",
		Total:         "€1,487.50",
		PayURL:        "https://pay.example.com/i/NW-2026-004711?token=8f14e45fceea167a&lang=en",
		Overdue:       true,
		overdue:       "This invoice is past its due date",
		Totals: []Total{
			{"Net", "€1,250.00"},
			{"VAT 19 %", "€237.50"},
			{"Total", "€1,487.50"},
		},
	}
	for i := range lines {
		quantity, price := i%7+1, 40+i%90
		invoice.Lines = append(invoice.Lines, Line{
			Description: fmt.Sprintf("%s, position %d", works[i%len(works)], i+1),
			Quantity:    fmt.Sprint(quantity),
			UnitPrice:   fmt.Sprintf("€%d.00", price),
			Amount:      fmt.Sprintf("€%d.00", quantity*price),
		})
	}
	return invoice
}

//go:embed mail
var embedded embed.FS

// Folder is the mail folder with the one template "invoice" in English.
func Folder() fs.FS {
	folder, err := fs.Sub(embedded, "mail")
	if err != nil {
		panic(err) // the name is a constant: it cannot fail
	}
	return folder
}

// LoadFolder is the mail folder with that many templates, named by
// [LoadTemplate], in each of the languages. Each is the invoice with a heading
// and a paragraph of its own.
func LoadFolder(templates int, languages []string) (fs.FS, error) {
	folder := fstest.MapFS{}
	for _, name := range []string{"layouts/default.html", "layouts/default.txt", "styles/inline.css", "styles/head.css"} {
		data, err := fs.ReadFile(Folder(), name)
		if err != nil {
			return nil, err
		}
		folder[name] = &fstest.MapFile{Data: data}
	}
	config, err := fs.ReadFile(Folder(), "billet.yaml")
	if err != nil {
		return nil, err
	}
	available := "available: [" + strings.Join(languages, ", ") + "]"
	folder["billet.yaml"] = &fstest.MapFile{Data: []byte(strings.Replace(string(config), "available: [en]", available, 1))}
	source, err := fs.ReadFile(Folder(), "templates/invoice/en.md")
	if err != nil {
		return nil, err
	}
	for i := range templates {
		for _, language := range languages {
			words := fmt.Sprintf("Edition %d of the %s invoice", i+1, language)
			text := strings.Replace(string(source), "## Details", "## "+words+"\n\n"+words+" has words of its own.\n\n## Details", 1)
			folder["templates/"+LoadTemplate(i)+"/"+language+".md"] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	return folder, nil
}

// LoadTemplate is the name of template i (0-based) of [LoadFolder].
func LoadTemplate(i int) string { return fmt.Sprintf("invoice_%02d", i+1) }
