package render

import (
	"slices"
	"strings"

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

	// Marks leaves data-billet-at="FILE:LINE:COLUMN" on every block element of
	// the words, and on every element of the layout and of HTML partials: where
	// the author wrote it.
	Marks bool
}

// Reserved are the names that the pipeline itself gives a meaning, in layouts.
var reserved = []string{"content", "subject", "preheader"}

// Compile compiles a template for all its events. It reports every fault; the
// page is nil if there is one.
func (c *Compiler) Compile(r Request) (*Page, diag.List) {
	w := &work{Compiler: c, Request: r, tags: template.NewTags(c.words)}
	p := w.compile()
	if w.report.Err() != nil {
		p = nil
	}
	return p, w.report.Normal()
}

// work is the compilation of one template in one language.
type work struct {
	*Compiler
	Request
	report diag.List
	tags   *template.Tags

	subject, preheader, body *template.Document
	layout, layoutText       *template.Document
	words                    markdown.Result
}

func (w *work) compile() (result *Page) {
	defer func() {
		if r := recover(); r != nil {
			w.report.Add(diag.TemplateComposition, w.Source.Range(0, 0), "report it with the template", "the template cannot be compiled: %v", r)
			result = nil
		}
	}()
	w.compose()
	proofs := w.check()
	if w.body == nil || w.layout == nil || w.layoutText == nil || len(proofs) == 0 {
		return nil
	}
	body := w.markdown()
	w.prove(body, proofs[0])
	if w.report.Err() != nil || w.sheet == nil {
		return nil
	}
	html, ok := w.inline(body, proofs[0])
	if !ok {
		return nil
	}
	result = &Page{Template: w.Name, Locale: w.Language.Locale, events: map[string]*programs{}}
	for i, e := range w.Events {
		result.events[e.ID] = w.programs(html, proofs[i])
	}
	return result
}

// compose reads the template and its layout.
func (w *work) compose() {
	c := &template.Composer{
		Files: w.files, Locale: w.Language.Chain, Tags: w.tags, Report: &w.report,
		Env: &expr.Env{Strings: w.Language.Strings},
	}
	if !w.Front.Subject.Given() {
		w.report.Add(diag.PageSubject, w.Source.Range(0, 0), "add subject: \"…\" to the front matter", "the template has no subject")
	} else {
		w.subject = c.Phrase(w.Front.Subject)
	}
	if w.Front.Preheader.Given() {
		w.preheader = c.Phrase(w.Front.Preheader)
	}
	for _, a := range w.Front.Attachments {
		w.report.Add(diag.TemplateFrontMatter, a.Range, "remove it: billet.yaml names no attachments", "there is no attachment %s", a.Text)
	}
	w.body = c.Compose(w.Source, w.Front.Body, template.Markdown)
	w.layout = w.composeLayout(c, ".html", template.HTML)
	w.layoutText = w.composeLayout(c, ".txt", template.Plain)
}

func (w *work) composeLayout(c *template.Composer, ext string, format template.Format) *template.Document {
	name, at := w.Front.Layout.Text, w.Front.Layout.Range
	if name == "" {
		name, at = "default", diag.Range{File: "layouts/default" + ext}
	}
	src, ok := w.files.Source("layouts/" + name + ext)
	if !ok {
		w.report.Add(diag.FolderMissing, at, "add layouts/"+name+ext, "there is no layout layouts/%s%s", name, ext)
		return nil
	}
	doc := c.Compose(src, 0, format)
	if doc == nil {
		return nil
	}
	places := 0
	enclosing := w.tags.Enclosing(doc)
	w.eachOutput(doc, func(index int, name string) {
		if name == "content" {
			places++
		}
		if slices.Contains(reserved, name) {
			w.notRepeated(index, name, enclosing)
		}
	})
	if places != 1 {
		w.report.Add(diag.PageContent, src.Range(0, 0), "write {{ content }} once, where the words of the mail go", "the layout has %d places for the content", places)
		return nil
	}
	return doc
}

// notRepeated reports content, subject or preheader inside a loop: their own
// loops would lose their place.
func (w *work) notRepeated(index int, name string, enclosing map[int]template.Place) {
	for at, inside := enclosing[index]; inside; at, inside = enclosing[at.Opener] {
		if w.tags.Tags[at.Opener].Name == "for" {
			w.report.Add(diag.PageContent, w.tags.Tags[index].Range, "move it out of the loop", "%s cannot stand in a loop", name)
			return
		}
	}
}

// eachOutput calls f for every output of a document that has a bare name.
func (w *work) eachOutput(doc *template.Document, f func(index int, name string)) {
	for at := 0; ; {
		_, end, index, ok := w.tags.Next(doc.Text, at)
		if !ok {
			return
		}
		if name := w.tags.Name(index); name != "" {
			f(index, name)
		}
		at = end
	}
}

// check proves every tag for every event.
func (w *work) check() []*checked {
	var all []*checked
	for _, e := range w.Events {
		c := &checked{event: e}
		c.env = &expr.Env{
			Fields: e.Fields, Layout: &placeholders.Layout{}, Constants: w.Language.constants(),
			Strings: w.Language.Strings, Locale: w.Language.Locale, Report: &w.report, Used: map[string]bool{},
		}
		checker := &template.Checker{Tags: w.tags, Env: c.env}
		c.proof = checker.NewProof()
		before := len(w.report)
		for _, doc := range []*template.Document{w.subject, w.preheader, w.body} {
			if doc != nil {
				checker.Check(c.proof, doc)
			}
		}
		if w.body != nil && len(w.report) == before {
			w.required(c)
		}
		for _, doc := range []*template.Document{w.layout, w.layoutText} {
			if doc != nil {
				checker.Check(c.proof, doc, reserved...)
			}
		}
		c.constants = expr.NewStack(w.Language.Locale, nil)
		all = append(all, c)
	}
	return all
}

// checked is the proof of the template for one event.
type checked struct {
	event     Event
	env       *expr.Env
	proof     *template.Proof
	constants *expr.Stack
}

func (c *checked) constant(index int) bool {
	e := c.proof.Tags[index].Output
	return e != nil && e.Constant
}

func (w *work) required(c *checked) {
	for _, path := range c.event.Required {
		if !c.env.Used[path] {
			w.report.Add(diag.TemplateRequired, w.Source.Range(w.Front.Body, w.Front.Body), "write {{ "+path+" }} where the reader looks for it",
				"a mail about %s must show %s", c.event.ID, path)
		}
	}
}

// markdown turns the body into HTML and text, and puts HTML partials in.
func (w *work) markdown() string {
	result, faults := markdown.Render(markdown.Document{
		Text: w.body.Text, Tags: w.tags.Table, Range: w.body.Range, Colon: colon(w.Language.Locale.Language()), Marks: w.Marks,
		Same: func(a, b int) bool { return w.tags.Name(a) != "" && w.tags.Name(a) == w.tags.Name(b) },
	})
	w.report = append(w.report, faults...)
	w.words = result
	w.insertPlaces(result.HTML)
	return w.inserted(w.marked(result.HTML))
}

// insertPlaces reports HTML partials that stand among the words of a paragraph,
// but hold more than words.
func (w *work) insertPlaces(html string) {
	for i, t := range w.tags.Tags {
		if t.Role == tag.Insert && !strings.Contains(html, "<!--"+w.tags.Token(i)+"-->") && page.HasBlocks(w.tags.Insert(i).HTML.Text) {
			w.report.Add(diag.MarkdownInsertPlace, t.Range, "put the include on a line of its own", "this partial holds a block, such as a paragraph or a table, and cannot stand among words")
		}
	}
}

// prove judges layout, partials and body by themselves, so that faults lead to
// the author's file.
func (w *work) prove(body string, c *checked) {
	page.Prove(page.Source{
		HTML: w.layout.Text, Range: w.layout.Range, Tags: w.tags.Table, Constant: c.constant,
		Content: func(index int) bool { return w.tags.Name(index) == "content" },
	}, &w.report)
	w.head()
	for i, t := range w.tags.Tags {
		if t.Role == tag.Insert {
			doc := w.tags.Insert(i).HTML
			page.Prove(page.Source{HTML: doc.Text, Range: doc.Range, Tags: w.tags.Table, Constant: c.constant}, &w.report)
		}
	}
	if w.report.Err() == nil {
		file := diag.Range{File: w.Source.Name()}
		page.Prove(page.Source{
			HTML: body, Range: func(int, int) diag.Range { return file }, Tags: w.tags.Table,
			Constant: c.constant, Places: w.tags.Enclosing(w.body),
		}, &w.report)
	}
}

// head reports a layout without a place for the styles.
func (w *work) head() {
	text := strings.ToLower(w.layout.Text)
	if begin := strings.Index(text, "<head"); begin < 0 || !strings.Contains(text[begin:], "</head>") {
		w.report.Add(diag.PageHead, w.layout.Range(0, 0), "add <head></head> before <body>: the styles go there", "the layout has no head")
	}
}

// inline assembles the page, folds the constants and inlines the styles.
func (w *work) inline(body string, c *checked) (string, bool) {
	text := page.Fold(w.assembled(body), w.tags, c.proof, c.constants)
	html, faults, err := w.sheet.Inline(text, w.tags.Table)
	w.report = append(w.report, faults...)
	if err != nil {
		w.report.Add(diag.PageInliner, diag.Range{File: w.Source.Name()}, "remove what the message names from the layout or the styles", "the styles cannot be inlined: %v", err)
	}
	return html, w.report.Err() == nil
}

// programs compiles the parts of the message for one event.
func (w *work) programs(html string, c *checked) *programs {
	plain := page.Plain{
		Tags: w.tags, Proof: c.proof, Constants: c.constants, Report: &w.report,
		Content: w.words.Text, Words: map[string]string{"subject": text(w.subject), "preheader": text(w.preheader)},
	}
	p := &programs{layout: c.env.Layout}
	p.subject = program.New(w.nodes(page.CompileLine(plain, text(w.subject))), nil)
	p.preheader = program.New(w.nodes(page.CompileLine(plain, text(w.preheader))), nil)
	p.text = program.New(w.nodes(page.CompilePlain(plain, w.layoutText.Text)), nil)
	p.html = program.New(w.nodes(page.CompileHTML(html, w.tags, c.proof, &w.report)), w.statics)
	p.html.Rich = markdown.Value
	p.layout.Seal()
	return p
}

func (w *work) nodes(nodes []program.Node, err error) []program.Node {
	if err != nil {
		w.report.Add(diag.TemplateComposition, diag.Range{File: w.Source.Name()}, "report it with the template", "the page cannot be compiled: %v", err)
	}
	return nodes
}

func text(doc *template.Document) string {
	if doc == nil {
		return ""
	}
	return doc.Text
}
