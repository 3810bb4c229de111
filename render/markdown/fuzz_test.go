package markdown_test

import (
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/render/markdown"
)

// check renders a template and holds the result against what must be true of
// every template without faults. It returns the number of faults.
func check(t *testing.T, source string) int {
	t.Helper()
	template := scan(source)
	result, faults := markdown.Render(template.doc)
	for _, f := range faults {
		require.NotEqual(t, diag.MarkdownUnreadable, f.Code, "%q", source)
	}
	if len(faults) > 0 {
		return len(faults)
	}
	require.Empty(t, broken(template, result), "%s\n\n%s", source, template.source(result.HTML))
	play(template, result.Text, false)
	play(template, result.Text, true)
	template.doc.Marks = true
	marked, _ := markdown.Render(template.doc)
	require.Empty(t, broken(template, marked), "%s", source)
	return 0
}

// FuzzRender looks for panics, and for results that lose tags or are not well
// formed although no fault was reported.
func FuzzRender(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txtar")
	require.NoError(f, err)
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		require.NoError(f, err)
		for _, file := range archive.Files {
			if strings.HasSuffix(file.Name, ".md") {
				f.Add(string(file.Data))
			}
		}
	}
	f.Fuzz(func(t *testing.T, source string) {
		begin := time.Now()
		check(t, source)
		require.Less(t, time.Since(begin), 20*time.Second)
	})
}

// TestRandomDocuments builds documents of lines and statements that nest as
// templates do, more of them sound than a fuzzer would find.
func TestRandomDocuments(t *testing.T) {
	sound := 0
	const documents = 1500
	for seed := range uint64(documents) {
		w := &author{random: rand.New(rand.NewPCG(seed, 7))}
		w.lines(0, "")
		if check(t, w.text.String()) == 0 {
			sound++
		}
	}
	assert.Greater(t, sound, documents/10, "too few of the documents are sound to prove anything")
}

// author writes a random document.
type author struct {
	random *rand.Rand
	text   strings.Builder
}

func (a *author) pick(from ...string) string { return from[a.random.IntN(len(from))] }

func (a *author) lines(depth int, indent string) {
	for range 1 + a.random.IntN(6) {
		switch a.random.IntN(10) {
		case 0:
			a.text.WriteString("\n")
		case 1, 2, 3:
			if depth < 3 {
				a.statement(depth, indent+a.pick("", "", "", "  ", "> "))
			}
		default:
			a.text.WriteString(indent + a.line() + "\n")
		}
	}
}

func (a *author) statement(depth int, indent string) {
	name := a.pick("if", "for", "with")
	a.text.WriteString(indent + "{% " + name + " x %}\n")
	a.lines(depth+1, indent)
	if name != "with" && a.random.IntN(3) == 0 {
		middle := "else"
		if name == "for" {
			middle = "empty"
		}
		a.text.WriteString(indent + "{% " + middle + " %}\n")
		a.lines(depth+1, indent)
	}
	a.text.WriteString(indent + "{% end" + name + " %}\n")
}

func (a *author) line() string {
	switch a.random.IntN(16) {
	case 0, 1:
		return "- " + a.words()
	case 2:
		return "  - " + a.words()
	case 3:
		return a.pick("1. ", "3) ", "* ") + a.words()
	case 4, 5:
		return "| " + a.words() + " | " + a.words() + " |"
	case 6, 7:
		return "\n| A | B |\n|---|--:|"
	case 8:
		return a.pick("# ", "## ") + a.words()
	case 9:
		return "> " + a.words()
	case 10:
		return a.pick("{.facts}", "{.panel}", "{.x}", "---", "```", "    code", "{% include \"x\" %}")
	default:
		return a.words()
	}
}

func (a *author) words() string {
	return a.pick("a", "{{ v }}", "**b** c", "k: {{ v }}", "[d]({{ u }}){.button}", "{% if y %}e{% endif %}",
		"*f {% if y %}g{% else %}h{% endif %}*", "`{{ c }}`", "![i](cid:{{ i }})", "j{% for z in zs %} {{ z }}\\{% endfor %}",
		"**k{% if y %}** l{% endif %}", "[m](https://e.com/{{ u }}?a={% if y %}b{% endif %} \"{{ n }}\")", "~~o~~ <p@q.com>")
}
