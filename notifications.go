package billet

import (
	"path"
	"slices"

	"github.com/billet-mail/billet/config"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/locales"
	"github.com/billet-mail/billet/mail"
	"github.com/billet-mail/billet/rules"
	"github.com/billet-mail/billet/template"
)

// NotificationSchema is the JSON Schema of the files in notifications/, for
// editors.
func NotificationSchema() string { return config.NotificationSchema() }

// notifications reads and compiles the rules of a whole folder.
func (w *opening) notifications(folder *Folder, parts []*part) diag.List {
	var report diag.List
	var list []*config.Notification
	for _, file := range w.files.List(config.NotificationDir) {
		src, ok := w.files.Source(path.Join(config.NotificationDir, file))
		if !ok {
			report.Add(diag.NotificationFile, diag.Range{File: path.Join(config.NotificationDir, file)}, "put its files into notifications/ itself", "a notification is a file")
			continue
		}
		n, faults := config.LoadNotification(src)
		report = append(report, faults...)
		list = append(list, n)
	}
	sender, _ := folder.sender("") // without a name there always is one
	set, faults := rules.New(rules.Options{
		Settings: folder.config, Catalogue: folder.catalogue, Notifications: list, Default: sender, SampleTime: SampleTime(),
		Templates: &wording{folder: folder, parts: parts},
	})
	folder.rulebook = set
	for _, n := range list {
		if n.Unsubscribe {
			folder.leavable = append(folder.leavable, n.ID)
		}
	}
	return append(report, faults...)
}

// wording is what rules know of the templates: as their files say it, so that a
// template with a fault is not reported once more.
type wording struct {
	folder *Folder
	parts  []*part
}

func (t *wording) Names() []string {
	var names []string
	for _, p := range t.parts {
		names = append(names, p.name)
	}
	return names
}

func (t *wording) part(name string) *part {
	i := slices.IndexFunc(t.parts, func(p *part) bool { return p.name == name })
	if i < 0 {
		return &part{}
	}
	return t.parts[i]
}

func (t *wording) Serves(name, event string) bool {
	for _, v := range t.part(name).told.Versions {
		if slices.Contains(v.Events, event) {
			return true
		}
	}
	return false
}

func (t *wording) Match(name, wanted string) locales.Match {
	v := t.folder.templates[name]
	if v == nil {
		return locales.Match{}
	}
	return t.folder.match(v, wanted)
}

func (t *wording) Repeat(name string) template.Word {
	for _, v := range t.part(name).told.Versions {
		if v.Front.Repeat.Text != "" {
			return v.Front.Repeat
		}
	}
	return template.Word{}
}

func (t *wording) Attachments(name string) []string {
	var ids []string
	for _, v := range t.part(name).told.Versions {
		for _, each := range v.Front.Attachments {
			if !slices.Contains(ids, each.Text) {
				ids = append(ids, each.Text)
			}
		}
	}
	return ids
}

// library finds files that billet.yaml names, in the language of a mail, but for
// those that its template attaches by itself.
func (f *Folder) library(ids []string, template, locale string, chain []string) ([]mail.Attachment, error) {
	var list []mail.Attachment
	for _, a := range f.config.Attachments {
		if !slices.Contains(ids, a.ID) || f.attaches(template, locale, a.ID) {
			continue
		}
		found, ok := a.File(chain)
		b := f.files.binaries[found.Path]
		if !ok || b == nil {
			continue // Open has proved that each language has one
		}
		mediaType := withCharset(a.MediaType, b.data)
		if a.MediaType == "" {
			mediaType = MediaType(found.Path, b.data)
		}
		file, err := b.file(mediaType)
		if err != nil {
			return nil, err
		}
		list = append(list, mail.Attachment{Filename: path.Base(found.Path), File: file})
	}
	return list, nil
}

func (f *Folder) attaches(template, locale, id string) bool {
	v := f.templates[template]
	if v == nil || v.pages[locale] == nil {
		return false
	}
	for _, a := range v.pages[locale].Attachments {
		if a.ID == id {
			return true
		}
	}
	return false
}
