package config

import (
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/locales"
	"github.com/billet-mail/billet/placeholders"
)

const sound = "format: 1\nbrand:\n  name: Ann\n  support_email: ann@example.com\nlanguages:\n  default: en\n"

func TestStarter(t *testing.T) {
	text, err := os.ReadFile("../starter/mail/billet.yaml")
	require.NoError(t, err)
	_, faults := Load(diag.NewSource("billet.yaml", string(text)))
	assert.Empty(t, faults)
}

// TestCodeExamples holds that the example of each code is an example of it.
func TestCodeExamples(t *testing.T) {
	for _, doc := range diag.Catalogue() {
		if strings.HasPrefix(string(doc.Code), "config-") {
			_, faults := Load(diag.NewSource("billet.yaml", doc.Example))
			assert.True(t, slices.ContainsFunc(faults, func(d diag.Diagnostic) bool { return d.Code == doc.Code }), "%s: %s", doc.Code, faults)
		}
	}
}

// TestLineEnds holds that ranges are exact in files of other editors, and
// however a value is written.
func TestLineEnds(t *testing.T) {
	for name, text := range map[string]string{
		"CR LF":           strings.ReplaceAll(sound, "\n", "\r\n") + "more: 1\r\n",
		"byte order mark": "\ufeffmore: 1\n" + sound,
		"anchor":          sound + "&a more: 1\n",
		"flow":            "{more: 1, format: 1, brand: {name: Ann, support_email: ann@example.com}, languages: {default: en}}",
	} {
		_, faults := Load(diag.NewSource("billet.yaml", text))
		require.Len(t, faults, 1, "%s: %s", name, faults)
		r := faults[0].Range
		assert.Equal(t, "more", text[r.Start.Offset:r.End.Offset], name)
	}
}

func TestNotUTF8(t *testing.T) {
	_, faults := Load(diag.NewSource("billet.yaml", "format: 1\nbrand: \xff\n"))
	require.Len(t, faults, 1)
	assert.Equal(t, "billet.yaml:2:8: this is not UTF-8 (save the file as UTF-8) [config-syntax]", faults[0].Error())
}

// TestColors is about the grammar of colours: what is one and what is not.
func TestColors(t *testing.T) {
	for _, s := range []string{
		"#fff", "#FFFFFF", "#3447d180", "navy", "Navy", "transparent", "rgb(0,0,0)", "rgb( 52, 71 , 209 )",
		"rgba(52, 71, 209, .5)", "rgba(52, 71, 209, 50%)", "RGB(10%, 20%, 30.5%)", "hsl(233, 63%, 51%)", "hsla(233deg, 63%, 51%, 1)",
	} {
		assert.True(t, isColor(s), s)
	}
	for _, s := range []string{
		"", "#", "#ff", "#ffff", "#fffff", "#ggg", "rebeccapurple", "rgb(52 71 209)", "rgb(256, 0, 0)", "rgb(-1, 0, 0)", "rgb(1, 2)",
		"rgb(1, 2, 3", "rgb(1, 2, 3))", "rgb(1%, 2, 3)", "rgba(1, 2, 3, 4)", "rgb(1, 2, 3, )", "rgb(., 2, 3)", "rgb(1e1, 2, 3)", "rgb(Inf, 2, 3)",
		"hsl(361, 1%, 1%)", "hsl(1, 1, 1)", "hsl(1, 101%, 1%)", "url(x)", "var(--x)", "#fff; color: red", "hwb(1, 1%, 1%)",
	} {
		assert.False(t, isColor(s), s)
	}
}

// TestEmails is about addresses: what is one and what is not.
func TestEmails(t *testing.T) {
	for _, s := range []string{"jo@example.com", "jo+bills@mail.example.co.uk", "jürgen@müller.example", "用户@例子.广告", "a@xn--mller-kva.example"} {
		assert.True(t, isEmail(s), s)
	}
	for _, s := range []string{
		"", "jo", "jo@", "@example.com", "jo@localhost", "jo@example..com", "jo@-x.com", "jo@x-.com", "Jo <jo@example.com>", "<jo@example.com>",
		"jo@example.com, b@example.com", "jo@[127.0.0.1]", "\"j o\"@example.com", "jo@exa_mple.com", "jo@" + strings.Repeat("a", 64) + ".com",
		strings.Repeat("a", 250) + "@x.com", "jo@example.com.", "{{jo}}@example.com",
	} {
		assert.False(t, isEmail(s), s)
	}
}

// TestURLs is about addresses on the web: what is one and what is not.
func TestURLs(t *testing.T) {
	for _, s := range []string{"https://example.com", "HTTP://example.com/a?b=c&d#e", "https://müller.example/ü", "mailto:jo@example.com", "tel:+15550100"} {
		message, _ := checkURL(s, anyLink)
		assert.Empty(t, message, s)
	}
	for _, s := range []string{
		"", "www.example.com", "/terms", "//example.com", "javascript:alert(1)", "data:text/html,x", "ftp://example.com", "https:", "https:///x",
		"https://a b", "https://a\tb", "https://a/{{locale}}", "https://a/<b>", "https://a/\"", "https://a:b", "https://%zz", "mailto:", "tel:",
		"https://a/" + strings.Repeat("x", MaxURL),
	} {
		message, help := checkURL(s, anyLink)
		assert.NotEmpty(t, message, s)
		assert.NotEmpty(t, help, s)
	}
	message, _ := checkURL("mailto:jo@example.com", webOnly)
	assert.Equal(t, "does not begin with https:// or http://", message)
}

// TestFresh holds that callers cannot change each other's constants.
func TestFresh(t *testing.T) {
	c, faults := Load(diag.NewSource("billet.yaml", strings.Replace(sound, "name: Ann", "name: Ann\n  colors: {ink: black}", 1)))
	require.Empty(t, faults)
	c.Colors()["brand.colors.ink"] = "red"
	delete(c.Constants()["brand"].Members, "name")
	assert.Equal(t, "black", c.Colors()["brand.colors.ink"])
	assert.Contains(t, c.Constants()["brand"].Members, "name")
}

// TestFaultyName holds that names with wrong values stay known, so that their
// uses are no second fault.
func TestFaultyName(t *testing.T) {
	c, faults := Load(diag.NewSource("billet.yaml", "format: 1\nbrand:\n  colors:\n    ink: #123456\n    paper: whit\n  links: {terms: x}\n"))
	require.Error(t, faults.Err())
	assert.Equal(t, map[string]string{"brand.colors.ink": "black", "brand.colors.paper": "black"}, c.Colors())
	brand := c.Constants()["brand"].Members
	assert.Equal(t, placeholders.URL, brand["links"].Members["terms"].Value.Kind)
	assert.Equal(t, placeholders.String, brand["name"].Value.Kind)
}

// FuzzLoad holds that no text panics, that ranges lie in the file, and that
// what loads is what [Config] promises.
func FuzzLoad(f *testing.F) {
	for _, seed := range []string{
		"", "format: 2", "---\n---\na", sound, sound + "more", "\ufeff{brand: [", "brand: &x {name: *x}", "brand:\n  colors:\n    a: #123\n",
		"brand:\n  logo: {src: >-\n    https://x.example\n    y, width: 0x10}", "languages:\n  default: fr_ca\n  available: [, ~, 'it''s', \"\\u00e9\\\n x\"]\n  fallbacks: {pt: [en, en]}",
		"? [a]\n: b", "!!str format: !x 1", "brand:\r\n  name: |\r\n    a\r\n    b\r\n",
		strings.Replace(sound, "default: en", "default: en\n  available: [fr, en]\n  fallbacks:\n    ca: [fr]", 1),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, faults := Load(diag.NewSource("billet.yaml", text))
		require.NotNil(t, c)
		for _, d := range faults {
			require.LessOrEqual(t, d.Range.Start.Offset, d.Range.End.Offset, d.Error())
			require.LessOrEqual(t, d.Range.End.Offset, len(text), d.Error())
			require.True(t, utf8.ValidString(d.Message+d.Help))
		}
		c.Constants()
		for _, color := range c.Colors() {
			require.True(t, isColor(color))
		}
		if faults.Err() != nil {
			return
		}
		require.NotEmpty(t, c.Brand.Name)
		require.True(t, isEmail(c.Brand.SupportEmail))
		require.Contains(t, c.Languages.Available, c.Languages.Default)
		for _, tag := range c.Languages.Available {
			_, err := locales.New(tag)
			require.NoError(t, err)
		}
		_, err := locales.NewMatcher(c.Languages.Available, c.Languages.Default, c.Languages.Fallbacks)
		require.NoError(t, err)
	})
}
