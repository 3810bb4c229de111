package tag_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/template/tag"
)

func table(n int, texts ...string) *tag.Table {
	t := tag.NewTable(texts...)
	t.Tags = make([]tag.Tag, n)
	return t
}

// TestTokensAreWords proves what later stages rely on: a token is lower-case
// letters and digits, and none is part of another.
func TestTokensAreWords(t *testing.T) {
	tags := table(120, "some", "texts")
	var all []string
	for i := range tags.Tags {
		token := tags.Token(i)
		require.Regexp(t, regexp.MustCompile(`^[a-z][a-z0-9]*$`), token)
		for _, other := range all {
			require.NotContains(t, token, other)
			require.NotContains(t, other, token)
		}
		all = append(all, token)
	}
	require.NotContains(t, all, tags.Word('m', 1))
}

func TestSameTextsGiveSameTokens(t *testing.T) {
	assert.Equal(t, table(1, "a", "b").Token(0), table(1, "a", "b").Token(0))
	assert.NotEqual(t, table(1, "a", "b").Token(0), table(1, "a", "c").Token(0))
	assert.Equal(t, table(1, "a").Token(0), table(1, "a").Empty().Token(0))
}

// TestNonceAvoidsTheTexts takes the tokens of a text into the text: they are
// other ones then.
func TestNonceAvoidsTheTexts(t *testing.T) {
	text := "words"
	for range 5 {
		token := table(1, text).Token(0)
		require.NotContains(t, text, token[:len(token)-2])
		text += " " + token
	}
}

func TestNext(t *testing.T) {
	tags := table(12)
	text := "é" + tags.Token(3) + "5" + tags.Word('m', 4) + tags.Token(11) + tags.Token(1) + "z"
	var found []int
	for at := 0; ; {
		start, end, index, ok := tags.Next(text, at)
		if !ok {
			break
		}
		require.Equal(t, tags.Token(index), text[start:end])
		found, at = append(found, index), end
	}
	assert.Equal(t, []int{3, 11, 1}, found)
	assert.True(t, tags.Has(text))
}

// TestNextPassesOverTornTokens finds nothing in what only looks like a token.
func TestNextPassesOverTornTokens(t *testing.T) {
	tags := table(2)
	token := tags.Token(1)
	nonce := token[:len(token)-2]
	for _, text := range []string{
		"", "words", token[:len(token)-1], token[1:], nonce, nonce + "z", nonce + "xz", tags.Token(2), tags.Token(99999),
		nonce + strings.Repeat("9", 30) + "z", tags.Word('m', 1), nonce + "-1z",
	} {
		_, _, _, ok := tags.Next(text, 0)
		assert.False(t, ok, "%q", text)
		assert.False(t, tags.Has(text), "%q", text)
		start, end, index, ok := tags.Next(text+token, 0)
		if assert.True(t, ok, "%q", text) {
			assert.Equal(t, []int{len(text), len(text) + len(token), 1}, []int{start, end, index})
		}
	}
}

func TestNextWord(t *testing.T) {
	tags := table(2)
	text := "a" + tags.Word('m', 12) + tags.Token(1) + "b" + tags.Word('x', 0)
	type word struct {
		kind byte
		n    int
	}
	var found []word
	for at := 0; ; {
		_, end, kind, n, ok := tags.NextWord(text, at)
		if !ok {
			break
		}
		found, at = append(found, word{kind, n}), end
	}
	assert.Equal(t, []word{{'m', 12}, {0, 1}, {'x', 0}}, found)
}

func TestOnly(t *testing.T) {
	tags := table(2)
	for text, want := range map[string]bool{
		tags.Token(1): true, " \t" + tags.Token(1) + "\r\n": true,
		"": false, " ": false, "a" + tags.Token(1): false, tags.Token(1) + "a": false, tags.Token(1) + tags.Token(1): false,
	} {
		_, ok := tags.Only(text)
		assert.Equal(t, want, ok, "%q", text)
	}
}

func TestStatement(t *testing.T) {
	for role, want := range map[tag.Role]bool{
		tag.Open: true, tag.Middle: true, tag.Close: true, tag.Output: false, tag.Insert: false, tag.Literal: false,
	} {
		assert.Equal(t, want, tag.Tag{Role: role}.Statement())
	}
}

// FuzzNext finds in random words between tokens exactly these tokens.
func FuzzNext(f *testing.F) {
	f.Add("words", "b1234567y1z", "é")
	f.Add("b", "y", "0z")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		tags := table(20, a, b, c)
		text := a + tags.Token(7) + b + tags.Token(12) + c
		_, end, first, ok := tags.Next(text, 0)
		require.True(t, ok)
		_, end, second, ok := tags.Next(text, end)
		require.True(t, ok)
		require.Equal(t, []int{7, 12}, []int{first, second})
		_, _, _, ok = tags.Next(text, end)
		require.False(t, ok)
	})
}
