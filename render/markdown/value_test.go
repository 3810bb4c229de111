package markdown_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/net/html"

	"github.com/billet-mail/billet/render/markdown"
)

// What a customer or an application writes as Markdown is read as Markdown, and
// as nothing more.
func TestValue(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Hello **you**", "<p>Hello <strong>you</strong></p>"},
		{"a\n\nb", "<p>a</p>\n<p>b</p>"},
		{"# Big", "<p><strong>Big</strong></p>"},
		{"![alt](https://evil.example.com/x.png)", "<p>alt</p>"},
		{"[x](javascript:alert(1))", "<p>x</p>"},
		{"[x](https://e.com/?a=\"b\")", `<p><a href="https://e.com/?a=%22b%22">x</a></p>`},
		{"<https://e.com>", `<p><a href="https://e.com">https://e.com</a></p>`},
		{"<a@e.com>", `<p><a href="mailto:a@e.com">a@e.com</a></p>`},
		{"a <b>c</b>", "<p>a &lt;b&gt;c&lt;/b&gt;</p>"},
		{"<script>\nalert(1)\n</script>", "<p>&lt;script&gt;<br>alert(1)<br>&lt;/script&gt;</p>"},
		{"- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"},
		{"| a |\n|---|", "<p>| a |\n|---|</p>"},
		{"{.button}", "<p>{.button}</p>"},
		{"", ""},
	} {
		assert.Equal(t, c.want, markdown.Value(c.in), c.in)
	}
	assert.True(t, strings.HasPrefix(markdown.Value(strings.Repeat(">", 5000)), "<p>&gt;&gt;"), "what would take too long stays text")
}

func FuzzValue(f *testing.F) {
	for _, seed := range []string{"**a**", "<b>", "[x](javascript:y)", "![a](b)", "- a\n  > b\n", "<!--", "&lt;script&gt;", "# a\n\n***"} {
		f.Add(seed)
	}
	allowed := map[string]bool{}
	for _, name := range strings.Fields("p strong em del a ul ol li blockquote code pre br hr") {
		allowed[name] = true
	}
	f.Fuzz(func(t *testing.T, text string) {
		z := html.NewTokenizer(strings.NewReader(markdown.Value(text)))
		depth := 0
		for z.Next() != html.ErrorToken {
			token := z.Token()
			switch token.Type {
			case html.CommentToken, html.DoctypeToken:
				t.Fatalf("%q makes %s", text, token)
			case html.StartTagToken, html.EndTagToken:
				if !allowed[token.Data] {
					t.Fatalf("%q makes <%s>", text, token.Data)
				}
				for _, a := range token.Attr {
					if a.Key == "href" && !strings.HasPrefix(a.Val, "http") && !strings.HasPrefix(a.Val, "mailto:") && !strings.HasPrefix(a.Val, "tel:") &&
						!strings.HasPrefix(strings.ToLower(a.Val), "http") && !strings.HasPrefix(strings.ToLower(a.Val), "mailto:") && !strings.HasPrefix(strings.ToLower(a.Val), "tel:") {
						t.Fatalf("%q links to %s", text, a.Val)
					}
				}
				if token.Data != "br" && token.Data != "hr" {
					if token.Type == html.StartTagToken {
						depth++
					} else {
						depth--
					}
				}
			}
		}
		if depth != 0 {
			t.Fatalf("%q leaves %d elements open", text, depth)
		}
	})
}
