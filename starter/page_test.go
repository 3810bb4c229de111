package starter_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/starter"
)

// pageChecks are about the structure of a page, as far as clients and screen
// readers depend on it.
func pageChecks() []check {
	return []check{
		{"language and direction", languageFaults, []breakage{
			{"html", `lang="fr"`, `lang="en"`}, {"html", `dir="ltr"`, `dir="rtl"`}, {"html", ` dir="ltr"`, ``},
		}},
		{"title, preheader and headings", headingFaults, []breakage{
			{"html", "<title>", "<title>Harbour "}, {"html", "</h1>", "</h1><h1>Encore</h1>"}, {"html", "h2", "h3"},
			{"preheader", "L’échéance", "Échéance"},
		}},
		{"elements and attributes for browsers only", forbiddenFaults, []breakage{
			{"html", "</h1>", "</h1><script>1</script>"}, {"html", "</h1>", "</h1><form></form>"}, {"html", "<h1 ", `<h1 onclick="1" `},
		}},
		{"ids", idFaults, []breakage{{"html", "<td ", `<td id="a" `}}},
		{"tables", tableFaults, []breakage{{"html", ` role="presentation"`, ""}}},
		{"size", sizeFaults, []breakage{
			{"html", "</h1>", strings.Repeat("long ", 25_000) + "</h1>"}, {"html", "</style>", strings.Repeat("a{}", 6_000) + "</style>"},
		}},
	}
}

func languageFaults(m *sampleMail) []string {
	var faults []string
	page := m.page()
	for _, e := range append(page.all("html"), page.withRole("article")...) {
		if e.attr("lang") != m.locale || e.attr("dir") != m.language.Direction() {
			faults = append(faults, fmt.Sprintf("%s has lang %q and dir %q", e.node.Data, e.attr("lang"), e.attr("dir")))
		}
	}
	if len(page.withRole("article")) != 1 {
		faults = append(faults, "no article: clients that drop the element html lose its language")
	}
	return faults
}

func headingFaults(m *sampleMail) []string {
	var faults []string
	page := m.page()
	subject := strings.NewReplacer("\u200e", "", "\u200f", "").Replace(m.subject) // the title needs no direction marks
	if titles := page.all("title"); len(titles) != 1 || titles[0].text() != subject {
		faults = append(faults, "the title is not the subject")
	}
	if !strings.HasPrefix(page.all("div")[0].text(), m.preheader) {
		faults = append(faults, "the page does not begin with the preheader")
	}
	if n := len(page.all("h1")); n != 1 {
		faults = append(faults, fmt.Sprintf("%d elements h1", n))
	}
	if len(page.all("h3", "h4", "h5", "h6")) > 0 && len(page.all("h2")) == 0 {
		faults = append(faults, "a level of heading is left out")
	}
	return faults
}

func forbiddenFaults(m *sampleMail) []string {
	var faults []string
	page := m.page()
	for _, e := range page.elements {
		for _, a := range e.node.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "data-billet-at" {
				faults = append(faults, e.node.Data+" has "+a.Key)
			}
		}
	}
	for _, e := range page.all("script", "form", "input", "iframe", "object", "embed", "link", "base", "video", "svg") {
		faults = append(faults, e.node.Data)
	}
	return faults
}

func idFaults(m *sampleMail) []string {
	var faults []string
	seen := map[string]bool{}
	for _, e := range m.page().elements {
		id, has := e.lookup("id")
		if has && (id == "" || seen[id]) {
			faults = append(faults, fmt.Sprintf("the id %q twice, or empty", id))
		}
		seen[id] = true
	}
	return faults
}

// tableFaults wants tables to be either for the layout, and say so, or to have
// headings.
func tableFaults(m *sampleMail) []string {
	var faults []string
	for _, table := range m.page().all("table") {
		if table.attr("role") != "presentation" && len(table.below("th")) == 0 {
			faults = append(faults, "a table of data without headings: "+table.text())
		}
	}
	return faults
}

// sizeFaults are those that Gmail punishes: it clips mails of 102 KB, and drops
// a style sheet of 16 KB.
func sizeFaults(m *sampleMail) []string {
	var faults []string
	if len(m.html) >= 102_000 {
		faults = append(faults, fmt.Sprintf("%d bytes of HTML", len(m.html)))
	}
	for _, style := range m.page().all("style") {
		if len(style.text()) >= 16_000 {
			faults = append(faults, fmt.Sprintf("%d bytes of styles", len(style.text())))
		}
	}
	return faults
}

// TestLogo is about the one image that the layout has, where the brand sets it.
func TestLogo(t *testing.T) {
	files := fstest.MapFS{}
	all, err := starter.Choose(starter.Choice{})
	require.NoError(t, err)
	logo := regexp.MustCompile(`(?m)^  # (logo: .*)$`)
	for _, f := range all {
		if f.Name == "billet.yaml" {
			require.Regexp(t, logo, f.Text)
			f.Text = logo.ReplaceAllString(f.Text, "  $1")
		}
		files[f.Name] = &fstest.MapFile{Data: []byte(f.Text)}
	}
	folder, err := billet.Open(files, billet.Options{Templates: []string{"signup"}})
	require.NoError(t, err)
	event, _ := folder.Events().Lookup("signup")
	for _, locale := range folder.Languages() {
		for _, m := range mailsOf(t, folder, "signup", locale, event) {
			images := m.page().all("img")
			require.Len(t, images, 1)
			assert.Equal(t, "Harbour Cloud", images[0].attr("alt"))
			assert.Equal(t, "28", images[0].attr("height"), "a height, for clients that block images")
			assert.Empty(t, imageFaults(m))
			assert.NotEmpty(t, imageFaults(&sampleMail{html: strings.ReplaceAll(m.html, ` alt="Harbour Cloud"`, "")}))
			assert.NotEmpty(t, imageFaults(&sampleMail{html: strings.ReplaceAll(m.html, `src="https:`, `src="http:`)}))
		}
	}
}
