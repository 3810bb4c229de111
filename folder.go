package billet

import (
	"maps"
	"slices"
	"sync"

	"github.com/billet-mail/billet/config"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/locales"
	"github.com/billet-mail/billet/render"
	"github.com/billet-mail/billet/rules"
)

// Options say how a mail folder is opened. The zero value is the default.
type Options struct {
	// Events is the catalogue; nil stands for [events.Canonical].
	Events *events.Catalogue

	// MaxPart is the most bytes that the HTML or the text of one message may
	// have; 0 stands for 10 MiB. A larger message is [ErrTooLarge].
	MaxPart int

	// Marks leaves data-billet-at="FILE:LINE:COLUMN" on the block elements of
	// a message's words and on the elements of its layout: where their author
	// wrote them. It is for previews and checks, not for mails that are sent.
	Marks bool

	// Templates are the only templates to compile; empty stands for all. A
	// folder that is opened for some templates is proved for these only.
	Templates []string
}

const defaultMaxPart = 10 << 20

// ErrTooLarge says that a message would exceed [Options.MaxPart].
var ErrTooLarge = render.ErrTooLarge

// Folder is a mail folder that was proved right. It is immutable and safe for
// concurrent use.
type Folder struct {
	config    *config.Config
	catalogue *events.Catalogue
	files     *files
	templates map[string]*versions
	languages *locales.Matcher
	readers   map[string]*customerReader // by event
	warnings  diag.List
	rulebook  *rules.Set // nil if the folder was opened for some templates only
	leavable  []string   // the notifications that ask for List-Unsubscribe
	maxPart   int
	options   Options   // as given to Open
	scratch   sync.Pool // *render.Scratch
}

// versions are the languages of a template.
type versions struct {
	pages   map[string]*render.Page
	exact   map[string]locales.Match // of the languages of the pages
	matcher *locales.Matcher
}

// Warnings are what is suspicious in the folder, but does not stop it.
func (f *Folder) Warnings() []diag.Diagnostic { return slices.Clone(f.warnings) }

// Events is the catalogue that the folder was opened with.
func (f *Folder) Events() *events.Catalogue { return f.catalogue }

// Templates lists the names of the templates in alphabetical order.
func (f *Folder) Templates() []string { return slices.Sorted(maps.Keys(f.templates)) }

// Locales lists the languages of a template in alphabetical order; it is empty
// for an unknown template.
func (f *Folder) Locales(template string) []string {
	v := f.templates[template]
	if v == nil {
		return nil
	}
	return slices.Sorted(maps.Keys(v.pages))
}

// Serves lists the events of a template in alphabetical order; it is empty for
// an unknown template.
func (f *Folder) Serves(template string) []string {
	v := f.templates[template]
	var list []string
	for _, event := range f.catalogue.IDs() {
		if v != nil && v.serves(event) {
			list = append(list, event)
		}
	}
	slices.Sort(list)
	return list
}

// Languages lists the configured languages, the default first.
func (f *Folder) Languages() []string {
	list := []string{f.config.Languages.Default}
	for _, tag := range f.config.Languages.Available {
		if tag != list[0] {
			list = append(list, tag)
		}
	}
	return list
}

// Speaks reports whether a wanted language leads to a configured one by more
// than the default: fr-CA does where there is fr.
func (f *Folder) Speaks(tag string) bool {
	if len(f.config.Languages.Fallbacks[tag]) > 0 {
		return true
	}
	wanted, err := locales.New(tag)
	if err != nil {
		return false
	}
	got, err := locales.New(f.languages.Match(tag).Tag)
	return err == nil && got.Language() == wanted.Language()
}
