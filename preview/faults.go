package preview

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/diag"
)

// fault is a diagnostic with the lines that it is about.
type fault struct {
	File      string    `json:"file"`
	Line      int       `json:"line"`
	Column    int       `json:"column"`
	EndLine   int       `json:"end_line"`
	EndColumn int       `json:"end_column"`
	Code      diag.Code `json:"code"`
	Severity  string    `json:"severity"`
	Message   string    `json:"message"`
	Help      string    `json:"help"`
	Lines     []line    `json:"lines"`
	Templates []string  `json:"templates"` // that do not open because of it
}

type line struct {
	Number int    `json:"number"`
	Text   string `json:"text"`
}

// sources finds the text of a file.
type sources func(file string) (*diag.Source, bool)

// around is how many lines are shown before and after a fault.
const around = 2

// faultsOf is an error as faults; nil gives none.
func faultsOf(err error, find sources) []fault {
	if err == nil {
		return []fault{}
	}
	var list diag.List
	if !errors.As(err, &list) {
		return []fault{{Severity: diag.Error.String(), Message: err.Error(), Lines: []line{}, Templates: []string{}}}
	}
	return diagnosed(list, find)
}

func diagnosed(list []diag.Diagnostic, find sources) []fault {
	faults := []fault{}
	for _, d := range list {
		from, to := d.Range.Start, d.Range.End
		f := fault{
			File: d.Range.File, Line: from.Line, Column: from.Column, EndLine: to.Line, EndColumn: to.Column,
			Code: d.Code, Severity: d.Severity.String(), Message: d.Message, Help: d.Help, Lines: []line{}, Templates: []string{},
		}
		if src, ok := find(d.Range.File); ok && from.Line > 0 {
			last := src.Pos(len(src.Text())).Line
			for n := max(1, from.Line-around); n <= min(last, from.Line+around); n++ {
				f.Lines = append(f.Lines, line{n, src.Line(n)})
			}
		}
		faults = append(faults, f)
	}
	return faults
}

// faultsAnswer is what api/faults says.
type faultsAnswer struct {
	Generation uint64  `json:"generation"`
	Faults     []fault `json:"faults"`
}

func (p *preview) faults(r *http.Request) (faultsAnswer, error) { return p.check(r.Context(), true) }

// check opens all templates, one after the other; what pages look at comes first.
// To judge the finished mails, which gives warnings only, takes longer.
func (p *preview) check(ctx context.Context, finished bool) (faultsAnswer, error) {
	c := p.reloader.Contents()
	a := faultsAnswer{Generation: c.Generation, Faults: faultsOf(c.Err, c.Source)}
	if len(c.Templates) == 0 { // or else each of them has the faults of what they share
		a.Faults = faultsOf(p.reloader.Folder().Err, c.Source)
	}
	p.finished.only(c.Templates)
	for _, template := range c.Templates {
		if err := p.precedence.wait(ctx); err != nil {
			return a, err
		}
		opened := p.reloader.Template(template.Name)
		all := found(opened, c.Source)
		if finished && opened.Err == nil && opened.Folder != nil {
			warnings, err := p.finished.of(ctx, template.Name, opened.Folder)
			if err != nil {
				return a, err
			}
			all = append(all, diagnosed(warnings, c.Source)...)
		}
		for _, f := range all {
			at := a.add(f)
			a.Faults[at].Templates = append(a.Faults[at].Templates, template.Name)
		}
	}
	if c.Err == nil { // what only shows when all templates are seen together
		for _, f := range found(p.reloader.Folder(), c.Source) {
			a.add(f)
		}
	}
	return a, nil
}

// found is what there is to say about what was opened.
func found(opened billet.Opened, find sources) []fault {
	if opened.Err == nil && opened.Folder != nil {
		return diagnosed(opened.Folder.Warnings(), find)
	}
	return faultsOf(opened.Err, find)
}

// add adds a fault that is not there yet and returns its place.
func (a *faultsAnswer) add(f fault) int {
	at := slices.IndexFunc(a.Faults, func(g fault) bool { return sameFault(f, g) })
	if at < 0 {
		at = len(a.Faults)
		a.Faults = append(a.Faults, f)
	}
	return at
}

func sameFault(a, b fault) bool {
	return a.File == b.File && a.Line == b.Line && a.Column == b.Column && a.Code == b.Code && a.Message == b.Message
}

// faultText is the faults for a terminal, each with its line and a caret, and how
// many warnings there are besides.
func (p *preview) faultText(finished bool) (faults string, warnings int) {
	a, _ := p.check(context.Background(), finished) // whose only error is the context's
	var list []diag.Diagnostic
	for _, f := range a.Faults {
		if f.Severity == diag.Error.String() {
			list = append(list, f.diagnostic())
		}
	}
	return printed(list, p.reloader.Contents().Source), len(a.Faults) - len(list)
}

// text is a fault with its line and a caret.
func (f fault) text(find sources) string { return printed([]diag.Diagnostic{f.diagnostic()}, find) }

func printed(list []diag.Diagnostic, find sources) string {
	var b strings.Builder
	_ = diag.Printer{Source: find}.Print(&b, list) // writing to memory does not fail
	return b.String()
}

func (f fault) diagnostic() diag.Diagnostic {
	return diag.Diagnostic{
		Code: f.Code, Message: f.Message, Help: f.Help,
		Range: diag.Range{File: f.File, Start: diag.Pos{Line: f.Line, Column: f.Column}, End: diag.Pos{Line: f.EndLine, Column: f.EndColumn}},
	}
}
