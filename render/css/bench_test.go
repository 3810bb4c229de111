package css

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/vanng822/go-premailer/premailer"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/template/tag"
)

// benchSheet has 125 rules, of which the page needs about two thirds, as a sheet
// that serves all mails of a folder does.
func benchSheet() string {
	var b strings.Builder
	b.WriteString("body { margin: 0; padding: 0; background-color: #f4f4f4; font-family: \"Helvetica Neue\", Arial, sans-serif }\n")
	for i := range 124 {
		selector := fmt.Sprintf(".c%d", i)
		switch i % 6 {
		case 1:
			selector = fmt.Sprintf("table.c%d td", i)
		case 2:
			selector = fmt.Sprintf("p.c%d, a.c%d", i, i)
		case 3:
			selector = fmt.Sprintf(".card > .c%d", i)
		}
		fmt.Fprintf(&b, "%s {\n  color: #%06x;\n  font-size: %dpx;\n  line-height: 1.5;\n  padding: 4px %dpx;\n}\n", selector, i*99991%0xffffff, 10+i%8, i%20)
	}
	return b.String()
}

// benchPage is about 20 KB large and uses the classes below 80.
func benchPage() string {
	var b strings.Builder
	b.WriteString("<!DOCTYPE html><html><head><title>Invoice</title></head><body><table class=\"c1\"><tr><td class=\"card\">")
	for i := 0; b.Len() < 20_000; i++ {
		fmt.Fprintf(&b, "<div class=\"card\"><p class=\"c%d\">Some words about the invoice, as a mail has them.</p><a class=\"c%d\" href=\"https://example.com/%d\">Pay</a></div>\n", i%80, (i+2)%80, i)
		if i%10 == 0 {
			fmt.Fprintf(&b, "<table class=\"c%d\"><tr><td>Item</td><td>10,00</td></tr></table>\n", i%80)
		}
	}
	return b.String() + "</td></tr></table></body></html>"
}

func BenchmarkInline(b *testing.B) {
	sheet, faults := Check(diag.NewSource("inline.css", benchSheet()), nil, nil)
	require.NoError(b, faults.Err())
	page := benchPage()
	for b.Loop() {
		_, _, err := sheet.Inline(page, nil)
		require.NoError(b, err)
	}
}

// BenchmarkInlineCounting has a rule that counts siblings, for which the page is
// read once more, and a page with tags.
func BenchmarkInlineCounting(b *testing.B) {
	sheet, faults := Check(diag.NewSource("inline.css", benchSheet()+"td:first-child { padding: 0 }"), nil, nil)
	require.NoError(b, faults.Err())
	tags := tag.NewTable()
	tags.Tags = []tag.Tag{{Role: tag.Output}}
	page := strings.ReplaceAll(benchPage(), "10,00", tags.Token(0))
	for b.Loop() {
		_, faults, err := sheet.Inline(page, tags)
		require.NoError(b, err)
		require.Empty(b, faults)
	}
}

func BenchmarkPremailerAlone(b *testing.B) {
	page := strings.Replace(benchPage(), "</head>", "<style>"+benchSheet()+"</style></head>", 1)
	for b.Loop() {
		p, err := premailer.NewPremailerFromString(page, nil)
		require.NoError(b, err)
		_, err = p.Transform()
		require.NoError(b, err)
	}
}

func BenchmarkCheck(b *testing.B) {
	src := diag.NewSource("inline.css", benchSheet())
	for b.Loop() {
		_, faults := Check(src, nil, nil)
		require.NoError(b, faults.Err())
	}
}
