package config

import (
	"slices"
	"strconv"
	"strings"

	"github.com/billet-mail/billet/diag"
)

// colorNames is the CSS names that every mail client knows: those of CSS 2.1,
// and transparent.
var colorNames = []string{
	"aqua", "black", "blue", "fuchsia", "gray", "green", "lime", "maroon", "navy", "olive", "orange",
	"purple", "red", "silver", "teal", "transparent", "white", "yellow",
}

// color reads a CSS colour: #rgb, #rrggbb, #rrggbbaa, rgb(), rgba(), hsl() and
// hsla() with commas (CSS Color 3), or one of a few names.
func (r *reader) color(p pair) string {
	const harmless = "black"                              // no second fault where a stylesheet uses the name
	if n := p.value; !isNull(n) && isColor("#"+n.Value) { // YAML takes 000000 for a number
		r.faults.Add(diag.ConfigColor, r.rangeOf(n), `write "#`+n.Value+`", in quotation marks`, "%s has no # in front", p.path)
		return harmless
	}
	s, ok := r.word(p)
	switch {
	case !ok:
		return harmless
	case isColor(s):
		return s
	}
	help := `write it like "#3447d1", rgb(52, 71, 209), hsl(233, 63%, 51%) or navy`
	if name := diag.Suggest(s, colorNames); name != "" {
		help = "did you mean " + name + "?"
	}
	r.faults.Add(diag.ConfigColor, r.rangeOf(p.value), help, "%s is not a colour", p.path)
	return harmless
}

func isColor(s string) bool {
	s = strings.ToLower(s)
	if digits, ok := strings.CutPrefix(s, "#"); ok {
		return (len(digits) == 3 || len(digits) == 6 || len(digits) == 8) && strings.Trim(digits, "0123456789abcdef") == ""
	}
	function, arguments, ok := strings.Cut(s, "(")
	if !ok {
		return slices.Contains(colorNames, s)
	}
	arguments, ok = strings.CutSuffix(arguments, ")")
	parts := strings.Split(arguments, ",")
	for i := range parts {
		parts[i] = strings.Trim(parts[i], " ")
	}
	if !ok || len(parts) < 3 || len(parts) > 4 || len(parts) == 4 && !isAmount(parts[3], 1) && !isPercent(parts[3]) {
		return false
	}
	a, b, c := parts[0], parts[1], parts[2]
	switch function {
	case "rgb", "rgba":
		return isAmount(a, 255) && isAmount(b, 255) && isAmount(c, 255) || isPercent(a) && isPercent(b) && isPercent(c)
	case "hsl", "hsla":
		return isAmount(strings.TrimSuffix(a, "deg"), 360) && isPercent(b) && isPercent(c)
	}
	return false
}

// isAmount reports whether s is a decimal number from 0 to most.
func isAmount(s string, most float64) bool {
	if strings.Trim(s, "0123456789.") != "" {
		return false
	}
	n, err := strconv.ParseFloat(s, 64)
	return err == nil && n <= most
}

func isPercent(s string) bool {
	number, ok := strings.CutSuffix(s, "%")
	return ok && isAmount(number, 100)
}
