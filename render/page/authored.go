package page

import (
	"html"
	"regexp"
	"slices"
	"strings"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/template"
	"github.com/billet-mail/billet/template/tag"
)

// Seen is what [Prove] comes by in HTML that an author wrote.
type Seen struct {
	Links []Link
	IDs   []ID
}

// Link is an <a> with an address.
type Link struct {
	Address string // with tokens
	Button  bool   // it has the class button
	Range   diag.Range
}

// ID is the id of an element, and the statements that it stands in, from the
// outermost to the innermost.
type ID struct {
	Name   string
	Places []template.Place
	Range  diag.Range
}

// openLink is an <a> whose end has not come.
type openLink struct {
	part
	words bool // something in it can be seen
}

// authored judges an element for what Markdown would not let pass: images and
// links without words, and what is wrong with an address.
func (p *prover) authored(t part) {
	if p.Seen == nil {
		return
	}
	value := func(name string) (string, attr, bool) {
		i := slices.IndexFunc(t.attrs, func(a attr) bool { return a.name == name })
		if i < 0 {
			return "", attr{}, false
		}
		a := t.attrs[i]
		return p.HTML[a.valueStart:a.valueEnd], a, true
	}
	if id, a, ok := value("id"); ok && id != "" && !p.Tags.Has(id) {
		p.Seen.IDs = append(p.Seen.IDs, ID{id, p.places(), p.Range(a.valueStart, a.valueEnd)})
	}
	alt, _, hasAlt := value("alt")
	if t.name == "img" {
		if !hasAlt {
			p.fault(diag.PageImageAlt, t.start, t.end, "say in alt what it shows; of an image that only decorates write alt=\"\"", "this image has no words for readers who cannot see it")
		}
		p.seen(strings.TrimSpace(alt) != "")
	}
	if href, a, ok := value("href"); ok && t.name == "a" {
		class, _, _ := value("class")
		p.Seen.Links = append(p.Seen.Links, Link{html.UnescapeString(href), slices.Contains(strings.Fields(class), "button"), p.Range(a.valueStart, a.valueEnd)})
		p.links = append(p.links, openLink{part: t})
	}
	for _, name := range []string{"href", "src", "background", "action"} {
		if _, a, ok := value(name); ok && t.name != "link" {
			p.escaped(a)
		}
	}
}

// places are the statements that are open.
func (p *prover) places() []template.Place {
	var places []template.Place
	for _, o := range p.open {
		places = append(places, template.Place{Opener: o.index, Arm: o.arm})
	}
	return places
}

// seen notes that what can be seen stands in the links that are open.
func (p *prover) seen(words bool) {
	for i := range p.links {
		p.links[i].words = p.links[i].words || words
	}
}

// shown notes the words of a text, and the outputs in it.
func (p *prover) shown(t part) {
	if len(p.links) == 0 {
		return
	}
	words := p.HTML[t.start:t.end]
	p.each(t.start, t.end, func(index int) {
		p.seen(!p.Tags.Tags[index].Statement())
		words = strings.ReplaceAll(words, p.Tags.Token(index), "")
	})
	p.seen(strings.TrimSpace(html.UnescapeString(words)) != "")
}

// linkEnd judges a link when it ends.
func (p *prover) linkEnd() {
	n := len(p.links) - 1
	if n < 0 {
		return
	}
	if l := p.links[n]; !l.words {
		p.fault(diag.PageEmptyLink, l.start, l.end, "put words into it, or an image with words in alt", "this link has no words")
	}
	p.links = p.links[:n]
}

// unescaped is what an address cannot hold (RFC 3986, 2).
var unescaped = regexp.MustCompile("[\\x00-\\x20\\x7f\"<>\\\\^`{|}]+|%([^0-9A-Fa-f]|.?$|.[^0-9A-Fa-f])")

// reference is a character reference without its end: &copy for ©. Readers
// disagree on whether it is one in an address.
var reference = regexp.MustCompile(`&[A-Za-z][A-Za-z0-9]*;?`)

// escaped warns of an address that is not encrypted, or not escaped. One that
// leads nowhere is reported as that.
func (p *prover) escaped(a attr) {
	start, end := a.valueStart, a.valueEnd
	literal := end
	if from, _, _, ok := p.Tags.Next(p.HTML[:end], start); ok {
		literal = from
	}
	if literal > start && !wholeAddress.MatchString(html.UnescapeString(p.HTML[start:literal])) {
		return
	}
	if strings.HasPrefix(strings.ToLower(html.UnescapeString(p.HTML[start:end])), "http:") {
		p.report.Warn(diag.PageHTTP, p.Range(start, end), "write https://, if the page can be reached by it", "this address is not encrypted")
	}
	for at := start; at < end; {
		from, to, _, ok := p.Tags.Next(p.HTML[:end], at)
		if !ok {
			from, to = end, end
		}
		if p.unescaped(at, from) {
			return
		}
		at = to
	}
}

// unescaped warns of the first character of a literal part of an address that
// must be escaped.
func (p *prover) unescaped(start, end int) bool {
	text := p.HTML[start:end]
	if at := unescaped.FindStringIndex(text); at != nil {
		p.report.Warn(diag.PageUnescaped, p.Range(start+at[0], start+at[1]), "write %20 for a blank, %25 for a percent sign, and so on", "an address cannot hold %q as it is", text[at[0]:at[1]])
		return true
	}
	for _, at := range reference.FindAllStringIndex(text, -1) {
		name := text[at[0]:at[1]]
		if !strings.HasSuffix(name, ";") && html.UnescapeString(name) != name {
			p.report.Warn(diag.PageUnescaped, p.Range(start+at[0], start+at[0]+1), "write &amp;", "%s may be read as one character", name)
			return true
		}
	}
	return false
}

// Repeated reports ids that a page has more than once: two elements that one
// message can have both, or one in a loop. loop reports the statements that
// are loops.
func Repeated(ids []ID, tags *tag.Table, report *diag.List) {
	byName := map[string][]ID{}
	for _, id := range ids {
		looped := slices.ContainsFunc(id.Places, func(p template.Place) bool { return tags.Tags[p.Opener].Name == "for" && p.Arm == 0 })
		other := slices.IndexFunc(byName[id.Name], func(o ID) bool { return !apart(o, id) })
		switch {
		case other >= 0:
			first := byName[id.Name][other]
			report.Add(diag.PageRepeatedID, id.Range, "give each element an id of its own", "the id %s is there already, at %s", id.Name, first.Range)
		case looped:
			report.Add(diag.PageRepeatedID, id.Range, "remove it, or move it out of the loop", "the id %s would be there once for each turn of the loop", id.Name)
		}
		byName[id.Name] = append(byName[id.Name], id)
	}
}

// apart reports two elements of which a message has only one: they stand in
// two arms of one statement.
func apart(a, b ID) bool {
	for i := range min(len(a.Places), len(b.Places)) {
		if a.Places[i].Opener != b.Places[i].Opener {
			return false
		}
		if a.Places[i].Arm != b.Places[i].Arm {
			return true
		}
	}
	return false
}
