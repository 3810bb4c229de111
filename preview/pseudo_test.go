package preview

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/mail"
)

func TestPseudoText(t *testing.T) {
	for text, want := range map[string]string{
		"":                               "",
		"42":                             "42",
		"49,00 €":                        "49,00 €",
		"----":                           "----",
		"Hello":                          "[Ĥééļļóó]",
		"  Pay now!  ":                   "  [Þááýý ñóóŵŵ!]  ",
		"Pay: https://pay.example/a?b=c": "[Þááýý: https://pay.example/a?b=c]",
		"https://pay.example/a":          "https://pay.example/a",
		"<jo@example.com>":               "<jo@example.com>",
		"harbour.example.com/terms":      "harbour.example.com/terms",
		"a\n\nb":                         "[áá]\n\n[ƀƀ]",
		"é":                              "[éé]",
		"合計 1,200":                       "[合計計 1,200]",
		"Words\u034f\u200c\u00a0":        "[Ŵóóŕďšš]\u034f\u200c\u00a0",
	} {
		assert.Equal(t, want, pseudoText(text))
	}
}

func TestPseudoHTML(t *testing.T) {
	for page, want := range map[string]string{
		"<p>Hello</p>":                                "<p>[Ĥééļļóó]</p>",
		"<p>To <b>you</b>, 42.</p>":                   "<p>[Ťóó <b>ýýóóú</b>, 42.]</p>",
		"<p>Hi<br>Jo</p>":                             "<p>[Ĥíí]<br>[Ĵóó]</p>",
		"<td>a</td><td>&lt;b&gt; &amp;c</td>":         "<td>[áá]</td><td>[&lt;ƀƀ&gt; &amp;çç]</td>",
		"<!doctype html><!-- note --><p>1</p>":        "<!doctype html><!-- note --><p>1</p>",
		"<!--[if mso]><b>x</b><![endif]-->":           "<!--[if mso]><b>x</b><![endif]-->",
		"<style>p { color: red }</style>":             "<style>p { color: red }</style>",
		"<title>Hi</title>":                           "<title>[Ĥíí]</title>",
		`<a HREF='https://a.example/pay' title>x</a>`: `<a HREF='https://a.example/pay' title>[ẋẋ]</a>`,
		`<img src="logo.png" alt="Hi">`:               `<img src="logo.png" alt="[Ĥíí]">`,
		`<p class="lead" data-billet-at="a.md:1:2">`:  `<p class="lead" data-billet-at="a.md:1:2">`,
		"<p>":      "<p>",
		"Hi <p>Jo": "[Ĥíí] <p>[Ĵóó]",
	} {
		assert.Equal(t, want, pseudoHTML(page))
	}
}

// Words grow by two fifths, and nothing but words changes.
func TestPseudoLength(t *testing.T) {
	const words = "We could not collect the payment for your subscription, so please check the card that you gave us"
	letters := func(s string) (n float64) {
		for _, r := range s {
			if unicode.IsLetter(r) {
				n++
			}
		}
		return n
	}
	assert.InDelta(t, 1.45, letters(pseudoText(words))/letters(words), 0.07)
	given, err := mail.New(mail.Content{
		Event: "e", Template: "t", Locale: "fr", LocaleChain: []string{"fr-CA", "fr"}, Subject: "a", Preheader: "b", HTML: mail.Text("<p>c"), Text: mail.Text("d\n"),
		From: mail.Address{Email: "a@example.com"}, Date: billet.SampleTime(), ID: "1@example.com",
	})
	require.NoError(t, err)
	m, err := pseudo(given)
	require.NoError(t, err)
	assert.Equal(t, given.ID(), m.ID())
	assert.Equal(t, "e t fr", strings.Join([]string{m.Event(), m.Template(), m.Locale()}, " "))
	assert.Equal(t, []string{"fr-CA", "fr"}, m.LocaleChain())
	assert.Equal(t, "[áá] [ƀƀ] <p>[çç] [ďď]\n", strings.Join([]string{m.Subject(), m.Preheader(), m.HTML(), m.Text()}, " "))
}

// What is no text keeps its bytes, whatever the page.
func FuzzPseudoHTML(f *testing.F) {
	for _, seed := range []string{"<p>Hi &amp; <b>you</b></p>", "<style>a{}</style>x", "<!-- a -->b<a title='c d'>", "<p a=\"<\">&#x26;lt;", "\x00<\xff"} {
		f.Add(seed)
	}
	tag := regexp.MustCompile(`alt|title`)
	f.Fuzz(func(t *testing.T, page string) {
		if tag.MatchString(strings.ToLower(page)) {
			return
		}
		require.Equal(t, shape(page), shape(pseudoHTML(page)))
	})
}

// shape is a page without its texts.
func shape(page string) []string {
	var tags []string
	for z := html.NewTokenizer(strings.NewReader(page)); z.Next() != html.ErrorToken; {
		if token := z.Token(); token.Type != html.TextToken {
			tags = append(tags, token.String())
		}
	}
	return tags
}
