package lint

import (
	"slices"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/locales"
)

// languages reports templates, strings and partials that a configured language
// lacks. A language without its region may stand in for it, and so may those
// that billet.yaml names as its fallbacks; the default language may not, for
// nobody would notice the gap.
func (j *judge) languages() {
	l := j.Config.Languages
	for _, t := range j.Templates {
		var tags []string
		for _, v := range t.Versions {
			tags = append(tags, v.Locale)
		}
		if !slices.Contains(tags, l.Default) {
			continue // reported with the template
		}
		for _, tag := range l.Available {
			if slices.Contains(l.Unsettled, tag) {
				continue
			}
			if !slices.ContainsFunc(l.StandIns(tag), func(s string) bool { return slices.Contains(tags, s) }) {
				j.report.Add(diag.LanguageMissing, diag.Range{File: "templates/" + t.Name},
					"add templates/"+t.Name+"/"+tag+".md, or write "+tag+": ["+l.Default+"] below fallbacks in billet.yaml, if that may stand in",
					"the template is not written in %s", tag)
			}
		}
	}
	j.catalogs()
	j.versions(func(_ Template, v Version) {
		for _, foreign := range v.Survey.Foreign {
			j.report.Add(diag.LanguagePartial, foreign.Range, "add "+foreign.Missing, "this puts words in another language into a mail in %s: %s", v.Locale, foreign.File)
		}
	})
}

// catalogs reports strings that a language lacks.
func (j *judge) catalogs() {
	l := j.Config.Languages
	var has []string
	for _, tag := range l.Available {
		if c := j.Catalogs[tag]; c != nil && len(c.Keys()) > 0 {
			has = append(has, tag)
		}
	}
	for _, tag := range l.Available {
		if j.Catalogs[tag] == nil && len(has) > 0 && !slices.Contains(l.Unsettled, tag) && !slices.ContainsFunc(l.StandIns(tag), func(s string) bool { return slices.Contains(has, s) }) {
			file := "locales/" + tag + ".yaml"
			j.report.Add(diag.LocaleMissingKey, diag.Range{File: file}, "add the file, with the keys of locales/"+has[0]+".yaml", "there are no strings in %s", tag)
		}
	}
	j.report = append(j.report, locales.CompareCatalogs(j.Catalogs, func(tag string) []string {
		if slices.Contains(l.Unsettled, tag) {
			return l.Available // any of them may be meant
		}
		return l.StandIns(tag)
	})...)
}
