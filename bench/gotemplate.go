package bench

import (
	html "html/template"
	"io"
	"strings"
	text "text/template"
)

// GoTemplate fills the finished page with the standard library: html/template
// for the page, text/template for the subject and the text part.
type GoTemplate struct {
	subject, text *text.Template
	html          *html.Template
}

// NewGoTemplate compiles the finished page.
func NewGoTemplate(page Finished) (g *GoTemplate, err error) {
	g = &GoTemplate{}
	if g.subject, err = text.New("subject").Parse(translate(page.Subject, goSyntax)); err != nil {
		return nil, err
	}
	if g.html, err = html.New("html").Parse(translate(page.HTML, goSyntax)); err != nil {
		return nil, err
	}
	g.text, err = text.New("text").Parse(translate(page.Text, goSyntax))
	return g, err
}

func goSyntax(mark string) string {
	verb, name, _ := strings.Cut(mark, " ")
	switch {
	case verb == "for":
		return "{{ range ." + name + " }}"
	case verb == "if":
		return "{{ if ." + name + " }}"
	case verb == "end":
		return "{{ end }}"
	case strings.Contains(mark, "."):
		return "{{ " + mark[strings.Index(mark, "."):] + " }}"
	default:
		return "{{ ." + mark + " }}"
	}
}

// Render makes the whole message.
func (g *GoTemplate) Render(invoice *Invoice) (message Message, err error) {
	for _, part := range []struct {
		execute func(io.Writer, any) error
		into    *string
	}{
		{g.subject.Execute, &message.Subject},
		{g.html.Execute, &message.HTML},
		{g.text.Execute, &message.Text},
	} {
		var out strings.Builder
		if err := part.execute(&out, invoice); err != nil {
			return message, err
		}
		*part.into = out.String()
	}
	return message, nil
}
