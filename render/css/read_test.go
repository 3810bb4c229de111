package css

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
)

// TestRead takes testdata/read/sheet.txtar apart. Every range must hold the text
// that it is about.
func TestRead(t *testing.T) {
	const path = "testdata/read/sheet.txtar"
	archive, err := txtar.ParseFile(path)
	require.NoError(t, err)
	require.Equal(t, "head.css", archive.Files[0].Name)
	src := diag.NewSource("styles/head.css", string(archive.Files[0].Data))
	var got strings.Builder
	for _, r := range Read(src, map[string]string{"brand.colors.accent": "#3447d1"}) {
		nested := ""
		if r.Nested {
			nested = ", nested"
		}
		fmt.Fprintf(&got, "%s rule%s %q\n", span(r.Range), nested, r.At)
		for _, s := range r.Selectors {
			fmt.Fprintf(&got, "  %s %s\n", span(s.Range), s.Text)
			assert.Equal(t, s.Text, src.Text()[s.Range.Start.Offset:s.Range.End.Offset])
		}
		for _, d := range r.Declarations {
			important := ""
			if d.Important {
				important = " important"
			}
			fmt.Fprintf(&got, "    %s %s = %s%s\n", span(d.Range), d.Property, d.Value, important)
			if !strings.Contains(src.Text()[d.Range.Start.Offset:d.Range.End.Offset], "{{") {
				assert.Equal(t, d.Written, src.Text()[d.Range.Start.Offset:d.Range.End.Offset])
			}
		}
	}
	if *update {
		archive.Files = append(archive.Files[:1], txtar.File{Name: "want", Data: []byte(got.String())})
		require.NoError(t, os.WriteFile(path, txtar.Format(archive), 0o666))
		return
	}
	require.Len(t, archive.Files, 2)
	assert.Equal(t, string(archive.Files[1].Data), got.String())
}

func span(r diag.Range) string {
	return fmt.Sprintf("%d:%d-%d:%d", r.Start.Line, r.Start.Column, r.End.Line, r.End.Column)
}

func TestReadStyle(t *testing.T) {
	for style, want := range map[string][]string{
		"":                         nil,
		"color:red":                {"color=red"},
		"COLOR : Red ; ; margin:0": {"color=Red", "margin=0"},
		"font-family:'A;B', serif;background:url(\"a;b\") , red !IMPORTANT": {"font-family='A;B', serif", "background=url(\"a;b\") , red!"},
		"color:red!important;width:calc(1px + (2px))":                       {"color=red!", "width=calc(1px + (2px))"},
		"color;:red;=;color:;x:!important;/* a:b */ c:d":                    {"c=d"},
		"color:red}a{b:c;d:e": {"color=red", "b=c", "d=e"},
	} {
		var got []string
		for _, d := range ReadStyle(style) {
			assert.Zero(t, d.Range)
			bang := ""
			if d.Important {
				bang = "!"
			}
			got = append(got, d.Property+"="+d.Value+bang)
		}
		assert.Equal(t, want, got, style)
	}
}

func TestWords(t *testing.T) {
	names := map[WordKind]string{WordChar: "char", WordBlank: "blank", WordName: "name", WordFunction: "function", WordHash: "hash", WordNumber: "number", WordText: "text"}
	for text, want := range map[string]string{
		"":                            "",
		"#FFF 1.5EM":                  "hash(#fff) blank( ) number(1.5em em)",
		"RGBA(0, 10%,-.5)":            "function(rgba) number(0) char(,) blank( ) number(10% %) char(,) number(-.5) char())",
		"url( a.png )":                "text(a.png)",
		`url("b.png")/* c */Url('d')`: "function(url) text(b.png) char()) function(url) text(d) char())",
		"a:hover > .B[c]":             "name(a) char(:) name(hover) blank( ) char(>) blank( ) char(.) name(b) char([) name(c) char(])",
		"'open":                       "",
	} {
		var got []string
		for _, w := range Words(text) {
			text := w.Text
			if w.Unit != "" {
				text += " " + w.Unit
			}
			got = append(got, names[w.Kind]+"("+text+")")
		}
		assert.Equal(t, want, strings.Join(got, " "), text)
	}
}

// FuzzRead holds that any text can be taken apart, and that ranges stay inside
// of it.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{"", "a{b:c}", "@media x{a{b:c;&d{e:f}}}}", "{{ brand.x }", "a{b:c", "@font-face{src:url(x", "}};({[", "/*"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		src := diag.NewSource("a.css", text)
		for _, r := range Read(src, nil) {
			for _, d := range r.Declarations {
				if d.Property == "" || d.Value == "" || d.Range.Start.Offset > d.Range.End.Offset {
					t.Errorf("%+v", d)
				}
			}
		}
		ReadStyle(text)
		Words(text)
	})
}
