package starter_test

import (
	"fmt"
	"io/fs"
	"math"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/starter"
)

// TestPage is about the structure of every page, as far as clients and screen
// readers depend on it.
func TestPage(t *testing.T) {
	each(t, func(t *testing.T, m *sampleMail) {
		page := parse(t, m.html)
		root := page.all("html")[0]
		assert.Equal(t, m.locale, root.attr("lang"))
		assert.Equal(t, "ltr", root.attr("dir"))
		assert.Equal(t, m.subject, page.all("title")[0].text())
		assert.Len(t, page.all("h1"), 1)
		assert.Empty(t, page.all("h3"), "no level of heading is left out")
		assert.Empty(t, page.all("script", "form", "iframe", "object", "embed"))
		assert.Contains(t, page.all("div")[0].text(), m.preheader)
		assert.Less(t, len(m.html), 102_000, "Gmail clips longer mails")
		for _, style := range page.all("style") {
			assert.Less(t, len(style.text()), 16_000, "Gmail drops a longer style sheet")
		}
		var ids []string
		for _, e := range page.elements {
			if id := e.attr("id"); id != "" {
				ids = append(ids, id)
			}
			for _, a := range e.node.Attr {
				assert.False(t, strings.HasPrefix(a.Key, "on"), "%s has %s", e.node.Data, a.Key)
			}
		}
		slices.Sort(ids)
		assert.Equal(t, slices.Compact(slices.Clone(ids)), ids, "each id once")
	})
}

// TestNothingEmpty finds what a branch that was not taken may leave behind.
func TestNothingEmpty(t *testing.T) {
	each(t, func(t *testing.T, m *sampleMail) {
		for _, e := range parse(t, m.html).all("p", "li", "ul", "ol", "h1", "h2", "th", "td", "a", "tr", "tbody", "blockquote") {
			assert.NotEmpty(t, strings.Trim(e.text(), " \n\t"), "an empty %s %q", e.node.Data, e.attr("class"))
		}
	})
}

// TestLinks holds that every link is whole, and is in the text part too.
func TestLinks(t *testing.T) {
	each(t, func(t *testing.T, m *sampleMail) {
		page := parse(t, m.html)
		links := page.all("a")
		require.NotEmpty(t, links)
		for _, a := range links {
			href := a.attr("href")
			assert.Regexp(t, `^(https://|mailto:|tel:)`, href)
			if a.inside("card") || a.inside("footer") {
				shown, err := url.PathUnescape(strings.TrimPrefix(href, "mailto:"))
				require.NoError(t, err)
				assert.Contains(t, m.text, shown)
			}
		}
		for _, img := range page.all("img") {
			_, has := img.lookup("alt")
			assert.True(t, has, "an image without alt text")
			assert.Regexp(t, `^(https://|cid:)`, img.attr("src"))
		}
	})
}

// TestTables holds that tables are either for the layout, and say so, or have
// headings.
func TestTables(t *testing.T) {
	each(t, func(t *testing.T, m *sampleMail) {
		for _, table := range parse(t, m.html).all("table") {
			if table.attr("role") != "presentation" {
				assert.Contains(t, table.markup(t), "<th", "a table of data has headings")
			}
		}
	})
}

// TestRequired holds that the values that an event asks for are in both parts.
func TestRequired(t *testing.T) {
	folder, err := billet.Open(starter.Folder(), billet.Options{})
	require.NoError(t, err)
	each(t, func(t *testing.T, m *sampleMail) {
		event, ok := folder.Events().Lookup(m.template)
		require.True(t, ok)
		require.NotEmpty(t, event.Required)
		body := parse(t, m.html).all("body")[0]
		for _, path := range event.Required {
			switch value := follow(t, m.data, path).(type) {
			case map[string]any: // money, printed as the language has it
				assert.Contains(t, digits(body.text()), digits(fmt.Sprint(value["amount"])), path)
				assert.Contains(t, digits(m.text), digits(fmt.Sprint(value["amount"])), path)
			case string:
				if date := isoDate.FindStringSubmatch(value); date != nil {
					assert.Contains(t, body.text(), date[1], path)
					assert.Contains(t, m.text, date[2], path)
					continue
				}
				assert.Contains(t, html.UnescapeString(m.html), value, path)
				assert.Contains(t, m.text, value, path)
			default:
				require.Fail(t, "a kind of value that is not looked for", "%s is %T", path, value)
			}
		}
	})
}

var isoDate = regexp.MustCompile(`^(\d{4})-\d\d-(\d\d)$`)

// digits are the digits of a text, so that amounts compare in every notation.
func digits(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}

func follow(t *testing.T, data any, path string) any {
	for name := range strings.SplitSeq(path, ".") {
		object, ok := data.(map[string]any)
		require.True(t, ok, path)
		data = object[name]
	}
	return data
}

// TestContrast holds the colours of the brand to WCAG 2.2 AA (1.4.3): 4.5 to 1.
func TestContrast(t *testing.T) {
	source, err := fs.ReadFile(starter.Folder(), "billet.yaml")
	require.NoError(t, err)
	colors := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^    (\w+): "#([0-9a-f]{6})"$`).FindAllStringSubmatch(string(source), -1) {
		colors[m[1]] = m[2]
	}
	pairs := [][2]string{
		{"text", "surface"}, {"text", "background"}, {"text", "panel"},
		{"muted", "surface"}, {"muted", "background"}, {"muted", "panel"},
		{"accent", "surface"}, {"accent", "panel"}, {"accent_text", "accent"},
	}
	for _, dark := range []string{"", "dark_"} {
		for _, pair := range pairs {
			front, back := colors[dark+pair[0]], colors[dark+pair[1]]
			require.NotEmpty(t, front, dark+pair[0])
			require.NotEmpty(t, back, dark+pair[1])
			assert.GreaterOrEqual(t, contrast(t, front, back), 4.5, "%s on %s", dark+pair[0], dark+pair[1])
		}
	}
}

// contrast is the ratio of WCAG 2.2 between two colours of six digits.
func contrast(t *testing.T, a, b string) float64 {
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(t *testing.T, color string) float64 {
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(color[2*i:2*i+2], 16, 8)
		require.NoError(t, err)
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}
