package billet_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/mail"
)

// TestMessages runs the cases of testdata/messages: a mail folder, and the
// bytes of a message, with its line ends as "\n".
func TestMessages(t *testing.T) {
	cases(t, "testdata/messages/*.txtar", func(t *testing.T, c *goldenCase) {
		folder, err := billet.Open(c.folder(), billet.Options{})
		require.NoError(t, err)
		data, err := folder.Sample("payment_overdue", c.setting("sample"))
		require.NoError(t, err)
		m, err := folder.Render(context.Background(), billet.RenderRequest{
			Event: "payment_overdue", Locale: c.setting("locale"), Data: data, Now: billet.SampleTime(),
			From: c.setting("from"), Key: c.setting("key"), Attachments: given(t, c.setting("given")),
		})
		require.NoError(t, err)
		envelope := m.Envelope()
		c.want(t, "want.envelope", fmt.Sprintf("%s → %s\n", envelope.From, strings.Join(envelope.Recipients, ", ")))
		text := string(m.Bytes())
		require.NotContains(t, strings.ReplaceAll(text, "\r\n", ""), "\n")
		c.want(t, "want.eml", strings.ReplaceAll(text, "\r\n", "\n"))
	})
}

// given are files for a call, each of so many bytes: "F-1.txt=900 b.txt=10".
func given(t *testing.T, words string) []mail.Attachment {
	var list []mail.Attachment
	for _, word := range strings.Fields(words) {
		name, number, _ := strings.Cut(word, "=")
		var size int
		require.NoError(t, json.Unmarshal([]byte(number), &size))
		file, err := mail.NewFile("text/plain", bytes.Repeat([]byte("x"), size))
		require.NoError(t, err)
		list = append(list, mail.Attachment{Filename: name, File: file})
	}
	return list
}

// library is a folder with a library: terms of 600 bytes that may be linked,
// prices of 300 that may not, of 1 KB in all and 3 files.
func library(t *testing.T, oversize string) *billet.Folder {
	folder, err := billet.Open(folderOf(txtar.Parse([]byte(`
-- billet.yaml --
format: 1
brand: {name: Acme, support_email: help@example.com}
languages: {default: en, available: [en, fr], fallbacks: {fr: [en]}}
attachments:
  terms:
    files: {en: terms.txt, fr: terms.fr.txt}
    filename: "Terms for {{ customer.name }}.txt"
    url: https://example.com/terms?a=1&copy;=2
  prices:
    file: prices.csv
limits:
  attachments: 3
  total_size: 1 KB
  oversize: `+oversize+`
-- locales/en.yaml --
attachment_link: "Download {name}"
-- locales/fr.yaml --
attachment_link: "Télécharger {name}"
-- attachments/terms.txt --
`+strings.Repeat("t", 599)+`
-- attachments/terms.fr.txt --
`+strings.Repeat("f", 599)+`
-- attachments/prices.csv --
`+strings.Repeat("p", 299)+`
-- en.md --
---
subject: Hello
attachments: [terms, prices]
---
[Pay {{ invoice.amount_due }}]({{ invoice.pay_url }})
`)).Files), billet.Options{})
	require.NoError(t, err)
	return folder
}

// TestLimits is about files given with the call beside those of the template.
func TestLimits(t *testing.T) {
	linked := library(t, "link")
	refusing := library(t, "error")
	for _, c := range []struct {
		given string
		link  string // attached with oversize: link; "" is an error
		error string // with oversize: error
	}{
		{"", "Terms for Maya Lindqvist.txt prices.csv", "Terms for Maya Lindqvist.txt prices.csv"},
		{"a=124", "a Terms for Maya Lindqvist.txt prices.csv", "a Terms for Maya Lindqvist.txt prices.csv"},
		{"a=125", "a prices.csv", ""},
		{"a=724", "a prices.csv", ""},
		{"a=725", "", ""},
		{"a=1 b=1", "a b prices.csv", ""}, // a link instead of a fourth file
		{"a=1 b=1 c=1", "", ""},
	} {
		for folder, want := range map[*billet.Folder]string{linked: c.link, refusing: c.error} {
			data, err := folder.Sample("payment_overdue", "plain")
			require.NoError(t, err)
			m, err := folder.Render(context.Background(), billet.RenderRequest{
				Event: "payment_overdue", Locale: "en", Data: data, Now: billet.SampleTime(), Attachments: given(t, c.given),
			})
			if want == "" {
				var limit *billet.AttachmentLimitError
				require.ErrorAs(t, err, &limit, c.given)
				assert.Nil(t, m)
				assert.True(t, limit.Files > limit.MostFiles || limit.Bytes > limit.MostBytes)
				continue
			}
			require.NoError(t, err, c.given)
			var names []string
			for _, a := range m.Attachments() {
				names = append(names, a.Filename)
			}
			assert.Equal(t, want, strings.Join(names, " "), c.given)
			has := strings.Contains(want, "Terms")
			assert.Equal(t, !has, strings.Contains(m.HTML(), `<a href="https://example.com/terms?a=1&amp;copy;=2">Download Terms for Maya Lindqvist.txt</a>`), m.HTML())
			assert.Equal(t, !has, strings.Contains(m.Text(), "\n\nDownload Terms for Maya Lindqvist.txt: https://example.com/terms?a=1&copy;=2\n"), m.Text())
		}
	}
}

// The names of files hold whatever customers are called, and stay names.
func TestFilenames(t *testing.T) {
	folder := library(t, "error")
	data := func(name string) json.RawMessage {
		sample, err := folder.Sample("payment_overdue", "plain")
		require.NoError(t, err)
		quoted, err := json.Marshal(name)
		require.NoError(t, err)
		return json.RawMessage(strings.Replace(sample.Text(), `"Maya Lindqvist"`, string(quoted), 1))
	}
	for _, name := range append(hostileValues(), "../../etc/passwd", `C:\x`, "CON", "a.exe", "Dr. No", "...", "x"+strings.Repeat(" ", 300)+".exe", strings.Repeat("日", 400), "\u202Efdp.exe") {
		m, err := folder.Render(context.Background(), billet.RenderRequest{Event: "payment_overdue", Locale: "en", Data: data(name), Now: billet.SampleTime()})
		if err != nil {
			assert.Contains(t, err.Error(), "customer.name", "data that is refused")
			continue
		}
		got := m.Attachments()[0].Filename
		stem, ok := strings.CutSuffix(got, ".txt")
		assert.True(t, ok, got)
		assert.NotContains(t, strings.ReplaceAll(stem, ". ", ""), ".", got)
		assert.False(t, strings.ContainsAny(got, "/\\:*?\"<>|\r\n\t"), got)
		assert.LessOrEqual(t, len(got), 220)
		assert.True(t, strings.HasPrefix(got, "Terms for"), got)
	}
}

// Only images that a message shows go with it, each once.
func TestInlineImages(t *testing.T) {
	const pixel = "base64:iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==\n"
	folder, err := billet.Open(folderOf(txtar.Parse([]byte(`
-- assets/logo.png --
`+pixel+`
-- assets/en.png --
`+pixel+`
-- assets/fee.png --
`+pixel+`
-- assets/none.png --
`+pixel+`
-- assets/line.png --
`+pixel+`
-- assets/unused.png --
`+pixel+`
-- layouts/default.html --
<!doctype html>
<html lang="{{ locale.tag }}">
<head><title>{{ subject }}</title></head>
<body>
<img src="cid:logo.png" alt="Logo"><img src="cid:{{ locale.language }}.png" alt="Flag">
{{ content }}
</body>
</html>
-- en.md --
---
subject: Hello
---
![Fee or not]({% if late_fee %}cid:fee.png{% else %}cid:none.png{% endif %}) ![Logo](cid:logo.png)

{% for line in invoice.lines %}
![Line](cid:line.png)
{% endfor %}

[Pay {{ invoice.amount_due }}]({{ invoice.pay_url }})
`)).Files), billet.Options{})
	require.NoError(t, err)
	for sample, want := range map[string]string{"plain": "logo.png en.png none.png line.png", "rich": "logo.png en.png fee.png line.png"} {
		data, err := folder.Sample("payment_overdue", sample)
		require.NoError(t, err)
		m, err := folder.Render(context.Background(), billet.RenderRequest{Event: "payment_overdue", Locale: "en", Data: data, Now: billet.SampleTime()})
		require.NoError(t, err)
		var names []string
		shown := m.HTML()
		for _, a := range m.Attachments() {
			names = append(names, a.Filename)
			assert.Regexp(t, `^[a-z]+\.png\.[a-z0-9]{10}@example\.com$`, a.ContentID)
			assert.Contains(t, shown, `src="cid:`+a.ContentID+`"`)
			shown = strings.ReplaceAll(shown, "cid:"+a.ContentID, "")
		}
		assert.ElementsMatch(t, strings.Fields(want), names, sample)
		assert.NotContains(t, shown, "cid:", "every image that is shown goes with the message")
	}
}

// TestFolderTooLarge is about files that fill the memory.
func TestFolderTooLarge(t *testing.T) {
	files := folderOf(nil)
	files["attachments/large.pdf"] = &fstest.MapFile{Data: make([]byte, 25<<20+1)}
	_, err := billet.Open(files, billet.Options{})
	assert.ErrorContains(t, err, "attachments/large.pdf: the file has more than 25 MB")
	delete(files, "attachments/large.pdf")
	for i := range 5 {
		files[fmt.Sprintf("assets/%d.png", i)] = &fstest.MapFile{Data: make([]byte, 21<<20)}
	}
	_, err = billet.Open(files, billet.Options{})
	assert.ErrorContains(t, err, "more than 100 MB")
}
