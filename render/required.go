package render

import (
	"strings"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/placeholders"
	"github.com/billet-mail/billet/template"
)

// required reports placeholders that the event demands and that the mail does
// not show, or not on every way through its statements.
func (w *work) required(checker *template.Checker, c *checked) {
	for _, path := range c.event.Required {
		if !printable(c.event.Fields, path) {
			if c.sound && !c.env.Used[path] {
				w.missing(c, path)
			}
			continue
		}
		switch shown := checker.Shows(c.proof, path, w.subject, w.preheader, w.body); {
		case shown.Always:
		case shown.Ever:
			t := w.tags.Tags[shown.Past]
			w.report.Add(diag.TemplateRequired, t.Range, "write {{ "+path+" }} in each of its branches, or outside of it",
				"a mail about %s must show %s whatever the data, but a way through this %s leads past it", c.event.ID, path, t.Name)
		default:
			w.missing(c, path)
		}
	}
}

func (w *work) missing(c *checked, path string) {
	w.report.Add(diag.TemplateRequired, w.Source.Range(w.Front.Body, w.Front.Body), "write {{ "+path+" }} where the reader looks for it",
		"a mail about %s must show %s", c.event.ID, path)
}

// printable reports whether a placeholder has words of its own. To decide by it,
// or to loop over it, is to show any other.
func printable(fields *placeholders.Fields, path string) bool {
	for {
		name, rest, more := strings.Cut(path, ".")
		f, ok := fields.Lookup(name)
		if !ok || !more {
			return ok && f.Kind.Printable()
		}
		fields, path = f.Fields, rest
	}
}
