package billet

import (
	"errors"
	"io/fs"
	"slices"

	"github.com/billet-mail/billet/config"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/locales"
	"github.com/billet-mail/billet/placeholders"
	"github.com/billet-mail/billet/render"
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

// finish compiles the templates, where what they share can be relied on, and
// judges.
func (w *opening) finish() (*Folder, error) {
	if w.compiler == nil {
		return nil, w.report.Normal().Err()
	}
	if len(w.Templates) > 0 {
		return w.assemble(w.parts(w.Templates), false)
	}
	return w.assemble(w.parts(w.files.List("templates")), true)
}

// opening is the work of Open.
type opening struct {
	Options
	files     *files
	folder    *Folder
	report    diag.List // about what all templates share
	compiler  *render.Compiler
	languages map[string]*render.Language
	catalogs  map[string]*locales.Catalog
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
	w.report = append(w.report, w.files.encoding()...)
	settings, faults := config.Load(src)
	w.report = append(w.report, faults...)
	if !settleLanguages(&settings.Languages) {
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
	w.checkLibrary()
	w.compiler, faults = render.NewCompiler(w.files, w.files.texts(), settings.Colors())
	w.report = append(w.report, faults...)
	return nil
}

// settleLanguages brings languages into their usual form and leaves out those
// that no mail can be written in, so that templates are judged in the others in
// spite of a fault of billet.yaml. It reports whether any language is left.
func settleLanguages(l *config.Languages) bool {
	canonical := func(tag string) string {
		locale, err := locales.New(tag)
		if err != nil {
			return ""
		}
		return locale.Tag()
	}
	var sound []string
	for _, tag := range l.Available {
		if tag = canonical(tag); tag != "" && !slices.Contains(sound, tag) {
			sound = append(sound, tag)
		}
	}
	l.Available, l.Default = sound, canonical(l.Default)
	if len(l.Available) == 0 {
		return false
	}
	if !slices.Contains(l.Available, l.Default) {
		l.Unsure, l.Default = true, l.Available[0]
	}
	if _, err := locales.NewMatcher(l.Available, l.Default, l.Fallbacks); err != nil {
		l.Unsure, l.Fallbacks = true, nil
	}
	_, err := locales.NewMatcher(l.Available, l.Default, nil)
	return err == nil
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
