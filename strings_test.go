package billet

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/billet-mail/billet/config"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/locales"
)

// A language takes the strings that it lacks from its fallbacks, the nearest
// first, and every string still tells the file that it comes from.
func TestStringsKeepTheirOrigin(t *testing.T) {
	catalogs := map[string]*locales.Catalog{}
	for tag, text := range map[string]string{
		"en": "help: Help\nbye: Bye\nonly: Only\n", "fr": "help: Aide\nbye: Au revoir\n", "fr-CA": "bye: Bonjour\n",
	} {
		catalog, faults := locales.ParseCatalog(diag.NewSource("locales/"+tag+".yaml", text))
		assert.Empty(t, faults)
		catalogs[tag] = catalog
	}
	chain, own := fallbackChain("fr-CA", config.Languages{Default: "en"})
	assert.Equal(t, []string{"fr-CA", "fr", "en"}, chain)
	assert.Equal(t, 2, own, "the default only fills a gap")
	texts := mergeStrings(chain, catalogs)
	for key, file := range map[string]string{"bye": "locales/fr-CA.yaml", "help": "locales/fr.yaml", "only": "locales/en.yaml"} {
		assert.Equal(t, file, texts[key].Range.File, key)
	}
	chain, own = fallbackChain("pt-PT", config.Languages{Default: "en", Fallbacks: map[string][]string{"pt-PT": {"pt-BR"}, "pt": {"en"}}})
	assert.Equal(t, []string{"pt-PT", "pt-BR", "pt", "en"}, chain)
	assert.Equal(t, 4, own, "the default stands in where the configuration says so")
}
