package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/starter"
)

// TestRender holds that every language, sample and step has a picture, under a
// name of its own, and that a template shows with the events that it is for.
func TestRender(t *testing.T) {
	pictures, err := render(context.Background(), starter.Folder(), []string{"payment_overdue", "signup", "purchase_staff"})
	require.NoError(t, err)
	names, files := map[string]bool{}, map[string]bool{}
	for _, p := range pictures {
		names[p.Name()], files[p.File()] = true, true
		assert.Contains(t, p.HTML, "<html")
		assert.NotEmpty(t, p.Subject)
	}
	assert.Len(t, names, len(pictures))
	assert.Len(t, files, len(pictures))
	for _, name := range []string{
		"payment_overdue en plain step 1", "payment_overdue fr rich step 3", "signup fr edge", "purchase_staff (purchase) en walk_in",
	} {
		assert.Contains(t, names, name)
	}
	assert.Contains(t, files, "payment_overdue.payment_overdue.rich.step3.fr.html")
	assert.NotContains(t, names, "signup fr edge step 1")
}

func TestRenderUnknown(t *testing.T) {
	_, err := render(context.Background(), starter.Folder(), []string{"nothing"})
	assert.ErrorContains(t, err, `"nothing"`)
}

// TestSheets is about how many pictures stand on a page.
func TestSheets(t *testing.T) {
	l := look{Name: "light", Columns: 2, Rows: 2, Width: 600, Scale: 0.5}
	all := sheets(l, make([]picture, 5))
	require.Len(t, all, 2)
	assert.Len(t, all[0].Pictures, 4)
	assert.Len(t, all[1].Pictures, 1)
	assert.Equal(t, "light-02", all[1].File())
	assert.Equal(t, 2, all[0].Pages)
	assert.Equal(t, 2*300+3*sheetGap, all[0].PageWidth())
	assert.Empty(t, sheets(l, nil))
}

// TestSheetPage holds that a mail stands in a frame and does not end it.
func TestSheetPage(t *testing.T) {
	page, err := sheet{look: looks()[0], Pictures: []picture{{Template: "signup", Subject: "a <b> & c", HTML: `<p class="a">&amp;</p>`}}}.html()
	require.NoError(t, err)
	assert.Contains(t, page, `srcdoc="&lt;p class=&#34;a&#34;&gt;&amp;amp;&lt;/p&gt;"`)
	assert.Contains(t, page, "a &lt;b&gt; &amp; c")
	assert.Equal(t, 1, strings.Count(page, "<iframe"))
}

// TestEmptied holds that only a gallery is ever removed.
func TestEmptied(t *testing.T) {
	out := filepath.Join(t.TempDir(), "gallery")
	for range 2 {
		_, err := emptied(out)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(out, "old.png"), nil, 0o644))
	}
	_, err := emptied(out)
	require.NoError(t, err)
	assert.NoFileExists(t, filepath.Join(out, "old.png"))

	other := t.TempDir()
	precious := filepath.Join(other, "precious")
	require.NoError(t, os.WriteFile(precious, nil, 0o644))
	_, err = emptied(other)
	assert.ErrorContains(t, err, "is no gallery")
	assert.FileExists(t, precious)
}

func TestFindBrowser(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, err := findBrowser()
	assert.ErrorContains(t, err, "needs Chromium")
}
