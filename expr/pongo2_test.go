package expr_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/flosch/pongo2/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestLikePongo2 holds Billet to pongo2 v6 where both know an expression.
func TestLikePongo2(t *testing.T) {
	const file = "testdata/pongo2/same.txt"
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	var b strings.Builder
	cases := 0
	for _, row := range rows(string(text)) {
		if strings.HasPrefix(row, "#") {
			b.WriteString(row + "\n")
			continue
		}
		cases++
		line, want, found := strings.Cut(row, " => ")
		billet, theirs := byBillet(t, line), byPongo2(t, line)
		assert.Equal(t, theirs, billet, line)
		if !*update {
			assert.True(t, found, line)
			assert.Equal(t, want, billet, line)
		}
		fmt.Fprintf(&b, "%s => %s\n", line, billet)
	}
	assert.GreaterOrEqual(t, cases, 80)
	if *update && !t.Failed() {
		require.NoError(t, os.WriteFile(file, []byte(b.String()), 0o644))
	}
}

// deviation is a case in which Billet does not do what pongo2 does.
type deviation struct{ line, billet, pongo2, why string }

// deviations reads testdata/pongo2/deviations.tsv: steps, what Billet does, what
// pongo2 does, and why not that.
func deviations(t *testing.T) []deviation {
	text, err := os.ReadFile("testdata/pongo2/deviations.tsv")
	require.NoError(t, err)
	var all []deviation
	for _, row := range rows(string(text)) {
		cells := strings.Split(row, "\t")
		require.Len(t, cells, 4, row)
		all = append(all, deviation{cells[0], cells[1], cells[2], cells[3]})
	}
	return all
}

func TestDeviations(t *testing.T) {
	var b strings.Builder
	for _, d := range deviations(t) {
		billet, theirs := byBillet(t, d.line), byPongo2(t, d.line)
		assert.NotEqual(t, theirs, billet, "no deviation: %s", d.line)
		assert.NotEmpty(t, d.why, d.line)
		if !*update {
			assert.Equal(t, d.billet, billet, d.line)
			assert.Equal(t, d.pongo2, theirs, d.line)
		}
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\n", d.line, billet, theirs, d.why)
	}
	if *update && !t.Failed() {
		require.NoError(t, os.WriteFile("testdata/pongo2/deviations.tsv", []byte(b.String()), 0o644))
	}
}

// byBillet is what a line prints, or the code of its first fault.
func byBillet(t *testing.T, line string) string {
	w := newWorld(t, "en")
	c := w.prove(line)
	if !c.ok {
		return "fault " + string(w.report[0].Code)
	}
	return visible(c.run(w.stack(data(t, w.event, "full"))))
}

// byPongo2 is what pongo2 prints for a line, "error" where it reports one.
func byPongo2(t *testing.T, line string) (printed string) {
	defer func() {
		if recover() != nil {
			printed = "panic"
		}
	}()
	template, err := pongo2.FromString("{% autoescape off %}" + pongo2Source(line) + "{% endautoescape %}")
	if err != nil {
		return "error"
	}
	text, err := template.Execute(pongo2Data(t))
	if err != nil {
		return "error"
	}
	return visible(strings.TrimSuffix(text, "; "))
}

func pongo2Source(line string) string {
	var open, end strings.Builder
	steps := strings.Split(line, between)
	for i, step := range steps {
		word, rest, _ := strings.Cut(step, " ")
		closing := ""
		switch {
		case word == "if":
			open.WriteString("{% if " + rest + " %}")
			closing = "{% else %}-; {% endif %}"
		case word == "else":
			open.WriteString("{% if " + rest + " %}-; {% else %}")
			closing = "{% endif %}"
		case word == "test":
			open.WriteString("{% if " + rest + " %}true; {% else %}false; {% endif %}")
		case i < len(steps)-1:
			open.WriteString("{% " + step + " %}")
			closing = "{% end" + word + " %}"
		default:
			open.WriteString("{{ " + step + " }}; ")
		}
		before := end.String()
		end.Reset()
		end.WriteString(closing + before)
	}
	return open.String() + end.String()
}

// pongo2Data is testdata/data/full.json as pongo2 would get it.
func pongo2Data(t *testing.T) pongo2.Context {
	d := data(t, testEvent(t), "full")
	lines := []pongo2.Context{}
	for _, l := range d.Invoice.Lines {
		parts := []pongo2.Context{}
		for _, p := range l.Parts {
			parts = append(parts, pongo2.Context{"id": p.ID})
		}
		lines = append(lines, pongo2.Context{"text": l.Text, "note": l.Note, "parts": parts})
	}
	return pongo2.Context{
		"name": d.Name, "nick": d.Nick, "address": string(d.Address), "count": d.Count, "days": d.Count + 1, "limit": *d.Limit,
		"big": d.Big, "rate": 1.5, "tax": 20.0, "active": d.Active, "trial": *d.Trial, "period": string(d.Period), "plan": d.Plan,
		"site": string(d.Site), "mail": string(d.Mail), "empty": []pongo2.Context{},
		"at": d.At.In(d.Sent.Location()), "until": d.Until.In(d.Sent.Location()), "sent": d.Sent,
		"invoice": pongo2.Context{"number": d.Invoice.Number, "lines": lines, "total": 1234.5},
		"company": pongo2.Context{"name": d.Company.Name, "vat": d.Company.VAT},
	}
}
