package billet

import (
	"fmt"
	"math"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/billet-mail/billet/config"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/mail"
	"github.com/billet-mail/billet/render"
	"github.com/billet-mail/billet/template"
)

// checkLibrary judges the files of the attachments that billet.yaml names, and
// the string that links to those which do not fit.
func (w *opening) checkLibrary() {
	limits := &w.folder.config.Limits
	linkable := false
	for i := range w.folder.config.Attachments {
		a := &w.folder.config.Attachments[i]
		linkable = linkable || a.URL != ""
		for _, f := range a.Files {
			w.checkFile(a, f, limits)
		}
	}
	if limits.LinkOversize && linkable {
		for _, tag := range w.folder.config.Languages.Available {
			w.checkLinkString(tag, limits.OversizeAt)
		}
	}
}

func (w *opening) checkFile(a *config.Attachment, f config.AttachedFile, limits *config.Limits) {
	b := w.files.binaries[f.Path]
	switch {
	case b == nil:
		w.report.Add(diag.FolderAttachment, f.At, diag.DidYouMean(path.Base(f.Path), w.files.List(path.Dir(f.Path))), "there is no file %s", f.Path)
		return
	case len(b.data) == 0:
		w.report.Add(diag.FolderAttachment, f.At, "put the right file there", "the file %s is empty", f.Path)
		return
	case int64(len(b.data)) > limits.TotalSize && !(limits.LinkOversize && a.URL != ""):
		w.report.Add(diag.FolderAttachment, f.At, "make it smaller, raise limits.total_size, or link to it by oversize: link and a url:",
			"the file %s has %s, more than the %s that a mail may have", f.Path, sizeText(int64(len(b.data))), sizeText(limits.TotalSize))
	}
	if a.MediaType != "" {
		if ok, other := looksLike(a.MediaType, b.data); !ok {
			w.report.Add(diag.ConfigMediaType, a.MediaTypeAt, "remove the line, or put the right file there", "the file %s is not %s but looks like %s", f.Path, a.MediaType, other)
		}
		return
	}
	mediaType := MediaType(f.Path, b.data)
	if ok, other := looksLike(mediaType, b.data); !ok {
		base, _, _ := strings.Cut(mediaType, ";")
		w.report.Add(diag.FolderAttachment, f.At, "put the right file there, or name it for what it is", "the file %s is not %s but looks like %s", f.Path, base, other)
	}
}

// linkString is the string of a language that links to a file.
func (w *opening) linkString(tag string) bool {
	s, ok := w.languages[tag].Strings[render.LinkString]
	return ok && !s.Markdown && !s.Plural && slices.Equal(s.Placeholders, []string{"name"})
}

func (w *opening) checkLinkString(tag string, at diag.Range) {
	if !w.linkString(tag) {
		w.report.Add(diag.ConfigOversize, at, "add "+render.LinkString+`: "Download {name}, which is too large for an e-mail" to locales/`+tag+".yaml",
			"a link in place of a file needs the string %s with {name} in %s", render.LinkString, tag)
	}
}

// attached are the files that the front matter of a template names, in a
// language.
func (w *opening) attached(p *part, front template.FrontMatter, language *render.Language) []render.Attachment {
	settings := w.folder.config
	var ids []string
	for _, a := range settings.Attachments {
		ids = append(ids, a.ID)
	}
	var list []render.Attachment
	known := 0
	for n, word := range front.Attachments {
		i := slices.Index(ids, word.Text)
		switch {
		case i < 0 && len(ids) == 0:
			p.report.Add(diag.TemplateAttachment, word.Range, "name the file under attachments: in billet.yaml", "there is no attachment %s", word.Text)
			continue
		case i < 0:
			p.report.Add(diag.TemplateAttachment, word.Range, diag.DidYouMean(word.Text, ids), "there is no attachment %s", word.Text)
			continue
		case slices.ContainsFunc(front.Attachments[:n], func(other template.Word) bool { return other.Text == word.Text }):
			p.report.Add(diag.TemplateAttachment, word.Range, "remove one of the two", "%s is attached twice", word.Text)
			continue
		}
		if known++; known == settings.Limits.Attachments+1 {
			p.report.Add(diag.TemplateAttachment, word.Range, "attach fewer files, or raise limits.attachments in billet.yaml", "a mail may have %d files", settings.Limits.Attachments)
		}
		if a, ok := w.attachment(p, &settings.Attachments[i], language); ok {
			list = append(list, a)
		}
	}
	return list
}

// attachment is a file of the library in a language; without it, checkFile has
// reported why.
func (w *opening) attachment(p *part, a *config.Attachment, language *render.Language) (render.Attachment, bool) {
	f, ok := a.File(language.Chain)
	b := w.files.binaries[f.Path]
	if !ok || b == nil {
		return render.Attachment{}, false
	}
	mediaType := withCharset(a.MediaType, b.data)
	if a.MediaType == "" {
		mediaType = MediaType(f.Path, b.data)
	}
	file, err := b.file(mediaType)
	if err != nil {
		p.report.Add(diag.FolderAttachment, f.At, "give it a media_type:", "the file %s cannot be attached: %v", f.Path, err)
		return render.Attachment{}, false
	}
	made := render.Attachment{ID: a.ID, File: file, Name: path.Base(f.Path), Filename: a.Filename}
	if w.folder.config.Limits.LinkOversize && w.linkString(language.Locale.Tag()) {
		made.URL = a.URL
	}
	return made, true
}

// checkSize reports a page whose own files are too large for any mail.
func (w *opening) checkSize(p *part, job render.Request, page *render.Page) {
	limits, total := &w.folder.config.Limits, page.ImageSize
	for _, a := range page.Attachments {
		if a.URL == "" {
			total += int64(a.File.Size())
		}
	}
	if total <= limits.TotalSize {
		return
	}
	at := job.Source.Range(0, 0)
	if len(job.Front.Attachments) > 0 {
		at = job.Front.Attachments[0].Range
	}
	p.report.Add(diag.TemplateAttachment, at, "attach less, or raise limits.total_size in billet.yaml",
		"the files of this mail have %s, more than the %s that a mail may have", sizeText(total), sizeText(limits.TotalSize))
}

// imageName is what an inline image may be called: what needs no escape in an
// address, in a Content-ID and in a file's name.
var imageName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$`)

// image finds the image that cid:NAME shows.
func (w *opening) image(name string) (image *render.Image, problem, help string) {
	if !imageName.MatchString(name) {
		return nil, "this is no name of an inline image", "write cid: and the name of a file in assets/, of the letters A–Z, digits, points and hyphens"
	}
	b := w.files.binaries["assets/"+name]
	if b == nil {
		help = "put the image into assets/"
		if near := diag.DidYouMean(name, w.files.List("assets")); near != "" {
			help = near
		}
		return nil, "there is no image assets/" + name, help
	}
	mediaType, ok := isImage(b.data)
	if !ok {
		what := mediaType
		if ext := strings.ToLower(path.Ext(name)); ext == ".svg" || ext == ".webp" {
			what = strings.ToUpper(ext[1:])
		}
		return nil, fmt.Sprintf("not every mail client shows assets/%s, which is %s", name, what), "save the image as PNG, JPEG or GIF"
	}
	file, err := b.file(mediaType)
	if err != nil {
		return nil, fmt.Sprintf("assets/%s cannot be shown: %v", name, err), "save the image as PNG, JPEG or GIF"
	}
	return &render.Image{ContentID: w.contentID(name, b), Name: name, File: file}, "", ""
}

// contentID names an image in all mails: by its content too, so that a client
// that keeps images by their name takes no old one for a new one.
func (w *opening) contentID(name string, b *binary) string {
	sender, _ := w.folder.sender("")
	sum, domain, _ := strings.Cut(mail.MessageID(domainOf(sender.Email), string(b.sum[:])), "@")
	return name + "." + sum[:10] + "@" + domain
}

// sizeText is a number of bytes for people, not less than it is.
func sizeText(n int64) string {
	unit, bytes := "KB", float64(1<<10)
	if n >= 1<<20 {
		unit, bytes = "MB", 1<<20
	}
	return strings.TrimSuffix(fmt.Sprintf("%.1f", math.Ceil(10*float64(n)/bytes)/10), ".0") + " " + unit
}
