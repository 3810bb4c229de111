package timeline

import (
	_ "embed"
	"html/template"
	"io"
	"strings"
)

//go:embed page.html
var page string

// HTML writes the report as one page that needs nothing else: every mail opens
// inside it, without scripts, and nothing is loaded from elsewhere.
func (r *Report) HTML(w io.Writer) error {
	t, err := template.New("page").Funcs(template.FuncMap{
		"line":    Entry.words,
		"sameDay": func(i int) bool { return i > 0 && r.Entries[i-1].Day == r.Entries[i].Day },
		"names":   func(list []string) string { return strings.Join(list, ", ") },
	}).Parse(page)
	if err != nil {
		return err
	}
	var b strings.Builder // whole or not at all
	if err := t.Execute(&b, r); err != nil {
		return err
	}
	_, err = io.WriteString(w, b.String())
	return err
}
