package starter_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/billettest"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/locales"
	"github.com/billet-mail/billet/starter"
)

// sampleMail is a mail of the starter, made of a sample.
type sampleMail struct {
	template, locale, sample string
	step                     int // which reminder, from 1

	subject, preheader, html, text string

	parsed   *pageTree // see page
	event    *events.Event
	language *locales.Locale
	values   []value  // what the sample's data may be printed as
	forms    []string // of the values, the longest first
}

// name is the mail's name inside its golden file.
func (m *sampleMail) name() string {
	name := m.sample
	if m.step > 1 {
		name += fmt.Sprintf(".step%d", m.step)
	}
	return name + ".txt"
}

// mails are all mails of the starter: every template in every language, for
// each of its events, with every sample, at every step.
func mails(t *testing.T) []*sampleMail {
	folder, err := billet.Open(starter.Folder(), billet.Options{})
	require.NoError(t, err)
	require.Empty(t, folder.Warnings())
	var all []*sampleMail
	for _, template := range folder.Templates() {
		require.ElementsMatch(t, folder.Languages(), folder.Locales(template), template)
		for _, locale := range folder.Locales(template) {
			served := 0
			for _, event := range folder.Events().All() {
				made := mailsOf(t, folder, template, locale, event)
				served += min(len(made), 1)
				all = append(all, made...)
			}
			require.Equal(t, 1, served, "how many events %s is for: the goldens name none", template)
		}
	}
	require.NotEmpty(t, all)
	return all
}

// mailsOf are the mails of a template for an event, none if it is not for it. A
// step that changes nothing gives no mail of its own.
func mailsOf(t *testing.T, folder *billet.Folder, template, locale string, event *events.Event) []*sampleMail {
	var all []*sampleMail
	for _, sample := range folder.Samples(event.ID) {
		data, err := event.Decode(sample.Source)
		require.NoError(t, err)
		for step := 1; step <= 3; step++ {
			m := &sampleMail{template: template, locale: locale, sample: sample.Variant, step: step, event: event}
			err := m.render(folder, data)
			var missing *billet.NotFoundError
			if errors.As(err, &missing) {
				return nil
			}
			require.NoError(t, err)
			if step > 1 && m.html == all[len(all)-1].html {
				break
			}
			all = append(all, m)
		}
	}
	return all
}

// render makes the mail of the decoded data.
func (m *sampleMail) render(folder *billet.Folder, data any) error {
	at := events.Moment{Now: billet.SampleTime(), Step: m.step}
	made, err := folder.Render(context.Background(), billet.RenderRequest{
		Event: m.event.ID, Template: m.template, Locale: m.locale, Data: data, Now: at.Now, Step: at.Step,
	})
	if err != nil {
		return err
	}
	m.subject, m.preheader, m.html, m.text = made.Subject(), made.Preheader(), made.HTML(), made.Text()
	m.language, err = locales.New(m.locale)
	if err != nil {
		return err
	}
	m.values = valuesOf(m.event, data, at, m.language)
	m.forms = formsIn(m.values)
	return nil
}

// TestComplete holds that there is a template for every event, under its name.
func TestComplete(t *testing.T) {
	folder, err := billet.Open(starter.Folder(), billet.Options{})
	require.NoError(t, err)
	for _, event := range events.Canonical().IDs() {
		assert.Contains(t, folder.Templates(), event)
	}
	made := map[string]int{}
	for _, m := range mails(t) {
		made[m.template+" "+m.locale+" "+m.sample]++
	}
	for _, locale := range folder.Languages() {
		for _, event := range events.Canonical().All() {
			for _, sample := range event.Samples() {
				assert.NotZero(t, made[event.ID+" "+locale+" "+sample.Variant], "no mail of %s with %s in %s", event.ID, sample.Variant, locale)
			}
		}
		assert.Equal(t, 3, made["payment_overdue "+locale+" plain"], "three reminders")
	}
}

// Everything of the folder is in the package, but for the golden files.
func TestEmbedded(t *testing.T) {
	onDisk := os.DirFS("mail")
	err := fs.WalkDir(onDisk, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || name == "golden" {
			return cmp.Or(err, fs.SkipDir)
		}
		if entry.IsDir() {
			return nil
		}
		want, err := fs.ReadFile(onDisk, name)
		require.NoError(t, err)
		got, err := fs.ReadFile(starter.Folder(), name)
		require.NoError(t, err)
		assert.Equal(t, string(want), string(got), name)
		return nil
	})
	require.NoError(t, err)
	_, err = fs.Stat(starter.Folder(), "golden")
	assert.ErrorIs(t, err, fs.ErrNotExist)
}

// TestGolden holds every mail of the starter against its golden file.
func TestGolden(t *testing.T) { billettest.Golden(t, os.DirFS("mail"), billet.Options{}) }
