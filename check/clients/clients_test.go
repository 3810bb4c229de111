package clients

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestLookup(t *testing.T) {
	ids := func(list []Client) []string {
		var ids []string
		for _, c := range list {
			ids = append(ids, c.ID)
		}
		return ids
	}
	for name, want := range map[string][]string{
		"gmail":           {"gmail-android", "gmail-desktop-webmail", "gmail-ios", "gmail-mobile-webmail"},
		"gmail-ios":       {"gmail-ios"},
		"outlook":         {"outlook-android", "outlook-ios", "outlook-macos", "outlook-com", "outlook-windows", "outlook-windows-mail"},
		"outlook-com":     {"outlook-com"},
		"outlook-windows": {"outlook-windows"},
		"hey":             {"hey-desktop-webmail"},
		"Gmail":           nil,
		"gmail-":          nil,
		"":                nil,
	} {
		assert.Equal(t, want, ids(Lookup(name)), name)
	}
	names := Names()
	assert.True(t, slices.IsSorted(names))
	assert.Subset(t, names, Families())
	assert.Len(t, slices.Compact(slices.Clone(names)), len(names), "no name twice")
	for _, name := range append(names, Default()...) {
		assert.NotEmpty(t, Lookup(name), name)
		for _, c := range Lookup(name) {
			assert.Equal(t, []Client{c}, Lookup(c.ID))
		}
	}
}

func TestDescribe(t *testing.T) {
	for want, names := range map[string]string{
		"":                     "",
		"Gmail":                "gmail",
		"Gmail (Android, iOS)": "gmail-ios gmail-android",
		"GMX and WEB.DE":       "web-de gmx",
		"Gmail, Orange (iOS) and Outlook (Windows)": "outlook-windows orange-ios gmail",
		"Outlook (Windows) and Outlook.com":         "outlook-windows outlook-com",
		"Outlook":                                   "outlook",
	} {
		var list []Client
		for name := range strings.FieldsSeq(names) {
			list = append(list, Lookup(name)...)
		}
		assert.Equal(t, want, Describe(list))
	}
}

// TestSupport looks up results that were read by hand in the data.
func TestSupport(t *testing.T) {
	for _, c := range []struct {
		slug, client string
		want         Support
		note         string
	}{
		{"css-border-radius", "outlook-windows", Unsupported, "VML"},
		{"css-border-radius", "yahoo-ios", Partial, "elliptical"},
		{"css-border-radius", "gmail-ios", Supported, ""},
		{"css-at-media", "outlook-macos", Partial, "Nested"}, // 2011, 2016 and then 16.80: the order of the file, not of the numbers
		{"css-selector-id", "gmx-ios", Supported, ""},        // not tested
		{"image-svg", "gmail-desktop-webmail", Unsupported, ""},
	} {
		list := Features()
		i := slices.IndexFunc(list, func(f *Feature) bool { return f.Slug == c.slug })
		require.GreaterOrEqual(t, i, 0, c.slug)
		got, notes := list[i].Support(Lookup(c.client)[0])
		assert.Equal(t, c.want, got, "%s in %s", c.slug, c.client)
		assert.Contains(t, strings.ToLower(strings.Join(notes, " ")), strings.ToLower(c.note))
	}
}

// TestData holds the form of the generated table.
func TestData(t *testing.T) {
	keys := map[string]bool{}
	for _, name := range Names() {
		for _, c := range Lookup(name) {
			keys[c.key] = true
		}
	}
	list := Features()
	assert.Len(t, list, 307)
	assert.Regexp(t, `^\d{4}-\d{2}-\d{2}$`, Updated)
	for i, f := range list {
		assert.Regexp(t, `^[a-z0-9-]+$`, f.Slug)
		assert.NotEmpty(t, f.Title, f.Slug)
		assert.Equal(t, "https://www.caniemail.com/features/"+f.Slug+"/", f.URL())
		if i > 0 {
			assert.Less(t, list[i-1].Slug, f.Slug)
		}
		seen := map[string]bool{}
		for _, r := range f.results {
			assert.Regexp(t, regexp.MustCompile(`^[na]( #\d+)*$`), r.value, f.Slug)
			for client := range strings.FieldsSeq(r.clients) {
				assert.True(t, keys[client], "%s: %s is no client", f.Slug, client)
				assert.False(t, seen[client], "%s: %s twice", f.Slug, client)
				seen[client] = true
			}
		}
	}
}
