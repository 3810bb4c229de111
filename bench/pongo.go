package bench

import (
	"strings"

	"github.com/flosch/pongo2/v6"
)

// Pongo fills the finished page with pongo2.
type Pongo struct{ subject, html, text *pongo2.Template }

// NewPongo compiles the finished page.
func NewPongo(page Finished) (*Pongo, error) {
	p := &Pongo{}
	for _, part := range []struct {
		into   **pongo2.Template
		source string
	}{
		{&p.subject, unescaped(translate(page.Subject, pongoSyntax))},
		{&p.html, translate(page.HTML, pongoSyntax)},
		{&p.text, unescaped(translate(page.Text, pongoSyntax))},
	} {
		compiled, err := pongo2.FromString(part.source)
		if err != nil {
			return nil, err
		}
		*part.into = compiled
	}
	return p, nil
}

// pongoSyntax reads Go's fields by themselves, so that no map is built.
func pongoSyntax(mark string) string {
	verb, name, _ := strings.Cut(mark, " ")
	switch {
	case mark == "for Lines":
		return "{% for line in invoice.Lines %}"
	case mark == "for Totals":
		return "{% for row in invoice.Totals %}"
	case verb == "if":
		return "{% if invoice." + name + " %}"
	case verb == "end":
		return "{% end" + name + " %}"
	case strings.Contains(mark, "."):
		return "{{ " + mark + " }}"
	default:
		return "{{ invoice." + mark + " }}"
	}
}

// Render makes the whole message.
func (p *Pongo) Render(invoice *Invoice) (message Message, err error) {
	values := pongo2.Context{"invoice": invoice}
	if message.Subject, err = p.subject.Execute(values); err != nil {
		return message, err
	}
	if message.HTML, err = p.html.Execute(values); err != nil {
		return message, err
	}
	message.Text, err = p.text.Execute(values)
	return message, err
}
