package css

import (
	"fmt"
	"strings"

	"github.com/vanng822/go-premailer/premailer"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/template/tag"
)

// Limits on the work for one page. Real pages stay far below: 130 selectors
// and 400 elements on 40 levels make 52,000 pairs and a few million steps.
const (
	maxPairs = 1_000_000 // selectors × elements
	maxWork  = 1e9       // comparisons with ancestors and siblings, at worst
)

// Inline writes inline.css into the elements of a page and adds head.css at the
// end of its <head>.
//
// page is a whole HTML document with a <head> and a </head>. tags is the table
// of the tokens in it, or nil: statement tokens stand as comments (<!--token-->)
// or as words, output tokens anywhere in text and attribute values. The result
// holds each token as often and in the same order.
//
// The diagnostics are faults of the author: selectors whose answer depends on
// the data, style attributes that cannot be joined with rules, too much work.
// With one of them the page is not to be used. The error says that the page
// cannot be inlined at all. The same input gives the same bytes.
func (s *Sheet) Inline(page string, tags *tag.Table) (string, diag.List, error) {
	survey, err := surveyPage(page, tags)
	if err != nil {
		return "", nil, err
	}
	faults := survey.faults
	live := s.live(survey)
	if fault, ok := live.tooMuch(survey, s.inline); ok {
		return "", append(faults, fault), nil
	}
	if len(live.hazards) > 0 && tags != nil {
		if err := checkHazards(live.hazards, page, tags, &faults); err != nil {
			return "", faults.Normal(), fmt.Errorf("reading the page for CSS: %w", err)
		}
	}
	result, err := transform(survey.before.String() + live.style() + s.headStyle() + survey.after.String())
	if err != nil {
		return "", faults.Normal(), err
	}
	if result, err = survey.restore(result); err != nil {
		return "", faults.Normal(), err
	}
	if err := sameTrail(survey.trail, result); err != nil {
		return "", faults.Normal(), err
	}
	return result, faults.Normal(), nil
}

// transform runs the inliner. It panics on some input; whatever it does ends
// here.
func transform(page string) (result string, err error) {
	defer func() {
		if r := recover(); r != nil {
			result, err = "", fmt.Errorf("the CSS inliner failed: %v", r)
		}
	}()
	p, err := premailer.NewPremailerFromString(page, premailer.NewOptions(premailer.WithCssToAttributes(true)))
	if err != nil {
		return "", fmt.Errorf("reading the page for CSS: %w", err)
	}
	result, err = p.Transform()
	if err != nil {
		return "", fmt.Errorf("writing the page with CSS: %w", err)
	}
	return result, nil
}

// live is the part of a sheet that can matter to a page.
type live struct {
	text      strings.Builder
	selectors int
	work      float64 // comparisons, at worst
	hazards   []hazard
}

// live picks the selectors whose tags, classes and ids the page has.
func (s *Sheet) live(page *survey) *live {
	l := &live{}
	for _, r := range s.rules {
		first := true
		for _, sel := range r.selectors {
			if !page.hasAll(sel.needs) {
				continue
			}
			if !first {
				l.text.WriteByte(',')
			}
			first = false
			l.text.WriteString(sel.text)
			l.selectors++
			l.work += sel.work(page)
			l.hazards = append(l.hazards, sel.hazards...)
		}
		if !first {
			l.text.WriteString("{" + r.declarations + "}")
		}
	}
	return l
}

func (s *survey) hasAll(names []string) bool {
	for _, name := range names {
		if !s.names[name] {
			return false
		}
	}
	return true
}

func (l *live) style() string {
	if l.selectors == 0 {
		return ""
	}
	return "<style>" + l.text.String() + "</style>"
}

func (s *Sheet) headStyle() string {
	if s.head == "" {
		return ""
	}
	return "<style" + ignored + ">\n" + s.head + "\n</style>"
}

// work is how many elements the inliner may have to look at, at worst: for each
// element every choice of ancestors and of siblings.
func (s inlineSelector) work(page *survey) float64 {
	work := float64(page.size)
	for k := range s.up {
		work *= float64(max(page.depth-k, 1)) / float64(k+1)
	}
	for range s.across {
		work *= float64(page.size)
	}
	return work
}

func (l *live) tooMuch(page *survey, file string) (diag.Diagnostic, bool) {
	if l.selectors*page.size <= maxPairs && l.work <= maxWork {
		return diag.Diagnostic{}, false
	}
	return diag.Diagnostic{
		Code: diag.CSSCost, Range: diag.Range{File: file},
		Message: fmt.Sprintf("the rules are too much work for this page (selectors: %d, elements: %d, levels: %d)", l.selectors, page.size, page.depth),
		Help:    "use fewer rules, fewer steps in selectors or a smaller page",
	}, true
}
