package check

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/check/clients"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/render/css"
)

// Every feature of the data has a detector, or a reason why there is none.
func TestEveryFeatureIsDetected(t *testing.T) {
	detected := map[string]bool{}
	for _, d := range detectors() {
		assert.False(t, detected[d.slug], "%s has two detectors", d.slug)
		detected[d.slug] = true
	}
	for _, f := range clients.Features() {
		reason, without := notDetectable()[f.Slug]
		assert.NotEqual(t, detected[f.Slug], without, "%s has either a detector or a reason", f.Slug)
		assert.Equal(t, without, reason != "", f.Slug)
		delete(detected, f.Slug)
	}
	assert.Empty(t, detected, "detectors of features that do not exist")
}

// detect lists the features that a snippet uses: HTML, with rules of the head in
// its <style> elements.
func detect(t *testing.T, snippet string) []string {
	f, err := newFinder(detectors())
	require.NoError(t, err)
	c := &checker{}
	p := c.parse(&Mail{HTML: snippet})
	var found []string
	add := func(slug string, u use) {
		assert.True(t, (u.element == nil) != (u.rule == nil), "%s is used by an element or by a rule", slug)
		if !slices.Contains(found, slug) {
			found = append(found, slug)
		}
	}
	f.page(p, add)
	for _, e := range p.all("style") {
		if e.FirstChild != nil {
			rules := styleRules(css.Read(diag.NewSource("styles/head.css", e.FirstChild.Data), nil))
			for i := range rules {
				f.head(&rules[i], add)
			}
		}
	}
	slices.Sort(found)
	return found
}

// snippetOf makes a snippet of a feature's title, where titles follow a form. It
// knows nothing of the detectors.
func snippetOf(title string) string {
	forms := []struct{ pattern, snippet string }{
		{`^([a-z-]+?)( property| shorthand| CSS property)?$`, `<p style="$1:x">`},
		{`^([a-z-]+)\(\)$`, `<p style="color:$1(1)">`},
		{`^CSS ([a-z-]+)\(\) function$`, `<p style="width:$1(1px + 1px)">`},
		{`^<([a-z0-9]+)> to <([a-z0-9]+)> elements$`, `<$1><$2>`},
		{`^<([a-z]+)>( element)?$`, `<$1>`},
		{`^<([a-z]+) type="([a-z]+)"> element$`, `<$1 type="$2">`},
		{`^([a-z-]+) attribute$`, `<p $1="x">`},
		{`^([a-z%]+) unit$`, `<p style="width:1$1">`},
		{`^::([a-z-]+)$`, `<style>p::$1{color:red}</style>`},
		{`^:([a-z-]+)(\(\))?$`, `<style>p:$1{color:red}</style>`},
		{`^@([a-z-]+)$`, `<style>@$1 x{p{color:red}}</style>`},
		{`^@media \(([a-z-]+)\)$`, `<style>@media ($1:x){p{color:red}}</style>`},
		{`^display:([a-z]+)$`, `<p style="display:$1">`},
		{`^([a-z-]+): ?([a-z]+)$`, `<p style="$1:$2">`},
		{`^(APNG|AVIF|BMP|GIF|HEIF|ICO|JPG|PNG|SVG|TIFF|webP) image format$`, `<img src="https://example.com/a.$1?x=1">`},
	}
	for _, form := range forms {
		pattern := regexp.MustCompile(form.pattern)
		if pattern.MatchString(title) {
			return pattern.ReplaceAllString(title, form.snippet)
		}
	}
	return ""
}

// TestDetect finds every feature in a snippet: one made of its title, else the
// one of testdata/snippets.txtar.
func TestDetect(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/snippets.txtar")
	require.NoError(t, err)
	written := map[string]string{}
	for _, f := range archive.Files {
		written[f.Name] = string(f.Data)
	}
	for _, f := range clients.Features() {
		if notDetectable()[f.Slug] != "" {
			continue
		}
		snippet, ok := written[f.Slug]
		if !ok {
			snippet = snippetOf(f.Title)
		}
		delete(written, f.Slug)
		if assert.NotEmpty(t, snippet, "%s (%s) needs a snippet", f.Slug, f.Title) {
			assert.Contains(t, detect(t, snippet), f.Slug, "%s in %s", f.Title, snippet)
		}
	}
	assert.Empty(t, written, "snippets of features that do not exist")
}

// TestDetectOnly holds that no more is found than there is.
func TestDetectOnly(t *testing.T) {
	for snippet, want := range map[string]string{
		"":                      "html-body",
		"<p>Hello":              "html-body html-p",
		`<p style="color:red">`: "html-body html-p",
		`<p style="font-family:'calc(1rem)';color:#abcabc">`:         "html-body html-p",
		`<p style="margin:-1px;x:calc">`:                             "css-margin css-unit-px html-body html-p",
		`<a href="https://example.com/a.svg#b">x</a>`:                "html-body",
		`<img src="https://example.com/svg/a.png?b=.webp">`:          "html-body html-img image-png",
		`<input type="hidden"><button type="button">`:                "html-body html-input-hidden",
		`<style>.a{color:red}</style>`:                               "css-selector-class html-body html-style",
		`<style>a .b>c{color:red}</style>`:                           "css-selector-child css-selector-class css-selector-descendant css-selector-type html-body html-style",
		`<style>a:not(.b.c > d):hover{color:red}</style>`:            "css-pseudo-class-hover css-pseudo-class-not css-selector-type html-body html-style",
		`<style>a.b[c].d{color:red}</style>`:                         "css-selector-attribute css-selector-chaining css-selector-class css-selector-type html-body html-style",
		`<style>p:before{color:red}</style>`:                         "css-pseudo-element-before css-selector-type html-body html-style",
		`<style>@keyframes a{from{color:red}to{color:blue}}</style>`: "css-at-keyframes html-body html-style",
		`<style>@media screen and (max-width:600px){p{x:y}}</style>`: "css-at-media css-selector-type html-body html-style",
	} {
		assert.Equal(t, want, strings.Join(detect(t, snippet), " "), snippet)
	}
}
