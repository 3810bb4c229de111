package render

import (
	"slices"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/placeholders"
	"github.com/billet-mail/billet/render/css"
	"github.com/billet-mail/billet/render/markdown"
	"github.com/billet-mail/billet/render/page"
	"github.com/billet-mail/billet/render/program"
	"github.com/billet-mail/billet/template"
	"github.com/billet-mail/billet/template/tag"
)

// Compiler compiles the templates of a mail folder. It is safe for concurrent
// use.
type Compiler struct {
	files   template.Files
	sheet   *css.Sheet // the checked stylesheets
	words   *tag.Table // tokens that occur in no file of the folder
	statics *program.Statics
}

// NewCompiler checks the stylesheets of a mail folder. texts are the texts of
// all its files, colors the constants that stylesheets may name. With a fault,
// the compiler only proves templates; it makes no pages.
func NewCompiler(files template.Files, texts []string, colors map[string]string) (*Compiler, diag.List) {
	inline, _ := files.Source("styles/inline.css")
	head, _ := files.Source("styles/head.css")
	sheet, faults := css.Check(inline, head, colors)
	if faults.Err() != nil {
		sheet = nil
	}
	return &Compiler{files: files, sheet: sheet, words: tag.NewTable(texts...), statics: &program.Statics{}}, faults
}

// Event is an event with its placeholders.
type Event struct {
	*events.Event
	Fields *placeholders.Fields
}

// Request names a template to compile.
type Request struct {
	Name     string // folder in templates/
	Source   *diag.Source
	Front    template.FrontMatter
	Language *Language
	Events   []Event // events that it serves

	Attachments []Attachment // that it brings along
	Images      Images       // of the folder; nil finds every one, and attaches none

	// Marks leaves data-billet-at="FILE:LINE:COLUMN" on every block element of
	// the words, and on every element of the layout and of HTML partials: where
	// the author wrote it.
	Marks bool
}

// Reserved are the names that the pipeline itself gives a meaning, in layouts.
var reserved = []string{"content", "subject", "preheader"}

// Result is what becomes of a template in one language.
type Result struct {
	Page   *Page // nil if there is a fault
	Faults diag.List
	Survey *Survey
}

// Compile compiles a template for all its events. It reports every fault.
func (c *Compiler) Compile(r Request) Result {
	w := &work{
		Compiler: c, Request: r, tags: template.NewTags(c.words),
		files: reading{c.files, map[string]bool{}}, notes: expr.NewNotes(), shown: map[string]*Image{},
	}
	p := w.compile()
	faults := w.report.Normal()
	if faults.Err() != nil {
		p = nil
	}
	return Result{p, faults, w.survey(faults.Err() == nil && len(r.Events) > 0 && !r.Language.Unread)}
}

// work is the compilation of one template in one language.
type work struct {
	*Compiler
	Request
	files  reading
	report diag.List
	notes  *expr.Notes
	tags   *template.Tags
	proofs []*checked

	foreign []template.Foreign

	subject, preheader, body *template.Document
	layout, layoutText       *template.Document
	words                    markdown.Result
	seen                     page.Seen // in the layout
	seenInside               page.Seen // in HTML partials among the words

	names, links []*template.Document // by attachment; nil for none
	shown        map[string]*Image    // by Content-ID
}

// compile makes the page. Each stage judges what the stages before it left
// sound, so that all faults are found at once, and none that only follows from
// another.
func (w *work) compile() (result *Page) {
	defer func() {
		if r := recover(); r != nil {
			if w.report.Err() == nil { // else it is the fault that was reported
				w.report.Add(diag.TemplateComposition, w.Source.Range(0, 0), "report it with the template", "the template cannot be compiled: %v", r)
			}
			result = nil
		}
	}()
	w.compose()
	expressions := w.sound(w.check)
	layout := w.layout != nil && w.sound(w.proveLayout)
	inserts := w.sound(w.proveInserts)
	if w.body == nil {
		return nil
	}
	var body string
	words := w.sound(func() { body = w.markdown() }) && inserts && w.sound(func() { w.proveBody(body) })
	w.repeatedIDs()
	if len(w.Events) == 0 {
		return nil
	}
	html, inlined := "", false
	if layout && words && w.sheet != nil {
		html, inlined = w.inline(body, expressions)
	}
	if !inlined || w.layoutText == nil || w.report.Err() != nil {
		w.proveLinks(body)
		if words {
			w.lone(body)
		}
		return nil
	}
	result = &Page{Template: w.Name, Locale: w.Language.Locale, Attachments: w.Attachments, events: map[string]*programs{}}
	sizes := map[*Image]int64{}
	for i, e := range w.Events {
		result.events[e.ID] = w.programs(html, w.proofs[i])
		for _, image := range result.events[e.ID].images {
			sizes[image] = int64(image.File.Size())
		}
	}
	for _, size := range sizes {
		result.ImageSize += size
	}
	return result
}

// sound reports whether a stage found no fault.
func (w *work) sound(stage func()) bool {
	before := w.report.Errors()
	stage()
	return w.report.Errors() == before
}

// check proves every tag for every event.
func (w *work) check() {
	for _, e := range w.Events {
		c := &checked{event: e}
		c.env = &expr.Env{
			Fields: e.Fields, Layout: &placeholders.Layout{}, Constants: w.Language.constants(),
			Strings: w.Language.Strings, Unread: w.Language.Unread, Locale: w.Language.Locale, Report: &w.report, Used: map[string]bool{}, Notes: w.notes,
		}
		checker := &template.Checker{Tags: w.tags, Env: c.env}
		c.proof = checker.NewProof()
		c.sound = w.sound(func() {
			for _, doc := range []*template.Document{w.subject, w.preheader, w.body} {
				if doc != nil {
					checker.Check(c.proof, doc)
				}
			}
		})
		if w.subject != nil && w.body != nil {
			w.required(checker, c)
		}
		for _, doc := range []*template.Document{w.layout, w.layoutText} {
			if doc != nil {
				checker.Check(c.proof, doc, reserved...)
			}
		}
		w.checkAttachments(c)
		c.constants = expr.NewStack(w.Language.Locale, nil)
		w.proofs = append(w.proofs, c)
	}
}

// checked is the proof of the template for one event.
type checked struct {
	event     Event
	env       *expr.Env
	proof     *template.Proof
	constants *expr.Stack
	sound     bool // no fault in the words
}

// constant reports an output that is the same in every mail, and one of which
// nothing is known: its fault has been reported.
func (w *work) constant(index int) bool {
	if slices.Contains(reserved, w.tags.Name(index)) {
		return false
	}
	for _, c := range w.proofs {
		if e := c.proof.Tags[index].Output; e != nil {
			return e.Constant
		}
	}
	return true
}
