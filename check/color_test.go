package check

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestParseColor(t *testing.T) {
	for text, want := range map[string]string{
		"#3447d1": "#3447d1", "#FFF": "#ffffff", "#3447d180": "#3447d1", "#abcd": "#aabbcc",
		"navy": "#000080", " Tomato ": "#ff6347", "rebeccapurple": "#663399",
		"rgb(52, 71, 209)": "#3447d1", "rgb(52 71 209)": "#3447d1", "rgba(52,71,209,.5)": "#3447d1", "rgb(100%, 0%, 50%)": "#ff0080",
		"hsl(233, 63%, 51%)": "#3346d1", "hsl(0 100% 50%)": "#ff0000", "hsl(-120, 100%, 25%)": "#000080", "hsla(120,100%,50%,1)": "#00ff00",
		"rgb(300, -5, 0)": "#ff0000",
	} {
		c, ok := parseColor(text)
		require.True(t, ok, text)
		assert.Equal(t, want, c.String(), text)
	}
	for _, text := range []string{"", "#", "#12", "#12345", "#1234567g", "currentcolor", "inherit", "url(a)", "rgb(1,2)", "rgb(1,2,3", "rgb(a,b,c)", "lab(1 2 3)", "red blue"} {
		_, ok := parseColor(text)
		assert.False(t, ok, text)
	}
	c, _ := parseColor("#3447d180")
	assert.InDelta(t, 0.5, c.alpha, 0.01)
	c, ok := parseColor("transparent")
	assert.True(t, ok)
	assert.Zero(t, c.alpha)
}

// TestContrastRatio holds ratios that others have published: black and white by
// WCAG, and the greys on white that WebAIM names for each level.
func TestContrastRatio(t *testing.T) {
	for pair, want := range map[[2]string]float64{
		{"#000000", "#ffffff"}: 21, {"#ffffff", "#ffffff"}: 1, {"#777777", "#ffffff"}: 4.48, {"#767676", "#ffffff"}: 4.54,
		{"#949494", "#ffffff"}: 3.03, {"#0000ff", "#ffffff"}: 8.59, {"#ff0000", "#ffffff"}: 3.99,
	} {
		a, _ := parseColor(pair[0])
		b, _ := parseColor(pair[1])
		assert.InDelta(t, want, contrast(a, b), 0.01, pair)
		assert.Equal(t, contrast(a, b), contrast(b, a))
	}
	half := rgba{0, 0, 0, 0.5}
	assert.Equal(t, "#808080", half.over(gray(1)).String())
	assert.Equal(t, "#ffffff", rgba{}.over(gray(1)).String())
}

func TestMedia(t *testing.T) {
	computer, phone, dark := look{width: 1200}, look{width: 360}, look{width: 1200, dark: true}
	for query, want := range map[string][3]bool{ // computer, phone, dark
		"":                                   {},
		"all":                                {true, true, true},
		"screen":                             {true, true, true},
		"print":                              {},
		"not print":                          {true, true, true},
		"(max-width: 620px)":                 {false, true, false},
		"(max-width:37.5em)":                 {false, true, false},
		"(min-width: 620px)":                 {true, false, true},
		"only screen and (max-width: 620px)": {false, true, false},
		"screen and (min-width: 100px) and (max-width: 620px)": {false, true, false},
		"(prefers-color-scheme: dark)":                         {false, false, true},
		"(prefers-color-scheme: light)":                        {true, true, false},
		"print, (prefers-color-scheme: dark)":                  {false, false, true},
		"not (max-width: 620px)":                               {true, false, true},
		"(max-width: wide)":                                    {},
		"(unknown: x)":                                         {},
		"not (unknown: x)":                                     {},
		"(prefers-reduced-motion: no-preference)":              {true, true, true},
	} {
		got := [3]bool{computer.media(query), phone.media(query), dark.media(query)}
		assert.Equal(t, want, got, query)
	}
}
