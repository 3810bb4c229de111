package bench

import "strings"

// Floor is what a careful programmer writes by hand for this one mail: the
// static segments of the finished page and the escaped values, appended to new
// strings whose memory is asked for once. Nothing that serves more than one
// mail can do less.
//
// A Floor is immutable and safe for concurrent use.
type Floor struct {
	subject            []string // static segments, in their order
	html, text         []string
	htmlSize, textSize sizes
}

// sizes counts the bytes of the static segments.
type sizes struct{ once, line, total int }

// NewFloor cuts the finished page at its marks. Which value follows which
// segment is written out in the methods below; the tests compare the result
// with what the template engines make of the same page.
func NewFloor(page Finished) *Floor {
	f := &Floor{
		subject: mark.Split(page.Subject, -1),
		html:    mark.Split(page.HTML, -1),
		text:    mark.Split(page.Text, -1),
	}
	f.htmlSize = sizes{once: count(f.html[:15], f.html[20:21], f.html[24:]), line: count(f.html[15:20]), total: count(f.html[21:24])}
	f.textSize = sizes{once: count(f.text[:12], f.text[17:18], f.text[21:]), line: count(f.text[12:17]), total: count(f.text[18:21])}
	return f
}

func count(segments ...[]string) (bytes int) {
	for _, some := range segments {
		for _, segment := range some {
			bytes += len(segment)
		}
	}
	return bytes
}

// Render makes the whole message.
func (f *Floor) Render(invoice *Invoice) (Message, error) {
	return Message{
		Subject: f.subject[0] + invoice.InvoiceNumber + f.subject[1] + invoice.Total + f.subject[2],
		HTML:    f.page(invoice),
		Text:    f.plain(invoice),
	}, nil
}

func (f *Floor) page(invoice *Invoice) string {
	s := f.html
	var b strings.Builder
	static, values := f.htmlSize.of(invoice)
	b.Grow(static + values + values/4) // a quarter more for what is escaped
	b.WriteString(s[0])
	escape(&b, invoice.InvoiceNumber)
	b.WriteString(s[1])
	escape(&b, invoice.Total)
	b.WriteString(s[2])
	escape(&b, invoice.DueOn)
	b.WriteString(s[3])
	escape(&b, invoice.InvoiceNumber)
	b.WriteString(s[4])
	escape(&b, invoice.CustomerName)
	b.WriteString(s[5])
	escape(&b, invoice.Total)
	b.WriteString(s[6])
	escape(&b, invoice.DueOn)
	b.WriteString(s[7])
	if invoice.Overdue {
		b.WriteString(s[8])
	}
	b.WriteString(s[9])
	escape(&b, invoice.PayURL)
	b.WriteString(s[10])
	escape(&b, invoice.Total)
	b.WriteString(s[11])
	escape(&b, invoice.InvoiceNumber)
	b.WriteString(s[12])
	escape(&b, invoice.IssuedOn)
	b.WriteString(s[13])
	escape(&b, invoice.DueOn)
	b.WriteString(s[14])
	for i := range invoice.Lines {
		line := &invoice.Lines[i]
		b.WriteString(s[15])
		escape(&b, line.Description)
		b.WriteString(s[16])
		escape(&b, line.Quantity)
		b.WriteString(s[17])
		escape(&b, line.UnitPrice)
		b.WriteString(s[18])
		escape(&b, line.Amount)
		b.WriteString(s[19])
	}
	b.WriteString(s[20])
	for i := range invoice.Totals {
		row := &invoice.Totals[i]
		b.WriteString(s[21])
		escape(&b, row.Label)
		b.WriteString(s[22])
		escape(&b, row.Amount)
		b.WriteString(s[23])
	}
	b.WriteString(s[24])
	return b.String()
}

func (f *Floor) plain(invoice *Invoice) string {
	s := f.text
	var b strings.Builder
	static, values := f.textSize.of(invoice)
	b.Grow(static + values)
	b.WriteString(s[0])
	b.WriteString(invoice.InvoiceNumber)
	b.WriteString(s[1])
	b.WriteString(invoice.CustomerName)
	b.WriteString(s[2])
	b.WriteString(invoice.Total)
	b.WriteString(s[3])
	b.WriteString(invoice.DueOn)
	b.WriteString(s[4])
	if invoice.Overdue {
		b.WriteString(s[5])
	}
	b.WriteString(s[6])
	b.WriteString(invoice.Total)
	b.WriteString(s[7])
	b.WriteString(invoice.PayURL)
	b.WriteString(s[8])
	b.WriteString(invoice.InvoiceNumber)
	b.WriteString(s[9])
	b.WriteString(invoice.IssuedOn)
	b.WriteString(s[10])
	b.WriteString(invoice.DueOn)
	b.WriteString(s[11])
	for i := range invoice.Lines {
		line := &invoice.Lines[i]
		b.WriteString(s[12])
		b.WriteString(line.Description)
		b.WriteString(s[13])
		b.WriteString(line.Quantity)
		b.WriteString(s[14])
		b.WriteString(line.UnitPrice)
		b.WriteString(s[15])
		b.WriteString(line.Amount)
		b.WriteString(s[16])
	}
	b.WriteString(s[17])
	for i := range invoice.Totals {
		row := &invoice.Totals[i]
		b.WriteString(s[18])
		b.WriteString(row.Label)
		b.WriteString(s[19])
		b.WriteString(row.Amount)
		b.WriteString(s[20])
	}
	b.WriteString(s[21])
	return b.String()
}

// of counts the bytes of a part's segments and of its values: the
// invoice's number and total and the date due stand in it up to three times.
func (s sizes) of(invoice *Invoice) (static, values int) {
	static = s.once + len(invoice.Lines)*s.line + len(invoice.Totals)*s.total
	values = 3*len(invoice.InvoiceNumber) + 3*len(invoice.Total) + 3*len(invoice.DueOn) +
		len(invoice.CustomerName) + len(invoice.IssuedOn) + len(invoice.PayURL)
	for i := range invoice.Lines {
		line := &invoice.Lines[i]
		values += len(line.Description) + len(line.Quantity) + len(line.UnitPrice) + len(line.Amount)
	}
	for i := range invoice.Totals {
		values += len(invoice.Totals[i].Label) + len(invoice.Totals[i].Amount)
	}
	return static, values
}

// escape appends a value as HTML, with the references that package html uses.
func escape(b *strings.Builder, value string) {
	from := 0
	for i := 0; i < len(value); i++ {
		var reference string
		switch value[i] {
		case '&':
			reference = "&amp;"
		case '<':
			reference = "&lt;"
		case '>':
			reference = "&gt;"
		case '"':
			reference = "&#34;"
		case '\'':
			reference = "&#39;"
		default:
			continue
		}
		b.WriteString(value[from:i])
		b.WriteString(reference)
		from = i + 1
	}
	b.WriteString(value[from:])
}
