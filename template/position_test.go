package template_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestPositionsOfRandomDocuments composes random folders of parents, children
// and partials, and proves that each token and each word of the result leads to
// the file, line and column where its author wrote it. Every word is unique, so
// that a wrong place cannot look right.
func TestPositionsOfRandomDocuments(t *testing.T) {
	composed := 0
	for seed := range uint64(80) {
		g := &generator{random: rand.New(rand.NewPCG(seed, 1))}
		f := g.folder()
		for _, name := range []string{"templates/child/en.md", "layouts/default.html", "layouts/default.txt"} {
			p := compose(t, f, name, []string{"en"})
			if len(p.report) > 0 {
				continue // a partial with statements in a quote
			}
			composed++
			for _, doc := range p.documents() {
				proveDocument(t, f, p.tags, doc)
			}
		}
	}
	require.Greater(t, composed, 210, "the generator makes too many faults")
}

// generator writes random sources.
type generator struct {
	random *rand.Rand
	words  int
	depth  int
	flat   bool // the text includes nothing
}

func (g *generator) pick(choices ...string) string { return choices[g.random.IntN(len(choices))] }

func (g *generator) word() string {
	g.words++
	return g.pick("wörd", "東京", "word", "слово", "🙂x", "İi") + fmt.Sprint(g.words)
}

func (g *generator) folder() folder {
	f := folder{}
	end := g.pick("\n", "\r\n")
	add := func(name, text string) { f.add(name, strings.ReplaceAll(text, "\n", end)) }
	for _, ext := range []string{".md", ".html", ".txt"} {
		g.flat = true
		add("partials/lines"+ext, g.text(ext, 2))
		g.flat = false
		add("partials/word"+ext, g.word()+" {{ customer.name }}"+g.pick("", "\n"))
		add("partials/outer"+ext, g.word()+"\n  {% include \"lines"+ext+"\" %}\n"+g.word())
	}
	add("templates/parent/en.md", "---\nsubject: a\n---\n"+g.blocks(".md"))
	add("templates/child/en.md", "---\nsubject: \"\\u00e9 {{ invoice.number }} "+g.word()+"\"\npreheader: 'it''s {{ customer.name }}'\n---\n"+
		"{# "+g.word()+" #}\n{% extends \"parent\" %}\n"+g.overrides(".md"))
	for _, ext := range []string{".html", ".txt"} {
		add("layouts/base"+ext, g.blocks(ext))
		add("layouts/default"+ext, "{% extends \"base"+ext+"\" %}\n"+g.overrides(ext))
	}
	return f
}

func (g *generator) blocks(ext string) string {
	var out strings.Builder
	for i := range 4 {
		out.WriteString(g.text(ext, 3))
		fmt.Fprintf(&out, g.pick("{%% block b%d %%}%s{%% endblock %%} tail%d\n", "{%% block b%d %%}\n%s\n{%% endblock %%}\nline%d\n"), i, g.word(), i)
	}
	return out.String()
}

func (g *generator) overrides(ext string) string {
	var out strings.Builder
	for i := range 4 {
		if g.random.IntN(2) == 0 {
			fmt.Fprintf(&out, g.pick("{%% block b%d %%}%s{%% endblock %%}\n", "\n{%% block b%d %%}\n%s{%% endblock %%}\n"), i, g.text(ext, 3))
		}
	}
	return out.String()
}

// text is some lines of words, tags and statements.
func (g *generator) text(ext string, lines int) string {
	g.depth++
	defer func() { g.depth-- }()
	var out strings.Builder
	for range lines {
		out.WriteString(g.line(ext) + "\n")
	}
	return out.String()
}

func (g *generator) line(ext string) string {
	w := g.word()
	choice := g.random.IntN(14)
	if g.flat && choice >= 5 && choice <= 8 {
		choice = 0
	}
	switch choice {
	case 0:
		return w + " {{ customer.name }} " + g.word() + "{{- invoice.number -}} " + g.word()
	case 1:
		return "{# " + w + "\n" + g.word() + " #}"
	case 2:
		return w + " {# x #} " + g.word() + " {% comment %}{{ x {% endcomment %}" + g.word()
	case 3:
		return w + " {% verbatim %}{{ " + g.word() + " }}\n{% " + g.word() + "{% endverbatim %} " + g.word()
	case 4:
		return w + " {% if late_fee %}" + g.word() + "{% else %}" + g.word() + "{% endif %}"
	case 5:
		return "- {% include \"lines" + ext + "\" %}"
	case 6:
		return "> {% include \"outer" + ext + "\" %}"
	case 7:
		return w + " {% include \"word" + ext + "\" %} " + g.word()
	case 8:
		if ext == ".md" {
			return "{% include \"lines.html\" %}"
		}
	case 9, 10:
		if g.depth < 4 {
			open, middle, end := "{% for line in invoice.lines %}", "{% empty %}", "{% endfor %}"
			if g.random.IntN(2) == 0 {
				open, middle, end = "{% if days_overdue > 3 %}", "{% else %}", "{% endif %}"
			}
			return open + "\n" + g.text(ext, 2) + middle + "\n" + g.text(ext, 1) + end
		}
	case 11:
		return "{% with\n  a=\"" + w + "\" %} {{ a }} " + g.word() + " {% endwith %}"
	}
	return w + " " + g.word()
}
