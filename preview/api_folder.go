package preview

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/billet-mail/billet"
)

// folderAnswer is what api/folder says.
type folderAnswer struct {
	Generation uint64      `json:"generation"`
	Languages  []string    `json:"languages"` // the default first
	Mails      []mailGroup `json:"mails"`
	Faults     []fault     `json:"faults"` // of billet.yaml, which concern all
}

// mailGroup is one template for one event.
type mailGroup struct {
	Template string            `json:"template"`
	Event    string            `json:"event"` // empty if the template names none that exists
	Title    string            `json:"title"`
	Audience string            `json:"audience"`
	Locales  []string          `json:"locales"`  // it is written in
	Missing  []string          `json:"missing"`  // configured languages that it lacks
	Samples  []string          `json:"samples"`  // plain first
	Subjects map[string]string `json:"subjects"` // their words in each language, without values
	Revision string            `json:"revision"` // another one whenever a mail of the group may look different
}

func (p *preview) folder(*http.Request) (folderAnswer, error) {
	c := p.reloader.Contents()
	a := folderAnswer{Generation: c.Generation, Languages: listed(c.Languages), Mails: []mailGroup{}, Faults: faultsOf(c.Err, c.Source)}
	for _, template := range c.Templates {
		if len(template.Events) == 0 {
			a.Mails = append(a.Mails, groupOf(c, template, ""))
		}
		for _, event := range template.Events {
			a.Mails = append(a.Mails, groupOf(c, template, event))
		}
	}
	return a, nil
}

func groupOf(c billet.Contents, template billet.Contained, event string) mailGroup {
	g := mailGroup{Template: template.Name, Event: event, Title: template.Name, Locales: listed(template.Locales), Missing: []string{}, Samples: []string{}, Subjects: map[string]string{}}
	for _, locale := range template.Locales {
		if src, ok := c.Source("templates/" + template.Name + "/" + locale + ".md"); ok {
			if found := subjectLine.FindStringSubmatch(src.Text()); found != nil {
				g.Subjects[locale] = strings.TrimSpace(tags.ReplaceAllString(found[1], ""))
			}
		}
	}
	sum := sha256.New()
	sum.Write([]byte(template.Revision))
	if e, ok := c.Events.Lookup(event); ok {
		g.Title, g.Audience = e.Title, e.Audience
		for _, s := range c.Samples(event) {
			g.Samples = append(g.Samples, s.Variant)
			sum.Write([]byte(s.Source.Text()))
		}
		slices.SortStableFunc(g.Samples, func(a, b string) int { return cmp.Compare(rank(a), rank(b)) })
	}
	g.Revision = hex.EncodeToString(sum.Sum(nil)[:8])
	for _, language := range c.Languages {
		if !slices.Contains(template.Locales, language) {
			g.Missing = append(g.Missing, language)
		}
	}
	return g
}

// subjectLine is the subject in the front matter of a template.
var subjectLine = regexp.MustCompile(`(?m)^subject:[ \t]*["']?(.*?)["']?[ \t]*$`)

// tags are the placeholders and statements in a subject.
var tags = regexp.MustCompile(`\{\{.*?\}\}|\{%.*?%\}`)

// rank puts the usual sample first.
func rank(variant string) int {
	if variant == "plain" {
		return 0
	}
	return 1
}

// listed is a list that JSON writes as one even if it is empty.
func listed(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}
