package template_test

import (
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/locales"
	"github.com/billet-mail/billet/placeholders"
	"github.com/billet-mail/billet/template"
	"github.com/billet-mail/billet/template/tag"
)

// folder is the files of a mail folder, by path.
type folder map[string]*diag.Source

func (f folder) add(name, text string) { f[name] = diag.NewSource(name, text) }

func (f folder) Source(name string) (*diag.Source, bool) {
	src, ok := f[name]
	return src, ok
}

func (f folder) List(dir string) []string {
	var names []string
	for name := range f {
		if rest, ok := strings.CutPrefix(name, dir+"/"); ok {
			first, _, _ := strings.Cut(rest, "/")
			names = append(names, first)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func (f folder) texts() []string {
	var texts []string
	for _, src := range f {
		texts = append(texts, src.Text())
	}
	slices.Sort(texts)
	return texts
}

// page is what becomes of one file of a folder.
type page struct {
	tags               *template.Tags
	subject, preheader *template.Document
	body               *template.Document
	report             diag.List
}

func (p *page) documents() []*template.Document {
	var docs []*template.Document
	for _, d := range []*template.Document{p.subject, p.preheader, p.body} {
		if d != nil {
			docs = append(docs, d)
		}
	}
	for i := range p.tags.Tags {
		if insert := p.tags.Insert(i); insert != nil {
			docs = append(docs, insert.HTML, insert.Text)
		}
	}
	return docs
}

// facts is the data of the event that the cases use.
type facts struct {
	Customer person       `json:"customer" validate:"required" doc:"d"`
	Merchant person       `json:"merchant" validate:"required" doc:"d"`
	Invoice  invoice      `json:"invoice" validate:"required" doc:"d"`
	LateFee  events.Money `json:"late_fee,omitzero" doc:"d" example:"{\"amount\":\"1.00\",\"currency\":\"EUR\"}"`
}

type person struct {
	Name    string `json:"name" validate:"required,max=200" doc:"d" example:"Jo"`
	Company string `json:"company,omitempty" validate:"max=200" doc:"d" example:"J"`
}

type invoice struct {
	Number    string       `json:"number" validate:"required,max=30" doc:"d" example:"F-1"`
	DueOn     events.Date  `json:"due_on" validate:"required" doc:"d" example:"2026-01-02"`
	Total     events.Money `json:"total" validate:"required" doc:"d" example:"{\"amount\":\"1.00\",\"currency\":\"EUR\"}"`
	AmountDue events.Money `json:"amount_due" validate:"required" doc:"d" example:"{\"amount\":\"1.00\",\"currency\":\"EUR\"}"`
	PayURL    events.URL   `json:"pay_url" validate:"required" doc:"d" example:"https://example.com"`
	Lines     []line       `json:"lines" validate:"required,max=50,dive" doc:"d"`
	Taxes     []tax        `json:"taxes,omitempty" validate:"max=50,dive" doc:"d"`
}

type line struct {
	Description string       `json:"description" validate:"required,max=200" doc:"d" example:"t"`
	Amount      events.Money `json:"amount" validate:"required" doc:"d" example:"{\"amount\":\"1.00\",\"currency\":\"EUR\"}"`
}

type tax struct {
	Name string `json:"name" validate:"required,max=200" doc:"d" example:"t"`
}

type derived struct {
	DaysOverdue int `json:"days_overdue" validate:"required" doc:"d" example:"1"`
}

// compose composes and proves a template or a layout for the event of the
// cases, as the compiler of pages does.
func compose(t testing.TB, f folder, name string, chain []string) *page {
	t.Helper()
	p := &page{tags: template.NewTags(tag.NewTable(f.texts()...))}
	env := environment(t, f, chain, &p.report)
	c := &template.Composer{Files: f, Locale: chain, Tags: p.tags, Report: &p.report, Env: &expr.Env{Strings: env.Strings}}
	src := f[name]
	switch path.Ext(name) {
	case ".md":
		front := template.ReadFrontMatter(src, &p.report)
		if front.Subject.Given() {
			p.subject = c.Phrase(front.Subject)
		}
		if front.Preheader.Given() {
			p.preheader = c.Phrase(front.Preheader)
		}
		p.body = c.Compose(src, front.Body, template.Markdown)
	case ".html":
		p.body = c.Compose(src, 0, template.HTML)
	default:
		p.body = c.Compose(src, 0, template.Plain)
	}
	checker := &template.Checker{Tags: p.tags, Env: env}
	proof := checker.NewProof()
	for _, doc := range []*template.Document{p.subject, p.preheader, p.body} {
		if doc != nil {
			checker.Check(proof, doc, "content", "subject", "preheader")
		}
	}
	p.report = p.report.Normal()
	return p
}

func environment(t testing.TB, f folder, chain []string, report *diag.List) *expr.Env {
	t.Helper()
	event, err := events.Define(events.Event{
		ID: "test", Data: reflect.TypeFor[facts](), Derived: reflect.TypeFor[derived](),
		Derive: func(any, events.Moment) any { return derived{} },
	})
	require.NoError(t, err)
	fields, err := placeholders.ForEvent(event)
	require.NoError(t, err)
	locale, err := locales.New(chain[0])
	require.NoError(t, err)
	env := &expr.Env{
		Fields: fields, Layout: &placeholders.Layout{}, Locale: locale, Report: report, Used: map[string]bool{},
		Strings:   map[string]locales.String{},
		Constants: map[string]*expr.Constant{},
	}
	for _, tag := range slices.Backward(chain) {
		src, ok := f.Source("locales/" + tag + ".yaml")
		if !ok {
			continue
		}
		catalog, faults := locales.ParseCatalog(src)
		require.Empty(t, faults)
		for _, key := range catalog.Keys() {
			env.Strings[key], _ = catalog.Lookup(key)
		}
	}
	return env
}

// written is what stands in a range of the author's file.
func (f folder) written(r diag.Range) string {
	src, ok := f[r.File]
	if !ok || r.Start.Offset > r.End.Offset {
		return "(no such place)"
	}
	return src.Text()[r.Start.Offset:r.End.Offset]
}

// proveDocument proves what must hold for every document: each token belongs
// to a tag whose range leads to a tag in the author's file, and each word
// leads to the same word there.
func proveDocument(t testing.TB, f folder, tags *template.Tags, doc *template.Document) {
	t.Helper()
	at := 0
	seen := map[int]bool{}
	for {
		start, end, kind, index, ok := tags.NextWord(doc.Text, at)
		if !ok {
			break
		}
		require.Zero(t, kind, "a mark is left in %q", doc.Text)
		require.Less(t, index, len(tags.Tags))
		info := tags.Tags[index]
		require.False(t, seen[index] && info.Statement(), "%s stands twice", info.Name)
		seen[index] = true
		proveRange(t, f, info.Range)
		require.Regexp(t, `(?s)^\{[{%].*[}%]\}$`, f.written(info.Range))
		require.Equal(t, info.Range.Start, doc.Range(start, end).Start)
		proveWords(t, f, doc, at, start)
		at = end
	}
	proveWords(t, f, doc, at, len(doc.Text))
	for at := 0; at < len(doc.Text); at += 11 {
		proveRange(t, f, doc.Range(0, at))
		proveRange(t, f, doc.Range(at, len(doc.Text)))
	}
}

// proveWords proves the words between two tokens. Words of a shared string are
// written elsewhere: they lead to its tag. Escaped characters differ.
func proveWords(t testing.TB, f folder, doc *template.Document, start, end int) {
	t.Helper()
	inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	for start < end {
		word := doc.Text[start:end]
		if i := strings.IndexFunc(word, inWord); i >= 0 {
			start += i
			word = word[i:]
		} else {
			return
		}
		if i := strings.IndexFunc(word, func(r rune) bool { return !inWord(r) }); i >= 0 {
			word = word[:i]
		}
		r := doc.Range(start, start+len(word))
		proveRange(t, f, r)
		got := f.written(r)
		if !strings.HasPrefix(got, "{{") && !strings.Contains(got, `\`) {
			require.Equal(t, word, got, "%s in %q", r.File, doc.Text)
		}
		start += len(word)
	}
}

// proveRange proves that the lines and columns of a range fit its offsets.
func proveRange(t testing.TB, f folder, r diag.Range) {
	t.Helper()
	src := f[r.File]
	require.NotNil(t, src, "no file %q", r.File)
	require.Equal(t, src.Pos(r.Start.Offset), r.Start)
	require.Equal(t, src.Pos(r.End.Offset), r.End)
}
