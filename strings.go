package billet

import (
	"slices"
	"strings"

	"github.com/billet-mail/billet/config"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/locales"
	"github.com/billet-mail/billet/render"
)

// languageSet reads the strings and builds what templates of a language share.
func (w *opening) languageSet(settings *config.Config) (err error) {
	available := settings.Languages.Available
	w.folder.languages, err = locales.NewMatcher(available, settings.Languages.Default, settings.Languages.Fallbacks)
	if err != nil {
		return err
	}
	w.catalogs = map[string]*locales.Catalog{}
	for _, name := range w.files.List("locales") {
		tag := strings.TrimSuffix(name, ".yaml")
		src, _ := w.files.Source("locales/" + name)
		if src == nil || !slices.Contains(available, tag) {
			if settings.Languages.Unsure && src != nil {
				continue
			}
			w.report.Add(diag.FolderLocale, diag.Range{File: "locales/" + name}, "name the file after a language of billet.yaml: "+strings.Join(available, ", "), "these strings belong to no configured language")
			continue
		}
		catalog, faults := locales.ParseCatalog(src)
		w.report = append(w.report, faults...)
		w.catalogs[tag] = catalog
	}
	w.languages = map[string]*render.Language{}
	for _, tag := range available {
		locale, err := locales.New(tag)
		if err != nil {
			return err
		}
		chain, own := fallbackChain(tag, settings.Languages)
		w.languages[tag] = &render.Language{
			Locale: locale, Chain: chain, Own: own, Strings: mergeStrings(chain, w.catalogs), Brand: settings.Constants(),
			Unread: slices.ContainsFunc(chain, func(t string) bool { return w.catalogs[t] != nil && w.catalogs[t].Torn() }),
		}
	}
	return nil
}

// fallbackChain is where the strings and partials of a language are looked for:
// in those that stand in for it, then in the default. The first own of them
// stand in; the default only fills a gap.
func fallbackChain(tag string, l config.Languages) (chain []string, own int) {
	chain = l.StandIns(tag)
	own = len(chain)
	if !slices.Contains(chain, l.Default) {
		chain = append(chain, l.Default)
	}
	return chain, own
}

func mergeStrings(chain []string, catalogs map[string]*locales.Catalog) map[string]locales.String {
	all := map[string]locales.String{}
	for _, tag := range slices.Backward(chain) {
		catalog := catalogs[tag]
		if catalog == nil {
			continue
		}
		for _, key := range catalog.Keys() {
			all[key], _ = catalog.Lookup(key)
		}
	}
	return all
}

// usable keeps the fallbacks that a template has.
func usable(fallbacks map[string][]string, tags []string) map[string][]string {
	kept := map[string][]string{}
	for from, list := range fallbacks {
		for _, to := range list {
			if slices.Contains(tags, to) {
				kept[from] = append(kept[from], to)
			}
		}
	}
	return kept
}
