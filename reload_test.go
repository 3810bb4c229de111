package billet_test

import (
	"context"
	"io/fs"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/starter"
)

// changing is a folder whose files are exchanged as a whole, as a disk's are.
type changing struct {
	mu    sync.Mutex
	files fstest.MapFS
	reads int
}

func (c *changing) Open(name string) (fs.File, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if name == "billet.yaml" {
		c.reads++
	}
	return c.files.Open(name)
}

func (c *changing) write(name, text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	files := fstest.MapFS{}
	for n, f := range c.files {
		files[n] = f
	}
	files[name] = &fstest.MapFile{Data: []byte(text)}
	if text == "" {
		delete(files, name)
	}
	c.files = files
}

func helloText(t *testing.T, f *billet.Folder) string {
	require.NotNil(t, f)
	data, err := f.Sample("signup", "")
	require.NoError(t, err)
	m, err := f.Render(context.Background(), billet.RenderRequest{Event: "signup", Template: "hello", Locale: "fr", Data: data, Now: billet.SampleTime()})
	require.NoError(t, err)
	return m.Subject()
}

const hello = "templates/hello/fr.md"

func helloSaying(subject string) string {
	return "---\nevents: [signup]\nsubject: " + subject + "\n---\n[{{ subscription.plan }}]({{ links.portal }})\n"
}

// A faulty save leaves the last good version beside the faults; a sound one
// takes its place.
func TestReloaderKeepsTheLastGood(t *testing.T) {
	folder := &changing{files: smallFolder()}
	r := billet.NewReloader(folder, billet.Options{})
	assert.Zero(t, folder.reads, "it is lazy")
	for name, open := range map[string]func() billet.Opened{
		"template": func() billet.Opened { return r.Template("hello") },
		"folder":   r.Folder,
	} {
		t.Run(name, func(t *testing.T) {
			folder.write(hello, helloSaying("Bonjour"))
			r.Reload()
			got := open()
			require.NoError(t, got.Err)
			assert.Equal(t, "Bonjour", helloText(t, got.Folder))

			folder.write(hello, helloSaying("{{ nobody }}"))
			assert.NoError(t, open().Err, "nothing is read before Reload")
			r.Reload()
			got = open()
			var faults diag.List
			require.ErrorAs(t, got.Err, &faults)
			assert.Equal(t, hello, faults[0].Range.File)
			assert.Equal(t, "Bonjour", helloText(t, got.Folder))

			folder.write(hello, helloSaying("Salut"))
			r.Reload()
			got = open()
			require.NoError(t, got.Err)
			assert.Equal(t, "Salut", helloText(t, got.Folder))
		})
	}
}

// The faults of a template are its own: others open.
func TestReloaderTemplatesAreApart(t *testing.T) {
	folder := &changing{files: smallFolder()}
	folder.write(hello, helloSaying("{{ nobody }}"))
	r := billet.NewReloader(folder, billet.Options{})
	assert.NoError(t, r.Template("signup").Err)
	got := r.Template("hello")
	assert.Error(t, got.Err)
	assert.Nil(t, got.Folder, "there never was a good one")
	assert.Error(t, r.Folder().Err)
}

// Only what depends on a changed file is opened again.
func TestReloaderOpensWhatChanged(t *testing.T) {
	const png = "\x89PNG\r\n\x1a\n"
	for name, test := range map[string]struct {
		file, text string
		hello      bool // opens again
		signup     bool
	}{
		"its own":           {file: hello, text: helloSaying("Salut"), hello: true},
		"a sample":          {file: "samples/signup/mine.json", text: "{}"},
		"a partial of it":   {file: "partials/note.md", text: "New\n", hello: true},
		"a stranger":        {file: "partials/other.md", text: "New\n"},
		"a deep partial":    {file: "partials/deep.fr.md", text: "New\n", hello: true},
		"strings":           {file: "locales/fr.yaml", text: "hi: Salut\n", hello: true, signup: true},
		"a style":           {file: "styles/inline.css", text: "p { color: #111111; }\n", hello: true, signup: true},
		"an inline image":   {file: "assets/logo.png", text: png + "new", hello: true},
		"a file to attach":  {file: "attachments/old.pdf", text: "%PDF-1.4 new", hello: true, signup: true},
		"a file of nobody":  {file: "attachments/new.pdf", text: "%PDF-1.4 new"},
		"the same file":     {file: "attachments/old.pdf", text: "%PDF-1.4 old"},
		"nothing, in truth": {file: "partials/note.md", text: "{% include \"deep.md\" %}\n"},
	} {
		t.Run(name, func(t *testing.T) {
			folder := &changing{files: smallFolder()}
			folder.write(hello, helloSaying("Bonjour")+"\n{% include \"note.md\" %}\n")
			folder.write("partials/note.md", "{% include \"deep.md\" %}\n")
			folder.write("partials/deep.md", "Old\n\n![Logo](cid:logo.png)\n")
			folder.write("assets/logo.png", png)
			folder.write("billet.yaml", string(folder.files["billet.yaml"].Data)+"attachments:\n  old:\n    file: old.pdf\n")
			folder.write("attachments/old.pdf", "%PDF-1.4 old")
			r := billet.NewReloader(folder, billet.Options{})
			hello, signup := r.Template("hello"), r.Template("signup")
			require.NoError(t, hello.Err)
			require.NoError(t, signup.Err)
			folder.write(test.file, test.text)
			r.Reload()
			assert.Equal(t, test.hello, r.Template("hello").Folder != hello.Folder, "hello")
			assert.Equal(t, test.signup, r.Template("signup").Folder != signup.Folder, "signup")
		})
	}
}

func TestReloaderContents(t *testing.T) {
	folder := &changing{files: smallFolder()}
	r := billet.NewReloader(folder, billet.Options{})
	c := r.Contents()
	require.NoError(t, c.Err)
	before := c.Templates[0].Revision
	assert.NotEqual(t, before, c.Templates[1].Revision)
	for i := range c.Templates {
		assert.NotEmpty(t, c.Templates[i].Revision)
		c.Templates[i].Revision = ""
	}
	assert.Equal(t, []billet.Contained{
		{Name: "hello", Events: []string{"signup"}, Locales: []string{"fr"}},
		{Name: "signup", Events: []string{"signup"}, Locales: []string{"en", "fr"}},
	}, c.Templates)
	assert.Equal(t, []string{"fr", "en", "pt-BR"}, c.Languages)
	assert.Equal(t, uint64(1), c.Generation)
	assert.NotEmpty(t, c.Samples("signup"))

	folder.write("billet.yaml", "format: none\n")
	r.Reload()
	broken := r.Contents()
	assert.Error(t, broken.Err)
	assert.Equal(t, before, broken.Templates[0].Revision, "of the last good billet.yaml")
	assert.Equal(t, uint64(2), broken.Generation)
	src, ok := broken.Source("billet.yaml")
	require.True(t, ok)
	assert.Equal(t, "format: none\n", src.Text(), "of the newest files")
}

func TestReloaderRefuses(t *testing.T) {
	folder := &changing{files: smallFolder()}
	r := billet.NewReloader(folder, billet.Options{})
	require.NoError(t, r.Template("hello").Err)
	var missing *billet.NotFoundError
	require.ErrorAs(t, r.Template("helo").Err, &missing)
	folder.write(hello, "")
	r.Reload()
	got := r.Template("hello")
	require.ErrorAs(t, got.Err, &missing)
	assert.Nil(t, got.Folder, "it was removed")
	empty := billet.NewReloader(fstest.MapFS{}, billet.Options{})
	assert.Error(t, empty.Contents().Err)
	assert.Error(t, empty.Folder().Err)
}

// Many ask and save at once; in the end the newest is seen.
func TestReloaderConcurrently(t *testing.T) {
	folder := &changing{files: smallFolder()}
	r := billet.NewReloader(folder, billet.Options{})
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for i := range 20 {
				folder.write(hello, helloSaying([]string{"Bonjour", "{{ nobody }}", "Salut"}[i%3]))
				r.Reload()
				r.Contents()
				r.Template("hello")
				r.Template("signup")
			}
		})
	}
	group.Wait()
	folder.write(hello, helloSaying("Fini"))
	r.Reload()
	assert.Equal(t, "Fini", helloText(t, r.Template("hello").Folder))
}

// What a Reloader opens is what Open opens.
func TestReloaderEqualsOpen(t *testing.T) {
	whole, err := billet.Open(starter.Folder(), billet.Options{})
	require.NoError(t, err)
	r := billet.NewReloader(starter.Folder(), billet.Options{})
	c := r.Contents()
	require.Len(t, c.Templates, len(whole.Templates()))
	for _, template := range c.Templates {
		got := r.Template(template.Name)
		require.NoError(t, got.Err)
		assert.Equal(t, whole.Locales(template.Name), template.Locales)
		for _, event := range template.Events {
			data, err := whole.Sample(event, "rich")
			require.NoError(t, err)
			request := billet.RenderRequest{Event: event, Template: template.Name, Data: data, Now: billet.SampleTime()}
			want, err := whole.Render(context.Background(), request)
			require.NoError(t, err)
			have, err := got.Folder.Render(context.Background(), request)
			require.NoError(t, err)
			assert.Equal(t, want.HTML(), have.HTML())
		}
	}
}
