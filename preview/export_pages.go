package preview

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"net/url"
	"path"
	"regexp"
	"strings"
)

//go:embed export
var exportFiles embed.FS

// exportedFile is a file of an export.
type exportedFile struct {
	name string // slash-separated path
	body []byte
}

// framePolicy is the Content-Security-Policy of the HTML of a mail. It holds also
// when the file is opened by itself.
const framePolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

// sheet is a style sheet of a page, and the policy that allows nothing beside it
// but the frame of a mail.
type sheet struct {
	Style  template.CSS
	Policy string
}

func newSheet(style string) sheet {
	sum := sha256.Sum256([]byte(style))
	return sheet{template.CSS(style), "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) +
		"'; img-src data:; frame-src 'self' file:; base-uri 'none'; form-action 'none'"}
}

// files are all files of the export, the index last.
func (r *review) files() ([]exportedFile, error) {
	pages, err := template.ParseFS(exportFiles, "export/*.html")
	if err != nil {
		return nil, err
	}
	style, err := exportFiles.ReadFile("export/style.css")
	if err != nil {
		return nil, err
	}
	var files []exportedFile
	page := func(name, kind string, data any) error {
		var b bytes.Buffer
		err := pages.ExecuteTemplate(&b, kind, data)
		files = append(files, exportedFile{name, b.Bytes()})
		return err
	}
	shared := newSheet(string(style))
	written := r.written()
	for i, m := range written {
		if err := page(m.name()+".html", "mail.html", m.page(shared, written, i)); err != nil {
			return nil, err
		}
		files = append(files,
			exportedFile{m.name() + ".mail.html", []byte(framed(m.shownHTML()))},
			exportedFile{m.name() + ".dark.html", []byte(framed(inScheme(m.shownHTML(), "dark")))},
			exportedFile{m.name() + ".txt", []byte(m.message.Text())})
	}
	index := r.index()
	index.sheet = newSheet(string(style) + index.rules())
	return files, page("index.html", "index.html", index)
}

// shownHTML is the HTML of the mail with its inline images.
func (m *reviewMail) shownHTML() string { return withImages(m.message.HTML(), m.message) }

// name is the path of the files of the mail, without what they end in.
func (m *reviewMail) name() string {
	return "mails/" + m.group.Template + "/" + m.group.Event + "." + m.sample + "." + m.locale
}

// addressFrom is the address of a file of the mail on a page in a folder: "" for
// the one that all is in, else that of a template.
func (m *reviewMail) addressFrom(folder, kind string) string {
	file := url.PathEscape(path.Base(m.name()) + kind)
	switch folder {
	case m.group.Template:
		return "./" + file
	case "":
		return "mails/" + url.PathEscape(m.group.Template) + "/" + file
	}
	return "../" + url.PathEscape(m.group.Template) + "/" + file
}

// mailPage is what the page of a mail shows.
type mailPage struct {
	sheet
	Title, Name, Locale, Sample        string
	Subject, Preheader, From, To, Text string
	HTML, Dark, Plain, Previous, Next  string // addresses
	Size                               string
	Clipped                            bool
	Languages, Samples                 []mailLink
}

// mailLink leads to another mail of the group.
type mailLink struct {
	Words, Href, Fallback string
	Here                  bool
}

func (m *reviewMail) page(s sheet, written []*reviewMail, at int) mailPage {
	g, html := m.group, m.message.HTML()
	p := mailPage{
		sheet: s, Title: g.Title, Name: g.name(), Locale: m.locale, Sample: m.sample,
		Subject: m.message.Subject(), Preheader: m.message.Preheader(), From: withAddress(m.message.From()), To: strings.Join(addressed(m.message.To()), ", "), Text: m.message.Text(),
		HTML: m.addressFrom(g.Template, ".mail.html"), Dark: m.addressFrom(g.Template, ".dark.html"), Plain: m.addressFrom(g.Template, ".txt"),
		Size: fmt.Sprintf("%.1f KB", float64(len(html))/1024), Clipped: len(html) > clipLimit,
	}
	for _, other := range g.mails {
		if other.sample == m.sample {
			p.Languages = append(p.Languages, other.link(m, other.locale))
		}
		if other.locale == m.locale {
			p.Samples = append(p.Samples, other.link(m, other.sample))
		}
	}
	if at > 0 {
		p.Previous = written[at-1].addressFrom(g.Template, ".html")
	}
	if at+1 < len(written) {
		p.Next = written[at+1].addressFrom(g.Template, ".html")
	}
	return p
}

// link leads from a mail to another, or to the one that is sent in its place.
func (m *reviewMail) link(from *reviewMail, words string) mailLink {
	l := mailLink{Words: words, Here: m == from}
	if shown := m.shown(); shown != nil {
		l.Href, l.Fallback = shown.addressFrom(from.group.Template, ".html"), m.fallback
	}
	return l
}

// shown is the mail whose page shows this one: itself, or the fallback; nil if
// there is none.
func (m *reviewMail) shown() *reviewMail {
	switch {
	case m.message == nil:
		return nil
	case m.fallback == "":
		return m
	}
	for _, other := range m.group.mails {
		if other.sample == m.sample && other.locale == m.fallback && other.written() {
			return other
		}
	}
	return nil
}

// name tells the template, and its event where that is another word.
func (g *reviewGroup) name() string {
	switch g.Event {
	case g.Template:
		return g.Event
	case "":
		return g.Template
	}
	return g.Template + " ← " + g.Event
}

var (
	doctype = regexp.MustCompile(`(?is)^(?:\s|<!--.*?-->)*<!doctype[^>]*>`)
	leaving = regexp.MustCompile(`(?i)<(?:link\b|meta\b[^>]*\brefresh\b)[^>]*>`)
)

// framed is the HTML of a mail that loads nothing. What it gets stands before all
// else that could load something; a parser takes it into the head. Links of the
// head go, and what leads to another page by itself: no policy of a file stops the
// connection that some of them open.
func framed(html string) string {
	html = leaving.ReplaceAllString(html, "")
	at := doctype.FindStringIndex(html)
	if at == nil {
		at = []int{0, 0}
	}
	return html[:at[1]] + `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="` + framePolicy + `">` +
		`<meta http-equiv="x-dns-prefetch-control" content="off"><base target="_blank">` + html[at[1]:]
}
