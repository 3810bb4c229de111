package bench

import (
	"bytes"
	"fmt"
	"io/fs"
	"regexp"
	"strconv"
	"strings"

	"github.com/flosch/pongo2/v6"
	"github.com/inbucket/html2text"
	"github.com/vanng822/go-premailer/premailer"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

// Naive is the pipeline that most programs run for each message: pongo2 fills
// the Markdown, goldmark makes HTML of it, pongo2 puts that into the layout,
// premailer inlines the stylesheet, and html2text makes the text part.
//
// Its templates are parsed once, in its favour. It is not safe for concurrent
// use.
type Naive struct {
	language                         string
	subject, preheader, body, layout *pongo2.Template
	markdown                         goldmark.Markdown
	styles                           string // goes where the layout has </head>
}

// preheaderPadding keeps the words of the body out of the inbox line.
var preheaderPadding = strings.Repeat("\u034f\u200c\u00a0", 60)

// A statement alone on its line vanishes with its line. pongo2's own option
// for that, TrimBlocks, takes another newline away at every execution.
var statementLine = regexp.MustCompile(`(?m)^(\{%.*%\})\n`)

// NewNaive reads one template of the mail folder in one language.
func NewNaive(folder fs.FS, template, language string) (*Naive, error) {
	file := map[string]string{
		"template": "templates/" + template + "/" + language + ".md",
		"layout":   "layouts/default.html",
		"inline":   "styles/inline.css",
		"head":     "styles/head.css",
	}
	for part, name := range file {
		data, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, err
		}
		file[part] = string(data)
	}
	front, body, found := strings.Cut(strings.TrimPrefix(file["template"], "---\n"), "---\n")
	if !found {
		return nil, fmt.Errorf("template %s/%s has no front matter", template, language)
	}
	n := &Naive{
		language: language,
		markdown: goldmark.New(goldmark.WithExtensions(
			extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute)),
			extension.Strikethrough,
		)),
		styles: "<style>" + file["inline"] + "</style>\n" +
			`<style data-premailer="ignore">` + file["head"] + "</style>\n</head>",
	}
	set := pongo2.NewSet("bench", pongo2.NewFSLoader(folder))
	for _, part := range []struct {
		into   **pongo2.Template
		source string
	}{
		{&n.subject, unescaped(frontMatter(front, "subject"))},
		{&n.preheader, unescaped(frontMatter(front, "preheader"))},
		{&n.body, statementLine.ReplaceAllString(body, "$1")},
		{&n.layout, file["layout"]},
	} {
		compiled, err := set.FromString(part.source)
		if err != nil {
			return nil, err
		}
		*part.into = compiled
	}
	return n, nil
}

// frontMatter finds the value of a key whose value is a quoted string.
func frontMatter(front, key string) string {
	for line := range strings.Lines(front) {
		if value, found := strings.CutPrefix(line, key+": "); found {
			if text, err := strconv.Unquote(strings.TrimSpace(value)); err == nil {
				return text
			}
		}
	}
	return ""
}

func unescaped(source string) string {
	return "{% autoescape off %}" + source + "{% endautoescape %}"
}

// Render makes the whole message.
func (n *Naive) Render(invoice *Invoice) (Message, error) {
	subject, page, err := n.Page(invoice)
	if err != nil {
		return Message{}, err
	}
	page, err = Inline(page)
	if err != nil {
		return Message{}, err
	}
	text, err := html2text.FromString(page)
	if err != nil {
		return Message{}, err
	}
	return Message{Subject: subject, HTML: page, Text: text}, nil
}

// Page makes the subject and the HTML page whose stylesheet still waits to be
// inlined.
func (n *Naive) Page(invoice *Invoice) (subject, page string, err error) {
	values := n.values(invoice)
	if subject, err = n.subject.Execute(values); err != nil {
		return "", "", err
	}
	preheader, err := n.preheader.Execute(values)
	if err != nil {
		return "", "", err
	}
	body, err := n.body.ExecuteBytes(values)
	if err != nil {
		return "", "", err
	}
	var content bytes.Buffer
	if err := n.markdown.Convert(body, &content); err != nil {
		return "", "", err
	}
	page, err = n.layout.Execute(pongo2.Context{
		"locale":            map[string]string{"tag": n.language, "dir": "ltr"},
		"subject":           subject,
		"preheader":         preheader,
		"preheader_padding": preheaderPadding,
		"content":           pongo2.AsSafeValue(content.String()),
	})
	if err != nil {
		return "", "", err
	}
	return subject, strings.Replace(page, "</head>", n.styles, 1), nil
}

// Inline runs premailer over a page.
func Inline(page string) (string, error) {
	inliner, err := premailer.NewPremailerFromString(page, premailer.NewOptions())
	if err != nil {
		return "", err
	}
	page, err = inliner.Transform()
	return strings.Replace(page, ` data-premailer="ignore"`, "", 1), err
}

// values are the data under the names that the template uses.
func (n *Naive) values(invoice *Invoice) pongo2.Context {
	lines := make([]map[string]string, len(invoice.Lines))
	for i, line := range invoice.Lines {
		lines[i] = map[string]string{
			"description": line.Description, "quantity": line.Quantity,
			"unit_price": line.UnitPrice, "amount": line.Amount,
		}
	}
	totals := make([]map[string]string, len(invoice.Totals))
	for i, total := range invoice.Totals {
		totals[i] = map[string]string{"label": total.Label, "amount": total.Amount}
	}
	return pongo2.Context{
		"customer_name": invoice.CustomerName, "invoice_number": invoice.InvoiceNumber,
		"issued_on": invoice.IssuedOn, "due_on": invoice.DueOn, "total": invoice.Total,
		"pay_url": invoice.PayURL, "overdue": invoice.Overdue,
		"lines": lines, "totals": totals,
	}
}
