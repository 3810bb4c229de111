package page_test

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/render/markdown"
	"github.com/billet-mail/billet/render/page"
	"github.com/billet-mail/billet/render/program"
	"github.com/billet-mail/billet/template"
	"github.com/billet-mail/billet/template/tag"
)

// TestPlainAsMarkdownPlaysIt runs the cases of package markdown as programs:
// they must write the text parts that its own interpreter of the steps wrote.
// There, statements take their first arm and loops turn twice; for NAME.skip
// each takes its last arm.
func TestPlainAsMarkdownPlaysIt(t *testing.T) {
	paths, err := filepath.Glob("../markdown/testdata/*.txtar")
	require.NoError(t, err)
	compared := 0
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		require.NoError(t, err)
		want := map[string]string{}
		for _, f := range archive.Files {
			want[f.Name] = string(f.Data)
		}
		for _, f := range archive.Files {
			name, isInput := strings.CutSuffix(f.Name, ".md")
			text, renders := want[name+".text"]
			if !isInput || !renders || !comparable(string(f.Data)) {
				continue
			}
			t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar")+"/"+name, func(t *testing.T) {
				compared++
				assert.Equal(t, text, played(t, string(f.Data), false))
				if skip, differs := want[name+".skip"]; differs {
					text = skip
				}
				assert.Equal(t, text, played(t, string(f.Data), true))
			})
		}
	}
	assert.Greater(t, compared, 100)
}

// comparable reports the cases whose tags composition accepts, and which the
// interpreter plays as a program would: it skips a with, and prints an include.
func comparable(source string) bool {
	return !strings.Contains(source, "{% with") && !strings.Contains(source, "{% include") &&
		strings.Count(source, "{% if") == strings.Count(source, "{% endif")
}

// played is the text part of a template whose outputs print their own source.
// If skip is set no test holds and no list has items.
func played(t *testing.T, source string, skip bool) string {
	w := newPlain(t, source)
	result, faults := markdown.Render(markdown.Document{
		Text: w.doc.Text, Tags: w.tags.Table, Range: w.doc.Range,
		Same: func(a, b int) bool { return w.tags.Name(a) != "" && w.tags.Name(a) == w.tags.Name(b) },
	})
	require.NoError(t, faults.Err())
	w.play(t)
	nodes, err := page.CompilePlain(page.Plain{
		Tags: w.tags, Proof: w.proof, Constants: expr.NewStack(w.env.Locale, nil), Report: &w.report, Content: result.Text,
	}, w.content(t))
	require.NoError(t, err)
	d := full()
	if skip {
		d = sparse()
	}
	got, err := program.New(nodes, nil).Plain(nil, expr.NewStack(w.env.Locale, w.env.Layout.Bind(reflect.ValueOf(d).Elem(), reflect.Value{})), 1<<20)
	require.NoError(t, err)
	if len(got) == 0 {
		return "\n"
	}
	return string(got)
}

// newPlain composes a template without proving its tags.
func newPlain(t *testing.T, source string) *world {
	w := read(t, "", template.HTML)
	w.files["page"] = diag.NewSource("page", source)
	w.tags = template.NewTags(tag.NewTable(source, "{{ content }}"))
	c := &template.Composer{Files: w.files, Locale: []string{"en"}, Env: w.env, Tags: w.tags, Report: &w.report}
	w.doc = c.Compose(w.files["page"], 0, template.Markdown)
	require.Empty(t, w.report)
	return w
}

// content is a layout that is nothing but its place for the words.
func (w *world) content(t *testing.T) string {
	c := &template.Composer{Files: w.files, Locale: []string{"en"}, Env: w.env, Tags: w.tags, Report: &w.report}
	doc := c.Compose(diag.NewSource("layout", "{{ content }}"), 0, template.Plain)
	require.NotNil(t, doc)
	w.proof.Tags = append(w.proof.Tags, template.Proved{})
	return doc.Text
}

// play gives the tags expressions that do as the interpreter does.
func (w *world) play(t *testing.T) {
	check := func(text string) *expr.Expr {
		in := expr.Input{Text: text, Range: diag.NewSource("e", text).Range}
		e, _ := w.env.Condition(nil, in, expr.Parse(in, &w.report))
		return e
	}
	w.proof = &template.Proof{Tags: make([]template.Proved, len(w.tags.Tags))}
	for i, each := range w.tags.Tags {
		p := &w.proof.Tags[i]
		switch {
		case each.Role == tag.Output:
			text := `"` + strings.ReplaceAll(w.source(w.tags.Token(i)), `"`, `\"`) + `"`
			in := expr.Input{Text: text, Range: diag.NewSource("e", text).Range}
			p.Output = w.env.Output(nil, in, expr.Parse(in, &w.report))
		case each.Name == "if" || each.Name == "elif":
			p.Test = check("yes")
		case each.Name == "for":
			in := expr.Input{Text: "i in items", Range: diag.NewSource("e", "i in items").Range}
			p.List, _, _ = w.env.Loop(nil, in, expr.ParseLoop(in, &w.report))
		}
	}
	require.Empty(t, w.report)
}

// TestPlainLayout is about text layouts: lines that vanish leave no hole, and
// inserts bring their lines.
func TestPlainLayout(t *testing.T) {
	for _, c := range []struct{ name, layout, full, sparse string }{
		{"lines", "a\n\n\nb\n", "a\n\n\nb\n", "a\n\n\nb\n"},
		{"line-of-branch", "a\n{% if note %}\n{{ note }}\n{% endif %}\nb", "a\na/b?c\nb\n", "a\nb\n"},
		{"paragraph-of-branch", "a\n\n{% if note %}\n{{ note }}\n\n{% endif %}\nb", "a\n\na/b?c\n\nb\n", "a\n\nb\n"},
		{"loop", "{% for i in items %}\n- {{ i.word }}\n{% empty %}\nnone\n{% endfor %}", "- <a>\n- ..\n", "none\n"},
		{"inline", "a {% if note %}{{ note }} {% endif %}b", "a a/b?c b\n", "a b\n"},
		{"text", "At:\n{{ street }}\nend", "At:\nOne\nTwo\nend\n", "At:\nOne\nTwo\nend\n"},
		{"with", "{% with n=name %}{{ n }}{% endwith %}", `<Jo "&" 'Co'>` + "\n", `<Jo "&" 'Co'>` + "\n"},
		{"constant", "{{ brand.name }}", `Acme "&" <Sons>` + "\n", `Acme "&" <Sons>` + "\n"},
		{"blanks", "a   \n  b", "a\n  b\n", "a\n  b\n"},
		{"blank-line-of-blanks", "a\n  \nb", "a\n\nb\n", "a\n\nb\n"},
		{"indented-branch", "a\n  {% if note %}{{ note }}{% endif %} c\n  {{ mail }}", "a\n  a/b?c c\n  jo+x@example.com\n", "a\n  c\n  jo+x@example.com\n"},
		{"branches", "a {% if note %}b{% endif %} {% if yes %}c{% endif %}\nd", "a b c\nd\n", "a\nd\n"},
		{"branch-alone", "a\n\n{% if note %}b{% endif %} {% if yes %}c{% endif %}\n\nd", "a\n\nb c\n\nd\n", "a\n\nd\n"},
		{"windows", "a\r\n\r\nb\r\n", "a\n\nb\n", "a\n\nb\n"},
		{"link", "<https://a.example/{{ name }}> x", "<https://a.example/%3CJo%20%22%26%22%20%27Co%27%3E> x\n", "<https://a.example/%3CJo%20%22%26%22%20%27Co%27%3E> x\n"},
		{"link-query", "A：HTTPS://a.example/x?{% if note %}q={{ note }}{% endif %}", "A：HTTPS://a.example/x?q=a%2Fb%3Fc\n", "A：HTTPS://a.example/x?\n"},
		{"link-address", "mailto:{{ mail }}?subject={{ mail }}", "mailto:jo+x@example.com?subject=jo%2Bx%40example.com\n", "mailto:jo+x@example.com?subject=jo%2Bx%40example.com\n"},
		{"link-whole", "Site: {{ site }}", "Site: https://example.com/?a=b&c=d\n", "Site: https://example.com/?a=b&c=d\n"},
		{"link-behind", "https://a.example/ {{ name }}", `https://a.example/ <Jo "&" 'Co'>` + "\n", `https://a.example/ <Jo "&" 'Co'>` + "\n"},
		{"link-host", "https://{{ name }}", `https://<Jo "&" 'Co'>` + "\n", `https://<Jo "&" 'Co'>` + "\n"},
		{"empty", "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := read(t, c.layout, template.Plain)
			require.Empty(t, w.report)
			nodes, err := page.CompilePlain(page.Plain{Tags: w.tags, Proof: w.proof, Constants: expr.NewStack(w.env.Locale, nil), Report: &w.report}, w.doc.Text)
			require.NoError(t, err)
			p := program.New(nodes, nil)
			for i, d := range []*facts{full(), sparse()} {
				want := []string{c.full, c.sparse}[i]
				got, err := p.Plain(nil, expr.NewStack(w.env.Locale, w.env.Layout.Bind(reflect.ValueOf(d).Elem(), reflect.Value{})), 1<<20)
				require.NoError(t, err)
				assert.Equal(t, want, string(got))
			}
		})
	}
}

func TestLine(t *testing.T) {
	w := read(t, "A {{ name }}{% if note %}, {{ note }}{% else %}!{% endif %} {{ street }} {{ brand.name }}", template.Plain)
	require.Empty(t, w.report)
	nodes, err := page.CompileLine(page.Plain{Tags: w.tags, Proof: w.proof, Constants: expr.NewStack(w.env.Locale, nil), Report: &w.report}, w.doc.Text)
	require.NoError(t, err)
	p := program.New(nodes, nil)
	for _, c := range []struct {
		data *facts
		want string
	}{{full(), `A <Jo "&" 'Co'>, a/b?c One Two Acme "&" <Sons>`}, {sparse(), `A <Jo "&" 'Co'>! One Two Acme "&" <Sons>`}} {
		got, err := p.Line(nil, expr.NewStack(w.env.Locale, w.env.Layout.Bind(reflect.ValueOf(c.data).Elem(), reflect.Value{})), 1<<20)
		require.NoError(t, err)
		assert.Equal(t, c.want, string(got))
	}
}
