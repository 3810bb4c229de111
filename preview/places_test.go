package preview

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestWithPlaces(t *testing.T) {
	const marked = `<h1 data-billet-at="a.md:1:2" class="x">A</h1><p data-billet-at="b.md:3:4">say data-billet-at="c:1" <a href="x">B</a></p>`
	for places, want := range map[string]struct {
		page         string
		focus, hover bool
	}{
		"":     {page: `<h1 class="x">A</h1><p>say data-billet-at="c:1" <a href="x">B</a></p>`},
		"evil": {page: `<h1 class="x">A</h1><p>say data-billet-at="c:1" <a href="x">B</a></p>`},
		"click": {
			page:  `<h1 data-billet-at="a.md:1:2" tabindex="-1" class="x">A</h1><p data-billet-at="b.md:3:4" tabindex="-1">say data-billet-at="c:1" <a href="x">B</a></p>`,
			focus: true,
		},
		"on": {
			page:  `<h1 data-billet-at="a.md:1:2" tabindex="0" class="x">A</h1><p data-billet-at="b.md:3:4" tabindex="0">say data-billet-at="c:1" <a href="x">B</a></p>`,
			focus: true, hover: true,
		},
	} {
		page, styles := withPlaces(marked, places)
		assert.Equal(t, want.page, page, places)
		for state, shows := range map[string]bool{":focus-within": want.focus, ":hover": want.hover} {
			if shows {
				assert.Contains(t, styles, state, places)
			} else {
				assert.NotContains(t, styles, state, places)
			}
		}
		assert.NotContains(t, page, "<style", places)
	}
}
