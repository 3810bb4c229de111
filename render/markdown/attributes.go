package markdown

import (
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/billet-mail/billet/diag"
)

// attachAttributes gives the attributes in braces to the nodes they follow,
// except those that follow a list or a block tag: these wait until joinLists
// knows where the list begins and ends.
func (r *rendering) attachAttributes(root ast.Node) {
	walk(root, func(n ast.Node) bool {
		for _, c := range children(n) {
			switch c := c.(type) {
			case *inlineAttributes:
				r.attachInline(n, c)
			case *attributeLine:
				if !afterList(c) {
					r.attachLine(n, c)
				}
			}
		}
		return true
	})
}

// attachListAttributes attaches what attachAttributes left.
func (r *rendering) attachListAttributes(root ast.Node) {
	walk(root, func(n ast.Node) bool {
		for _, c := range children(n) {
			if line, ok := c.(*attributeLine); ok {
				r.attachLine(n, line)
			}
		}
		return true
	})
}

func afterTag(n ast.Node) bool {
	previous := n.PreviousSibling()
	return previous != nil && previous.Kind() == kindTagBlock
}

func afterList(n ast.Node) bool {
	return afterTag(n) || n.PreviousSibling() != nil && n.PreviousSibling().Kind() == ast.KindList
}

func (r *rendering) attachInline(parent ast.Node, n *inlineAttributes) {
	previous := n.PreviousSibling()
	target := previous
	if target == nil || target.Kind() != ast.KindLink && target.Kind() != ast.KindImage {
		target = parent
		if words, ok := previous.(*ast.Text); ok {
			words.Segment = words.Segment.TrimRightSpace(r.source)
		}
	}
	parent.RemoveChild(parent, n)
	r.setAttributes(target, n.attributes)
}

func (r *rendering) attachLine(parent ast.Node, n *attributeLine) {
	target := n.PreviousSibling()
	parent.RemoveChild(parent, n)
	if target != nil && target.Kind() == ast.KindTextBlock {
		target = parent // in a tight list the words have no element of their own, the item has
	}
	if target == nil || r.blankAbove(n.start) || elementName(target) == "" {
		r.faults.Add(diag.MarkdownAttributePlace, r.at(n.start, n.stop),
			"put the braces on the line directly below a paragraph, heading, list, table or quote, or directly behind a link or image",
			"nothing stands here that these attributes could belong to")
		return
	}
	r.setAttributes(target, n.attributes)
}

// elementName says what can have attributes, in the words of messages.
func elementName(n ast.Node) string {
	switch n.Kind() {
	case ast.KindLink:
		return "link"
	case ast.KindImage:
		return "image"
	case ast.KindHeading:
		return "heading"
	case ast.KindParagraph:
		return "paragraph"
	case ast.KindList:
		return "list"
	case ast.KindListItem:
		return "list item"
	case ast.KindBlockquote:
		return "quote"
	case extast.KindTable:
		return "table"
	}
	return ""
}

// allowedAttributes are the attributes of an element. Width, height and align
// are what mail clients without CSS obey, on the elements where HTML has them.
func allowedAttributes(element string) []string {
	everywhere := []string{"class", "id", "dir", "lang", "title"}
	switch element {
	case "image":
		return append(everywhere, "width", "height", "align")
	case "table":
		return append(everywhere, "width", "align")
	}
	return everywhere
}

// attributeValues is what the values of attributes must look like; those of
// title may be anything.
var attributeValues = map[string]struct {
	pattern *regexp.Regexp
	example string
}{
	"class":  {regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*( [A-Za-z][A-Za-z0-9_-]*)*$`), "names of letters, digits and hyphens"},
	"id":     {regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*$`), "a name of letters, digits and hyphens"},
	"width":  {regexp.MustCompile(`^[0-9]{1,4}%?$`), "a number of pixels such as 120, or a percentage such as 50%"},
	"height": {regexp.MustCompile(`^[0-9]{1,4}%?$`), "a number of pixels such as 120, or a percentage such as 50%"},
	"align":  {regexp.MustCompile(`^(left|right|center)$`), "left, right or center"},
	"dir":    {regexp.MustCompile(`^(ltr|rtl|auto)$`), "ltr, rtl or auto"},
	"lang":   {regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$`), "a language such as de or fr-CA"},
}

func (r *rendering) setAttributes(n ast.Node, attrs attributes) {
	if tokens := r.tokens(attrs.start, attrs.stop); len(tokens) > 0 {
		for _, t := range tokens {
			r.silence(t.index)
			r.faults.Add(diag.MarkdownAttributeTag, r.atTag(t.index, t.start),
				"write the attribute out, or put an {% if %} around the whole block",
				"a tag cannot stand in attribute braces")
		}
		return
	}
	element := elementName(n)
	allowed := allowedAttributes(element)
	for _, a := range attrs.list {
		value, limited := attributeValues[a.name]
		at := r.at(attrs.start+a.start, attrs.start+a.stop)
		switch {
		case !slices.Contains(allowed, a.name):
			r.faults.Add(diag.MarkdownAttributeName, at, "it can have "+strings.Join(allowed, ", "),
				"%s cannot have the attribute %q", article(element), a.name)
		case limited && !value.pattern.MatchString(a.value):
			r.faults.Add(diag.MarkdownAttributeValue, at, "write "+value.example, "%q is not a value of %s", a.value, a.name)
		case a.name != "class" && attributeOf(n, a.name) != "":
			r.faults.Add(diag.MarkdownAttributeName, at, "take one of them away", "this %s has the attribute %s twice", element, a.name)
		default:
			if a.name == "id" {
				r.ids = append(r.ids, ID{a.value, attrs.start + a.start, at})
			}
			setAttribute(n, a)
		}
	}
}

func setAttribute(n ast.Node, a attribute) {
	value := []byte(a.value)
	switch n := n.(type) {
	case *ast.Link:
		if a.name == "title" {
			n.Title = value
			return
		}
	case *ast.Image:
		if a.name == "title" {
			n.Title = value
			return
		}
	}
	if classes := attributeOf(n, "class"); a.name == "class" && classes != "" {
		value = []byte(classes + " " + a.value)
	}
	n.SetAttributeString(a.name, value)
}

func attributeOf(n ast.Node, name string) string {
	switch n := n.(type) {
	case *ast.Link:
		if name == "title" {
			return string(n.Title)
		}
	case *ast.Image:
		if name == "title" {
			return string(n.Title)
		}
	}
	value, _ := n.AttributeString(name)
	text, _ := value.([]byte)
	return string(text)
}

func hasClass(n ast.Node, class string) bool {
	return slices.Contains(strings.Fields(attributeOf(n, "class")), class)
}

func article(element string) string {
	if element == "image" {
		return "an image"
	}
	return "a " + element
}
