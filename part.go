package billet

import (
	"maps"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/lint"
	"github.com/billet-mail/billet/locales"
	"github.com/billet-mail/billet/render"
	"github.com/billet-mail/billet/template"
)

// part is one template as its files make it.
type part struct {
	name     string
	versions *versions // nil without the default language
	told     lint.Template
	report   diag.List
}

// parts compiles templates on all processors.
func (w *opening) parts(names []string) []*part {
	var list []*part
	var jobs []render.Request
	var owners []*part
	for _, name := range names {
		p := &part{name: name, told: lint.Template{Name: name}}
		list = append(list, p)
		for _, job := range w.requests(p) {
			jobs, owners = append(jobs, job), append(owners, p)
		}
	}
	results := w.compile(jobs)
	for i, r := range results {
		p, job := owners[i], jobs[i]
		p.report = append(p.report, r.Faults...)
		if r.Page != nil && p.versions != nil {
			w.checkSize(p, job, r.Page)
			tag := job.Language.Locale.Tag()
			p.versions.pages[tag] = r.Page
			p.versions.exact[tag] = locales.Match{Tag: tag, Chain: []string{tag}, Exact: true}
		}
		version := lint.Version{Locale: job.Language.Locale.Tag(), Source: job.Source, Front: job.Front, Survey: r.Survey}
		for _, e := range job.Events {
			version.Events = append(version.Events, e.ID)
		}
		p.told.Versions = append(p.told.Versions, version)
	}
	for _, p := range list {
		p.report = append(p.report, lint.Compare(p.told, w.folder.config.Languages.Default)...)
	}
	return list
}

// compile runs the jobs on all processors.
func (w *opening) compile(jobs []render.Request) []render.Result {
	results := make([]render.Result, len(jobs))
	next := make(chan int)
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(jobs)) {
		group.Go(func() {
			for i := range next {
				results[i] = w.compiler.Compile(jobs[i])
			}
		})
	}
	for i := range jobs {
		next <- i
	}
	close(next)
	group.Wait()
	return results
}

// requests lists the languages of a template.
func (w *opening) requests(p *part) []render.Request {
	dir := "templates/" + p.name
	if _, isFile := w.files.Source(dir); isFile {
		p.report.Add(diag.FolderTemplate, diag.Range{File: dir}, "move it to templates/NAME/LOCALE.md", "a template is a folder with one file for each language")
		return nil
	}
	l := w.folder.config.Languages
	var jobs []render.Request
	var tags []string
	for _, file := range w.files.List(dir) {
		tag, isTemplate := strings.CutSuffix(file, ".md")
		src, _ := w.files.Source(path.Join(dir, file))
		if !isTemplate || src == nil {
			p.report.Add(diag.FolderTemplate, diag.Range{File: path.Join(dir, file)}, "a template folder holds files such as en.md", "this is no template")
			continue
		}
		if !slices.Contains(l.Available, tag) {
			if !l.Unsure {
				p.report.Add(diag.FolderLocale, diag.Range{File: src.Name()}, "add it to languages in billet.yaml, or remove the file", "%s is no configured language", tag)
			}
			continue
		}
		tags = append(tags, tag)
		front := template.ReadFrontMatter(src, &p.report)
		front = template.Inherit(front, src, w.files, w.languages[tag].Chain)
		jobs = append(jobs, render.Request{
			Name: p.name, Source: src, Front: front, Language: w.languages[tag], Events: w.served(p, src, front), Marks: w.Marks,
			Attachments: w.attached(p, front, w.languages[tag]), Images: w.image,
		})
	}
	if !slices.Contains(tags, l.Default) {
		if !l.Unsure {
			p.report.Add(diag.FolderMissing, diag.Range{File: dir}, "add "+dir+"/"+l.Default+".md", "the template has no version in the default language")
		}
		return jobs
	}
	matcher, err := locales.NewMatcher(tags, l.Default, usable(l.Fallbacks, tags))
	if err != nil {
		p.report.Add(diag.FolderLocale, diag.Range{File: dir}, "check languages in billet.yaml", "%v", err)
		return jobs
	}
	p.versions = &versions{pages: map[string]*render.Page{}, exact: map[string]locales.Match{}, matcher: matcher}
	return jobs
}

// served are the events of a template: those of its front matter, else the one
// of its name.
func (w *opening) served(p *part, src *diag.Source, front template.FrontMatter) []render.Event {
	named := front.Events
	if len(named) == 0 {
		named = []template.Word{{Text: p.name, Range: src.Range(0, 0)}}
	}
	var list []render.Event
	for _, word := range named {
		e, ok := w.events[word.Text]
		switch {
		case ok:
			list = append(list, e)
		case w.folder.config.EventsUnread || slices.Contains(w.folder.config.FaultyEvents, word.Text) || front.EventsUnread && len(front.Events) == 0:
			// reported there
		default:
			p.report.Add(diag.FolderEvent, word.Range, diag.DidYouMean(word.Text, slices.Sorted(maps.Keys(w.events))), "there is no event %s", word.Text)
		}
	}
	return list
}

// assemble makes a folder of its parts. The whole folder is judged with all of
// them; who opens some templates wants to see them, whatever lacks elsewhere.
func (w *opening) assemble(parts []*part, whole bool) (*Folder, error) {
	report := slices.Clone(w.report)
	folder := &Folder{
		config: w.folder.config, catalogue: w.folder.catalogue, files: w.files, templates: map[string]*versions{},
		languages: w.folder.languages, readers: w.folder.readers, maxPart: w.folder.maxPart, options: w.folder.options,
	}
	var told []lint.Template
	for _, p := range parts {
		report = append(report, p.report...)
		told = append(told, p.told)
		if p.versions != nil {
			folder.templates[p.name] = p.versions
		}
	}
	if whole {
		report = append(report, w.notifications(folder, parts)...)
		report = append(report, w.unused(told)...)
		report = append(report, lint.Folder{
			Files: w.files, Config: w.folder.config, Catalogs: w.catalogs, Events: w.Events, Templates: told,
		}.Judge()...)
	}
	report = report.Settle(w.folder.config.Check.Severity).Normal()
	if err := report.Err(); err != nil {
		return nil, err
	}
	folder.warnings = report
	return folder, nil
}
