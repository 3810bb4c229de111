package lint

import (
	"slices"
	"strings"

	"github.com/billet-mail/billet/config"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/locales"
	"github.com/billet-mail/billet/render"
)

// strings warns of shared strings that nothing prints, at the first language
// that has one. Those of one enum, period.day and period.month, are reported
// together if nothing prints any of them.
func (j *judge) strings() {
	printed := map[string]bool{render.LinkString: j.linked()}
	j.versions(func(_ Template, v Version) {
		for key := range v.Survey.Notes.Strings {
			printed[key] = true
		}
	})
	unused := func(key string) bool { return !printed[key] && !j.doubts.mayPrint(key) }
	warned := map[string]bool{}
	for _, tag := range append([]string{j.Config.Languages.Default}, j.Config.Languages.Available...) {
		catalog := j.Catalogs[tag]
		if catalog == nil {
			continue
		}
		for _, key := range catalog.Keys() {
			if !unused(key) || warned[key] {
				continue
			}
			group := together(catalog.Keys(), key)
			if slices.ContainsFunc(group, func(k string) bool { return !unused(k) }) {
				group = []string{key}
			}
			for _, k := range group {
				warned[k] = true
			}
			j.unusedString(catalog, group)
		}
	}
}

// linked reports whether a file of the library may be linked to.
func (j *judge) linked() bool {
	return slices.ContainsFunc(j.Config.Attachments, func(a config.Attachment) bool { return a.URL != "" })
}

// unusedString warns of a string or of several, at the first of them.
func (j *judge) unusedString(catalog *locales.Catalog, keys []string) {
	var first locales.String
	for i, key := range keys {
		if s, _ := catalog.Lookup(key); i == 0 || s.KeyRange.Start.Offset < first.KeyRange.Start.Offset {
			first = s
		}
	}
	if len(keys) == 1 {
		j.report.Warn(diag.FolderUnusedString, first.KeyRange, "print it by t(\""+first.Key+"\"), or remove it from all languages", "nothing prints the string %s", first.Key)
		return
	}
	prefix := first.Key[:strings.LastIndexByte(first.Key, '.')]
	j.report.Warn(diag.FolderUnusedString, first.KeyRange, "print them by |label:\""+prefix+"\", or remove them from all languages", "nothing prints the strings %s.…", prefix)
}

// together are the keys that differ from a key only behind their last point.
func together(keys []string, key string) []string {
	at := strings.LastIndexByte(key, '.')
	if at < 0 {
		return []string{key}
	}
	var group []string
	for _, k := range keys {
		if strings.LastIndexByte(k, '.') == at && k[:at] == key[:at] {
			group = append(group, k)
		}
	}
	return group
}

// files warns of files that nothing uses.
func (j *judge) files() {
	if len(j.Templates) == 0 {
		return
	}
	used := map[string]bool{"styles/inline.css": true, "styles/head.css": true}
	j.versions(func(_ Template, v Version) {
		for name := range v.Survey.Files {
			used[name] = true
		}
	})
	for _, name := range j.Files.Names() {
		folder, _, _ := strings.Cut(name, "/")
		if used[name] || !slices.Contains([]string{"layouts", "partials", "styles"}, folder) || folder != "styles" && j.doubts.mayUse(name) {
			continue
		}
		help := map[string]string{
			"layouts":  "name it under layout: in the front matter of a template, or remove it",
			"partials": "include it, or remove it",
			"styles":   "move its rules to styles/inline.css or styles/head.css",
		}[folder]
		j.report.Warn(diag.FolderUnused, diag.Range{File: name}, help, "nothing uses this file")
	}
}
