package program_test

import (
	"html"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/render/program"
)

// escaped is a value as an output with an escaper writes it.
func escaped(t testing.TB, value, escape string) string {
	w := newWorld(t)
	p := w.html(t, "out "+escape+" name")
	p.Rich = func(s string) string { return "<p>" + s + "</p>" }
	got, err := markup(p, w.stack(&facts{Name: value}), limit)
	require.NoError(t, err)
	return got
}

func TestEscape(t *testing.T) {
	for _, c := range []struct{ escape, value, want string }{
		{"line", "a\tb <&>", "a b <&>"},
		{"words", "a <&> \"b\"", "a <&> \"b\""},
		{"html", `<b a="c" d='e'>&amp;`, "&lt;b a=&#34;c&#34; d=&#39;e&#39;&gt;&amp;amp;"},
		{"html", "<", "&lt;"},
		{"html", "", ""},
		{"html", "日本", "日本"},
		{"attribute", `"'<>&`, "&#34;&#39;&lt;&gt;&amp;"},
		{"url", "https://example.com/?a=b&c='d'", "https://example.com/?a=b&amp;c=&#39;d&#39;"},
		{"url", "MAILTO:a@example.com", "MAILTO:a@example.com"},
		{"url", "tel:+1", "tel:+1"},
		{"url", "javascript:alert(1)", "#"},
		{"url", "JaVaScRiPt:alert(1)", "#"},
		{"url", " javascript:x", "#"},
		{"url", "//evil.example", "#"},
		{"url", "data:text/html,x", "#"},
		{"url", "words", "#"},
		{"url", "", "#"},
		{"path", "a b/c?d#e%f", "a%20b%2Fc%3Fd%23e%25f"},
		{"path", "..", "-"},
		{"path", ".", "-"},
		{"path", "...", "..."},
		{"path", "../x", "..%2Fx"},
		{"path", "%2e%2e", "%252e%252e"},
		{"path", `\`, "%5C"},
		{"path", "日", "%E6%97%A5"},
		{"path", "a-._~Z9", "a-._~Z9"},
		{"query", "a&b=c+d", "a%26b%3Dc%2Bd"},
		{"query", "..", ".."},
		{"query", `"<'>`, "%22%3C%27%3E"},
		{"address", "jo+tag@example.com", "jo+tag@example.com"},
		{"address", "a@example.com?bcc=b,c", "a@example.com%3Fbcc%3Db%2Cc"},
		{"filename", `../a\b:c*d?e"f<g>h|i`, "---a-b-c-d-e-f-g-h-i"},
		{"filename", "Dr. No.exe", "Dr. No-exe"},
		{"filename", "1.250,00 €", "1-250,00 €"},
		{"filename", "日本", "日本"},
		{"filename", "Acme Inc.", "Acme Inc"},
		{"rich", "x", "<p>x</p>"},
	} {
		assert.Equal(t, c.want, escaped(t, c.value, c.escape), "%s %q", c.escape, c.value)
	}
}

// TestEscapeBreaks is about values of the kind text, which keep line breaks.
func TestEscapeBreaks(t *testing.T) {
	for escape, want := range map[string]string{
		"line": "One St Two", "html": "One St<br>Two", "attribute": "One St Two", "path": "One%20St%0ATwo", "query": "One%20St%0ATwo",
	} {
		w := newWorld(t)
		got, err := markup(w.html(t, "out "+escape+" address"), w.stack(standard()), limit)
		require.NoError(t, err)
		assert.Equal(t, want, got, escape)
	}
}

func TestAllowedURL(t *testing.T) {
	for _, good := range []string{"https://x", "http://x", "HTTPS://x", "mailto:a", "tel:1"} {
		assert.True(t, program.AllowedURL(good), good)
	}
	for _, bad := range []string{"", ":", "x", "//x", "/x", "#x", "javascript:x", "data:x", "vbscript:x", "cid:x", "file:x", " https://x", "\thttps://x", "https", "ht\ntps:x", "ftp://x"} {
		assert.False(t, program.AllowedURL(bad), bad)
	}
}

func TestEscapeHTML(t *testing.T) {
	assert.Equal(t, "a&lt;b&gt;&amp;&#34;&#39;\nc", program.EscapeHTML("a<b>&\"'\nc"))
	assert.Equal(t, "plain", program.EscapeHTML("plain"))
}

// FuzzEscape holds each escaper against the parser of its place.
func FuzzEscape(f *testing.F) {
	for _, seed := range []string{"", "a", "..", "<b>", `"'`, "a\nb", "&amp;", "javascript:x", "%2e", "\\", "שלום <b>", "https://x/\"y"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		clean := html.UnescapeString(escaped(t, value, "attribute")) // as the reading of the data left it
		for _, escape := range []string{"html", "attribute", "words"} {
			got := escaped(t, value, escape)
			if escape != "words" {
				assert.False(t, strings.ContainsAny(got, "<>\"'\n"), got)
				got = html.UnescapeString(got)
			}
			// Marks stand around words of a right-to-left script.
			assert.Contains(t, []string{clean, "\u200F" + clean + "\u200F\u200E"}, got)
		}
		whole := html.UnescapeString(escaped(t, value, "url"))
		assert.True(t, whole == "#" || program.AllowedURL(whole), whole)
		link, err := url.Parse("https://h/p/" + escaped(t, value, "path") + "/q?a=" + escaped(t, value, "query") + "#" + escaped(t, value, "query"))
		require.NoError(t, err)
		assert.Equal(t, "h", link.Host)
		assert.Equal(t, url.Values{"a": {clean}}, link.Query())
		assert.Equal(t, clean, link.Fragment)
		segments := strings.Split(link.EscapedPath(), "/")
		assert.Len(t, segments, 4)
		assert.NotContains(t, []string{".", ".."}, segments[2])
		address, err := url.Parse("mailto:" + escaped(t, value, "address"))
		require.NoError(t, err)
		assert.Empty(t, address.RawQuery+address.Fragment)
	})
}
