package main

import (
	"fmt"
	"slices"
	"strings"
	"text/template"
)

// look is a way to look at mails.
type look struct {
	Name  string
	Dark  bool    // the client prefers dark colours
	Width int     // of the client's window, in CSS pixels
	Scale float64 // of a mail on the sheet

	Columns, Rows int // mails on a sheet
}

func looks() []look {
	return []look{
		{Name: "light", Width: 640, Scale: 0.5, Columns: 5, Rows: 2},
		{Name: "dark", Dark: true, Width: 640, Scale: 0.5, Columns: 5, Rows: 2},
		{Name: "phone", Width: 360, Scale: 0.7, Columns: 6, Rows: 2},
	}
}

// sheet is one page of pictures.
type sheet struct {
	look
	Page     int // from 1
	Pages    int
	Pictures []picture
}

// sheets lays the pictures out, in their order.
func sheets(l look, pictures []picture) []sheet {
	var all []sheet
	for some := range slices.Chunk(pictures, l.Columns*l.Rows) {
		all = append(all, sheet{look: l, Page: len(all) + 1, Pictures: some})
	}
	for i := range all {
		all[i].Pages = len(all)
	}
	return all
}

// File is the name of the sheet's files, without an ending.
func (s sheet) File() string { return fmt.Sprintf("%s-%02d", s.Name, s.Page) }

// Cell is the width of a picture on the sheet, PageWidth that of the sheet, in
// CSS pixels.
func (s sheet) Cell() int      { return int(float64(s.Width) * s.Scale) }
func (s sheet) PageWidth() int { return s.Columns*(s.Cell()+sheetGap) + sheetGap }

const sheetGap = 16 // CSS pixels around a picture

// html is the page. The mails are in frames of their full size, made smaller;
// very long ones are cut off, with a dashed line.
// They are part of the page (srcdoc), because a page may not measure frames of
// other files. After loading, the page tells its height and the mails that are
// too wide, for who takes the picture.
func (s sheet) html() (string, error) {
	page, err := template.New("sheet").Parse(sheetPage)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	err = page.Execute(&b, s)
	return b.String(), err
}

const sheetPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<title>{{.File}}</title>
<style>
body { margin: 0; padding: 8px; font: 12px/16px sans-serif; background: #c9ccd3; color: #111; }
main { display: grid; grid-template-columns: repeat({{.Columns}}, {{.Cell}}px); gap: 16px; padding: 8px; }
figure, h1 { margin: 0; }
h1 { padding: 0 8px; font-size: 14px; }
figcaption { margin-bottom: 4px; overflow-wrap: anywhere; }
a { color: inherit; font-weight: bold; }
.frame { overflow: hidden; max-height: 1100px; outline: 1px solid #888; }
.cut .frame { border-bottom: 6px dashed #c60; }
.wide .frame { outline: 3px solid #c00; }
iframe { display: block; border: 0; width: {{.Width}}px; transform: scale({{.Scale}}); transform-origin: 0 0; }
</style>
</head>
<body>
<h1>{{.Name}}, page {{.Page}} of {{.Pages}}</h1>
<main>
{{- range .Pictures}}
<figure data-name="{{html .Name}}">
<figcaption><a href="mails/{{html .File}}">{{html .Name}}</a><br>{{html .Subject}}</figcaption>
<div class="frame"><iframe srcdoc="{{html .HTML}}"></iframe></div>
</figure>
{{- end}}
</main>
<script>
addEventListener("load", () => {
  const wide = [];
  for (const figure of document.querySelectorAll("figure")) {
    const frame = figure.querySelector("iframe"), root = frame.contentDocument.documentElement;
    frame.style.height = root.scrollHeight + "px";
    const shown = frame.parentElement, height = root.scrollHeight * {{.Scale}};
    shown.style.height = height + "px";
    figure.classList.toggle("cut", height > shown.clientHeight + 1);
    if (root.scrollWidth > root.clientWidth) {
      figure.classList.add("wide");
      wide.push(figure.dataset.name + " by " + (root.scrollWidth - root.clientWidth) + " pixels");
    }
  }
  document.documentElement.dataset.wide = wide.join("; ");
  document.documentElement.dataset.height = document.documentElement.scrollHeight;
});
</script>
</body>
</html>
`
