package check

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/check/clients"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/render/css"
)

// everyClient is every client of the data.
func everyClient() []clients.Client {
	var list []clients.Client
	for _, name := range clients.Families() {
		list = append(list, clients.Lookup(name)...)
	}
	return list
}

// What is listed as graceful exists, has a reason, and is listed once.
func TestGraceful(t *testing.T) {
	var known, seen []string
	for _, f := range clients.Features() {
		known = append(known, f.Slug)
	}
	for _, g := range graceful() {
		assert.NotEmpty(t, g.reason)
		for slug := range strings.FieldsSeq(g.slugs) {
			assert.Contains(t, known, slug)
			assert.NotContains(t, seen, slug, "listed twice")
			seen = append(seen, slug)
		}
	}
}

// uses gives snippets for each condition, the harmful before the harmless ones.
// The key is the slug, and the first words of the note.
func uses() map[string][2][]string {
	return map[string][2][]string{
		"css-background-image ": {
			{`<p style="background-image:url(a.png)">`, `<p style="background-image:linear-gradient(red,blue)">`},
			{`<p style="background-image:url(a.png);background-color:#fff">`, `<p style="background-image:none">`, `<table><tr><td bgcolor="#fff" style="background-image:url(a.png)">`},
		},
		"css-background Only": {
			{`<p style="background:url(a.png)">`, `<p style="background:url('a.png') no-repeat">`},
			{`<p style="background:#fff">`, `<p style="background:red url(a.png)">`, `<p style="background:url(a.png);background-color:#fff">`},
		},
		"html-background Only":          {{`<table background="a.png">`}, {`<table background="a.png" bgcolor="#fff">`}},
		"css-background-image Does":     {{`<p style="background-image:url(a.png),url(b.png)">`}, {`<p style="background-image:linear-gradient(red,blue)">`}},
		"css-background-color Only":     {{`<p style="background-color:tomato">`}, {`<p style="background-color:#ff6347">`, `<p style="background-color:Red">`}},
		"css-rgb whitespace":            {{`<p style="color:rgb(1 2 3)">`}, {`<p style="color:rgb(1, 2, 3)">`}},
		"css-rgba hitespace":            {{`<p style="color:rgba(1 2 3 / .5)">`}, {`<p style="color:rgba(1,2,3,.5)">`}},
		"css-rgba ":                     {{`<p style="color:rgba(1,2,3,.5)">`}, nil},
		"css-border A":                  {{`<p style="border:9px solid red">`, `<p style="border-width:1px 2px 20px">`}, {`<p style="border:8px solid red">`, `<p style="border-left:thick solid red">`}},
		"css-display-none ":             {{`<p style="display:none">`}, {`<p style="display:none;max-height:0">`, `<p style="display:none;font-size:1px">`}},
		"css-display-none Does not inh": {{`<div style="display:none"><table>`}, {`<div style="display:none"><p>`, `<div style="display:none"><table style="display:none">`}},
		"css-display-none Does not wor": {{`<img style="display:none">`}, {`<p style="display:none"><img>`}},
		"css-height Not":                {{`<div style="height:20px"></div>`}, {`<div style="height:20px">x</div>`, `<table><tr><td style="height:20px"></td>`, `<div style="height:1px"></div>`}},
		"css-margin Negative":           {{`<p style="margin:0 -4px">`}, {`<p style="margin:0 4px">`}},
		"css-margin auto":               {{`<table style="margin:0 auto">`}, {`<table align="center" style="margin:0 auto">`, `<table><tr><td align="center"><div style="margin:auto">`, `<body><!--[if mso]><table><tr><td><![endif]--><div style="margin:0 auto">`}},
		"css-max-width Only": {
			{`<div style="max-width:600px">`, `<img style="max-width:100%">`},
			{`<table style="max-width:600px">`, `<div style="max-width:100%">`, `<div style="max-width:none">`, `<img width="40" style="max-width:100%">`, `<body><!--[if mso]><table><tr><td><![endif]--><div style="max-width:600px">`},
		},
		"css-padding Only": {
			{`<a style="background-color:#336699;padding:12px">`, `<a style="background:#336699;padding:12px;border-radius:8px">`},
			{`<a style="background-color:#336699;padding:4px;border:8px solid #336699">`, `<a style="padding:12px">`, `<p style="padding:12px;background:red">`},
		},
		"css-position ":              {{`<p style="position:absolute">`, `<p style="position:sticky">`}, {`<p style="position:relative">`, `<p style="position:static">`}},
		"css-text-align Flow":        {{`<table><tr><th style="text-align:start">`, `<p style="text-align:end">`, `<table><tr><td align="center"><p style="text-align:start">`}, {`<table><tr><td style="text-align:start">`, `<table><tr><th style="text-align:left">`, `<table align="center"><tr><td style="text-align:start">`}},
		"css-visibility ":            {{`<p style="visibility:hidden">`}, {`<p style="visibility:visible">`}},
		"css-white-space ":           {{`<p style="white-space:pre-line">`}, {`<p style="white-space:nowrap">`, `<pre style="white-space:pre-wrap">`}},
		"css-width Not":              {{`<div style="width:300px">`, `<img style="width:300px">`}, {`<div style="width:100%">`, `<table><tr><td style="width:300px">`, `<img width="300" style="width:300px">`}},
		"html-dir ":                  {{`<div dir="rtl">`}, {`<div dir="ltr">`, `<div dir="rtl" style="direction:rtl">`}},
		"css-important space":        {{`<style>p{color:red!important}</style>`}, {`<style>p{color:red !important}</style>`}},
		"css-nesting making":         {{`<style>p{&:hover{color:red}}</style>`}, nil},
		"css-selector-chaining S":    {{`<style>.a.b{color:red}</style>`}, nil},
		"css-pseudo-element-after ":  {{`<style>p::after{content:"x"}</style>`, `<style>p::after{content:url(a.png)}</style>`}, {`<style>p::after{content:"";color:red}</style>`, `<style>p::after{color:red}</style>`}},
		"css-pseudo-element-before ": {{`<style>p:before{content:"x"}</style>`}, {`<style>p:before{content:none}</style>`}},
	}
}

// TestConditions holds every condition against its snippets. What its note says
// must stand in the data.
func TestConditions(t *testing.T) {
	snippetsOf, tested := uses(), map[string]bool{}
	for _, c := range conditions() {
		note := c.note
		key := ""
		for k := range snippetsOf {
			slug, start, _ := strings.Cut(k, " ")
			if slug == c.slug && (note == "") == (start == "") && strings.HasPrefix(strings.TrimLeft(note, "`"), start) {
				key = k
			}
		}
		if !assert.NotEmpty(t, key, "no snippets for %s, %q", c.slug, c.note) {
			continue
		}
		tested[key] = true
		assert.NotEmpty(t, c.help)
		i := slices.IndexFunc(judgedFor(everyClient()), func(j *judged) bool {
			return j.Slug == c.slug && slices.ContainsFunc(j.rows, func(r row) bool { return r.note == c.note && len(r.clients) > 0 })
		})
		assert.GreaterOrEqual(t, i, 0, "the data has no client of which %s, %q is true", c.slug, c.note)
		for harmful, snippets := range snippetsOf[key] {
			for _, snippet := range snippets {
				assert.Equal(t, harmful == 0, harms(t, c, snippet), "%s in %s", c.slug, snippet)
			}
		}
	}
	assert.Len(t, snippetsOf, len(tested), "snippets of conditions that do not exist")
}

// harms reports whether a condition finds a use in a snippet harmful.
func harms(t *testing.T, c condition, snippet string) bool {
	f, err := newFinder(detectors())
	require.NoError(t, err)
	p := (&checker{}).parse(&Mail{HTML: snippet})
	found := false
	show := func(slug string, u use) {
		if slug == c.slug {
			found = found || c.harms(u)
		}
	}
	f.page(p, show)
	for _, e := range p.all("style") {
		rules := styleRules(css.Read(diag.NewSource("styles/head.css", e.FirstChild.Data), nil))
		for i := range rules {
			assert.True(t, c.head, "%s is for head.css", c.slug)
			f.head(&rules[i], show)
		}
	}
	return found
}

// TestVerdict holds who fails in what, for a feature of each kind.
func TestVerdict(t *testing.T) {
	all := map[string]*judged{}
	var list []clients.Client
	for _, name := range clients.Default() {
		list = append(list, clients.Lookup(name)...)
	}
	for _, j := range judgedFor(list) {
		all[j.Slug] = j
	}
	assert.Nil(t, all["css-border-radius"], "only plainer somewhere")
	assert.Nil(t, all["css-color-scheme"])
	assert.Nil(t, all["html-p"], "known everywhere")

	failing := func(slug string, u use) string {
		require.NotNil(t, all[slug], slug)
		got, _, help := all[slug].verdict(u)
		assert.NotEmpty(t, help)
		return clients.Describe(got)
	}
	element := (&checker{}).parse(&Mail{HTML: "<p>"}).all("p")[0]
	declaration := func(property, value string) *css.Declaration {
		return &css.Declaration{Property: property, Value: value}
	}
	assert.Equal(t, "Outlook (Windows)", failing("css-float", use{element: element, declaration: declaration("float", "left")}))
	assert.Empty(t, failing("css-float", use{rule: &styleRule{}, declaration: declaration("float", "left")}), "head.css lies on top")
	assert.Empty(t, failing("css-position", use{element: element, declaration: declaration("position", "relative")}))
	assert.Contains(t, failing("css-position", use{element: element, declaration: declaration("position", "fixed")}), "Gmail")
}

func TestPlainNote(t *testing.T) {
	for note, want := range map[string]string{
		"": "",
		"Partial. Only works on `<table>` elements.": "only works on <table> elements",
		"Buggy. See this.":                           "see this",
		"Partial. Only supported in lowercase. (See [email-bugs#13](https://example.com/13))": "only supported in lowercase",
		"Limited to [16 KB](https://example.com/90)":                                          "limited to 16 KB",
	} {
		assert.Equal(t, want, plainNote(note), note)
	}
}
