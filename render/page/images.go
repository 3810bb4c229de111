package page

import (
	"html"
	"regexp"
	"strings"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/template"
)

// Images finds out whether there is an image to show inline by cid:NAME. What
// is wrong with it is told by problem and help; else id is its Content-ID.
type Images func(name string) (id, problem, help string)

// cidAddress is a literal address of an inline image (RFC 2392).
var cidAddress = regexp.MustCompile(`^(?i:cid:)(.*)$`)

// image judges a literal address of an inline image.
func (p *prover) image(a attr, value string) {
	name := cidAddress.FindStringSubmatch(value)
	switch {
	case name == nil || p.Images == nil:
	case a.name != "src" && a.name != "background":
		p.fault(diag.PageLink, a.valueStart, a.valueEnd, "link to a page on the web", "an address that begins with cid: shows an image, it cannot be a link")
	default:
		if _, problem, help := p.Images(name[1]); problem != "" {
			p.fault(diag.FolderImage, a.valueStart, a.valueEnd, help, "%s", problem)
		}
	}
}

// ShowImages writes the Content-ID of each inline image in the place of its
// name. It reports names that only constants make up and that are wrong, by
// their problem and help.
func ShowImages(page string, tags *template.Tags, images Images, fault func(problem, help string)) string {
	var out strings.Builder
	at := 0
	for p := range scan(page) {
		for _, a := range p.attrs {
			if a.name != "src" && a.name != "background" {
				continue
			}
			literals(page, a, tags, func(start, end int) {
				name := cidAddress.FindStringSubmatch(html.UnescapeString(page[start:end]))
				if name == nil || name[1] == "" { // a name in pieces is a fault of the link
					return
				}
				id, problem, help := images(name[1])
				if problem != "" {
					fault(problem, help)
					return
				}
				out.WriteString(page[at:start] + "cid:" + id)
				at = end
			})
		}
	}
	if at == 0 {
		return page
	}
	out.WriteString(page[at:])
	return out.String()
}

// literals calls f for every part of an attribute's value that lies between
// tags.
func literals(page string, a attr, tags *template.Tags, f func(start, end int)) {
	for at := a.valueStart; ; {
		start, end, _, ok := tags.Next(page[:a.valueEnd], at)
		if !ok {
			f(at, a.valueEnd)
			return
		}
		f(at, start)
		at = end
	}
}

// show remembers that the arm which runs here, or else the whole page, shows
// an inline image.
func (c *compiler) show(id string) {
	image := -1
	for i, known := range c.images {
		if known == id {
			image = i
		}
	}
	if image < 0 {
		image = len(c.images)
		c.images = append(c.images, id)
	}
	i := len(c.frames) - 1
	for i > 0 && !c.frames[i].isArm {
		i--
	}
	for _, known := range c.frames[i].images {
		if known == image {
			return
		}
	}
	c.frames[i].images = append(c.frames[i].images, image)
}

// literalImage looks at an attribute without tags.
func (c *compiler) literalImage(a attr) {
	if a.name != "src" && a.name != "background" {
		return
	}
	if id, ok := strings.CutPrefix(c.page[a.valueStart:a.valueEnd], "cid:"); ok {
		c.show(id)
	}
}
