package page_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/template"
)

// FuzzPage holds that on every page which is accepted a value changes neither
// the elements nor the attributes nor where a link leads.
func FuzzPage(f *testing.F) {
	for _, seed := range []string{
		`<p title="{{ name }}">{{ name }}</p>`, `<a href="https://example.com/{{ name }}?q={{ street }}">{{ note|default:"" }}</a>`,
		`<a href="{% if yes %}{{ site }}{% else %}https://x/{{ name }}{% endif %}">x</a>`, `<title>{{ street }}</title>`,
		`<p>{{ letter }}</p>`, `{% for i in items %}<li>{{ i.word }}</li>{% endfor %}`, `<!-- {{ name }} -->`, `<script>{{ name }}</script>`,
		`<a href='mailto:{{ name }}'>`, `<img src={{ name }}>`, `<p {{ name }}>`, `<![if x]>{{ name }}<![endif]>`, `<plaintext>{{ name }}`,
		`<svg><title>{{ name }}</title><a xlink:href="{{ name }}"></a></svg>`, `<math><mi>{{ name }}</mi></math>`, `<p title="a{{ name }}`,
		`<a href="https://\/{{ name }}">x</a>`, `<select><option>{{ name }}</option></select>`, "<p\x00>{{ name }}</p>", `<?x {{ name }}?>`, `</ {{ name }}>`,
		`<iframe srcdoc="{{ name }}"></iframe>`, `<table>{{ name }}<tr><td>x</td></tr></table>`, `<!--> {{ name }} -->`, `<!doctype html "{{ name }}">`,
		`<p a="1"b="{{ name }}">x</p>`, `<p/title="{{ name }}">x</p>`, `<a href = "https://a/{{ name }}">x</a>`, `<![CDATA[{{ name }}]]>`, `<svg><![CDATA[{{ name }}]]></svg>`,
		`<svg><style>{{ name }}</style></svg>`, `<noscript><p title="</noscript>{{ name }}"></p></noscript>`, `<textarea></textarea >{{ name }}`, `<title/>{{ name }}`, "<A\xa1>", "{% for i in items %}<{% endfor %}", "<aİ\u212a x=\"{{ name }}\">",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		w := read(t, text, template.HTML)
		if w.report.Err() != nil {
			return
		}
		p := w.compiled(t)
		if p == nil {
			require.NotEmpty(t, w.report)
			return
		}
		harmless := with("harmless")
		want := shape(t, w.run(t, p, harmless))
		for _, value := range []string{`"'><script>x</script>`, "--><b>", "]]>", "</title></textarea></style></svg>", "javascript:x", "..", "//x", "a&lt;b", "x` y=z", "/ >"} {
			require.Equal(t, want, shape(t, w.run(t, p, with(value))), value)
		}
	})
}

// with is data whose words are all the same.
func with(word string) *facts {
	d := full()
	d.Name, d.Note, d.Street, d.Letter = word, word, events.Text(word), "letter"
	d.Items = []item{{Word: word}, {Word: word}}
	return d
}

// shape is the elements and attributes of a page, and where its links lead.
func shape(t *testing.T, page string) []string {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil { // nested too deeply
		return nil
	}
	var all []string
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		switch n.Type {
		case html.ElementNode:
			element := "<" + n.Data
			for _, a := range n.Attr {
				element += " " + a.Key
				if a.Key == "href" || a.Key == "src" {
					scheme, rest, _ := strings.Cut(a.Val, ":")
					host := strings.TrimLeft(rest, `/\`)
					if end := strings.IndexAny(host, `/?#\`); end >= 0 {
						host = host[:end]
					}
					if len(rest) > 1 && strings.HasPrefix(rest, "//") {
						element += "=" + scheme + "://" + host
					} else if len(rest) > 0 {
						element += "=" + scheme
					}
				}
			}
			all = append(all, element)
		case html.CommentNode, html.DoctypeNode:
			all = append(all, "<!"+n.Data)
		}
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			walk(child)
		}
		if n.Type == html.ElementNode {
			all = append(all, "</")
		}
	}
	walk(root)
	return all
}
