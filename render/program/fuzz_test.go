package program_test

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/events"
)

// FuzzProgram runs trees of nodes drawn from a seed: nothing panics, elements
// stay balanced, and the text part has the form that package markdown promises.
func FuzzProgram(f *testing.F) {
	for seed := range uint64(300) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 1))
		source := strings.Join(drawn(r, 4, false), "\n")
		w := newWorld(t)
		got, err := markup(w.html(t, source), w.stack(standard()), limit)
		require.NoError(t, err)
		balanced(t, source, got)

		source = strings.Join(drawn(r, 4, true), "\n")
		w = newWorld(t)
		text, err := w.plain(t, source).Plain([]byte("before  "), w.stack(standard()), limit)
		require.NoError(t, err)
		laidOut(t, source, strings.TrimPrefix(string(text), "before  "))
	})
}

// FuzzFilled holds that an elision around one value, which is looked at first,
// writes what any other does: with an empty text behind the value it is one.
func FuzzFilled(f *testing.F) {
	for seed := range uint64(300) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 2))
		values := []string{"", " ", "\n", " \n ", "x", "x\n", "אב"}
		d := standard()
		d.Name, d.Note, d.Address = values[r.IntN(len(values))], values[r.IntN(len(values))], events.Text(values[r.IntN(len(values))])
		for _, plain := range []bool{false, true} {
			source := strings.Join(drawn(r, 4, plain), "\n")
			var written []string
			for _, variant := range []string{source, loneOutput.ReplaceAllString(source, "$0\ntext \"\"")} {
				w := newWorld(t)
				if plain {
					text, err := w.plain(t, variant).Plain([]byte("before  "), w.stack(d), limit)
					require.NoError(t, err)
					written = append(written, string(text))
					continue
				}
				text, err := markup(w.html(t, variant), w.stack(d), limit)
				require.NoError(t, err)
				written = append(written, text)
			}
			require.Equal(t, written[1], written[0], source)
		}
	})
}

var loneOutput = regexp.MustCompile(`(?m)^out .*$`)

// drawn is a random program in the notation of the reader. Elements, indents
// and lists are balanced within every arm.
func drawn(r *rand.Rand, depth int, plain bool) (lines []string) {
	for range r.IntN(5) {
		n := 9
		if plain {
			n = 12
		}
		inner := func() []string {
			if depth == 0 {
				return []string{`text "x"`}
			}
			return drawn(r, depth-1, plain)
		}
		add := func(more ...string) { lines = append(lines, more...) }
		switch r.IntN(n) {
		case 0, 1:
			add(`text ` + []string{`"a"`, `"  "`, `"b  "`, `" c"`, `""`}[r.IntN(5)])
		case 2:
			add(`out ` + []string{"html", "words"}[r.IntN(2)] + " " + []string{"name", "address"}[r.IntN(2)])
		case 3, 4:
			add("if " + []string{"yes", "no", "note"}[r.IntN(3)])
			add(inner()...)
			if r.IntN(2) == 0 {
				add("elif " + []string{"yes", "no"}[r.IntN(2)])
				add(inner()...)
			}
			if r.IntN(2) == 0 {
				add("else")
				add(inner()...)
			}
			add("end")
		case 5, 6:
			add("for i in " + []string{"items", "none", "items reversed"}[r.IntN(3)])
			add(inner()...)
			if r.IntN(2) == 0 {
				add("empty")
				add(inner()...)
			}
			add("end")
		case 7, 8:
			if plain {
				add("elide", []string{`text "L: "`, "out words name", `text ""`}[r.IntN(3)], "content")
				add(inner()...)
				add("end")
				continue
			}
			add("elide", `text "<b>"`, "content")
			add(inner()...)
			add(`end "</b>"`)
		case 9:
			add("break " + []string{"0", "1", "2"}[r.IntN(3)])
		case 10:
			add("break 1", `indent "> "`)
			add(inner()...)
			add("outdent", "break 1")
		case 11:
			add("counters 1", "break 1", `indent ""`, `counter "."`)
			add(inner()...)
			add("outdent", "break 1", "counters-end")
		}
	}
	return lines
}

func balanced(t *testing.T, source, got string) {
	t.Helper()
	open := 0
	for at := range got {
		switch {
		case strings.HasPrefix(got[at:], "<b>"):
			open++
		case strings.HasPrefix(got[at:], "</b>"):
			open--
		}
		require.GreaterOrEqual(t, open, 0, "%s\n%s", source, got)
	}
	require.Zero(t, open, "%s\n%s", source, got)
	require.NotContains(t, strings.Join(strings.Fields(got), ""), "<b></b>", "an empty element\n%s", source)
}

func laidOut(t *testing.T, source, got string) {
	t.Helper()
	if got == "" {
		return
	}
	require.True(t, strings.HasSuffix(got, "\n"), "%s\n%q", source, got)
	require.NotEqual(t, byte('\n'), got[0], "%s\n%q", source, got)
	for i, line := range strings.Split(strings.TrimSuffix(got, "\n"), "\n") {
		bare := strings.Trim(line, "> ")
		if i > 0 && bare == "" {
			require.Equal(t, strings.TrimRight(line, " "), line, "a blank line with blanks\n%s\n%q", source, got)
		}
	}
	require.NotContains(t, got, "\n\n\n", "%s\n%q", source, got)
}
