package bench

import (
	_ "embed"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
)

// Finished is a message whose Markdown, layout and CSS are done, once, and
// whose values are still missing. In their places stand marks:
//
//	{{ Total }}                            a field of Invoice
//	{{ line.Amount }} {{ row.Label }}      a field of a Line, of a Total
//	{{ for Lines }} … {{ end for }}        repeated for each
//	{{ if Overdue }} … {{ end if }}        there or not
type Finished Message

var mark = regexp.MustCompile(`\{\{ (.+?) \}\}`)

// The text part is written by hand, as a careful programmer would, because
// html2text cannot lay out a table whose rows it does not know.
//
//go:embed finished.txt
var finishedText string

// Finish makes the finished page of a template.
//
// It sends words in the place of values through the naive pipeline, and turns
// them into marks afterwards.
func Finish(folder fs.FS, template, language string) (Finished, error) {
	return finish(folder, template, language, "This invoice is past its due date")
}

// marked is an invoice with words in the place of values.
func marked() *Invoice {
	return &Invoice{
		CustomerName: "zCustomerNamez", InvoiceNumber: "zInvoiceNumberz",
		IssuedOn: "zIssuedOnz", DueOn: "zDueOnz", Total: "zTotalz", PayURL: "zPayURLz",
		Overdue: true,
		Lines: []Line{{
			Description: "zlineDescriptionz", Quantity: "zlineQuantityz",
			UnitPrice: "zlineUnitPricez", Amount: "zlineAmountz",
		}},
		Totals: []Total{{Label: "zrowLabelz", Amount: "zrowAmountz"}},
	}
}

type block struct{ open, word, close, begin, end string }

// blocks are the parts of a page that are repeated or left out.
func blocks(overdue string) []block {
	return []block{
		{"<tr", "zlineDescriptionz", "</tr>\n", "{{ for Lines }}", "{{ end for }}"},
		{"<tr", "zrowLabelz", "</tr>\n", "{{ for Totals }}", "{{ end for }}"},
		{"<p", overdue, "</p>\n", "{{ if Overdue }}", "{{ end if }}"},
	}
}

// finish knows the paragraph about being overdue by its first words.
func finish(folder fs.FS, template, language, overdue string) (Finished, error) {
	naive, err := NewNaive(folder, template, language)
	if err != nil {
		return Finished{}, err
	}
	message, err := naive.Render(marked())
	if err != nil {
		return Finished{}, err
	}
	page := message.HTML
	for _, block := range blocks(overdue) {
		if page, err = wrap(page, block.open, block.word, block.close, block.begin, block.end); err != nil {
			return Finished{}, err
		}
	}
	return Finished{Subject: marks(message.Subject), HTML: marks(page), Text: finishedText}, nil
}

// wrap puts begin and end around the element that holds the word.
func wrap(page, open, word, close, begin, end string) (string, error) {
	at := strings.Index(page, word)
	if at < 0 {
		return "", fmt.Errorf("the finished page has no %q", word)
	}
	from, to := strings.LastIndex(page[:at], open), strings.Index(page[at:], close)
	if from < 0 || to < 0 {
		return "", fmt.Errorf("the finished page has no %s…%s around %q", open, close, word)
	}
	to += at + len(close)
	return page[:from] + begin + page[from:to] + end + page[to:], nil
}

var word = regexp.MustCompile(`z(line|row)?([A-Z][A-Za-z]*?)z`)

// marks turns the words into marks.
func marks(text string) string {
	text = word.ReplaceAllString(text, "{{ $1.$2 }}")
	return strings.ReplaceAll(text, "{{ .", "{{ ")
}

// translate replaces each mark by what another syntax writes for it.
func translate(text string, syntax func(mark string) string) string {
	return mark.ReplaceAllStringFunc(text, func(found string) string {
		return syntax(mark.FindStringSubmatch(found)[1])
	})
}
