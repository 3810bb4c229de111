package page_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/locales"
	"github.com/billet-mail/billet/mail"
	"github.com/billet-mail/billet/placeholders"
	"github.com/billet-mail/billet/render/page"
	"github.com/billet-mail/billet/render/program"
	"github.com/billet-mail/billet/template"
	"github.com/billet-mail/billet/template/tag"
)

// facts is the data that the pages of the cases show.
type facts struct {
	Name   string          `json:"name" validate:"required,max=900" doc:"d" example:"x"`
	Note   string          `json:"note,omitempty" validate:"max=900" doc:"d" example:"x"`
	Street events.Text     `json:"street" validate:"required,max=900" doc:"d" example:"x"`
	Letter events.Markdown `json:"letter" validate:"required,max=900" doc:"d" example:"x"`
	Site   events.URL      `json:"site" validate:"required" doc:"d" example:"https://example.com"`
	Mirror events.URL      `json:"mirror,omitempty" doc:"d" example:"https://example.com"`
	Mail   events.Email    `json:"mail" validate:"required" doc:"d" example:"a@example.com"`
	Count  int             `json:"count" validate:"required" doc:"d" example:"1"`
	Fee    events.Money    `json:"fee" validate:"required" doc:"d" example:"{\"amount\":\"1.00\",\"currency\":\"EUR\"}"`
	Yes    bool            `json:"yes" validate:"required" doc:"d" example:"true"`
	No     bool            `json:"no" validate:"required" doc:"d" example:"true"`
	Items  []item          `json:"items" validate:"max=900,dive" doc:"d"`
}

type item struct {
	Word string     `json:"word" validate:"required,max=900" doc:"d" example:"x"`
	Link events.URL `json:"link,omitempty" doc:"d" example:"https://example.com"`
}

// full and sparse are data with everything, and with only what must be there.
func full() *facts {
	fee, _ := events.MoneyFromMinor(1250, "EUR")
	return &facts{
		Name: `<Jo "&" 'Co'>`, Note: "a/b?c", Street: "One\nTwo", Letter: "Dear **you**", Site: "https://example.com/?a=b&c=d", Mirror: "tel:+1",
		Mail: "jo+x@example.com", Count: 3, Fee: fee, Yes: true, Items: []item{{"<a>", "https://a.example"}, {Word: ".."}},
	}
}

func sparse() *facts {
	d := full()
	d.Note, d.Mirror, d.Items, d.Yes, d.No = "", "", nil, false, true
	return d
}

// world reads pages, and collects what is wrong with them.
type world struct {
	env    *expr.Env
	files  files
	tags   *template.Tags
	doc    *template.Document
	proof  *template.Proof
	report diag.List
}

// files are the files of a case.
type files map[string]*diag.Source

func (f files) Source(path string) (*diag.Source, bool) {
	src, ok := f[path]
	return src, ok
}

func (f files) List(string) []string { return nil }

func fields(t testing.TB) *placeholders.Fields {
	e, err := events.Define(events.Event{ID: "test", Data: reflect.TypeFor[facts]()})
	require.NoError(t, err)
	fields, err := placeholders.ForEvent(e)
	require.NoError(t, err)
	return fields
}

func constants() map[string]*expr.Constant {
	word := func(text string) *expr.Constant {
		return &expr.Constant{Kind: placeholders.String, Value: placeholders.StringValue(text)}
	}
	url := word("https://acme.example/")
	url.Kind, url.Value.Kind = placeholders.URL, placeholders.URL
	return map[string]*expr.Constant{
		"brand": {Kind: placeholders.Object, Value: placeholders.Value{Kind: placeholders.Object}, Members: map[string]*expr.Constant{
			"name": word(`Acme "&" <Sons>`), "slogan": {Kind: placeholders.String}, "url": url,
			"lines": word("One\nTwo"),
		}},
		"dir": word("ltr"),
	}
}

// read composes a page and proves its tags.
func read(t testing.TB, text string, format template.Format) *world {
	english, err := locales.New("en")
	require.NoError(t, err)
	w := &world{files: files{"page": diag.NewSource("page", text)}}
	w.env = &expr.Env{Fields: fields(t), Layout: &placeholders.Layout{}, Constants: constants(), Locale: english, Report: &w.report, Used: map[string]bool{}}
	w.tags = template.NewTags(tag.NewTable(text))
	c := &template.Composer{Files: w.files, Locale: []string{"en"}, Env: w.env, Tags: w.tags, Report: &w.report}
	w.doc = c.Compose(w.files["page"], 0, format)
	if w.doc == nil {
		return w
	}
	checker := &template.Checker{Tags: w.tags, Env: w.env}
	w.proof = checker.NewProof()
	checker.Check(w.proof, w.doc, "content", "subject", "preheader")
	return w
}

func (w *world) constant(index int) bool {
	e := w.proof.Tags[index].Output
	return e != nil && e.Constant
}

// prove judges the page as a layout.
func (w *world) prove() {
	if w.doc == nil {
		return
	}
	seen := &page.Seen{}
	page.Prove(page.Source{
		HTML: w.doc.Text, Range: w.doc.Range, Tags: w.tags.Table, Constant: w.constant, Seen: seen,
		Content: func(index int) bool { return w.tags.Name(index) == "content" },
	}, &w.report)
	page.Repeated(seen.IDs, w.tags.Table, &w.report)
}

func (w *world) fold() string {
	return page.Fold(w.doc.Text, w.tags, w.proof, expr.NewStack(w.env.Locale, nil))
}

// source is text with every token as its author wrote it.
func (w *world) source(text string) string {
	var out strings.Builder
	for at := 0; ; {
		start, end, index, ok := w.tags.Next(text, at)
		if !ok {
			return out.String() + text[at:]
		}
		r := w.tags.Tags[index].Range
		out.WriteString(text[at:start] + w.files["page"].Text()[r.Start.Offset:r.End.Offset])
		at = end
	}
}

// compiled is the program of a proved page, or nil.
func (w *world) compiled(t testing.TB) *program.Program {
	w.prove()
	if w.report.Err() != nil {
		return nil
	}
	nodes, _, err := page.CompileHTML(w.fold(), w.tags, w.proof, &w.report)
	require.NoError(t, err)
	if w.report.Err() != nil {
		return nil
	}
	p := program.New(nodes, &program.Statics{})
	p.Rich = func(s string) string { return "<p>rich " + s + "</p>" }
	return p
}

func (w *world) run(t testing.TB, p *program.Program, d *facts) string {
	stack := expr.NewStack(w.env.Locale, w.env.Layout.Bind(reflect.ValueOf(d).Elem(), reflect.Value{}))
	var got mail.Builder
	require.NoError(t, p.Markup(&got, make([]bool, 8), stack, 1<<20))
	return got.Body().String()
}

// faults tells what is wrong: the range, the text in it, and the words.
func (w *world) faults() string {
	var b strings.Builder
	for _, f := range w.report.Normal() {
		r := f.Range
		covered := w.files["page"].Text()[r.Start.Offset:r.End.Offset]
		severity := ""
		if f.Severity == diag.Warning {
			severity = "warning "
		}
		fmt.Fprintf(&b, "%d:%d-%d:%d %s%s %q\n\t%s\n\t%s\n", r.Start.Line, r.Start.Column, r.End.Line, r.End.Column, severity, f.Code, covered, f.Message, f.Help)
	}
	return b.String()
}
