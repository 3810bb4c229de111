package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/billet-mail/billet/check/clients"
	"github.com/billet-mail/billet/diag"
)

// judged is what some clients make of a feature.
type judged struct {
	*clients.Feature
	graceful    bool
	unsupported []clients.Client
	notes       []string // of unsupported
	rows        []row
}

// row is a condition with the clients that it is about.
type row struct {
	condition
	clients []clients.Client
	noted   string // the whole note
}

// judgedFor works out what may be wrong with each feature for these clients;
// features that all of them support in every use are left out.
func judgedFor(list []clients.Client) []*judged {
	calm := map[string]bool{}
	for _, g := range graceful() {
		for slug := range strings.FieldsSeq(g.slugs) {
			calm[slug] = true
		}
	}
	rows := conditions()
	var all []*judged
	for _, f := range clients.Features() {
		j := &judged{Feature: f, graceful: calm[f.Slug]}
		for _, c := range rows {
			if c.slug == f.Slug {
				j.rows = append(j.rows, row{condition: c})
			}
		}
		for _, client := range list {
			j.add(client)
		}
		j.rows = slices.DeleteFunc(j.rows, func(r row) bool { return len(r.clients) == 0 })
		if len(j.rows) > 0 || len(j.unsupported) > 0 && !j.graceful {
			all = append(all, j)
		}
	}
	return all
}

// add adds what a client makes of the feature.
func (j *judged) add(client clients.Client) {
	support, notes := j.Support(client)
	if support == clients.Unsupported {
		j.unsupported = append(j.unsupported, client)
		j.notes = append(j.notes, notes...)
	}
	for i := range j.rows {
		r := &j.rows[i]
		if r.note == "" && support == clients.Unsupported {
			r.clients = append(r.clients, client)
		}
		for _, note := range notes {
			if r.note != "" && strings.Contains(note, r.note) {
				r.clients, r.noted = append(r.clients, client), plainNote(note)
			}
		}
	}
}

// verdict is which clients a use of the feature fails in, and what to do. The
// note says why, if there is one to tell.
func (j *judged) verdict(u use) (failing []clients.Client, note, help string) {
	decided := false // whether clients without support are judged by a row
	for _, r := range j.rows {
		if u.rule != nil && !r.head {
			continue
		}
		decided = decided || r.note == ""
		if r.harms(u) {
			failing = append(failing, r.clients...)
			help = r.help
			if r.noted != "" {
				note = r.noted
			}
		}
	}
	if u.rule == nil && !decided && !j.graceful {
		failing = append(failing, j.unsupported...)
	}
	if help == "" {
		help = "see " + j.URL()
	}
	return failing, note, help
}

// plainNote is a note as part of a sentence: without its Markdown, without what
// it refers to, and without its first word where the message says as much.
func plainNote(note string) string {
	note = strings.ReplaceAll(note, "`", "")
	note = reference.ReplaceAllString(note, "")
	note = markdownLink.ReplaceAllString(note, "$1")
	for _, word := range []string{"Partial. ", "Partial support. ", "Partially supported. ", "Buggy. ", "Not supported. "} {
		note = strings.TrimPrefix(note, word)
	}
	note = strings.TrimRight(note, ". ")
	first, size := utf8.DecodeRuneInString(note)
	if size == 0 {
		return ""
	}
	return string(unicode.ToLower(first)) + note[size:]
}

var (
	reference    = regexp.MustCompile(` *\([Ss]ee .*\)\.?`)
	markdownLink = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)
)

// checkClients reports what the mail clients of the folder do not support.
func (c *checker) checkClients(p *page, found *findings) {
	c.finder.page(p, func(slug string, u use) {
		if j := c.judged[slug]; j != nil {
			if failing, note, help := j.verdict(u); len(failing) > 0 {
				found.unsupported(j, failing, note, help, p.whereUsed(u))
			}
		}
	})
}

// checkHead does the same for head.css, which all mails share.
func (c *checker) checkHead() findings {
	var found findings
	for i := range c.head {
		r := &c.head[i]
		c.finder.head(r, func(slug string, u use) {
			if j := c.judged[slug]; j != nil {
				if failing, note, help := j.verdict(u); len(failing) > 0 {
					at := r.Range
					if u.declaration != nil {
						at = u.declaration.Range
					}
					found.unsupported(j, failing, note, help, at)
				}
			}
		})
	}
	return found
}

func (f *findings) unsupported(j *judged, failing []clients.Client, note, help string, at diag.Range) {
	message := fmt.Sprintf("%s does not work in %s", j.subject(), clients.Describe(failing))
	if note != "" {
		message += ": " + note
	}
	f.Warn(diag.ClientSupport, at, help, "%s", message)
}

// subject is the feature's title as the subject of a sentence.
func (j *judged) subject() string {
	switch j.Slug {
	case "css-selector-chaining":
		return "a selector of two classes of one element"
	case "css-nesting":
		return "a rule inside of a rule"
	}
	forms := []struct{ suffix, prefix string }{
		{" element", ""}, {" keyword", ""}, {" CSS property", ""}, {" property", ""},
		{" unit", "the unit "}, {" attribute", "the attribute "}, {" image format", "the image format "},
	}
	for _, form := range forms {
		if name, ok := strings.CutSuffix(j.Title, form.suffix); ok {
			return form.prefix + name
		}
	}
	return j.Title
}

// whereUsed is the place in the author's file of a use in a page.
func (p *page) whereUsed(u use) diag.Range {
	if u.declaration != nil {
		return p.origin(u.element, u.declaration.Property)
	}
	return p.at(u.element)
}
