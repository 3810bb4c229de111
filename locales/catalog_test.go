package locales

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
)

// TestParseCatalog has in want.faults each fault's range, severity, code,
// words and the source in the range, and in want.strings what was read.
func TestParseCatalog(t *testing.T) {
	runGoldens(t, "catalog", func(t *testing.T, inputs map[string]string) map[string]string {
		got := map[string]string{}
		for name, text := range inputs {
			if strings.HasSuffix(name, ".yaml") {
				src := diag.NewSource(name, text)
				catalog, faults := ParseCatalog(src)
				got["want.strings"] = showCatalog(catalog)
				got["want.faults"] = showFaults(faults, map[string]*diag.Source{name: src})
			}
		}
		return got
	})
}

func TestCompareCatalogs(t *testing.T) {
	runGoldens(t, "compare", func(t *testing.T, inputs map[string]string) map[string]string {
		catalogs, sources := map[string]*Catalog{}, map[string]*diag.Source{}
		for name, text := range inputs {
			if tag, ok := strings.CutSuffix(strings.TrimPrefix(name, "locales/"), ".yaml"); ok {
				sources[name] = diag.NewSource(name, text)
				catalogs[tag], _ = ParseCatalog(sources[name])
			}
		}
		return map[string]string{"want.faults": showFaults(CompareCatalogs(catalogs, nil), sources)}
	})
}

// showFaults writes faults one after the other, with exact ranges.
func showFaults(faults diag.List, sources map[string]*diag.Source) string {
	var b strings.Builder
	for _, d := range faults {
		r := d.Range
		fmt.Fprintf(&b, "%s:%d:%d-%d:%d %s %s: %s\n", r.File, r.Start.Line, r.Start.Column, r.End.Line, r.End.Column, d.Severity, d.Code, d.Message)
		fmt.Fprintf(&b, "  help: %s\n", d.Help)
		if r.Start.Line > 0 {
			fmt.Fprintf(&b, "  at: %q\n", sources[r.File].Text()[r.Start.Offset:r.End.Offset])
		}
	}
	return b.String()
}

func showCatalog(c *Catalog) string {
	var b strings.Builder
	for _, key := range c.Keys() {
		s, _ := c.Lookup(key)
		fmt.Fprintf(&b, "%s: %s, %s, %d:%d-%d:%d\n", key, kindOf(s), placeholdersOf(s), s.Range.Start.Line, s.Range.Start.Column, s.Range.End.Line, s.Range.End.Column)
		for _, category := range categories() {
			if form, ok := s.Forms[category]; ok {
				fmt.Fprintf(&b, "  %s:%s\n", category, showPattern(form))
			}
		}
	}
	return b.String()
}

func showPattern(p Pattern) string {
	text := ""
	for _, part := range p {
		if part.Placeholder != "" {
			text += " <" + part.Placeholder + ">"
		} else {
			text += fmt.Sprintf(" %q", part.Text)
		}
	}
	return text
}

func TestStringForm(t *testing.T) {
	c, faults := ParseCatalog(diag.NewSource("locales/en.yaml", "days: {one: \"{count} day\", other: \"{count} days\"}\n"))
	require.Empty(t, faults)
	days, ok := c.Lookup("days")
	require.True(t, ok)
	assert.Equal(t, days.Forms[One], days.Form(One))
	assert.Equal(t, days.Forms[Other], days.Form(Few), "a form that is not there falls back to other")
	_, ok = c.Lookup("weeks")
	assert.False(t, ok)
}

// TestGoldenCodes holds that every code of this package has a case.
func TestGoldenCodes(t *testing.T) {
	seen := map[diag.Code]bool{}
	for _, folder := range []string{"catalog", "compare"} {
		runGoldens(t, folder, func(t *testing.T, inputs map[string]string) map[string]string {
			for _, doc := range diag.Catalogue() {
				if strings.Contains(inputs["want.faults"], " "+string(doc.Code)+": ") {
					seen[doc.Code] = true
				}
			}
			return nil
		})
	}
	for _, doc := range diag.Catalogue() {
		if strings.HasPrefix(string(doc.Code), "locale-") {
			assert.True(t, seen[doc.Code], "no case has %s", doc.Code)
		}
	}
}

func FuzzParseCatalog(f *testing.F) {
	for _, seed := range []string{
		"a: b", "days:\n  one: \"{count} day\"\n  other: '{count} ''days'''\n", "a: >-\n  x {y}\n\n  z\n", "a: |\n  {{ }} {",
		"a: &x \"\\u00e9 {b\\\n  }\"\nb: *x\n", "a: [x", "a: {b}", "? [x]\n: y", "\ufeffa: é {ü}", "a: !!str {x}\n", "a:\r\n  one: x\r\n", "a: \xff", "a: \"\\",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		src := diag.NewSource("locales/pl.yaml", text)
		catalog, faults := ParseCatalog(src)
		for _, d := range faults {
			require.LessOrEqual(t, d.Range.Start.Offset, d.Range.End.Offset, d.Error())
			require.LessOrEqual(t, d.Range.End.Offset, len(text))
			require.True(t, utf8.ValidString(d.Message+d.Help))
		}
		for _, key := range catalog.Keys() {
			s, _ := catalog.Lookup(key)
			require.Contains(t, slices.Collect(maps.Keys(s.Forms)), Other)
		}
		require.Empty(t, CompareCatalogs(map[string]*Catalog{"pl": catalog}, nil))
	})
}

// TestCodeExamples holds that the example of each code is an example of it.
func TestCodeExamples(t *testing.T) {
	for _, doc := range diag.Catalogue() {
		if !strings.HasPrefix(string(doc.Code), "locale-") {
			continue
		}
		var faults diag.List
		catalogs := map[string]*Catalog{}
		for tag, text := range exampleFiles(doc.Example) {
			catalog, found := ParseCatalog(diag.NewSource("locales/"+tag+".yaml", text))
			catalogs[tag], faults = catalog, append(faults, found...)
		}
		faults = append(faults, CompareCatalogs(catalogs, nil)...)
		assert.True(t, slices.ContainsFunc(faults, func(d diag.Diagnostic) bool { return d.Code == doc.Code }), "%s: %s", doc.Code, faults)
	}
}

// exampleFiles splits an example at the lines that name its files.
func exampleFiles(example string) map[string]string {
	files, tag := map[string]string{}, "en"
	for line := range strings.Lines(example) {
		if name, ok := strings.CutPrefix(strings.TrimSpace(line), "# locales/"); ok {
			tag = strings.TrimSuffix(name, ".yaml")
			line = ""
		}
		files[tag] += line
	}
	return files
}

// TestLineEnds holds that ranges are exact in files of other editors.
func TestLineEnds(t *testing.T) {
	for name, text := range map[string]string{
		"CR LF":              "a: \"x\"\r\nb: |\r\n  one\r\n  two {x y}\r\n",
		"byte order mark":    "\ufeffb: \"two {x y}\"\n",
		"mark and other key": "\ufeffa: \"x\"\nb: 'two {x y}'\n",
		"folded in quotes":   "b: \"one\n  two\\\n  {x y}\"\n",
	} {
		_, faults := ParseCatalog(diag.NewSource("locales/en.yaml", text))
		require.Len(t, faults, 1, name)
		r := faults[0].Range
		assert.Equal(t, "{x y}", text[r.Start.Offset:r.End.Offset], name)
	}
}

func TestNotUTF8(t *testing.T) {
	_, faults := ParseCatalog(diag.NewSource("locales/en.yaml", "a: \xff\n"))
	require.Len(t, faults, 1)
	assert.Equal(t, "locales/en.yaml:1:4: this is not UTF-8 (save the file as UTF-8) [locale-syntax]", faults[0].Error())
}
