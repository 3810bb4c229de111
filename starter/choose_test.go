package starter_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/starter"
)

// TestChoose holds that every part of the starter is a whole mail folder, with
// the chosen templates in the chosen languages and nothing else.
func TestChoose(t *testing.T) {
	all, err := billet.Open(starter.Folder(), billet.Options{})
	require.NoError(t, err)
	templates := [][]string{nil, {"signup"}, {"trial_ending"}, {"payment_overdue", "signup"}}
	locales := [][]string{nil, {"en"}, {"fr"}, {"fr", "en"}}
	for _, names := range templates {
		for _, tags := range locales {
			choice := starter.Choice{Templates: names, Locales: tags}
			t.Run(strings.Join(names, "+")+" in "+strings.Join(tags, "+"), func(t *testing.T) {
				files, err := starter.Choose(choice)
				require.NoError(t, err)
				folder := fstest.MapFS{}
				for _, f := range files {
					folder[f.Name] = &fstest.MapFile{Data: []byte(f.Text)}
				}
				opened, err := billet.Open(folder, billet.Options{})
				require.NoError(t, err)
				require.Empty(t, opened.Warnings())
				assert.Len(t, opened.Templates(), or(len(names), len(all.Templates())))
				assert.Len(t, opened.Languages(), or(len(tags), len(all.Languages())))
				for _, name := range opened.Templates() {
					assert.ElementsMatch(t, opened.Languages(), opened.Locales(name))
				}
			})
		}
	}
}

func or(n, all int) int {
	if n == 0 {
		return all
	}
	return n
}

// TestChoosePartials holds that a partial comes only with what includes it.
func TestChoosePartials(t *testing.T) {
	for template, wanted := range map[string]bool{"trial_ending": false, "signup": true} {
		files, err := starter.Choose(starter.Choice{Templates: []string{template}})
		require.NoError(t, err)
		found := false
		for _, f := range files {
			found = found || strings.HasPrefix(f.Name, "partials/")
		}
		assert.Equal(t, wanted, found, template)
	}
}

func TestChooseUnknown(t *testing.T) {
	for _, choice := range []starter.Choice{{Templates: []string{"signup", "nothing"}}, {Locales: []string{"nothing"}}} {
		files, err := starter.Choose(choice)
		var unknown *starter.UnknownError
		require.ErrorAs(t, err, &unknown)
		assert.Equal(t, "nothing", unknown.Name)
		assert.NotEmpty(t, unknown.Known)
		assert.Empty(t, files)
	}
}
