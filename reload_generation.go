package billet

import (
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
)

// generation is one reading of the folder's files, and what was opened of it.
type generation struct {
	number   uint64
	files    *files // the last that could be read
	failed   error  // why the files could not be read
	shared   *opening
	inputs   *inputs
	versions map[string]*version // by template; "" is the whole folder
	before   map[string]*version // the newest of the generations before
}

// version is a part of the folder as its files of one content make it. It is
// opened once, by who needs it first.
type version struct {
	inputs string // tells contents of its files apart
	once   sync.Once
	folder *Folder
	err    error
}

// newGeneration reads the files, and what all templates share. Of the last one
// it takes what is still true.
func newGeneration(source fs.FS, o Options, last *generation) *generation {
	g := &generation{number: 1, versions: map[string]*version{}, before: map[string]*version{}}
	if last != nil {
		g.number, g.files, g.inputs = last.number+1, last.files, last.inputs
		maps.Copy(g.before, last.before)
		maps.Copy(g.before, last.versions)
	}
	read, err := readFiles(source)
	if err != nil {
		g.failed = err
		return g
	}
	if g.files != nil && read.keep(g.files) && last.failed == nil {
		g.shared, g.versions, g.before = last.shared, last.versions, last.before
		return g
	}
	g.files, g.inputs = read, newInputs(read, g.inputs)
	maps.DeleteFunc(g.before, func(part string, _ *version) bool { return part != "" && !g.has(part) })
	g.shared = newOpening(read, o)
	g.failed = g.shared.prepare()
	return g
}

func (g *generation) has(template string) bool {
	return slices.Contains(g.files.List("templates"), template)
}

// err is why nothing of the generation can be opened, or nil.
func (g *generation) err() error {
	if g.failed != nil {
		return g.failed
	}
	if g.shared.compiler == nil {
		return g.shared.report.Normal().Err()
	}
	return nil
}

// version finds a part, opened or not; one whose files have not changed is
// the one it was.
func (g *generation) version(part string, templates []string) *version {
	if v := g.versions[part]; v != nil {
		return v
	}
	v := &version{}
	if g.failed == nil {
		v.inputs = g.inputs.of(templates)
		if old := g.before[part]; old != nil && old.inputs == v.inputs {
			v = old
		}
	}
	g.versions[part] = v
	return v
}

func (v *version) open(g *generation, templates []string) (*Folder, error) {
	v.once.Do(func() {
		if v.err = g.failed; v.err == nil {
			v.folder, v.err = g.shared.only(templates).finish()
		}
	})
	return v.folder, v.err
}

// only is an opening of some templates that shares what was prepared.
func (w *opening) only(templates []string) *opening {
	part := *w
	part.Templates = templates
	part.report = slices.Clone(w.report)
	part.folder = &Folder{
		config: w.folder.config, catalogue: w.folder.catalogue, files: w.files, templates: map[string]*versions{},
		languages: w.folder.languages, readers: w.folder.readers, maxPart: w.folder.maxPart,
	}
	return &part
}

// contents lists the templates by what their front matter says.
func (g *generation) contents() Contents {
	w := g.shared.only(nil)
	c := Contents{Languages: w.folder.Languages(), Events: w.folder.catalogue, languages: w.languages}
	index := map[string]int{}
	for _, job := range w.jobs() {
		at, ok := index[job.Name]
		if !ok {
			at = len(c.Templates)
			index[job.Name] = at
			c.Templates = append(c.Templates, Contained{Name: job.Name})
		}
		entry := &c.Templates[at]
		entry.Locales = append(entry.Locales, job.Language.Locale.Tag())
		for _, e := range job.Events {
			if !slices.Contains(entry.Events, e.Event.ID) {
				entry.Events = append(entry.Events, e.Event.ID)
			}
		}
	}
	g.complete(&c)
	return c
}

// complete adds the templates that cannot be compiled in any language, so
// that their faults are asked for, and the revisions of all.
func (g *generation) complete(c *Contents) {
	for _, name := range g.files.List("templates") {
		if !slices.ContainsFunc(c.Templates, func(t Contained) bool { return t.Name == name }) {
			c.Templates = append(c.Templates, Contained{Name: name})
		}
	}
	for i, t := range c.Templates {
		c.Templates[i].Revision = revision(g.inputs.of([]string{t.Name}))
	}
	slices.SortFunc(c.Templates, func(a, b Contained) int { return strings.Compare(a.Name, b.Name) })
}
