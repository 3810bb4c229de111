package billet_test

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/starter"
)

// smallFolder is a mail folder with two templates for signups.
func smallFolder() fstest.MapFS {
	folder := fstest.MapFS{}
	for name, text := range minimal {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for name, text := range map[string]string{
		"billet.yaml":            "format: 1\nbrand:\n  name: Acme\n  support_email: help@example.com\nlanguages:\n  default: fr\n  available: [en, fr, pt-BR]\n  fallbacks:\n    nl: [en]\n    en: [fr]\n    pt-BR: [fr]\n",
		"templates/signup/en.md": "---\nsubject: Welcome\n---\n[{{ subscription.plan }}]({{ links.portal }})\n",
		"templates/signup/fr.md": "---\nsubject: Bienvenue\n---\n[{{ subscription.plan }}]({{ links.portal }})\n",
		"templates/hello/fr.md":  "---\nevents: [signup]\nsubject: Bonjour\n---\n[{{ subscription.plan }}]({{ links.portal }})\n",
	} {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return folder
}

func open(t *testing.T, folder fstest.MapFS) *billet.Folder {
	opened, err := billet.Open(folder, billet.Options{})
	require.NoError(t, err)
	return opened
}

func TestFolderLists(t *testing.T) {
	folder := open(t, smallFolder())
	assert.Equal(t, []string{"hello", "signup"}, folder.Templates())
	assert.Equal(t, []string{"en", "fr"}, folder.Locales("signup"))
	assert.Equal(t, []string{"fr"}, folder.Locales("hello"))
	assert.Empty(t, folder.Locales("nothing"))
	assert.Equal(t, []string{"fr", "en", "pt-BR"}, folder.Languages(), "the default comes first")
	assert.Empty(t, folder.Warnings())
	assert.Equal(t, events.Canonical().IDs(), folder.Events().IDs(), "the catalogue, unless another is given")
}

// What a list gives is the caller's own.
func TestFolderListsAreCopies(t *testing.T) {
	folder := open(t, smallFolder())
	for _, list := range []func() []string{folder.Templates, folder.Languages, func() []string { return folder.Locales("signup") }} {
		want := slices.Clone(list())
		list()[0] = "changed"
		assert.Equal(t, want, list())
	}
}

func TestSpeaks(t *testing.T) {
	folder := open(t, smallFolder())
	for tag, want := range map[string]bool{
		"fr": true, "fr-CA": true, "en": true, "en-GB": true, "pt-BR": true, "pt": true,
		"nl": true, // by a fallback
		"de": false, "zh-TW": false, "": false, "not a language": false,
	} {
		assert.Equal(t, want, folder.Speaks(tag), tag)
	}
}

func TestSamples(t *testing.T) {
	files := smallFolder()
	catalogue, _ := events.Canonical().Lookup("signup")
	own := strings.Replace(catalogue.Samples()[0].Source.Text(), `"id": "`, `"id": "own_`, 1)
	files["samples/signup/plain.json"] = &fstest.MapFile{Data: []byte(own)}
	files["samples/signup/mine.json"] = &fstest.MapFile{Data: []byte(own)}
	files["samples/signup/notes.txt"] = &fstest.MapFile{Data: []byte("no sample")}
	folder := open(t, files)

	var variants []string
	for _, s := range folder.Samples("signup") {
		variants = append(variants, s.Variant)
	}
	assert.Equal(t, []string{"edge", "mine", "plain", "rich"}, variants)
	for variant, replaced := range map[string]bool{"": true, "plain": true, "mine": true, "rich": false, "edge": false} {
		sample, err := folder.Sample("signup", variant)
		require.NoError(t, err)
		assert.Equal(t, replaced, sample.Text() == own, variant)
	}
	assert.Empty(t, folder.Samples("nothing"))
}

// TestNotFound is about every name that a caller may get wrong.
func TestNotFound(t *testing.T) {
	folder := open(t, smallFolder())
	render := func(event, template string) error {
		_, err := folder.Render(context.Background(), billet.RenderRequest{Event: event, Template: template, Data: events.Signup{}, Now: billet.SampleTime()})
		return err
	}
	cases := map[string]struct {
		err  error
		help string
	}{
		"event":               {render("singup", ""), "did you mean signup?"},
		"template":            {render("signup", "helo"), "did you mean hello?"},
		"template of another": {render("payment_overdue", "signup"), ""},
		"no template":         {render("trial_ending", ""), ""},
		"sample":              {second(folder.Sample("signup", "rihc")), "did you mean rich?"},
		"sample of no event":  {second(folder.Sample("nothing", "")), ""},
		"option":              {second(billet.Open(smallFolder(), billet.Options{Templates: []string{"signupp"}})), "did you mean signup?"},
	}
	for _, name := range slices.Sorted(maps.Keys(cases)) {
		t.Run(name, func(t *testing.T) {
			var missing *billet.NotFoundError
			require.ErrorAs(t, cases[name].err, &missing)
			assert.Equal(t, cases[name].help, missing.Help)
			assert.Contains(t, missing.Error(), "there is no ")
			assert.Contains(t, missing.Error(), missing.Name)
		})
	}
}

func second[T any](_ T, err error) error { return err }

// TestOpenSome opens a folder for the named templates only: the faults of the
// others do not count.
func TestOpenSome(t *testing.T) {
	files := smallFolder()
	files["templates/hello/fr.md"] = &fstest.MapFile{Data: []byte("---\nevents: [signup]\nsubject: Bonjour\n---\n{{ nothing }}\n")}
	_, err := billet.Open(files, billet.Options{})
	var faults diag.List
	require.ErrorAs(t, err, &faults)

	folder, err := billet.Open(files, billet.Options{Templates: []string{"signup"}})
	require.NoError(t, err)
	assert.Equal(t, []string{"signup"}, folder.Templates())
}

// TestRenderRefuses is about requests that cannot become a message.
func TestRenderRefuses(t *testing.T) {
	folder, err := billet.Open(starter.Folder(), billet.Options{})
	require.NoError(t, err)
	sample, err := folder.Sample("signup", "")
	require.NoError(t, err)
	request := billet.RenderRequest{Event: "signup", Data: sample, Now: billet.SampleTime()}

	t.Run("no time", func(t *testing.T) {
		r := request
		r.Now = time.Time{}
		_, err := folder.Render(context.Background(), r)
		assert.ErrorContains(t, err, "RenderRequest.Now")
	})
	t.Run("ended context", func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		_, err := folder.Render(ctx, request)
		assert.ErrorIs(t, err, context.Canceled)
	})
	t.Run("data of another event", func(t *testing.T) {
		r := request
		r.Data = events.PaymentOverdue{}
		_, err := folder.Render(context.Background(), r)
		assert.Error(t, err)
	})
	t.Run("no data", func(t *testing.T) {
		r := request
		r.Data = nil
		_, err := folder.Render(context.Background(), r)
		assert.Error(t, err)
	})
	t.Run("faulty data", func(t *testing.T) {
		r := request
		r.Data = &events.Signup{}
		_, err := folder.Render(context.Background(), r)
		var faults diag.List
		require.True(t, errors.As(err, &faults))
		assert.Greater(t, len(faults), 1)
	})
	t.Run("too large", func(t *testing.T) {
		small, err := billet.Open(starter.Folder(), billet.Options{MaxPart: 1000})
		require.NoError(t, err)
		_, err = small.Render(context.Background(), request)
		assert.ErrorIs(t, err, billet.ErrTooLarge)
	})
}

// TestRenderLanguage is about who chooses the language of a mail.
func TestRenderLanguage(t *testing.T) {
	folder := open(t, smallFolder())
	sample, err := folder.Sample("signup", "plain")
	require.NoError(t, err)
	for _, c := range []struct{ wanted, template, locale, subject string }{
		{"en", "", "en", "Welcome"},
		{"fr-CA", "", "fr", "Bienvenue"},
		{"nl", "", "en", "Welcome"},
		{"de", "", "fr", "Bienvenue"},
		{"en", "hello", "fr", "Bonjour"},
	} {
		m, err := folder.Render(context.Background(), billet.RenderRequest{
			Event: "signup", Template: c.template, Locale: c.wanted, Data: sample, Now: billet.SampleTime(),
		})
		require.NoError(t, err)
		assert.Equal(t, c.locale, m.Locale(), c.wanted)
		assert.Equal(t, c.subject, m.Subject(), c.wanted)
		chain := m.LocaleChain()
		assert.Equal(t, c.locale, chain[len(chain)-1])
	}
}

// TestRenderForms gives the same data in every form that Render takes.
func TestRenderForms(t *testing.T) {
	folder, err := billet.Open(starter.Folder(), billet.Options{})
	require.NoError(t, err)
	for _, event := range folder.Events().All() {
		sample, err := folder.Sample(event.ID, "rich")
		require.NoError(t, err)
		decoded, err := event.Decode(sample)
		require.NoError(t, err)
		var first string
		for _, data := range []any{sample, []byte(sample.Text()), decoded} {
			m, err := folder.Render(context.Background(), billet.RenderRequest{Event: event.ID, Data: data, Now: billet.SampleTime()})
			require.NoError(t, err, "%T", data)
			if first == "" {
				first = m.HTML() + m.Text()
			}
			assert.Equal(t, first, m.HTML()+m.Text(), "%T", data)
		}
	}
}
