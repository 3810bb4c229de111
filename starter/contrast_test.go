package starter_test

import (
	"io/fs"
	"math"
	"regexp"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/starter"
)

// TestContrast holds the colours of the brand to WCAG 2.2 AA (1.4.3): 4.5 to 1.
func TestContrast(t *testing.T) {
	source, err := fs.ReadFile(starter.Folder(), "billet.yaml")
	require.NoError(t, err)
	colors := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^    (\w+): "#([0-9a-f]{6})"$`).FindAllStringSubmatch(string(source), -1) {
		colors[m[1]] = m[2]
	}
	pairs := [][2]string{
		{"text", "surface"}, {"text", "background"}, {"text", "panel"},
		{"muted", "surface"}, {"muted", "background"}, {"muted", "panel"},
		{"accent", "surface"}, {"accent", "panel"}, {"accent_text", "accent"},
	}
	for _, dark := range []string{"", "dark_"} {
		for _, pair := range pairs {
			front, back := colors[dark+pair[0]], colors[dark+pair[1]]
			require.NotEmpty(t, front, dark+pair[0])
			require.NotEmpty(t, back, dark+pair[1])
			assert.GreaterOrEqual(t, contrast(t, front, back), 4.5, "%s on %s", dark+pair[0], dark+pair[1])
		}
	}
}

// contrast is the ratio of WCAG 2.2 between two colours of six digits.
func contrast(t *testing.T, a, b string) float64 {
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(t *testing.T, color string) float64 {
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(color[2*i:2*i+2], 16, 8)
		require.NoError(t, err)
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}
