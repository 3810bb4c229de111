package locales

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestMatch has per case a folder and requests; an error is wanted instead of
// answers where the folder is at fault.
func TestMatch(t *testing.T) {
	runGoldens(t, "match", func(t *testing.T, inputs map[string]string) map[string]string {
		explicit := map[string][]string{}
		for _, line := range fields(inputs["explicit"], "\n") {
			words := strings.Fields(line)
			explicit[words[0]] = words[1:]
		}
		m, err := NewMatcher(fields(inputs["available"], "\n"), fields(inputs["fallback"], "\n")[0], explicit)
		if err != nil {
			return map[string]string{"want": "error: " + err.Error() + "\n"}
		}
		var b strings.Builder
		for _, request := range fields(inputs["requests"], "\n") {
			match := m.Match(request)
			assert.Equal(t, match.Tag, match.Chain[len(match.Chain)-1], "the chain ends with the tag")
			sign := "->"
			if match.Exact {
				sign = "="
			}
			fmt.Fprintf(&b, "%q %s %s: %s\n", request, sign, match.Tag, strings.Join(match.Chain, " "))
		}
		return map[string]string{"want": b.String()}
	})
}

// fields splits a text and drops the end; "" stands for no text.
func fields(text, by string) []string {
	var found []string
	for _, field := range strings.Split(strings.TrimSpace(text), by) {
		if field == `""` {
			found = append(found, "")
		} else if field != "" {
			found = append(found, field)
		}
	}
	return found
}

// TestMatchOrder holds that the order of the languages decides ties only.
func TestMatchOrder(t *testing.T) {
	available := []string{"en-US", "en-AU", "fr", "pt-BR", "pt-PT", "es-MX"}
	requests := []string{"en", "en-GB", "fr-CA", "pt", "pt-AO", "es-AR", "de"}
	forth, err := NewMatcher(available, "fr", nil)
	require.NoError(t, err)
	slices.Reverse(available)
	back, err := NewMatcher(available, "fr", nil)
	require.NoError(t, err)
	for _, request := range requests {
		assert.Equal(t, forth.Match(request), back.Match(request), request)
	}
}

func FuzzMatch(f *testing.F) {
	for _, seed := range []string{"en", "pt-PT", "zh-Hant-HK", "!!", "", "de-DE-u-co-phonebk", "x-a", "\xff", "gsw"} {
		f.Add(seed)
	}
	m, err := NewMatcher([]string{"en", "pt-BR", "de-DE", "zh"}, "en", map[string][]string{"pt-PT": {"pt-BR"}, "gsw": {"de-CH"}, "de-CH": {"gsw"}})
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, request string) {
		match := m.Match(request)
		require.Contains(t, []string{"en", "pt-BR", "de-DE", "zh"}, match.Tag)
		require.Equal(t, match.Tag, match.Chain[len(match.Chain)-1])
		require.Equal(t, match, m.Match(request))
	})
}
