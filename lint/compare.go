package lint

import (
	"regexp"
	"slices"
	"strings"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/render"
)

// Compare warns where the languages of a template differ in what they print,
// link to, attach or name: usually a step of translation was forgotten. Each
// language is held against the default one. Versions with faults are left out.
func Compare(t Template, standard string) diag.List {
	i := slices.IndexFunc(t.Versions, func(v Version) bool { return v.Locale == standard })
	if i < 0 || !t.Versions[i].Survey.Sound {
		return nil
	}
	var report diag.List
	for _, v := range t.Versions {
		if v.Locale != standard && v.Survey.Sound {
			c := comparison{here: v, there: t.Versions[i], report: &report}
			linked := c.links()
			c.placeholders(linked)
			c.attachments()
			c.amounts()
		}
	}
	return report
}

// comparison is of one language, here, with the default one.
type comparison struct {
	here, there Version
	report      *diag.List
}

// lacking is where a warning points to what is not here.
func (c comparison) lacking() diag.Range {
	return c.here.Source.Range(c.here.Front.Body, c.here.Front.Body)
}

// placeholders warns of those that one of the languages does not print. Those
// in linked have been reported.
func (c comparison) placeholders(linked []string) {
	told := func(path string) bool { return slices.Contains(linked, path) }
	here, there := c.here.Survey.Placeholders, c.there.Survey.Placeholders
	for _, path := range sorted(there) {
		if _, ok := here[path]; !ok && !told(path) {
			c.report.Warn(diag.LanguagePlaceholders, c.lacking(), "print it, or remove it there", "%s does not print %s, as %s does", c.here.Locale, path, there[path])
		}
	}
	for _, path := range sorted(here) {
		if _, ok := there[path]; !ok && !told(path) {
			c.report.Warn(diag.LanguagePlaceholders, here[path], "print it in both, or in none", "%s is printed here, but not in %s", path, c.there.Source.Name())
		}
	}
}

var value = regexp.MustCompile(`\{\{ (.*?) \}\}`)

// values are the placeholders in an address.
func values(target string) []string {
	var paths []string
	for _, found := range value.FindAllStringSubmatch(target, -1) {
		paths = append(paths, strings.Fields(found[1])...)
	}
	return paths
}

// links warns of links and buttons that one of the languages lacks, and returns
// the placeholders in them.
func (c comparison) links() (linked []string) {
	here, there := byDestination(c.here.Survey.Links), byDestination(c.there.Survey.Links)
	for _, to := range sorted(there) {
		for _, l := range there[to][min(len(here[to]), len(there[to])):] {
			c.report.Warn(diag.LanguageLinks, c.lacking(), "add it, or remove it there", "%s lacks the link to %s, which stands at %s", c.here.Locale, l.Target, l.Range)
			linked = append(linked, values(l.Target)...)
		}
	}
	for _, to := range sorted(here) {
		if len(here[to]) == len(there[to]) {
			c.buttons(here[to], there[to])
			continue
		}
		for _, l := range here[to][min(len(here[to]), len(there[to])):] {
			c.report.Warn(diag.LanguageLinks, l.Range, "write it in both, or in none", "this link to %s stands here more often than in %s", l.Target, c.there.Source.Name())
			linked = append(linked, values(l.Target)...)
		}
	}
	return linked
}

// buttons warns of links to one destination of which more are buttons in one of
// the languages.
func (c comparison) buttons(here, there []render.Link) {
	for i, l := range here {
		if l.Button == there[i].Button {
			continue
		}
		count := func(links []render.Link) (n int) {
			for _, l := range links {
				if l.Button {
					n++
				}
			}
			return n
		}
		switch n := count(here) - count(there); {
		case n > 0:
			c.report.Warn(diag.LanguageButtons, l.Range, "make it a button in both, or in none", "this link is a button, but not at %s", there[i].Range)
		case n < 0:
			c.report.Warn(diag.LanguageButtons, l.Range, "write {.button} behind it, or remove that there", "this link is no button, as it is at %s", there[i].Range)
		}
		return
	}
}

// byDestination are links by what they lead to, in the order of their places.
func byDestination(links []render.Link) map[string][]render.Link {
	all := map[string][]render.Link{}
	for _, l := range links {
		to := destination(l.Target)
		all[to] = append(all[to], l)
	}
	return all
}

var (
	web      = regexp.MustCompile(`^(?i:https?)://(?:www\.)?(?:[a-z]{2}(?:-[a-zA-Z]{2})?\.)?([^/?#]*)`)
	mailto   = regexp.MustCompile(`^(?i:mailto):[^?]*`)
	wholeURL = regexp.MustCompile(`^\{\{`)
)

// destination is what an address leads to in any language: a page on the web has
// its host, for each language may have pages of its own there; a telephone
// number may be one for each country.
func destination(target string) string {
	switch {
	case wholeURL.MatchString(target):
		return target
	case mailto.MatchString(target):
		return strings.ToLower(mailto.FindString(target))
	case strings.HasPrefix(strings.ToLower(target), "tel:"):
		return "tel: " + strings.Join(values(target), " ")
	}
	host := web.FindStringSubmatch(target)
	if host == nil {
		return target
	}
	return host[1] + " " + strings.Join(values(target), " ")
}

// attachments warns of files that one of the languages does not attach.
func (c comparison) attachments() {
	for _, a := range c.there.Front.Attachments {
		if !has(c.here.Front.Attachments, a.Text) {
			c.report.Warn(diag.LanguageAttachments, c.lacking(), "attach it, or remove it there", "%s does not attach %s, as %s does", c.here.Locale, a.Text, a.Range)
		}
	}
	for _, a := range c.here.Front.Attachments {
		if !has(c.there.Front.Attachments, a.Text) {
			c.report.Warn(diag.LanguageAttachments, a.Range, "attach it in both, or in none", "%s is attached here, but not in %s", a.Text, c.there.Source.Name())
		}
	}
}

// amounts warns of amounts that are named in one of the languages only.
func (c comparison) amounts() {
	here := only(c.here.Survey.Amounts, c.there.Survey.Amounts)
	there := only(c.there.Survey.Amounts, c.here.Survey.Amounts)
	for i, a := range here {
		if i < len(there) {
			c.report.Warn(diag.LanguageAmounts, a.Range, "name the same amount in both", "%s stands here, but %s at %s", a.Value, there[i].Value, there[i].Range)
		} else {
			c.report.Warn(diag.LanguageAmounts, a.Range, "name it in both, or in none", "%s stands here, but not in %s", a.Value, c.there.Source.Name())
		}
	}
	for _, a := range there[min(len(here), len(there)):] {
		c.report.Warn(diag.LanguageAmounts, c.lacking(), "name it, or remove it there", "%s does not name %s, as %s does", c.here.Locale, a.Value, a.Range)
	}
}
