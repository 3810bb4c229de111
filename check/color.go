package check

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"golang.org/x/image/colornames"

	"github.com/billet-mail/billet/render/css"
)

// rgba is a colour of sRGB. All parts go from 0 to 1; they are not multiplied
// by alpha.
type rgba struct{ r, g, b, alpha float64 }

func gray(v float64) rgba { return rgba{v, v, v, 1} }

// parseColor reads a colour of CSS: #rgb and its longer forms, rgb(), hsl(), or
// a name. Colours that depend on something, such as currentcolor, are none.
func parseColor(text string) (rgba, bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	if digits, ok := strings.CutPrefix(text, "#"); ok {
		return hexColor(digits)
	}
	if text == "transparent" {
		return rgba{}, true
	}
	if text == "rebeccapurple" { // of CSS Color Level 4, named after SVG 1.1
		return rgba{0x66 / 255.0, 0x33 / 255.0, 0x99 / 255.0, 1}, true
	}
	if c, ok := colornames.Map[text]; ok {
		return rgba{float64(c.R) / 255, float64(c.G) / 255, float64(c.B) / 255, 1}, true
	}
	return functionColor(css.Words(text))
}

func hexColor(digits string) (rgba, bool) {
	if len(digits) == 3 || len(digits) == 4 {
		var b strings.Builder
		for _, d := range digits {
			b.WriteRune(d)
			b.WriteRune(d)
		}
		digits = b.String()
	}
	if len(digits) == 6 {
		digits += "ff"
	}
	n, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || len(digits) != 8 {
		return rgba{}, false
	}
	part := func(shift int) float64 { return float64(n>>shift&0xff) / 255 }
	return rgba{part(24), part(16), part(8), part(0)}, true
}

// functionColor reads rgb(), rgba(), hsl() and hsla(), with commas or blanks.
func functionColor(words []css.Word) (rgba, bool) {
	if len(words) == 0 || words[0].Kind != css.WordFunction || words[len(words)-1].Text != ")" {
		return rgba{}, false
	}
	var parts []css.Word
	for _, w := range words[1 : len(words)-1] {
		switch {
		case w.Kind == css.WordNumber:
			parts = append(parts, w)
		case w.Kind != css.WordBlank && w.Text != "," && w.Text != "/":
			return rgba{}, false
		}
	}
	if len(parts) != 3 && len(parts) != 4 {
		return rgba{}, false
	}
	alpha := 1.0
	if len(parts) == 4 {
		alpha = share(parts[3], 1)
	}
	switch words[0].Text {
	case "rgb", "rgba":
		return rgba{share(parts[0], 255), share(parts[1], 255), share(parts[2], 255), alpha}, true
	case "hsl", "hsla":
		return hslColor(pixels(parts[0]), share(parts[1], 100), share(parts[2], 100), alpha), true
	}
	return rgba{}, false
}

// share is a number as a part of the whole, or a percentage.
func share(w css.Word, whole float64) float64 {
	if w.Unit == "%" {
		whole = 100
	}
	return min(max(pixels(w)/whole, 0), 1)
}

// hslColor is after CSS Color Level 4, section 7. The hue is in degrees.
func hslColor(hue, saturation, lightness, alpha float64) rgba {
	f := func(n float64) float64 {
		k := math.Mod(math.Mod(n+hue/30, 12)+12, 12)
		return lightness - saturation*min(lightness, 1-lightness)*max(-1, min(k-3, 9-k, 1))
	}
	return rgba{f(0), f(8), f(4), alpha}
}

// over is the colour as it shows on an opaque one.
func (c rgba) over(back rgba) rgba {
	mix := func(a, b float64) float64 { return a*c.alpha + b*(1-c.alpha) }
	return rgba{mix(c.r, back.r), mix(c.g, back.g), mix(c.b, back.b), 1}
}

func (c rgba) String() string {
	part := func(v float64) int { return int(math.Round(v * 255)) }
	return fmt.Sprintf("#%02x%02x%02x", part(c.r), part(c.g), part(c.b))
}

// contrast is the contrast ratio of WCAG 2.2 between two opaque colours, from 1
// to 21.
func contrast(a, b rgba) float64 {
	x, y := a.luminance(), b.luminance()
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// luminance is the relative luminance of WCAG 2.2.
func (c rgba) luminance() float64 {
	linear := func(v float64) float64 {
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.r) + 0.7152*linear(c.g) + 0.0722*linear(c.b)
}
