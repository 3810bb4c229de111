package preview_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/preview"
)

// put writes a file, which may be a new one.
func (d *disk) put(name, text string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	files := maps.Clone(d.files)
	files[name] = &fstest.MapFile{Data: []byte(text)}
	d.files = files
}

// revisions are those of all mails of a folder, as "template ← event".
func revisions(folder object) map[string]string {
	all := map[string]string{}
	for _, each := range folder["mails"].([]any) {
		group := each.(object)
		all[group["template"].(string)+" ← "+group["event"].(string)] = group["revision"].(string)
	}
	return all
}

// What depends on a file has another revision after a change of it, and nothing
// else has.
func TestRevisions(t *testing.T) {
	of := func(words ...string) func(d *disk, template, event string) bool {
		return func(d *disk, template, event string) bool {
			return slices.ContainsFunc(words, func(word string) bool {
				return strings.Contains(string(d.files["templates/"+template+"/en.md"].Data), word)
			})
		}
	}
	all := of("")
	none := of()
	for name, test := range map[string]struct {
		file, text string // "" adds to the text that is there
		want       func(d *disk, template, event string) bool
	}{
		"template":                    {file: "templates/signup/en.md", want: func(_ *disk, template, _ string) bool { return template == "signup" }},
		"template in French":          {file: "templates/signup/fr.md", want: func(_ *disk, template, _ string) bool { return template == "signup" }},
		"partial":                     {file: "partials/invoice-table.en.md", want: of("invoice-table")},
		"partial that nobody has":     {file: "partials/lonely.md", text: "Words\n", want: none},
		"layout":                      {file: "layouts/default.html", want: all},
		"layout of the text":          {file: "layouts/default.txt", want: all},
		"style":                       {file: "styles/inline.css", want: all},
		"style of the head":           {file: "styles/head.css", want: all},
		"strings":                     {file: "locales/fr.yaml", want: all},
		"configuration":               {file: "billet.yaml", want: all},
		"sample":                      {file: "samples/signup/mine.json", text: "{}", want: func(_ *disk, _, event string) bool { return event == "signup" }},
		"sample of several templates": {file: "samples/purchase/mine.json", text: "{}", want: func(_ *disk, _, event string) bool { return event == "purchase" }},
		"attachment":                  {file: "attachments/terms.txt", text: "Words\n", want: none},
		"asset":                       {file: "assets/logo.svg", text: "<svg/>", want: none},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDisk(t)
			changes := make(chan struct{})
			defer close(changes)
			h := handler(t, preview.Options{Folder: d, Changes: changes})
			before := get(t, h, "/api/folder")
			text := test.text
			if text == "" {
				text = string(d.files[test.file].Data) + "\n"
			}
			d.put(test.file, text)
			changes <- struct{}{}
			changes <- struct{}{} // taken once the first has been passed on
			after := get(t, h, "/api/folder")
			assert.Greater(t, after["generation"], before["generation"])
			old := revisions(before)
			require.NotEmpty(t, old)
			for mail, revision := range revisions(after) {
				template, event, _ := strings.Cut(mail, " ← ")
				assert.Equal(t, test.want(d, template, event), revision != old[mail], mail)
			}
		})
	}
}

// Faults are told also where there is no template that has them.
func TestFaultsWithoutTemplates(t *testing.T) {
	d := newDisk(t)
	for name := range d.files {
		if strings.HasPrefix(name, "templates/") || strings.HasPrefix(name, "notifications/") {
			delete(d.files, name)
		}
	}
	for _, f := range get(t, handler(t, preview.Options{Folder: d}), "/api/faults")["faults"].([]any) {
		assert.Equal(t, "folder-unused-string", f.(object)["code"])
	}
	d.edit("billet.yaml", "support_email:", "suport_email:")
	faults := get(t, handler(t, preview.Options{Folder: d}), "/api/faults")["faults"].([]any)
	require.NotEmpty(t, faults)
	assert.Equal(t, "billet.yaml", faults[0].(object)["file"])
}
