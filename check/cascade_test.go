package check

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/render/css"
)

// TestCompute holds what the last element of a page looks like, for rules of the
// head: its colour, what is behind it, its size, and whether it is bold or
// hidden. getComputedStyle of Chromium says the same of colour, size and weight.
func TestCompute(t *testing.T) {
	for _, c := range []struct{ head, html, want string }{
		{"", "<p>", "#000000 on #ffffff 16"},
		{"", `<p style="color:#111;font-size:14px">`, "#111111 on #ffffff 14"},
		{"", `<div style="color:#111;background-color:#eee"><p>`, "#111111 on #eeeeee 16"},
		{"", `<div style="background-color:rgba(0,0,0,.5)"><p style="background-color:rgba(255,255,255,.5)">`, "#000000 on #bfbfbf 16"},
		{"", `<a href="x">`, "#0000ee on #ffffff 16"},
		{"", `<a>`, "#000000 on #ffffff 16"},
		{"", `<div style="color:#111"><a href="x" style="color:inherit">`, "#111111 on #ffffff 16"},
		{"", `<h1>`, "#000000 on #ffffff 32 bold"},
		{"", `<h1 style="font-weight:400;font-size:1.5em">`, "#000000 on #ffffff 24"},
		{"", `<div style="font-size:20px"><p style="font-size:80%">`, "#000000 on #ffffff 16"},
		{"", `<p style="font-size:small"><strong>`, "#000000 on #ffffff 13 bold"},
		{"", `<p style="font-weight:600">`, "#000000 on #ffffff 16 bold"},
		{"", `<div style="display:none"><p>`, "#000000 on #ffffff 16 hidden"},
		{"", `<div style="visibility:hidden"><p style="visibility:visible">`, "#000000 on #ffffff 16 hidden"},
		{"", `<body bgcolor="#eeeeee" text="#111111"><p>`, "#111111 on #eeeeee 16"},
		{"", `<font color="red">`, "#ff0000 on #ffffff 16"},
		{"", `<div style="background:url(a.png) #eee"><p>`, "#000000 on #eeeeee 16 picture"},
		{"", `<table background="a.png"><tr><td style="background-color:#eee">`, "#000000 on #eeeeee 16"},
		{"", `<div style="background-image:linear-gradient(red,blue)"><p>`, "#000000 on #ffffff 16 picture"},
		// Rules of the head.
		{"p{color:#111}", `<p>`, "#111111 on #ffffff 16"},
		{"p{color:#111}", `<p style="color:#222">`, "#222222 on #ffffff 16"},
		{"p{color:#111 !important}", `<p style="color:#222">`, "#111111 on #ffffff 16"},
		{"p{color:#111 !important}", `<p style="color:#222 !important">`, "#222222 on #ffffff 16"},
		{".a{color:#111}p{color:#222}", `<p class="a">`, "#111111 on #ffffff 16"},
		{"p{color:#111}p{color:#222}", `<p>`, "#222222 on #ffffff 16"},
		{"p{color:#111 !important}.a{color:#222}", `<p class="a">`, "#111111 on #ffffff 16"},
		{"p,#b{color:#111}.a{color:#222}", `<p class="a" id="b">`, "#111111 on #ffffff 16"},
		{"p:hover{color:#111}p::before{color:#222}", `<p>`, "#000000 on #ffffff 16"},
		{"@media print{p{color:#111}}@font-face{color:#222}", `<p>`, "#000000 on #ffffff 16"},
		{"@media (max-width:600px){p{color:#111}}", `<p>`, "#000000 on #ffffff 16"},
		{"@media (min-width:600px){p{color:#111}}", `<p>`, "#111111 on #ffffff 16"},
		{"@supports (display:grid){p{color:#111}}", `<p>`, "#111111 on #ffffff 16"},
		{"@keyframes a{from{color:#111}}.b{&:hover{color:#222}}", `<from class="b">`, "#000000 on #ffffff 16"},
	} {
		looks, last := computedLooks(t, c.head, c.html, look{width: 1200})
		assert.Equal(t, c.want, looks[last].describe(), "%s %s", c.head, c.html)
	}
}

// In dark mode, pages that ask for it are dark where they say nothing.
func TestComputeDark(t *testing.T) {
	const meta = `<meta name="color-scheme" content="light dark">`
	for html, want := range map[string]string{
		"<p>":                 "#000000 on #ffffff 16",
		meta + "<p>":          "#ffffff on #121212 16",
		meta + `<a href="x">`: "#9e9eff on #121212 16",
		`<p class="a">`:       "#eeeeee on #111111 16",
	} {
		looks, last := computedLooks(t, "@media (prefers-color-scheme:dark){.a{color:#eee;background-color:#111}}", html, look{width: 1200, dark: true})
		assert.Equal(t, want, looks[last].describe(), html)
	}
}

func computedLooks(t *testing.T, head, html string, l look) (map[*element]*computed, *element) {
	c, err := newChecker(Folder{Head: css.Read(diag.NewSource("styles/head.css", head), nil)})
	require.NoError(t, err)
	p := c.parse(&Mail{HTML: html})
	return p.compute(l, p.matches()), p.elements[len(p.elements)-1]
}

func (c *computed) describe() string {
	text := fmt.Sprintf("%s on %s %s", c.color.over(c.back), c.back, plainNumber(c.size))
	for word, is := range map[string]bool{" bold": c.bold, " hidden": c.hidden, " picture": c.picture} {
		if is {
			text += word
		}
	}
	return text
}
