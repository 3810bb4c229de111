package css

import (
	"bytes"
	"log"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/template/tag"
)

// TestTokensStay puts tokens at random places where a page may have them.
func TestTokensStay(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	sheet, faults := Check(diag.NewSource("inline.css", "div { color: red } p.a, td, tr { margin: 0 } a { color: blue } img { height: 1em }"), nil, nil)
	require.NoError(t, faults.Err())
	const gap = "‹›"
	page := `<html><head><title>‹›</title></head><body>‹›<div>‹›<p class="a">‹›<a href="https://x/‹›?a=‹›&amp;b=‹›" title="‹›">‹›</a>‹›</p>‹›` +
		`<table>‹!›<tr>‹!›<td>‹›</td>‹!›</tr>‹!›<tr><td>‹›<img alt="‹›" width="1"></td></tr></table>‹›</div><!--[if mso]><b>‹›</b><![endif]--><pre>‹›
‹›</pre></body></html>`
	for range 300 {
		tags := tag.NewTable(page)
		for range 4 {
			tags.Tags = append(tags.Tags, tag.Tag{Role: tag.Role(random.IntN(4))})
		}
		fill := func(mark string, write func(token string) string) {
			for strings.Contains(page, mark) {
				text := ""
				if random.IntN(2) == 0 {
					text = write(tags.Token(random.IntN(len(tags.Tags))))
				}
				page = strings.Replace(page, mark, text, 1)
			}
		}
		original := page
		fill(gap, func(token string) string { return token })
		fill("‹!›", func(token string) string { return "<!--" + token + "-->" })
		result, faults, err := sheet.Inline(page, tags)
		require.NoError(t, err, page)
		require.Empty(t, faults)
		require.Equal(t, tokensOf(page, tags), tokensOf(result, tags))
		page = original
	}
}

func tokensOf(page string, tags *tag.Table) (list []int) {
	for at := 0; ; {
		_, end, index, ok := tags.Next(page, at)
		if !ok {
			return list
		}
		list = append(list, index)
		at = end
	}
}

const fuzzPage = `<!DOCTYPE html><html><head></head><body class="a b"><div id="i"><p class="a" title="x">a <b>b</b></p><p>c</p></div>
<table class="note"><tr><td align="left">1</td><td>2</td></tr></table><ul><li>1</li><li class="b">2</li></ul></body></html>`

// FuzzCheck: whatever the sheet holds, Check ends, reports places inside the
// file, and what it accepts can be inlined without an error or a word to the
// log.
func FuzzCheck(f *testing.F) {
	for _, seed := range []string{
		"", "p { color: red }", "a:hover{}", "@media x { p { a: b } }", "p { a: 'x", "/*", "{{ a.b }} {% x %} {# #}", "p{a:url(b", "}{;:",
		"[a=\"b,c\"]>p:not(.x):nth-child(2n + 1){a:b;c:d!important}", "\\", "p\\:q{a:\\9}", "p{{ a }}{", "p[", ":not(", "é{ü:ß}", "p{a:1e3 -.5e-3px}",
		".\\0 {a:b}", "p{a:b;a:c}", "\x00\xff", "<!-- </style>", "p { font: {{ a.font }} }", "p{a:\"\\", "#\\31 {a:b}",
	} {
		f.Add(seed, seed)
	}
	f.Fuzz(func(t *testing.T, inline, head string) {
		if len(inline)+len(head) > 2000 {
			return
		}
		var logged bytes.Buffer
		defer log.SetOutput(log.Writer())
		log.SetOutput(&logged)
		sources := map[string]*diag.Source{"i": diag.NewSource("i", inline), "h": diag.NewSource("h", head)}
		sheet, faults := Check(sources["i"], sources["h"], map[string]string{"a.b": "red", "a.font": `"Arial", serif`, "a": "b"})
		for _, d := range faults {
			text := sources[d.Range.File].Text()
			require.True(t, 0 <= d.Range.Start.Offset && d.Range.Start.Offset <= d.Range.End.Offset && d.Range.End.Offset <= len(text), "%v", d)
			require.NotEmpty(t, d.Help, "%v", d)
		}
		result, more, err := sheet.Inline(fuzzPage, nil)
		require.NoError(t, err)
		require.Empty(t, more.Err())
		require.Empty(t, logged.String())
		if faults.Err() == nil && strings.TrimSpace(head) == "" {
			require.NotContains(t, result, "<style", "the inliner left a rule over")
		}
	})
}

// FuzzInline: whatever the page holds, Inline ends without a panic and keeps
// the tokens, or says why it cannot.
func FuzzInline(f *testing.F) {
	for _, seed := range []string{
		fuzzPage, "", "<head></head>", "<html><head></head><p pr-el-id=1>", "<head></head><p style=';;'>", "<head></head><!-- a -- > b --!> <![if x]>",
		"<head></head><table>@<tr>@<td>@</table>", "<head></head><svg><style><![CDATA[@]]></style>", "<head><style>@media{}</style></head>", "</head><head></head></head>",
		"<head></head><plaintext>@", "<head></head><textarea>\n@</textarea>", "<head></head><p title='@<@'>", "<head></head><@",
	} {
		f.Add(seed)
	}
	sheet, faults := Check(diag.NewSource("i", "p, td.a > b { color: red; width: 10px } :not(b)[title] { margin: 0 }"), diag.NewSource("h", "a:hover { color: red }"), nil)
	require.NoError(f, faults.Err())
	f.Fuzz(func(t *testing.T, page string) {
		if len(page) > 2000 {
			return
		}
		tags := tag.NewTable(page)
		tags.Tags = []tag.Tag{{Role: tag.Open, Name: "if"}}
		page = strings.ReplaceAll(page, "@", tags.Token(0))
		result, _, err := sheet.Inline(page, tags)
		if err == nil {
			require.Equal(t, tokensOf(page, tags), tokensOf(result, tags))
		}
	})
}
