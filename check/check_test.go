package check

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/render/css"
)

// sound is a mail of which nothing is reported.
func sound() Mail {
	return Mail{
		Template: "signup", Event: "signup", Sample: "plain", Locale: "en",
		Subject: "Welcome", Preheader: "Here is your account.", Text: "Welcome\n\nSee your account: https://example.com/\n",
		HTML: `<!doctype html><html lang="en"><head><title>Welcome</title></head><body><div lang="en" dir="ltr">` +
			`<h1>Welcome</h1><p><a href="https://example.com/">See your account</a></p></div></body></html>`,
		PreheaderAt: diag.Range{File: "templates/signup/en.md", Start: diag.Pos{Line: 3, Column: 1, Offset: 10}},
	}
}

func codesOf(t *testing.T, f Folder) []diag.Code {
	list, err := Run(context.Background(), f)
	require.NoError(t, err)
	var codes []diag.Code
	for _, d := range list {
		codes = append(codes, d.Code)
	}
	return codes
}

// Without any knowledge of sources the checks work all the same.
func TestRunWithoutSources(t *testing.T) {
	assert.Empty(t, codesOf(t, Folder{}))
	assert.Empty(t, codesOf(t, Folder{Mails: []Mail{sound()}}))
	m := sound()
	m.HTML = strings.Replace(m.HTML, "<p>", `<p data-billet-at="templates/signup/en.md:4:1" style="float:left">`, 1)
	list, err := Run(context.Background(), Folder{Mails: []Mail{m}})
	require.NoError(t, err)
	require.Len(t, list, 1)
	assert.Equal(t, diag.Range{File: "templates/signup/en.md"}, list[0].Range)
}

// A fault that many mails share is reported once; one that quotes a mail quotes
// the worst.
func TestRunMerges(t *testing.T) {
	var mails []Mail
	for _, color := range []string{"#888888", "#aaaaaa", "#999999"} {
		m := sound()
		m.Sample = color
		m.HTML = strings.Replace(m.HTML, "<h1>", `<h1 style="float:left"><small style="color:`+color+`">New</small>`, 1)
		mails = append(mails, m)
	}
	list, err := Run(context.Background(), Folder{Mails: mails})
	require.NoError(t, err)
	require.Len(t, list, 2)
	assert.Equal(t, diag.AccessContrast, list[0].Code)
	assert.Contains(t, list[0].Message, "#aaaaaa")
	assert.Contains(t, list[0].Message, "sample #aaaaaa")
	assert.Equal(t, diag.ClientSupport, list[1].Code)
}

func TestLong(t *testing.T) {
	bytesOf := func(base, each int) func(int) (int, bool, error) {
		return func(entries int) (int, bool, error) { return base + each*entries, true, nil }
	}
	for name, c := range map[string]struct {
		size func(int) (int, bool, error)
		want string
	}{
		"small":                {bytesOf(10_000, 100), ""},
		"large, but who cares": {bytesOf(10_000, 1000), ""},
		"exactly few":          {bytesOf(2_000, 2_000), ""}, // 50 entries fit
		"one less":             {bytesOf(2_001, 2_000), "from 50 entries"},
		"heavy":                {bytesOf(10_000, 10_000), "from 10 entries"},
		"always":               {bytesOf(200_000, 0), "from 1 entries"},
		"data ends before": {func(entries int) (int, bool, error) {
			return 10_000 * entries, entries < 8, nil
		}, ""},
		"data ends behind": {func(entries int) (int, bool, error) {
			return 10_000 * entries, entries < 20, nil
		}, "from 11 entries"},
	} {
		list, err := Run(context.Background(), Folder{Long: []Long{{Mail: sound(), Size: c.size}}})
		require.NoError(t, err)
		if c.want == "" {
			assert.Empty(t, list, name)
			continue
		}
		require.Len(t, list, 1, name)
		assert.Contains(t, list[0].Message, c.want, name)
	}
	failed := errors.New("no")
	_, err := Run(context.Background(), Folder{Long: []Long{{Mail: sound(), Size: func(int) (int, bool, error) { return 0, false, failed }}}})
	assert.ErrorIs(t, err, failed)
}

func TestHTMLSize(t *testing.T) {
	assert.Equal(t, len("<p>a</p>"), HTMLSize(`<p data-billet-at="a.md:1:1">a</p>`))
	assert.Equal(t, 5, HTMLSize("héé"))
}

// TestVagueLinks holds that there are words for every language that mails can be
// written in.
func TestVagueLinks(t *testing.T) {
	for tag, words := range map[string]string{"en": "Click here!", "fr": "en savoir plus", "de": "→ Hier", "ja": "こちら", "ar": "هنا", "pt-BR": "saiba mais", "es": "Aquí", "it": "qui", "nl": "hier", "pl": "Tutaj"} {
		m := sound()
		m.Locale = tag
		m.HTML = strings.NewReplacer(`lang="en"`, `lang="`+tag+`"`, "See your account", words).Replace(m.HTML)
		m.Text = strings.ReplaceAll(m.Text, "See your account", words)
		if tag == "ar" {
			m.HTML = strings.ReplaceAll(m.HTML, `dir="ltr"`, `dir="rtl" style="direction:rtl"`)
		}
		assert.Equal(t, []diag.Code{diag.AccessLinkText}, codesOf(t, Folder{Mails: []Mail{m}}), tag)
	}
}

// FuzzRun holds that whatever a page and a sheet say, the checks end, report
// warnings only, and say the same twice.
func FuzzRun(f *testing.F) {
	f.Add(sound().HTML, "p{color:red}")
	f.Add(`<p style="color:rgb(">`, "@media (")
	f.Add(`<a href="mailto:%zz">x</a><img src="data:image/png;base64,"><th style="text-align:start">`, ".a.b::before{content:'x'}")
	f.Add(`<table background=x><font color="#12"><h9><h1 data-billet-at=":::">`, "@media (max-width:1e9em){h1{font-size:-1em}}")
	base, err := newChecker(Folder{Mails: []Mail{sound()}})
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, html, sheet string) {
		src := diag.NewSource("styles/head.css", sheet)
		m := sound()
		m.HTML, m.Text = html, "€5.00 "+html
		c := *base
		c.Source = func(string) (*diag.Source, bool) { return src, true }
		c.head, c.inline, c.dark = styleRules(css.Read(src, nil)), styleRules(css.Read(src, nil)), true
		run := func() diag.List {
			var found findings
			c.mail(&m, &found)
			return merge([]findings{found, c.checkHead()})
		}
		first := run()
		for _, d := range first {
			if d.Severity != diag.Warning || d.Message == "" || d.Help == "" || d.Range.Start.Offset > d.Range.End.Offset {
				t.Errorf("%+v", d)
			}
		}
		assert.Equal(t, first, run())
	})
}
