package billet_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet"
)

// The settings of docs/attachments.md do what the page says.
func TestAttachmentDocs(t *testing.T) {
	page, err := os.ReadFile("docs/attachments.md")
	require.NoError(t, err)
	_, rest, found := strings.Cut(string(page), "```yaml\n")
	require.True(t, found)
	settings, _, _ := strings.Cut(rest, "```")

	files := smallFolder()
	put := func(name, text string) { files[name] = &fstest.MapFile{Data: []byte(text)} }
	put("billet.yaml", string(files["billet.yaml"].Data)+settings)
	put("attachments/terms.en.pdf", "%PDF-1.7 en")
	put("attachments/terms.fr.pdf", "%PDF-1.7 fr"+strings.Repeat(" ", 8<<20))
	for locale, words := range map[string]string{"en": "Download {name}", "fr": "Télécharger {name}"} {
		name := "locales/" + locale + ".yaml"
		before := ""
		if files[name] != nil {
			before = string(files[name].Data)
		}
		put(name, before+"attachment_link: \""+words+"\"\n")
		template := "templates/signup/" + locale + ".md"
		put(template, strings.Replace(string(files[template].Data), "---\nsubject", "---\nattachments: [terms]\nsubject", 1))
	}
	f := open(t, files)
	sample, err := f.Sample("signup", "plain")
	require.NoError(t, err)

	english, err := f.Render(t.Context(), billet.RenderRequest{Event: "signup", Locale: "en", Data: sample, Now: billet.SampleTime()})
	require.NoError(t, err)
	require.Len(t, english.Attachments(), 1)
	assert.Equal(t, "Terms for Jonas Weber.pdf", english.Attachments()[0].Filename)
	assert.Equal(t, "application/pdf", english.Attachments()[0].File.MediaType())
	assert.Equal(t, "Acme Billing <billing@example.com>", english.From().String())
	assert.Equal(t, "Acme Billing <help@example.com>", english.ReplyTo()[0].String())

	french, err := f.Render(t.Context(), billet.RenderRequest{Event: "signup", Locale: "fr", Data: sample, Now: billet.SampleTime(), From: "support"})
	require.NoError(t, err)
	assert.Empty(t, french.Attachments(), "it does not fit")
	assert.Contains(t, french.Text(), "Télécharger Terms for Jonas Weber.pdf")
	assert.Contains(t, french.Text(), "https://www.example.com/terms.pdf")
	assert.Equal(t, "Acme Support <support@example.com>", french.From().String())
}
