package starter_test

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/starter"
)

var update = flag.Bool("update", false, "write the wanted mails anew")

// sampleMail is a mail of the starter, made of a sample.
type sampleMail struct {
	template, locale, sample string
	step                     int

	subject, preheader, html, text string

	data map[string]any
}

// name is the mail's name inside its golden file.
func (m *sampleMail) name() string {
	if m.step == 1 {
		return m.sample + ".txt"
	}
	return fmt.Sprintf("%s.step%d.txt", m.sample, m.step)
}

// mails are all mails of the starter: every template in every language, with
// every sample, at every step.
func mails(t *testing.T) []*sampleMail {
	folder, err := billet.Open(starter.Folder(), billet.Options{})
	require.NoError(t, err)
	require.Empty(t, folder.Warnings())
	var all []*sampleMail
	for _, template := range folder.Templates() {
		steps := 1
		if template == "payment_overdue" {
			steps = 3
		}
		require.Equal(t, []string{"en", "fr"}, folder.Locales(template))
		for _, locale := range folder.Locales(template) {
			for _, sample := range folder.Samples(template) {
				for step := range steps {
					m := &sampleMail{template: template, locale: locale, sample: sample.Variant, step: step + 1}
					m.render(t, folder)
					all = append(all, m)
				}
			}
		}
	}
	require.GreaterOrEqual(t, len(all), 2*3*(3+1+1), "2 languages, 3 samples, 3 mails, one of them in 3 steps")
	return all
}

func (m *sampleMail) render(t *testing.T, folder *billet.Folder) {
	data, err := folder.Sample(m.template, m.sample)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal([]byte(data.Text()), &m.data))
	made, err := folder.Render(context.Background(), billet.RenderRequest{
		Event: m.template, Locale: m.locale, Data: data, Now: billet.SampleTime(), Step: m.step,
	})
	require.NoError(t, err)
	m.subject, m.preheader, m.html, m.text = made.Subject(), made.Preheader(), made.HTML(), made.Text()
}

// each runs a test for every mail of the starter.
func each(t *testing.T, test func(t *testing.T, m *sampleMail)) {
	for _, m := range mails(t) {
		t.Run(m.template+"/"+m.locale+"/"+m.name(), func(t *testing.T) { test(t, m) })
	}
}

// TestWords holds the words of every mail against testdata: one file for each
// mail and language.
func TestWords(t *testing.T) {
	goldens := map[string]*txtar.Archive{}
	got := map[string]*txtar.Archive{}
	for _, m := range mails(t) {
		path := "testdata/" + m.template + "." + m.locale + ".txtar"
		if goldens[path] == nil {
			golden, err := txtar.ParseFile(path)
			require.NoError(t, err)
			require.NotEmpty(t, strings.TrimSpace(string(golden.Comment)), "%s says why it is there", path)
			goldens[path], got[path] = golden, &txtar.Archive{Comment: golden.Comment}
		}
		words := visible.Replace(fmt.Sprintf("Subject: %s\nPreheader: %s\n\n%s", m.subject, m.preheader, m.text))
		got[path].Files = append(got[path].Files, txtar.File{Name: m.name(), Data: []byte(words)})
	}
	for path, golden := range goldens {
		if *update {
			require.NoError(t, os.WriteFile(path, txtar.Format(got[path]), 0o644))
			continue
		}
		assert.Equal(t, string(txtar.Format(golden)), string(txtar.Format(got[path])), path)
	}
}

// visible shows characters that cannot be seen.
var visible = strings.NewReplacer("\u00a0", `\u00a0`, "\u202f", `\u202f`, "\u200c", `\u200c`, "\u034f", `\u034f`)

// TestText is about what no text may hold.
func TestText(t *testing.T) {
	each(t, func(t *testing.T, m *sampleMail) {
		for _, part := range []string{m.subject, m.preheader, m.html, m.text} {
			assert.NotEmpty(t, strings.TrimSpace(part))
			for _, trace := range []string{"{{", "{%", "{#", "%}", "%!"} {
				assert.NotContains(t, part, trace)
			}
		}
		for _, part := range []string{m.subject, m.preheader, m.text} {
			for _, slip := range []string{"  ", " ,", " .", "()", ",,", "..", "\n\n\n", " \n", "\t", "\r"} {
				assert.NotContains(t, part, slip)
			}
		}
		assert.True(t, strings.HasSuffix(m.text, "\n"))
		assert.NotContains(t, m.text, "\u034f", "the padding of the preheader is for the HTML")
		assert.NotContains(t, m.text, m.preheader)
		assert.LessOrEqual(t, len([]rune(m.subject)), 140)
	})
}
