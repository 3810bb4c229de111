package css

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
)

func TestCheckAttributeAccepts(t *testing.T) {
	for _, style := range []string{"", " ", "color: red", "color:red;", "font-family:'Ärial', serif; margin: 0 ;", "mso-hide:all;display:none"} {
		require.Empty(t, CheckAttribute(diag.NewSource("x", style)), style)
	}
}

func TestCheckAttributeRefuses(t *testing.T) {
	for style, part := range map[string]string{
		"color: red !important":       "!important",
		"color: red;; margin: 0":      ";",
		";color: red":                 ";",
		"color: red; color: blue":     "color: blue",
		"--x: 1":                      "--x",
		"margin: var(--x)":            "var(",
		"é: 1; color red; margin: 0":  "é",
		"color: red margin: 0":        "margin",
		"font-family: 'Arial":         "'Arial",
		"color: red } p { color: red": "}",
		"@media: x":                   "@media",
	} {
		faults := CheckAttribute(diag.NewSource("x", style))
		require.NotEmpty(t, faults, style)
		require.Equal(t, diag.CSSStyleAttribute, faults[0].Code)
		require.Equal(t, part, style[faults[0].Range.Start.Offset:faults[0].Range.End.Offset], style)
	}
}
