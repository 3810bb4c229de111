package page

import (
	"iter"
	"strings"

	"golang.org/x/net/html"
)

// part is a token of HTML with its byte offsets.
type part struct {
	kind       html.TokenType
	name       string // elements: lower case
	nameEnd    int    // start tags
	start, end int
	attrs      []attr
	within     string // text right behind a start tag: the element's name
}

// attr is an attribute of a start tag. Offsets are those of the page.
type attr struct {
	name                 string // lower case
	nameStart, nameEnd   int
	valueStart, valueEnd int  // without the quotes
	quote                byte // 0 if the value is not quoted
}

// scan goes through the tokens of HTML, as the HTML standard's tokenizer finds
// them.
func scan(page string) iter.Seq[part] {
	return func(yield func(part) bool) {
		z := html.NewTokenizer(strings.NewReader(page))
		opened := ""
		for at := 0; ; {
			p := part{kind: z.Next(), start: at, end: at + len(z.Raw())}
			if p.kind == html.ErrorToken {
				return
			}
			at = p.end
			if opened = p.read(page, z, opened); !yield(p) {
				return
			}
		}
	}
}

// read completes a part and returns the element whose text may follow.
func (p *part) read(page string, z *html.Tokenizer, opened string) string {
	switch p.kind {
	case html.StartTagToken, html.SelfClosingTagToken:
		scanTag(page, p)
		return p.name
	case html.EndTagToken:
		name, _ := z.TagName()
		p.name = string(name)
		return ""
	case html.CommentToken:
		return ""
	case html.TextToken:
		p.within = opened
	}
	return opened
}

const blanks = " \t\r\n\f"

// scanTag finds the name and the attributes of a start tag in its source, for
// the tokenizer tells neither quotes nor places.
func scanTag(page string, p *part) {
	at := p.start + 1
	end := p.end
	if strings.HasSuffix(page[p.start:p.end], ">") {
		end--
	}
	nameEnd := at
	for nameEnd < end && !strings.ContainsRune(blanks+"/", rune(page[nameEnd])) {
		nameEnd++
	}
	p.name, p.nameEnd = lower(page[at:nameEnd]), nameEnd
	if n := strings.Count(page[nameEnd:end], "="); n > 0 {
		p.attrs = make([]attr, 0, n)
	}
	for at = nameEnd; at < end; {
		if strings.IndexByte(blanks+"/", page[at]) >= 0 {
			at++
			continue
		}
		var a attr
		a, at = scanAttr(page, at, end)
		p.attrs = append(p.attrs, a)
	}
}

// lower makes ASCII letters small, as HTML does; no other letter is one of an
// element that means something.
func lower(name string) string {
	b := []byte(name)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

func scanAttr(page string, at, end int) (a attr, next int) {
	skip := func() {
		for at < end && strings.IndexByte(blanks, page[at]) >= 0 {
			at++
		}
	}
	a.nameStart = at
	for at < end && (strings.IndexByte(blanks+"/=", page[at]) < 0 || page[at] == '=' && at == a.nameStart) {
		at++
	}
	a.nameEnd = at
	a.name = lower(page[a.nameStart:at])
	a.valueStart, a.valueEnd = at, at
	a.quote = '"'
	skip()
	if at >= end || page[at] != '=' {
		return a, max(at, a.nameEnd)
	}
	at++
	skip()
	if at < end && (page[at] == '"' || page[at] == '\'') {
		a.quote = page[at]
		a.valueStart = at + 1
		closing := strings.IndexByte(page[a.valueStart:end], a.quote)
		if closing < 0 {
			a.valueEnd = end
			return a, end
		}
		a.valueEnd = a.valueStart + closing
		return a, a.valueEnd + 1
	}
	a.quote, a.valueStart = 0, at
	for at < end && strings.IndexByte(blanks, page[at]) < 0 {
		at++
	}
	a.valueEnd = at
	return a, at
}

// raw reports the elements whose text is not escaped, so that nothing can be put
// there safely (HTML standard, 13.2.6.4; noscript and noembed with it, for
// readers disagree).
func raw(name string) bool {
	switch name {
	case "script", "style", "iframe", "noembed", "noframes", "noscript", "plaintext", "xmp":
		return true
	}
	return false
}

// bare reports the elements that hold text but no elements.
func bare(name string) bool { return name == "title" || name == "textarea" }

// void reports the elements that have no end tag (HTML standard, 13.1.2).
func void(name string) bool {
	switch name {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr":
		return true
	}
	return false
}

// urlAttribute reports the attributes whose value is a URL.
func urlAttribute(name string) bool {
	switch name {
	case "href", "src", "action", "background", "cite", "codebase", "data", "dynsrc", "formaction", "longdesc", "lowsrc", "manifest",
		"poster", "profile", "usemap", "xlink:href":
		return true
	}
	return false
}
