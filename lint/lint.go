package lint

import (
	"github.com/billet-mail/billet/config"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/locales"
	"github.com/billet-mail/billet/render"
	"github.com/billet-mail/billet/template"
)

// Files are the files of a mail folder.
type Files interface {
	template.Files
	// Names are the paths of all files, ordered.
	Names() []string
}

// Folder is a mail folder, and what its templates told.
type Folder struct {
	Files     Files
	Config    *config.Config
	Catalogs  map[string]*locales.Catalog
	Events    *events.Catalogue
	Templates []Template // all of them, in the order of their names
}

// Template is a template in its languages.
type Template struct {
	Name     string
	Versions []Version
}

// Version is a template in one language.
type Version struct {
	Locale string
	Source *diag.Source
	Front  template.FrontMatter
	Events []string // that it serves
	Survey *render.Survey
}

// Judge reports what is wrong with the folder.
func (f Folder) Judge() diag.List {
	j := &judge{Folder: f, doubts: f.doubts()}
	if !f.Config.Languages.Unsure {
		j.languages()
	}
	j.strings()
	j.files()
	j.notes()
	j.samples()
	return j.report
}

type judge struct {
	Folder
	doubts doubts
	report diag.List
}

// versions calls f for every template in every language.
func (f Folder) versions(do func(t Template, v Version)) {
	for _, t := range f.Templates {
		for _, v := range t.Versions {
			do(t, v)
		}
	}
}
