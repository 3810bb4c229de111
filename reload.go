package billet

import (
	"io/fs"
	"maps"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/locales"
	"github.com/billet-mail/billet/render"
)

// Reloader keeps a mail folder open while its files change. It opens each
// template when it is first asked for, and again only after a file that it
// depends on has changed. A faulty change leaves the last good version in use,
// beside the faults.
//
// It starts no goroutine and watches nothing: [Reloader.Reload] says that files
// have changed. It is safe for concurrent use.
type Reloader struct {
	source  fs.FS
	options Options
	asked   atomic.Uint64 // how often Reload was called

	mu     sync.Mutex
	read   uint64 // the value of asked when the newest files were read
	newest *generation
	good   map[string]goodVersion // by template; "" is the whole folder
	lists  Contents               // of the newest sound billet.yaml
}

// goodVersion is the last that opened, and of which files.
type goodVersion struct {
	folder     *Folder
	generation uint64
}

// Opened is what a [Reloader] has of a template or of the folder.
type Opened struct {
	// Folder is the last good version; nil if there never was one.
	Folder *Folder

	// Err is why the newest files do not open, as [Open] says it. If it is
	// nil, Folder is made of the newest files.
	Err error
}

// Contents lists what a mail folder has, known before a template is compiled.
type Contents struct {
	Templates []Contained
	Languages []string // the configured ones, the default first
	Events    *events.Catalogue

	// Generation counts the readings of the folder, from 1.
	Generation uint64

	// Err is why billet.yaml cannot be used, or the folder not be read. The
	// lists are then those of the last good reading, or empty.
	Err error

	files     *files
	languages map[string]*render.Language
}

// Contained is one template.
type Contained struct {
	Name    string
	Events  []string // that any of its languages serves, in the order of its front matter
	Locales []string // it has, in alphabetical order

	// Revision is another one whenever a file has changed that the template
	// depends on. Samples do not count.
	Revision string
}

// Samples lists the samples of an event, as [Folder.Samples] does.
func (c Contents) Samples(event string) []events.Sample {
	if c.files == nil {
		return nil
	}
	return samplesOf(c.files, c.Events, event)
}

// Source is the newest text of a file, for showing the place of a fault.
func (c Contents) Source(file string) (*diag.Source, bool) {
	if c.files == nil {
		return nil, false
	}
	return c.files.Source(file)
}

// Strings are the shared strings of a configured language by their keys, with
// those that it takes from its fallbacks; empty for any other language.
func (c Contents) Strings(locale string) map[string]locales.String {
	if language := c.languages[locale]; language != nil {
		return maps.Clone(language.Strings)
	}
	return nil
}

func (c Contents) clone() Contents {
	c.Languages, c.Templates = slices.Clone(c.Languages), slices.Clone(c.Templates)
	for i, t := range c.Templates {
		c.Templates[i].Events, c.Templates[i].Locales = slices.Clone(t.Events), slices.Clone(t.Locales)
	}
	return c
}

// NewReloader makes a Reloader of a mail folder. It reads nothing yet.
// [Options.Templates] limits what [Reloader.Folder] opens, nothing else.
func NewReloader(folder fs.FS, o Options) *Reloader {
	return &Reloader{source: folder, options: o.defaults(), good: map[string]goodVersion{}}
}

// Reload says that files of the folder have changed. They are read when
// something is next asked for. It never waits.
func (r *Reloader) Reload() { r.asked.Add(1) }

// Contents lists what the folder has.
func (r *Reloader) Contents() Contents {
	r.mu.Lock()
	defer r.mu.Unlock()
	g := r.current()
	lists := r.lists.clone()
	lists.Generation, lists.Err, lists.files = g.number, g.err(), g.files
	if lists.Events == nil {
		lists.Events = r.options.Events
	}
	return lists
}

// Template opens one template in all its languages. The error of a name that
// the folder does not have is a [*NotFoundError]; a template that was removed
// has no last good version. What the folder lacks as a whole, such as a language
// of the template, is no error here.
func (r *Reloader) Template(name string) Opened { return r.open(name) }

// Folder opens all templates and judges them together, as [Open] does. It costs
// little where the templates have been opened.
func (r *Reloader) Folder() Opened { return r.open("") }

// open gives a template, or with "" the whole folder, opening it at most once
// for each content of its files.
func (r *Reloader) open(name string) Opened {
	r.mu.Lock()
	g := r.current()
	if err := r.knows(g, name); err != nil {
		delete(r.good, name)
		r.mu.Unlock()
		return Opened{Err: err}
	}
	v := g.version(name)
	var of []*version
	if name == "" && g.err() == nil {
		for _, each := range g.names() {
			of = append(of, g.version(each))
		}
	}
	r.mu.Unlock()

	folder, err := v.open(g, name, of)

	r.mu.Lock()
	defer r.mu.Unlock()
	if err == nil && r.good[name].generation <= g.number {
		r.good[name] = goodVersion{folder, g.number}
	}
	if err == nil {
		return Opened{Folder: folder}
	}
	return Opened{Folder: r.good[name].folder, Err: err}
}

// current is the generation of the newest files. The lock must be held.
func (r *Reloader) current() *generation {
	asked := r.asked.Load()
	if r.newest != nil && r.read == asked {
		return r.newest
	}
	last := r.newest
	r.newest = newGeneration(r.source, r.options, last)
	r.read = asked
	if r.newest.failed == nil {
		maps.DeleteFunc(r.good, func(part string, _ goodVersion) bool { return part != "" && !r.newest.has(part) })
	}
	if r.newest.err() == nil && (last == nil || r.newest.shared != last.shared) {
		r.lists = r.newest.contents()
	}
	return r.newest
}

// knows is nil for a template that the folder has, or may have: without files
// nothing is known. For the whole folder it is about those of the options.
func (r *Reloader) knows(g *generation, name string) error {
	if g.failed != nil {
		return nil
	}
	names := []string{name}
	if name == "" {
		names = r.options.Templates
	}
	for _, each := range names {
		if known := g.files.List("templates"); !slices.Contains(known, each) {
			return &NotFoundError{What: "template", Name: each, Help: diag.DidYouMean(each, known)}
		}
	}
	return nil
}
