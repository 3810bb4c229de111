package markdown

import (
	"bytes"
	"html"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// Value turns a value of the type markdown into HTML for a message. Paragraphs,
// lists, quotes, emphasis, code and links (https, http, mailto, tel) are kept; a
// heading becomes a bold paragraph, for the mail has its own headings; an image
// becomes its words, for a value loads nothing; raw HTML stays text. What is
// too large or too tangled to read in time stays text as a whole. Value does
// not fail and is safe for concurrent use.
func Value(text string) (result string) {
	defer func() {
		if recover() != nil {
			result = verbatim(text)
		}
	}()
	limits := newRendering(Document{Text: text})
	if limits.checkLimits(); len(limits.faults) > 0 {
		return verbatim(text)
	}
	md := goldmark.New(
		goldmark.WithExtensions(extension.Strikethrough),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(valueRenderer{}, 0))),
	)
	var out bytes.Buffer
	if err := md.Convert([]byte(text), &out); err != nil {
		return verbatim(text)
	}
	return strings.TrimRight(out.String(), "\n")
}

func verbatim(text string) string {
	return "<p>" + strings.ReplaceAll(html.EscapeString(text), "\n", "<br>") + "</p>"
}

// valueRenderer renders what a value may not be.
type valueRenderer struct{}

func (valueRenderer) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindHeading, valueHeading)
	r.Register(ast.KindImage, valueImage)
	r.Register(ast.KindLink, valueLink)
	r.Register(ast.KindAutoLink, valueAutoLink)
	r.Register(ast.KindRawHTML, valueRawHTML)
	r.Register(ast.KindHTMLBlock, valueHTMLBlock)
}

func valueHeading(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString("<p><strong>")
	} else {
		_, _ = w.WriteString("</strong></p>\n")
	}
	return ast.WalkContinue, nil
}

func valueImage(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
	return ast.WalkContinue, nil // its children are the words
}

func valueLink(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	link := n.(*ast.Link)
	writeValueLink(w, string(link.Destination), entering)
	return ast.WalkContinue, nil
}

func valueAutoLink(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	link := n.(*ast.AutoLink)
	if !entering {
		return ast.WalkContinue, nil
	}
	url := string(link.URL(source))
	if link.AutoLinkType == ast.AutoLinkEmail {
		url = "mailto:" + strings.TrimPrefix(url, "mailto:")
	}
	writeValueLink(w, url, true)
	_, _ = w.WriteString(html.EscapeString(string(link.Label(source))))
	writeValueLink(w, url, false)
	return ast.WalkContinue, nil
}

// writeValueLink writes a link's tags; a link to elsewhere than the web, mail
// or telephone stays words.
func writeValueLink(w util.BufWriter, url string, entering bool) {
	if !safeScheme(url) {
		return
	}
	if entering {
		_, _ = w.WriteString(`<a href="` + html.EscapeString(string(util.URLEscape([]byte(url), true))) + `">`)
	} else {
		_, _ = w.WriteString("</a>")
	}
}

func safeScheme(url string) bool {
	scheme, _, ok := strings.Cut(url, ":")
	switch strings.ToLower(scheme) {
	case "https", "http", "mailto", "tel":
		return ok
	}
	return false
}

func valueRawHTML(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		segments := n.(*ast.RawHTML).Segments
		for i := range segments.Len() {
			segment := segments.At(i)
			_, _ = w.WriteString(html.EscapeString(string(segment.Value(source))))
		}
	}
	return ast.WalkSkipChildren, nil
}

func valueHTMLBlock(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	block := n.(*ast.HTMLBlock)
	var text strings.Builder
	for i := range block.Lines().Len() {
		line := block.Lines().At(i)
		text.Write(line.Value(source))
	}
	if block.HasClosure() {
		text.Write(block.ClosureLine.Value(source))
	}
	_, _ = w.WriteString(verbatim(strings.TrimRight(text.String(), "\n")) + "\n")
	return ast.WalkContinue, nil
}
