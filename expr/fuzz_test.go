package expr_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/expr"
)

// seeds are the lines of all cases.
func seeds(t testing.TB) []string {
	files, err := filepath.Glob("testdata/*/*.txtar")
	require.NoError(t, err)
	var lines []string
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		require.NoError(t, err)
		for _, f := range archive.Files {
			for _, row := range rows(string(f.Data)) {
				line, _, _ := strings.Cut(row, " => ")
				lines = append(lines, line)
			}
		}
	}
	return lines
}

// FuzzParse: whatever stands in a tag is read, or refused with one fault inside
// the tag.
func FuzzParse(f *testing.F) {
	for _, line := range seeds(f) {
		f.Add(line)
	}
	f.Add("\"\\")
	f.Add("a\xff.\xfe|b")
	f.Fuzz(func(t *testing.T, text string) {
		src := diag.NewSource("tag", text)
		in := expr.Input{Text: text, Range: src.Range}
		reads := []func(*diag.List) bool{
			func(r *diag.List) bool { return expr.Parse(in, r) != nil },
			func(r *diag.List) bool { return expr.ParseLoop(in, r) != nil },
			func(r *diag.List) bool { _, _, ok := expr.ParseWith(in, r); return ok },
		}
		for _, read := range reads {
			var report diag.List
			if read(&report) {
				require.Empty(t, report)
				continue
			}
			require.Len(t, report, 1)
			at := report[0].Range
			require.LessOrEqual(t, at.Start.Offset, at.End.Offset)
			require.LessOrEqual(t, at.End.Offset, len(text))
		}
	})
}

// FuzzEval: what is proved can be worked out for any data, and gives the same
// each time.
func FuzzEval(f *testing.F) {
	for i, line := range seeds(f) {
		f.Add(line, uint64(i))
	}
	worlds := []*world{newWorld(f, "en"), newWorld(f, "fr")}
	f.Fuzz(func(t *testing.T, line string, seed uint64) {
		if strings.Count(line, between+"for ") > 3 {
			return // the cost is the product of the lists' lengths
		}
		total(t, worlds[seed%2].fresh(), line, newDice(seed))
	})
}

// total proves a line and works it out for random data; it reports whether the
// line was proved.
func total(t *testing.T, w *world, line string, d dice) bool {
	c := w.prove(line)
	if !c.ok {
		return false
	}
	for range 2 {
		f := d.facts()
		stack := w.stack(f)
		printed := c.run(stack)
		require.Equal(t, printed, c.run(stack), "a second time: %s", line)
		require.Equal(t, printed, c.run(w.stack(f)), "bound again: %s", line)
	}
	return true
}

// Random lines reach deeper than fuzzing from texts does.
func TestProvedIsTotal(t *testing.T) {
	worlds := []*world{newWorld(t, "en"), newWorld(t, "fr")}
	proved := 0
	const lines = 20_000
	for seed := range uint64(lines) {
		d := newDice(seed)
		if total(t, worlds[seed%2].fresh(), d.line(), d) {
			proved++
		}
	}
	t.Logf("%d of %d lines were proved", proved, lines)
	assert.Greater(t, proved, lines/20)
}

// Proved expressions print nothing that is neither text with line breaks nor
// without control characters.
func TestWordsAreClean(t *testing.T) {
	base := newWorld(t, "en")
	for seed := range uint64(300) {
		d := newDice(seed)
		w := base.fresh()
		c := w.prove(pick(d, `name|default:"x"`, `t("greeting", name=name)`, `invoice.lines|list:"long"`, `name|upper`, `name|truncatechars:2`, `nick|default:site`, `name|title`))
		require.True(t, c.ok, "%v", w.report)
		for _, r := range c.run(w.stack(d.facts())) {
			require.False(t, r < 0x20 || r == 0x7f || r >= 0x202a && r <= 0x202e, "%q", r)
		}
	}
}

// Names that use each other twice, and deep or long expressions, stay cheap:
// they are refused, or take little time.
func TestWorkIsBounded(t *testing.T) {
	for name, line := range map[string]string{
		"doubling": "with a=big" + doubling(40) + " :: z",
		"digits":   "with a=rate * 999999999999999999" + doubling(8) + " :: h",
		"product":  "rate" + strings.Repeat(" * 999999999999999999", 255),
		"nested":   strings.Repeat("(", 60) + "rate" + strings.Repeat(" * rate)", 60),
		"sum":      "0.1" + strings.Repeat(" + 0.1", 255),
		"deep":     strings.Repeat("(", 1<<17),
		"nots":     strings.Repeat("not ", 1<<15) + "active",
		"minus":    strings.Repeat("-", 1<<17),
		"path":     "name" + strings.Repeat(".x", 1<<15),
		"filters":  "name" + strings.Repeat("|upper", 1<<15),
		"calls":    strings.Repeat("t(", 1<<15),
		"wide":     `t("help"` + strings.Repeat(",1", 1<<14) + ")",
		"string":   `"` + strings.Repeat("\\", 1<<17),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			w := newWorld(t, "en")
			if c := w.prove(line); c.ok {
				c.run(w.stack(data(t, w.event, "full")))
			}
			assert.Less(t, time.Since(start), 5*time.Second)
		})
	}
}

func doubling(n int) string {
	var b strings.Builder
	for i := range n {
		before, name := string(rune('a'+i%26)), string(rune('a'+(i+1)%26))
		b.WriteString(" :: with " + name + "=" + before + " * " + before)
	}
	return b.String()
}
