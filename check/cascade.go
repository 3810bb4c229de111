package check

import (
	"slices"
	"strings"

	"github.com/andybalholm/cascadia"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/render/css"
)

// computed is what an element looks like, as far as the checks ask.
type computed struct {
	color   rgba
	back    rgba // what is behind its words; opaque
	picture bool // a picture is behind its words, so back does not count
	size    float64
	bold    bool
	hidden  bool

	colorAt, sizeAt source // where they were said
}

// source is where a property was declared: in a rule of the head, or on an
// element. Without either the client decides.
type source struct {
	rule     *css.Declaration
	element  *element
	property string
}

// range is the source's place.
func (p *page) sourceRange(s source, e *element) diag.Range {
	switch {
	case s.rule != nil:
		return s.rule.Range
	case s.element != nil && s.property != "":
		return p.origin(s.element, s.property)
	}
	return p.at(e)
}

// matched is a rule of the head that is for an element.
type matched struct {
	rule        *styleRule
	specificity cascadia.Specificity
}

// matches finds the rules of the head for each element, in the order in which
// they win. Only rules that matter to [computed] count.
func (p *page) matches() map[*element][]matched {
	all := map[*element][]matched{}
	for i := range p.checker.head {
		r := &p.checker.head[i]
		if !slices.ContainsFunc(r.Declarations, matters) {
			continue
		}
		for _, e := range p.elements {
			if s, ok := r.match(e); ok {
				all[e] = append(all[e], matched{r, s})
			}
		}
	}
	for _, list := range all {
		slices.SortStableFunc(list, func(a, b matched) int {
			switch {
			case a.specificity.Less(b.specificity):
				return -1
			case b.specificity.Less(a.specificity):
				return 1
			}
			return 0
		})
	}
	return all
}

func matters(d css.Declaration) bool {
	switch d.Property {
	case "color", "background-color", "background", "background-image", "font-size", "font-weight", "display", "visibility":
		return true
	}
	return false
}

// compute works out what the elements look like. rules are those of matches.
func (p *page) compute(l look, rules map[*element][]matched) map[*element]*computed {
	all := map[*element]*computed{}
	canvas := &computed{color: gray(0), back: gray(1), size: 16}
	if l.dark && p.darkCanvas() {
		canvas.color, canvas.back = gray(1), gray(0x12/255.0) // as Chrome and Apple Mail nearly have it
	}
	for _, e := range p.elements {
		around := canvas
		if e.parent != nil {
			around = all[e.parent]
		}
		c := *around
		all[e] = &c
		c.byDefault(e, l, around)
		c.byAttribute(e)
		for _, important := range []bool{false, true} {
			for _, m := range rules[e] {
				if l.applies(*m.rule) {
					for i := range m.rule.Declarations {
						if d := &m.rule.Declarations[i]; d.Important == important {
							c.apply(d, source{rule: d}, around)
						}
					}
				}
			}
			for i := range e.style {
				if d := &e.style[i]; d.Important == important {
					c.apply(d, source{element: e, property: d.Property}, around)
				}
			}
		}
	}
	return all
}

// darkCanvas reports whether the page asks for the client's dark colours.
func (p *page) darkCanvas() bool {
	for _, e := range p.all("meta") {
		if strings.EqualFold(e.attr("name"), "color-scheme") && strings.Contains(strings.ToLower(e.attr("content")), "dark") {
			return true
		}
	}
	return false
}

// byDefault sets what every client does by itself.
func (c *computed) byDefault(e *element, l look, around *computed) {
	scale := map[string]float64{"h1": 2, "h2": 1.5, "h3": 1.17, "h5": 0.83, "h6": 0.67, "small": 5.0 / 6, "sub": 5.0 / 6, "sup": 5.0 / 6, "big": 1.2}
	if factor := scale[e.Data]; factor > 0 {
		c.size, c.sizeAt = around.size*factor, source{}
	}
	switch e.Data {
	case "h1", "h2", "h3", "h4", "h5", "h6", "b", "strong", "th":
		c.bold = true
	case "head", "script", "style", "template", "title":
		c.hidden = true
	case "a":
		if _, ok := e.lookup("href"); ok {
			c.color, c.colorAt = rgba{0, 0, 0xee / 255.0, 1}, source{}
			if l.dark {
				c.color = rgba{0x9e / 255.0, 0x9e / 255.0, 1, 1}
			}
		}
	}
}

// byAttribute sets what presentational attributes say.
func (c *computed) byAttribute(e *element) {
	if back, ok := parseColor(e.attr("bgcolor")); ok {
		c.behind(back)
	}
	if e.attr("background") != "" {
		c.picture = true
	}
	name := map[string]string{"font": "color", "body": "text"}[e.Data]
	if front, ok := parseColor(e.attr(name)); name != "" && ok {
		c.color, c.colorAt = front, source{element: e}
	}
	if _, ok := e.lookup("hidden"); ok {
		c.hidden = true
	}
}

// behind puts a colour behind the words. An opaque one covers a picture.
func (c *computed) behind(back rgba) {
	c.back = back.over(c.back)
	if back.alpha == 1 {
		c.picture = false
	}
}

// apply applies one declaration.
func (c *computed) apply(d *css.Declaration, from source, around *computed) {
	value := strings.ToLower(d.Value)
	switch d.Property {
	case "color":
		if color, ok := parseColor(value); ok {
			c.color, c.colorAt = color, from
		} else if value == "inherit" {
			c.color, c.colorAt = around.color, around.colorAt
		}
	case "background-color", "background", "background-image":
		c.background(d, around)
	case "font-size":
		if size, ok := fontSize(value, around.size); ok {
			c.size, c.sizeAt = size, from
		}
	case "font-weight":
		n, _ := length(value + "px")
		c.bold = value == "bold" || value == "bolder" || n >= 600
	case "display":
		c.hidden = around.hidden || value == "none"
	case "visibility":
		c.hidden = around.hidden || value == "hidden"
	}
}

// background takes the place of any other background of the element.
func (c *computed) background(d *css.Declaration, around *computed) {
	if color, ok := parseColor(d.Value); ok {
		c.back, c.picture = around.back, around.picture
		c.behind(color)
		return
	}
	if d.Property == "background" {
		c.back, c.picture = around.back, around.picture
		for part := range strings.FieldsSeq(d.Value) {
			if color, ok := parseColor(part); ok {
				c.behind(color)
			}
		}
	}
	words := css.Words(d.Value)
	c.picture = c.picture || slices.ContainsFunc(words, func(w css.Word) bool {
		return w.Kind == css.WordFunction && (w.Text == "url" || strings.HasSuffix(w.Text, "gradient")) || w.Kind == css.WordText
	})
}

// fontSize is a size in pixels; around is that of the element around.
func fontSize(value string, around float64) (float64, bool) {
	names := map[string]float64{"xx-small": 9, "x-small": 10, "small": 13, "medium": 16, "large": 18, "x-large": 24, "xx-large": 32,
		"smaller": around / 1.2, "larger": around * 1.2, "inherit": around}
	if size := names[value]; size > 0 {
		return size, true
	}
	words := css.Words(value)
	if len(words) != 1 || words[0].Kind != css.WordNumber {
		return 0, false
	}
	switch words[0].Unit {
	case "em":
		return pixels(words[0]) * around, true
	case "%":
		return pixels(words[0]) * around / 100, true
	}
	return length(value)
}
