package lint

import (
	"slices"
	"strings"

	"github.com/billet-mail/billet/diag"
)

// strings warns of shared strings that nothing prints, at the first language
// that has one.
func (j *judge) strings() {
	printed := map[string]bool{}
	j.versions(func(_ Template, v Version) {
		for key := range v.Survey.Notes.Strings {
			printed[key] = true
		}
	})
	tags := []string{j.Config.Languages.Default}
	for _, tag := range j.Config.Languages.Available {
		if tag != tags[0] {
			tags = append(tags, tag)
		}
	}
	warned := map[string]bool{}
	for _, tag := range tags {
		catalog := j.Catalogs[tag]
		if catalog == nil {
			continue
		}
		for _, key := range catalog.Keys() {
			if printed[key] || warned[key] || j.doubts.mayPrint(key) {
				continue
			}
			warned[key] = true
			s, _ := catalog.Lookup(key)
			j.report.Warn(diag.FolderUnusedString, s.KeyRange, "print it by t(\""+key+"\"), or remove it from all languages", "nothing prints the string %s", key)
		}
	}
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
