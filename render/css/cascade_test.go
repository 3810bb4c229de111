package css

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/billet-mail/billet/diag"
)

// TestCascade compares inlined pages with a cascade that the test works out
// itself: by cascadia's specificity and the author's text.
func TestCascade(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		rules := randomRules(random)
		page := randomPage(random)
		sheet, faults := Check(diag.NewSource("inline.css", sheetText(rules)), nil, nil)
		require.NoError(t, faults.Err(), sheetText(rules))
		result, faults, err := sheet.Inline(page, nil)
		require.NoError(t, err)
		require.Empty(t, faults)
		require.Equal(t, expectedStyles(t, rules, page), stylesOf(t, result), "%s\n%s", sheetText(rules), page)
	}
}

type testRule struct {
	selectors    []string
	declarations [][2]string
}

func sheetText(rules []testRule) string {
	var b strings.Builder
	for _, r := range rules {
		b.WriteString(strings.Join(r.selectors, ",") + "{")
		for _, d := range r.declarations {
			b.WriteString(d[0] + ":" + d[1] + ";")
		}
		b.WriteString("}\n")
	}
	return b.String()
}

func pick(random *rand.Rand, from ...string) string { return from[random.IntN(len(from))] }

func randomRules(random *rand.Rand) []testRule {
	var rules []testRule
	for n := range 2 + random.IntN(12) {
		var r testRule
		for range 1 + random.IntN(2) {
			r.selectors = append(r.selectors, randomSelector(random))
		}
		for i, property := range []string{"color", "margin", "padding"} {
			if random.IntN(2) == 0 || i == 0 {
				r.declarations = append(r.declarations, [2]string{property, fmt.Sprintf("%dem", n*10+i)})
			}
		}
		rules = append(rules, r)
	}
	return rules
}

func randomSelector(random *rand.Rand) string {
	var b strings.Builder
	for i := range 1 + random.IntN(3) {
		if i > 0 {
			b.WriteString(pick(random, " ", ">", " > ", "+", "~", " ~ ", "\n"))
		}
		tagName := pick(random, "", "div", "p", "B")
		b.WriteString(tagName)
		parts := random.IntN(3)
		if tagName == "" {
			parts++
		}
		for range parts {
			b.WriteString(pick(random, ".a", ".b", "#i", "#j", "[title]", `[title=".x #y"]`, `[title^=".x"]`, `[title$='a, b'i]`, `[lang|=en]`,
				":first-child", ":last-of-type", ":nth-child(2n + 1)", ":not(p)", ":not(.a)", ":not(:first-child)", ":not([title])", `.c\.d`, `.\31 x\:y`, `[title~="a\,"]`))
		}
	}
	return b.String()
}

func randomPage(random *rand.Rand) string {
	number := 0
	var element func(depth int) string
	element = func(depth int) string {
		name := pick(random, "div", "p", "b")
		if name == "p" && depth < 3 {
			name = "div"
		}
		var b strings.Builder
		fmt.Fprintf(&b, `<%s data-n="%d"`, name, number)
		number++
		for _, a := range []string{
			`class="` + pick(random, "a", "b", "a b", "c.d", "1x:y a", "") + `"`, `id="` + pick(random, "i", "j", "k") + `"`,
			`title="` + pick(random, ".x #y", ".x a, b", "A, B", "a, c") + `"`, `lang="` + pick(random, "en", "en-GB", "de") + `"`,
		} {
			if random.IntN(2) == 0 {
				b.WriteString(" " + a)
			}
		}
		b.WriteString(">")
		for range random.IntN(4) {
			if depth < 3 {
				b.WriteString(element(depth + 1))
			} else {
				b.WriteString("words ")
			}
		}
		return b.String() + "</" + name + ">"
	}
	return "<!DOCTYPE html><html><head></head><body>" + element(0) + element(0) + "</body></html>"
}

// expectedStyles is each element's declarations after CSS Cascading Level 4,
// section 6: the higher specificity wins, then the later rule.
func expectedStyles(t *testing.T, rules []testRule, page string) map[string]map[string]string {
	doc, err := html.Parse(strings.NewReader(page))
	require.NoError(t, err)
	type winner struct {
		weight cascadia.Specificity
		value  string
	}
	won := map[string]map[string]winner{}
	for _, r := range rules {
		for _, text := range r.selectors {
			parsed, err := cascadia.Parse(text)
			require.NoError(t, err, text)
			for _, n := range cascadia.QueryAll(doc, parsed) {
				number := attr(n, "data-n")
				if number == "" {
					continue // html, head and body
				}
				if won[number] == nil {
					won[number] = map[string]winner{}
				}
				for _, d := range r.declarations {
					if !parsed.Specificity().Less(won[number][d[0]].weight) {
						won[number][d[0]] = winner{parsed.Specificity(), d[1]}
					}
				}
			}
		}
	}
	styles := map[string]map[string]string{}
	for number, properties := range won {
		styles[number] = map[string]string{}
		for property, w := range properties {
			styles[number][property] = w.value
		}
	}
	return styles
}

func stylesOf(t *testing.T, page string) map[string]map[string]string {
	doc, err := html.Parse(strings.NewReader(page))
	require.NoError(t, err)
	styles := map[string]map[string]string{}
	for n := range doc.Descendants() {
		if style := attr(n, "style"); style != "" && attr(n, "data-n") != "" {
			properties := map[string]string{}
			for _, d := range strings.Split(style, ";") {
				property, value, _ := strings.Cut(d, ":")
				properties[property] = value
			}
			styles[attr(n, "data-n")] = properties
		}
	}
	return styles
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
