package billet

import (
	"io/fs"
	"maps"
	"runtime"
	"slices"
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

// version is a template, or the whole folder, as its files of one content make
// it. It is opened once, by who needs it first.
type version struct {
	inputs string // tells contents of its files apart
	once   sync.Once
	parts  []*part
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

// version finds a template, or with "" the whole folder, opened or not; one
// whose files have not changed is the one it was.
func (g *generation) version(name string) *version {
	if v := g.versions[name]; v != nil {
		return v
	}
	v := &version{}
	if g.failed == nil {
		if name != "" {
			v.inputs = g.inputs.of([]string{name})
		} else {
			v.inputs = g.inputs.all()
		}
		if old := g.before[name]; old != nil && old.inputs == v.inputs {
			v = old
		}
	}
	g.versions[name] = v
	return v
}

// open opens a template. of are the versions of templates that the whole folder
// is made of; nil stands for the template itself.
func (v *version) open(g *generation, name string, of []*version) (*Folder, error) {
	v.once.Do(func() {
		if v.err = g.err(); v.err != nil {
			return
		}
		if name != "" {
			v.parts = g.shared.parts([]string{name})
		} else {
			v.parts = together(g, of)
		}
		v.folder, v.err = g.shared.assemble(v.parts, name == "" && len(g.shared.Templates) == 0)
	})
	return v.folder, v.err
}

// together opens templates on all processors.
func together(g *generation, of []*version) []*part {
	var group sync.WaitGroup
	names := g.names()
	room := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, v := range of {
		room <- struct{}{}
		group.Go(func() {
			_, _ = v.open(g, names[i], nil) // its faults are in its parts
			<-room
		})
	}
	group.Wait()
	var parts []*part
	for _, v := range of {
		parts = append(parts, v.parts...)
	}
	return parts
}

// names are the templates of the whole folder.
func (g *generation) names() []string {
	if len(g.shared.Templates) > 0 {
		return g.shared.Templates
	}
	return g.files.List("templates")
}

// contents lists the templates by what their front matter says.
func (g *generation) contents() Contents {
	c := Contents{Languages: g.shared.folder.Languages(), Events: g.shared.folder.catalogue, languages: g.shared.languages}
	for _, name := range g.files.List("templates") {
		entry := Contained{Name: name, Revision: revision(g.inputs.of([]string{name}))}
		for _, job := range g.shared.requests(&part{name: name}) {
			entry.Locales = append(entry.Locales, job.Language.Locale.Tag())
			for _, e := range job.Events {
				if !slices.Contains(entry.Events, e.Event.ID) {
					entry.Events = append(entry.Events, e.Event.ID)
				}
			}
		}
		c.Templates = append(c.Templates, entry)
	}
	return c
}
