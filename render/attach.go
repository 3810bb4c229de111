package render

import (
	"path"
	"strings"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/mail"
	"github.com/billet-mail/billet/placeholders"
	"github.com/billet-mail/billet/render/page"
	"github.com/billet-mail/billet/render/program"
	"github.com/billet-mail/billet/template"
)

// Attachment is a file that a template brings along.
type Attachment struct {
	ID       string
	File     *mail.File
	Name     string          // of the file, with its extension
	Filename template.Phrase // the name that readers see, which ends like Name; Name if not given
	URL      string          // a link for mails that are too large to attach the file; "" if they get none
}

// Image is an image that a mail shows inline.
type Image struct {
	ContentID string
	Name      string // of the file
	File      *mail.File
}

// Images finds the image that cid:NAME shows. What is wrong with it is told by
// problem and help; there is no image then.
type Images func(name string) (image *Image, problem, help string)

// LinkString is the key of the string that links to a file which is too large
// to attach; {name} stands for the file's name.
const LinkString = "attachment_link"

// attachments composes the names of the files, and the links to those that may
// turn out too large.
func (w *work) attachments(c *template.Composer) {
	w.names = make([]*template.Document, len(w.Attachments))
	w.links = make([]*template.Document, len(w.Attachments))
	for i, a := range w.Attachments {
		if a.Filename.Given() {
			w.names[i] = c.Phrase(a.Filename)
		}
		if a.URL != "" {
			w.links[i] = c.Compose(linkSource(a), 0, template.Markdown)
		}
	}
}

// linkSource is the words of a mail about a file that is linked: given to the
// same Markdown as the author's, so that it looks like theirs.
func linkSource(a Attachment) *diag.Source {
	url := strings.ReplaceAll(a.URL, "&", "&amp;") // Markdown reads references in addresses
	return diag.NewSource("the link to "+a.ID, "{% if linked %}\n[{{ t(\""+LinkString+"\", name=name) }}](<"+url+">)\n{% endif %}\n")
}

// The values that a link's words know, by attachment.
const (
	givenLinked = iota
	givenName
	givenCount
)

// givenScope is the names in the link to attachment i.
func (w *work) givenScope(i int) *expr.Scope {
	kinds := make([]placeholders.Kind, givenCount*len(w.Attachments))
	for at := range w.Attachments {
		kinds[givenCount*at+givenLinked] = placeholders.Bool
		kinds[givenCount*at+givenName] = placeholders.String
	}
	return expr.Given(map[string]int{"linked": givenCount*i + givenLinked, "name": givenCount*i + givenName}, kinds)
}

// checkAttachments proves the names of files and their links for one event.
func (w *work) checkAttachments(c *checked) {
	for i := range w.Attachments {
		if w.names[i] != nil {
			(&template.Checker{Tags: w.tags, Env: c.env}).Check(c.proof, w.names[i])
		}
		if w.links[i] != nil {
			(&template.Checker{Tags: w.tags, Env: c.env, Scope: w.givenScope(i)}).Check(c.proof, w.links[i])
		}
	}
}

// filenames compiles the names of files without their extensions; nil stands
// for a file's own name.
func (w *work) filenames(plain page.Plain) []*program.Program {
	names := make([]*program.Program, len(w.Attachments))
	for i, doc := range w.names {
		if doc != nil {
			stem := doc.Text[:max(0, len(doc.Text)-len(path.Ext(w.Attachments[i].Name)))]
			names[i] = program.New(w.nodes(page.CompileFilename(plain, stem)), nil)
		}
	}
	return names
}

// image finds an inline image for packages that know of no files.
func (w *work) image(name string) (id, problem, help string) {
	if w.Images == nil {
		return name, "", ""
	}
	image, problem, help := w.Images(name)
	if image == nil {
		return "", problem, help
	}
	if w.shown[image.ContentID] == nil {
		w.shown[image.ContentID] = image
	}
	return image.ContentID, "", ""
}

// inlineImages writes the Content-IDs of the images into the page.
func (w *work) inlineImages(html string) string {
	return page.ShowImages(html, w.tags, w.image, func(problem, help string) {
		w.report.Add(diag.FolderImage, diag.Range{File: w.Source.Name()}, help, "%s", problem)
	})
}

// imagesOf are the images that a program numbers.
func (w *work) imagesOf(ids []string) []*Image {
	var list []*Image
	for _, id := range ids {
		list = append(list, w.shown[id])
	}
	return list
}
