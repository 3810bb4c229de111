package check

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/billet-mail/billet/render/css"
)

// conditions lists what decides about single uses: see judgements.go.
func conditions() []condition {
	const colorToo = "give the element a background-color too, for clients that show no picture"
	const commas = "write rgb(52, 71, 209) with commas, or #3447d1"
	return []condition{
		{"css-background-image", "", false, use.withoutBackgroundColor, colorToo},
		{"css-background", "Only `background-color` values are supported", false, use.withoutBackgroundColor, colorToo},
		{"html-background", "Only supported on the `<body>` element", false, use.withoutBackgroundColor, colorToo},
		{"css-background-image", "Does not support multiple values", false, use.manyValues, "use one picture"},
		{"css-background-color", "Only supports [color keywords from CSS Level 1]", false, use.newColorName, "write the colour as #3447d1"},
		{"css-rgb", "whitespace syntax", true, use.colorWithoutCommas, commas},
		{"css-rgba", "hitespace syntax", true, use.colorWithoutCommas, commas},
		{"css-rgba", "", false, always, "write an opaque colour, such as #3447d1"},
		{"css-border", "A border can not be bigger than 8px", false, use.thickBorder, "use a border of at most 8px, and padding for the rest"},
		{"css-display-none", "", false, use.hidesByDisplayAlone, "hide it by max-height: 0, overflow: hidden and font-size: 1px as well"},
		{"css-display-none", "Does not inherit onto nested `<table>`", false, use.holdsTable, "give the tables inside display: none too"},
		{"css-display-none", "Does not work when applied directly to an `<img>`", false, use.onImage, "hide the element around the image"},
		{"css-height", "Not supported on `<body>`, `<span>`, `<div>` or `<p>`", false, use.emptyBox, "use a table cell with a height for empty room"},
		{"css-margin", "Negative values are not supported", false, use.negative, "move the elements by paddings of what is around them"},
		{"css-margin", "`auto` value is not supported", false, use.centersByMargin, `add align="center" to the table`},
		{"css-max-width", "Only works on `<table>` elements", false, use.wideBox, "use a table, or a width attribute on an image"},
		{"css-padding", "Only supported on table cells", false, use.buttonByPadding, "give the link a border in the colour of its background, which stands in for the padding"},
		{"css-position", "", false, use.placed, "use rows and cells of a table"},
		{"css-text-align", "Flow-relative values", false, use.alignsByFlow, `use left, and right in a rule that begins with [dir="rtl"]`},
		{"css-visibility", "", false, use.hides, "leave the element out, or hide it by display: none"},
		{"css-white-space", "", false, use.keepsLines, "use <pre> or <br>"},
		{"css-width", "Not supported on `<body>`, `<span>`, `<div>`", false, use.narrowBox, "use a table, or a width attribute on an image"},
		{"html-dir", "", false, use.rightToLeft, "add the property direction: rtl"},

		{"css-important", "space", true, use.importantWithoutBlank, "write a blank before !important"},
		{"css-nesting", "making the nested properties apply to the parent selector", true, always, "write the rule by itself, with its whole selector"},
		{"css-pseudo-element-after", "", true, use.addsContent, "write the words into the template or the layout"},
		{"css-pseudo-element-before", "", true, use.addsContent, "write the words into the template or the layout"},
		{"css-selector-chaining", "Styles will be applied to the first selector of the chain", true, always, "give the element a class of its own"},
	}
}

func always(use) bool { return true }

func (u use) words() []css.Word {
	if u.declaration == nil {
		return nil
	}
	return css.Words(u.declaration.Value)
}

func (u use) has(match func(w css.Word) bool) bool { return slices.ContainsFunc(u.words(), match) }

func (u use) named(names ...string) bool {
	return u.has(func(w css.Word) bool { return w.Kind == css.WordName && slices.Contains(names, w.Text) })
}

// withoutBackgroundColor reports a picture behind an element that has no colour
// behind it.
func (u use) withoutBackgroundColor() bool {
	if u.declaration != nil {
		picture := u.has(func(w css.Word) bool {
			return w.Kind == css.WordText || w.Kind == css.WordFunction && (w.Text == "url" || strings.HasSuffix(w.Text, "gradient"))
		})
		if !picture {
			return false
		}
		for _, w := range u.words() {
			if _, ok := parseColor(w.Text); ok && u.declaration.Property == "background" {
				return false
			}
		}
	}
	_, colored := u.element.declared("background-color")
	_, attribute := u.element.lookup("bgcolor")
	return !colored && !attribute
}

func (u use) manyValues() bool {
	depth := 0
	return u.has(func(w css.Word) bool {
		switch {
		case w.Kind == css.WordFunction:
			depth++
		case w.Text == ")":
			depth--
		}
		return w.Text == "," && depth == 0
	})
}

// newColorName reports a name that CSS Level 1 did not have.
func (u use) newColorName() bool {
	old := strings.Fields("aqua black blue fuchsia gray green lime maroon navy olive purple red silver teal white yellow transparent inherit")
	return u.has(func(w css.Word) bool { return w.Kind == css.WordName && !slices.Contains(old, w.Text) })
}

func (u use) colorWithoutCommas() bool {
	words := u.words()
	for i, w := range words {
		if w.Kind != css.WordFunction || w.Text != "rgb" && w.Text != "rgba" {
			continue
		}
		end := i
		for end < len(words) && words[end].Text != ")" {
			end++
		}
		if !slices.ContainsFunc(words[i:end], func(w css.Word) bool { return w.Text == "," }) {
			return true
		}
	}
	return false
}

func (u use) thickBorder() bool {
	return u.has(func(w css.Word) bool { return w.Unit == "px" && pixels(w) > 8 })
}

// hidesByDisplayAlone reports words that a client without display: none shows.
func (u use) hidesByDisplayAlone() bool {
	for _, d := range u.element.style {
		if d.Property == "max-height" || d.Property == "font-size" || d.Property == "height" {
			if words := css.Words(d.Value); len(words) > 0 && pixels(words[0]) <= 1 {
				return false
			}
		}
	}
	return true
}

func (u use) holdsTable() bool {
	for n := range u.element.Descendants() {
		if n.Type != html.ElementNode || n.Data != "table" {
			continue
		}
		hidden := slices.ContainsFunc(n.Attr, func(a html.Attribute) bool {
			return a.Key == "style" && slices.ContainsFunc(css.ReadStyle(a.Val), func(d css.Declaration) bool {
				return d.Property == "display" && d.Value == "none"
			})
		})
		if !hidden {
			return true
		}
	}
	return false
}

func (u use) onImage() bool { return u.element.Data == "img" }

// emptyBox reports a block that has a height and nothing in it.
func (u use) emptyBox() bool {
	e := u.element
	return slices.Contains([]string{"div", "p", "span"}, e.Data) && !u.forOthersThanOutlook() && e.FirstChild == nil && u.has(func(w css.Word) bool { return pixels(w) > 1 })
}

func (u use) negative() bool {
	return u.has(func(w css.Word) bool { return w.Kind == css.WordNumber && w.Text[0] == '-' && pixels(w) < 0 })
}

// centersByMargin reports a block that nothing else puts into the middle.
func (u use) centersByMargin() bool {
	e := u.element
	if !u.named("auto") || e.attr("align") == "center" || u.forOthersThanOutlook() {
		return false
	}
	return !e.inside("center") && (e.parent == nil || e.parent.attr("align") != "center")
}

// wideBox reports a width that must hold where max-width does not.
func (u use) wideBox() bool {
	e := u.element
	switch {
	case u.forOthersThanOutlook(), e.Data == "table", u.named("none"):
		return false
	case e.Data == "img":
		return e.attr("width") == "" && e.attr("height") == ""
	}
	return !u.hidesOrFills()
}

// hidesOrFills reports a size of nothing, or of all there is.
func (u use) hidesOrFills() bool {
	words := u.words()
	return len(words) == 1 && (words[0].Text == "100%" || pixels(words[0]) == 0 && words[0].Unit != "%")
}

// narrowBox reports a width on an element that has none in Outlook.
func (u use) narrowBox() bool {
	e := u.element
	switch {
	case u.forOthersThanOutlook(), u.named("auto"), u.hidesOrFills():
		return false
	case e.Data == "img":
		return e.attr("width") == ""
	}
	return slices.Contains([]string{"div", "p", "span"}, e.Data)
}

// buttonByPadding reports a link with a background that is as small as its words
// where padding does not count.
func (u use) buttonByPadding() bool {
	e := u.element
	_, background := e.declared("background-color")
	_, short := e.declared("background")
	if e.Data != "a" || !background && !short || u.forOthersThanOutlook() {
		return false
	}
	return !slices.ContainsFunc(e.style, func(d css.Declaration) bool {
		return strings.HasPrefix(d.Property, "border") && slices.ContainsFunc(css.Words(d.Value), func(w css.Word) bool { return w.Unit == "px" && pixels(w) >= 4 }) &&
			!strings.Contains(d.Property, "radius")
	})
}

func (u use) placed() bool { return !u.named("relative", "static") }

// alignsByFlow reports start and end where words would stand elsewhere without
// them: in headings of tables, which are centred, and below what is aligned.
func (u use) alignsByFlow() bool {
	if !u.named("start", "end") || u.element.attr("align") != "" {
		return false
	}
	if u.named("end") || u.element.Data == "th" {
		return true
	}
	for up := u.element.parent; up != nil; up = up.parent {
		if _, ok := up.declared("text-align"); ok || up.attr("align") != "" || up.Data == "center" {
			return up.Data != "table"
		}
	}
	return false
}

func (u use) hides() bool { return u.named("hidden", "collapse") }

func (u use) keepsLines() bool {
	return u.element.Data != "pre" && !u.element.inside("pre") && u.named("pre", "pre-wrap", "pre-line", "break-spaces")
}

func (u use) rightToLeft() bool {
	if !strings.EqualFold(u.element.attr("dir"), "rtl") || u.element.Data == "html" {
		return false // the element html is dropped anyway
	}
	_, ok := u.element.declared("direction")
	return !ok
}

func (u use) importantWithoutBlank() bool {
	before, _, found := strings.Cut(strings.ToLower(u.declaration.Written), "!")
	return found && before == strings.TrimRight(before, " \t\r\n\f")
}

// addsContent reports words or pictures that only a stylesheet has.
func (u use) addsContent() bool {
	return u.rule != nil && slices.ContainsFunc(u.rule.Declarations, func(d css.Declaration) bool {
		return d.Property == "content" && d.Value != "none" && strings.Trim(d.Value, `"' `) != ""
	})
}

// forOthersThanOutlook reports an element in front of which a conditional
// comment stands: what Outlook for Windows needs is in there.
func (u use) forOthersThanOutlook() bool {
	for e := u.element; e != nil; e = e.parent {
		for n := e.PrevSibling; n != nil && n.Type != html.ElementNode; n = n.PrevSibling {
			if n.Type == html.CommentNode && strings.Contains(n.Data, "[if") && strings.Contains(n.Data, "mso") {
				return true
			}
		}
		if e.Data == "td" || e.Data == "body" {
			break
		}
	}
	return false
}

// pixels is the number of a word, whatever its unit; 0 for other words.
func pixels(w css.Word) float64 {
	n, err := strconv.ParseFloat(strings.TrimSuffix(w.Text, w.Unit), 64)
	if err != nil || w.Kind != css.WordNumber {
		return 0
	}
	return n
}
