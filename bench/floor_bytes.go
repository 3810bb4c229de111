package bench

import (
	"encoding/base64"
	"strings"
)

// FloorBytes is what a careful programmer writes by hand for the bytes of this
// one mail: the static segments, encoded as quoted-printable beforehand, and the
// values, escaped and encoded in one go, appended to new memory that is asked
// for once. Each piece ends in a soft line break, so that the next one begins at
// the beginning of a line.
//
// A FloorBytes is immutable and safe for concurrent use.
type FloorBytes struct {
	subject            [3]string // around its two values, from the field name on
	html, text         []string  // encoded segments, in their order
	htmlSize, textSize sizes
	plain              *Floor // writes a text that is shorter as base64; else nil
	language           string
}

// NewFloorBytes cuts the finished page at its marks and encodes the segments.
func NewFloorBytes(page Finished, language string) *FloorBytes {
	f := &FloorBytes{html: encodedSegments(page.HTML), text: encodedSegments(page.Text), language: language}
	for i, segment := range mark.Split(page.Subject, -1) {
		if i > 0 {
			f.subject[i] = "?=\r\n "
		}
		if segment != "" {
			f.subject[i] += "=?UTF-8?Q?" + string(quotedWord(nil, segment)) + "?=\r\n "
		}
		f.subject[i] += "=?UTF-8?Q?"
	}
	f.subject[2] = strings.TrimSuffix(f.subject[2], "\r\n =?UTF-8?Q?")
	if count(f.text) > base64.StdEncoding.EncodedLen(len(page.Text))*78/76 {
		f.plain = NewFloor(page)
	}
	f.htmlSize = sizes{once: count(f.html[:15], f.html[20:21], f.html[24:]), line: count(f.html[15:20]), total: count(f.html[21:24])}
	f.textSize = sizes{once: count(f.text[:12], f.text[17:18], f.text[21:]), line: count(f.text[12:17]), total: count(f.text[18:21])}
	return f
}

func encodedSegments(text string) []string {
	var list []string
	for _, segment := range mark.Split(text, -1) {
		list = append(list, string(quoted(nil, segment, false)))
	}
	return list
}

// The parts of the message that are the same for every invoice. A border made
// of = and _ occurs in no quoted-printable text.
const (
	headBegin = "Date: Fri, 20 Nov 2026 09:00:00 +0000\r\nFrom: Northwind Studio <help@example.com>\r\n" +
		"To: Anna O'Neill <anna@example.com>\r\nSubject: "
	headID   = "\r\nMessage-ID: <"
	headRef  = "@example.com>\r\nAuto-Submitted: auto-generated\r\nContent-Language: "
	headLang = "\r\nX-Entity-Ref-ID: "
	headEnd  = "@example.com\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"=_northwind\"\r\n"
	partText = "\r\n--=_northwind\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
	partBase = "\r\n--=_northwind\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
	partHTML = "\r\n--=_northwind\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
	partsEnd = "\r\n--=_northwind--\r\n"
)

// Render makes the bytes of the whole message.
func (f *FloorBytes) Render(invoice *Invoice) []byte {
	html, htmlValues := f.htmlSize.of(invoice)
	text, textValues := f.textSize.of(invoice)
	b := make([]byte, 0, 1024+html+text+2*(htmlValues+textValues))
	b = append(b, headBegin...)
	b = append(b, f.subject[0]...)
	b = quotedWord(b, invoice.InvoiceNumber)
	b = append(b, f.subject[1]...)
	b = quotedWord(b, invoice.Total)
	b = append(b, f.subject[2]...)
	b = append(b, headID...)
	b = append(b, invoice.InvoiceNumber...)
	b = append(b, headRef...)
	b = append(b, f.language...)
	b = append(b, headLang...)
	b = append(b, invoice.InvoiceNumber...)
	b = append(b, headEnd...)
	if f.plain != nil {
		b = append(b, partBase...)
		b = packed(b, f.plain.plain(invoice))
	} else {
		b = append(b, partText...)
		b = f.words(b, invoice)
	}
	b = append(b, partHTML...)
	b = f.page(b, invoice)
	return append(b, partsEnd...)
}

func (f *FloorBytes) page(b []byte, invoice *Invoice) []byte {
	s := f.html
	b = append(b, s[0]...)
	b = quoted(b, invoice.InvoiceNumber, true)
	b = append(b, s[1]...)
	b = quoted(b, invoice.Total, true)
	b = append(b, s[2]...)
	b = quoted(b, invoice.DueOn, true)
	b = append(b, s[3]...)
	b = quoted(b, invoice.InvoiceNumber, true)
	b = append(b, s[4]...)
	b = quoted(b, invoice.CustomerName, true)
	b = append(b, s[5]...)
	b = quoted(b, invoice.Total, true)
	b = append(b, s[6]...)
	b = quoted(b, invoice.DueOn, true)
	b = append(b, s[7]...)
	if invoice.Overdue {
		b = append(b, s[8]...)
	}
	b = append(b, s[9]...)
	b = quoted(b, invoice.PayURL, true)
	b = append(b, s[10]...)
	b = quoted(b, invoice.Total, true)
	b = append(b, s[11]...)
	b = quoted(b, invoice.InvoiceNumber, true)
	b = append(b, s[12]...)
	b = quoted(b, invoice.IssuedOn, true)
	b = append(b, s[13]...)
	b = quoted(b, invoice.DueOn, true)
	b = append(b, s[14]...)
	for i := range invoice.Lines {
		line := &invoice.Lines[i]
		b = append(b, s[15]...)
		b = quoted(b, line.Description, true)
		b = append(b, s[16]...)
		b = quoted(b, line.Quantity, true)
		b = append(b, s[17]...)
		b = quoted(b, line.UnitPrice, true)
		b = append(b, s[18]...)
		b = quoted(b, line.Amount, true)
		b = append(b, s[19]...)
	}
	b = append(b, s[20]...)
	for i := range invoice.Totals {
		row := &invoice.Totals[i]
		b = append(b, s[21]...)
		b = quoted(b, row.Label, true)
		b = append(b, s[22]...)
		b = quoted(b, row.Amount, true)
		b = append(b, s[23]...)
	}
	return append(b, s[24]...)
}

func (f *FloorBytes) words(b []byte, invoice *Invoice) []byte {
	s := f.text
	b = append(b, s[0]...)
	b = quoted(b, invoice.InvoiceNumber, false)
	b = append(b, s[1]...)
	b = quoted(b, invoice.CustomerName, false)
	b = append(b, s[2]...)
	b = quoted(b, invoice.Total, false)
	b = append(b, s[3]...)
	b = quoted(b, invoice.DueOn, false)
	b = append(b, s[4]...)
	if invoice.Overdue {
		b = append(b, s[5]...)
	}
	b = append(b, s[6]...)
	b = quoted(b, invoice.Total, false)
	b = append(b, s[7]...)
	b = quoted(b, invoice.PayURL, false)
	b = append(b, s[8]...)
	b = quoted(b, invoice.InvoiceNumber, false)
	b = append(b, s[9]...)
	b = quoted(b, invoice.IssuedOn, false)
	b = append(b, s[10]...)
	b = quoted(b, invoice.DueOn, false)
	b = append(b, s[11]...)
	for i := range invoice.Lines {
		line := &invoice.Lines[i]
		b = append(b, s[12]...)
		b = quoted(b, line.Description, false)
		b = append(b, s[13]...)
		b = quoted(b, line.Quantity, false)
		b = append(b, s[14]...)
		b = quoted(b, line.UnitPrice, false)
		b = append(b, s[15]...)
		b = quoted(b, line.Amount, false)
		b = append(b, s[16]...)
	}
	b = append(b, s[17]...)
	for i := range invoice.Totals {
		row := &invoice.Totals[i]
		b = append(b, s[18]...)
		b = quoted(b, row.Label, false)
		b = append(b, s[19]...)
		b = quoted(b, row.Amount, false)
		b = append(b, s[20]...)
	}
	return append(b, s[21]...)
}

const hexDigits = "0123456789ABCDEF"

// quoted appends text as quoted-printable that begins at the beginning of a
// line and ends there; with escape, its characters that mean something in HTML
// are references first.
func quoted(b []byte, text string, escape bool) []byte {
	begin := len(b) // of the line
	for i := 0; i < len(text); i++ {
		c := text[i]
		if len(b)-begin > 70 {
			b = append(b, "=\r\n"...)
			begin = len(b)
		}
		switch {
		case c == '\n':
			b = append(b, '\r', '\n')
			begin = len(b)
		case c == '=' || c < ' ' || c > '~' || c == '.' && len(b) == begin,
			c == ' ' && (i+1 == len(text) || text[i+1] == '\n'):
			b = append(b, '=', hexDigits[c>>4], hexDigits[c&15])
		case escape && c == '&':
			b = append(b, "&amp;"...)
		case escape && c == '<':
			b = append(b, "&lt;"...)
		case escape && c == '>':
			b = append(b, "&gt;"...)
		case escape && c == '"':
			b = append(b, "&#34;"...)
		case escape && c == '\'':
			b = append(b, "&#39;"...)
		default:
			b = append(b, c)
		}
	}
	if len(b) > begin {
		b = append(b, "=\r\n"...)
	}
	return b
}

// packed appends text as base64 in lines, with the line ends of a message.
func packed(b []byte, text string) []byte {
	text = strings.ReplaceAll(text, "\n", "\r\n")
	var chunk [57]byte
	for text != "" {
		n := copy(chunk[:], text)
		b = append(base64.StdEncoding.AppendEncode(b, chunk[:n]), '\r', '\n')
		text = text[n:]
	}
	return b
}

// quotedWord appends a value within an encoded word (RFC 2047, section 4.2).
func quotedWord(b []byte, value string) []byte {
	for i := 0; i < len(value); i++ {
		switch c := value[i]; {
		case c == ' ':
			b = append(b, '_')
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-':
			b = append(b, c)
		default:
			b = append(b, '=', hexDigits[c>>4], hexDigits[c&15])
		}
	}
	return b
}
