package check

import (
	"fmt"
	"slices"

	"github.com/billet-mail/billet/diag"
)

// finding is a warning of one mail.
type finding struct {
	diag.Diagnostic
	mail *Mail // whose words the message quotes; nil if it quotes none
	rank int   // of findings of one code at one place, the lowest is reported
}

// findings are the warnings of one mail.
type findings []finding

// Warn adds a warning that says the same for every mail.
func (f *findings) Warn(code diag.Code, at diag.Range, help, format string, args ...any) {
	*f = append(*f, finding{Diagnostic: diag.Diagnostic{
		Code: code, Severity: diag.Warning, Range: at, Help: help, Message: fmt.Sprintf(format, args...),
	}})
}

// quoting adds warnings whose messages quote a mail. Other mails may have others
// at the place; one is reported, the one of the lowest rank.
func (f *findings) quoting(m *Mail, rank int) quotes { return quotes{f, m, rank} }

type quotes struct {
	*findings
	mail *Mail
	rank int
}

// Warn adds a warning that quotes the mail.
func (q quotes) Warn(code diag.Code, at diag.Range, help, format string, args ...any) {
	q.findings.Warn(code, at, help, format, args...)
	last := &(*q.findings)[len(*q.findings)-1]
	last.mail, last.rank = q.mail, q.rank
}

// name tells a mail from the others of its folder.
func (m *Mail) name() string {
	name := m.Template + ", " + m.Locale + ", sample " + m.Sample
	if m.Event != m.Template {
		name = m.Template + ", event " + m.Event + ", " + m.Locale + ", sample " + m.Sample
	}
	if m.Step > 1 {
		name += fmt.Sprintf(", step %d", m.Step)
	}
	return name
}

// merge makes one list of the findings of all mails: each once, and of those
// that quote a mail one for each code and place.
func merge(all []findings) diag.List {
	type spot struct {
		code diag.Code
		at   diag.Range
	}
	var list diag.List
	examples := map[spot]finding{}
	for _, f := range slices.Concat(all...) {
		if f.mail == nil {
			list = append(list, f.Diagnostic)
			continue
		}
		at := spot{f.Code, f.Range}
		if first, there := examples[at]; !there || f.rank < first.rank {
			examples[at] = f
		}
	}
	for _, f := range examples {
		f.Message += "; seen in " + f.mail.name()
		list = append(list, f.Diagnostic)
	}
	return list.Normal()
}
