package billet

import (
	"errors"
	"io/fs"
	"maps"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/billet-mail/billet/config"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/locales"
	"github.com/billet-mail/billet/placeholders"
	"github.com/billet-mail/billet/render"
	"github.com/billet-mail/billet/template"
)

// Open reads a mail folder, proves it and compiles its templates, on all
// processors. A folder with a fault does not open: the error then holds a
// [diag.List] of all faults, which errors.As finds. Other errors are those of
// the file system, and a [*NotFoundError] for an unknown name in
// [Options.Templates].
func Open(folder fs.FS, o Options) (*Folder, error) {
	if folder == nil {
		return nil, errors.New("there is no mail folder to open (give starter.Folder or os.DirFS)")
	}
	read, err := readFiles(folder)
	if err != nil {
		return nil, err
	}
	w := newOpening(read, o.defaults())
	if err := w.checkNames(); err != nil {
		return nil, err
	}
	if err := w.prepare(); err != nil {
		return nil, err
	}
	return w.finish()
}

func (o Options) defaults() Options {
	if o.Events == nil {
		o.Events = events.Canonical()
	}
	if o.MaxPart == 0 {
		o.MaxPart = defaultMaxPart
	}
	return o
}

func newOpening(read *files, o Options) *opening {
	return &opening{
		Options: o, files: read,
		folder: &Folder{catalogue: o.Events, files: read, templates: map[string]*versions{}, maxPart: o.MaxPart, options: o},
	}
}

// finish compiles the templates, where what they share is sound, and judges.
func (w *opening) finish() (*Folder, error) {
	if w.compiler != nil {
		w.compile(w.jobs())
	}
	faults := w.report.Normal()
	if err := faults.Err(); err != nil {
		return nil, err
	}
	w.folder.warnings = faults
	return w.folder, nil
}

// opening is the work of Open.
type opening struct {
	Options
	files     *files
	folder    *Folder
	report    diag.List
	compiler  *render.Compiler
	languages map[string]*render.Language
	events    map[string]render.Event
}

// checkNames refuses names of templates that the folder does not have.
func (w *opening) checkNames() error {
	for _, name := range w.Templates {
		if known := w.files.List("templates"); !slices.Contains(known, name) {
			return &NotFoundError{What: "template", Name: name, Help: diag.DidYouMean(name, known)}
		}
	}
	return nil
}

// prepare reads what all templates share. It leaves the compiler nil if
// nothing else can be judged.
func (w *opening) prepare() error {
	src, ok := w.files.Source("billet.yaml")
	if !ok {
		w.report.Add(diag.FolderMissing, diag.Range{File: "billet.yaml"}, "run billet init in an empty folder, or name a mail folder", "this is no mail folder: it has no billet.yaml")
		return nil
	}
	if w.report = append(w.report, w.files.encoding()...); w.report.Err() != nil {
		return nil // what cannot be read cannot be judged
	}
	settings, faults := config.Load(src)
	w.report = append(w.report, faults...)
	if !judgeable(settings, faults) {
		return nil
	}
	w.folder.config = settings
	catalogue, err := w.Events.With(settings.Events...)
	if err != nil {
		return err
	}
	w.Events, w.folder.catalogue = catalogue, catalogue
	if err := w.schemas(); err != nil {
		return err
	}
	if err := w.languageSet(settings); err != nil {
		return err
	}
	w.compiler, faults = render.NewCompiler(w.files, w.files.texts(), settings.Colors())
	w.report = append(w.report, faults...)
	return nil
}

// judgeable reports whether templates can be judged in spite of the faults of
// billet.yaml: their languages and events must be known, or else each template
// would be reported for what is wrong elsewhere.
func judgeable(settings *config.Config, faults diag.List) bool {
	l := settings.Languages
	if _, err := locales.NewMatcher(l.Available, l.Default, l.Fallbacks); err != nil {
		return false
	}
	for _, tag := range l.Available {
		if _, err := locales.New(tag); err != nil {
			return false
		}
	}
	return !slices.ContainsFunc(faults, func(d diag.Diagnostic) bool {
		return d.Code == diag.ConfigEvent || strings.HasPrefix(string(d.Code), "event-")
	})
}

// schemas reads the placeholders of every event.
func (w *opening) schemas() error {
	w.events = map[string]render.Event{}
	w.folder.readers = map[string]*customerReader{}
	for _, e := range w.Events.All() {
		fields, err := placeholders.ForEvent(e)
		if err != nil {
			return err
		}
		w.events[e.ID] = render.Event{Event: e, Fields: fields}
		w.folder.readers[e.ID] = newCustomerReader(fields)
	}
	return nil
}

// jobs lists the templates to compile.
func (w *opening) jobs() []render.Request {
	var jobs []render.Request
	for _, name := range w.files.List("templates") {
		if len(w.Templates) > 0 && !slices.Contains(w.Templates, name) {
			continue
		}
		jobs = append(jobs, w.versions(name)...)
	}
	return jobs
}

// versions lists the languages of one template.
func (w *opening) versions(name string) []render.Request {
	dir := "templates/" + name
	if _, isFile := w.files.Source(dir); isFile {
		w.report.Add(diag.FolderTemplate, diag.Range{File: dir}, "move it to templates/NAME/LOCALE.md", "a template is a folder with one file for each language")
		return nil
	}
	available := w.folder.config.Languages.Available
	var jobs []render.Request
	var tags []string
	for _, file := range w.files.List(dir) {
		tag, isTemplate := strings.CutSuffix(file, ".md")
		src, _ := w.files.Source(path.Join(dir, file))
		if !isTemplate || src == nil {
			w.report.Add(diag.FolderTemplate, diag.Range{File: path.Join(dir, file)}, "a template folder holds files such as en.md", "this is no template")
			continue
		}
		if !slices.Contains(available, tag) {
			w.report.Add(diag.FolderLocale, diag.Range{File: src.Name()}, "add it to languages in billet.yaml, or remove the file", "%s is no configured language", tag)
			continue
		}
		tags = append(tags, tag)
		front := template.ReadFrontMatter(src, &w.report)
		front = template.Inherit(front, src, w.files, w.languages[tag].Chain)
		jobs = append(jobs, render.Request{Name: name, Source: src, Front: front, Language: w.languages[tag], Events: w.served(name, src, front), Marks: w.Marks})
	}
	if !slices.Contains(tags, w.folder.config.Languages.Default) {
		w.report.Add(diag.FolderMissing, diag.Range{File: dir}, "add "+dir+"/"+w.folder.config.Languages.Default+".md", "the template has no version in the default language")
		return nil
	}
	matcher, err := locales.NewMatcher(tags, w.folder.config.Languages.Default, usable(w.folder.config.Languages.Fallbacks, tags))
	if err != nil {
		w.report.Add(diag.FolderLocale, diag.Range{File: dir}, "check languages in billet.yaml", "%v", err)
		return nil
	}
	w.folder.templates[name] = &versions{pages: map[string]*render.Page{}, matcher: matcher}
	return jobs
}

// served are the events of a template: those of its front matter, else the one
// of its name.
func (w *opening) served(name string, src *diag.Source, front template.FrontMatter) []render.Event {
	named := front.Events
	if len(named) == 0 {
		named = []template.Word{{Text: name, Range: src.Range(0, 0)}}
	}
	var list []render.Event
	for _, word := range named {
		e, ok := w.events[word.Text]
		if !ok {
			w.report.Add(diag.FolderEvent, word.Range, diag.DidYouMean(word.Text, slices.Sorted(maps.Keys(w.events))), "there is no event %s", word.Text)
			continue
		}
		list = append(list, e)
	}
	return list
}

// compile runs the jobs on all processors.
func (w *opening) compile(jobs []render.Request) {
	type result struct {
		page   *render.Page
		faults diag.List
	}
	results := make([]result, len(jobs))
	next := make(chan int)
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(jobs)) {
		group.Go(func() {
			for i := range next {
				results[i].page, results[i].faults = w.compiler.Compile(jobs[i])
			}
		})
	}
	for i := range jobs {
		next <- i
	}
	close(next)
	group.Wait()
	for i, r := range results {
		w.report = append(w.report, r.faults...)
		if r.page != nil {
			w.folder.templates[jobs[i].Name].pages[jobs[i].Language.Locale.Tag()] = r.page
		}
	}
}
