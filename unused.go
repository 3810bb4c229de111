package billet

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/billet-mail/billet/config"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/lint"
)

// unused warns of files to attach, images and templates that nothing uses, as
// far as the folder tells. Programs can send templates by themselves: those are
// only asked about where there are notifications.
func (w *opening) unused(told []lint.Template) diag.List {
	var report diag.List
	templates, attached := map[string]bool{}, map[string]bool{}
	notifications := w.files.List(config.NotificationDir)
	for _, file := range notifications {
		src, ok := w.files.Source(path.Join(config.NotificationDir, file))
		if !ok {
			continue
		}
		n, _ := config.LoadNotification(src) // its faults have been reported
		templates[n.Event.Text] = templates[n.Event.Text] || n.Template.Text == ""
		templates[n.Template.Text] = true
		for _, a := range n.Attachments {
			attached[a.Text] = true
		}
		if n.Digest != nil {
			templates[n.Digest.Event.Text] = true
		}
		if n.Schedule != nil {
			for _, step := range n.Schedule.Steps {
				templates[step.Text] = true
			}
		}
	}
	for _, t := range told {
		for _, v := range t.Versions {
			for _, a := range v.Front.Attachments {
				attached[a.Text] = true
			}
		}
		if len(notifications) > 0 && !templates[t.Name] && !w.named(t.Name) {
			report.Warn(diag.FolderUnused, diag.Range{File: "templates/" + t.Name}, "name it under template: in a notification, or remove it", "no notification sends this template")
		}
	}
	library := map[string]bool{}
	for _, a := range w.folder.config.Attachments {
		if !attached[a.ID] {
			report.Warn(diag.FolderUnused, a.At, "name it under attachments: in a template or a notification, or remove it", "nothing attaches %s", a.ID)
		}
		for _, f := range a.Files {
			library[f.Path] = true
		}
	}
	for _, name := range slices.Sorted(maps.Keys(w.files.binaries)) {
		switch folder, file, _ := strings.Cut(name, "/"); {
		case folder == config.AttachmentDir && !library[name]:
			report.Warn(diag.FolderUnused, diag.Range{File: name}, "add it under attachments: in billet.yaml, or remove it", "nothing uses this file")
		case folder == "assets" && !w.mentions(file):
			report.Warn(diag.FolderUnused, diag.Range{File: name}, "show it by cid:"+file+", or remove it", "nothing shows this image")
		}
	}
	return report
}

// named reports whether another template may be put together from a template.
func (w *opening) named(template string) bool {
	for name, src := range w.files.sources {
		if strings.HasPrefix(name, "templates/") && !strings.HasPrefix(name, "templates/"+template+"/") && strings.Contains(src.Text(), `"`+template+`"`) {
			return true
		}
	}
	return false
}

// mentions reports whether a text shows an inline image, or makes up the name of
// one.
func (w *opening) mentions(image string) bool {
	for _, src := range w.files.sources {
		if text := src.Text(); strings.Contains(text, "cid:"+image) || strings.Contains(text, "cid:{") {
			return true
		}
	}
	return false
}
