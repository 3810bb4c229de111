package placeholders_test

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/placeholders"
)

const cleanCases = "testdata/clean.txtar"

func eachClean(t testing.TB, f func(given, line string)) *txtar.Archive {
	archive, err := txtar.ParseFile(cleanCases)
	require.NoError(t, err)
	require.Len(t, archive.Files, 1)
	for row := range strings.Lines(string(archive.Files[0].Data)) {
		if strings.HasPrefix(row, "  ") {
			continue
		}
		given, err := strconv.Unquote(strings.TrimSpace(row))
		require.NoError(t, err, row)
		f(given, strings.TrimSpace(row))
	}
	return archive
}

func TestClean(t *testing.T) {
	var b strings.Builder
	archive := eachClean(t, func(given, row string) {
		line, text := placeholders.CleanLine(given), placeholders.CleanText(given)
		assertClean(t, given)
		fmt.Fprintf(&b, "%s\n  line %s\n  text %s\n", row, strconv.QuoteToASCII(line), strconv.QuoteToASCII(text))
	})
	if *update {
		archive.Files[0].Data = []byte(b.String())
		require.NoError(t, os.WriteFile(cleanCases, txtar.Format(archive), 0o644))
		return
	}
	assert.Equal(t, string(archive.Files[0].Data), b.String())
}

// FuzzClean: cleaned words hold no control character and no direction override,
// are valid UTF-8, and stay as they are when cleaned again.
func FuzzClean(f *testing.F) {
	eachClean(f, func(given, _ string) { f.Add(given) })
	f.Fuzz(func(t *testing.T, s string) { assertClean(t, s) })
}

func assertClean(t *testing.T, s string) {
	line, text := placeholders.CleanLine(s), placeholders.CleanText(s)
	for _, cleaned := range []string{line, text} {
		require.True(t, utf8.ValidString(cleaned))
		for _, r := range cleaned {
			require.False(t, unicode.IsControl(r) && r != '\n', "%q", r)
			require.False(t, unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r), "%q", r)
			require.False(t, r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069, "%q", r)
		}
	}
	require.NotContains(t, line, "\n")
	require.Equal(t, line, placeholders.CleanLine(line))
	require.Equal(t, text, placeholders.CleanText(text))
	require.Equal(t, line, placeholders.CleanLine(text), "a line of a text")
}
