package lint_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/lint"
	"github.com/billet-mail/billet/render"
	"github.com/billet-mail/billet/template"
)

// version is a template in one language with attachments.
func version(locale string, sound bool, attachments ...string) lint.Version {
	src := diag.NewSource("templates/a/"+locale+".md", "attachments: […]\n---\nHello\n")
	v := lint.Version{Locale: locale, Source: src, Survey: &render.Survey{Sound: sound}}
	v.Front.Body = len("attachments: […]\n---\n")
	for i, name := range attachments {
		v.Front.Attachments = append(v.Front.Attachments, template.Word{Text: name, Range: src.Range(i, i+1)})
	}
	return v
}

func TestCompareAttachments(t *testing.T) {
	for _, c := range []struct {
		name string
		of   []lint.Version
		want string
	}{
		{"the same in another order", []lint.Version{version("en", true, "terms", "prices"), version("fr", true, "prices", "terms")}, ""},
		{"one is forgotten", []lint.Version{version("en", true, "terms"), version("fr", true)},
			"templates/a/fr.md:3:1: fr does not attach terms, as templates/a/en.md:1:1 does (attach it, or remove it there) [language-attachments]"},
		{"one too many", []lint.Version{version("fr", true, "terms"), version("en", true)},
			"templates/a/fr.md:1:1: terms is attached here, but not in templates/a/en.md (attach it in both, or in none) [language-attachments]"},
		{"one with faults is not judged", []lint.Version{version("en", true, "terms"), version("fr", false)}, ""},
		{"nor held against", []lint.Version{version("en", false, "terms"), version("fr", true)}, ""},
		{"nor is one that is missing", []lint.Version{version("fr", true, "terms")}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := lint.Compare(lint.Template{Name: "a", Versions: c.of}, "en")
			assert.Equal(t, c.want, got.Error())
			assert.Zero(t, got.Errors(), "these are warnings")
		})
	}
}
