package mail

import (
	"io"
	"math/rand/v2"
	"mime/quotedprintable"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// bodyOf makes a body of segments: those at even places are static.
func bodyOf(segments ...string) Body {
	var b Builder
	for i, s := range segments {
		if i%2 == 0 {
			b.Static(NewStatic(s))
			continue
		}
		b.Values = append(b.Values, s...)
		b.Value()
	}
	return b.Body()
}

// holds proves what quoted-printable promises of a body.
func holds(t testing.TB, b Body) {
	quoted := string(b.quotedTo(nil))
	for line := range strings.SplitSeq(quoted, "\r\n") {
		require.LessOrEqual(t, len(line), 76)
		require.NotContains(t, line, "\r")
		require.NotContains(t, line, "\n")
		require.False(t, strings.HasSuffix(line, " ") || strings.HasSuffix(line, "\t"), "a blank at the end of %q", line)
		require.False(t, strings.HasPrefix(line, "."), "a dot at the beginning of %q", line)
		require.False(t, strings.HasPrefix(line, "From "), "%q", line)
	}
	require.NotContains(t, quoted, "=_")
	decoded, err := io.ReadAll(quotedprintable.NewReader(strings.NewReader(quoted)))
	require.NoError(t, err, quoted)
	canonical := strings.ReplaceAll(b.String(), "\n", "\r\n")
	require.Equal(t, canonical, string(decoded))
	require.Equal(t, string(appendBase64(nil, canonical)), string(b.packedTo(nil)))
	if name, room := b.encoding(); name == "base64" {
		require.LessOrEqual(t, len(b.packedTo(nil)), room)
	}
}

func TestQuoted(t *testing.T) {
	for name, test := range map[string]struct {
		segments []string
		want     string
	}{
		"nothing":                       {nil, ""},
		"words":                         {[]string{"Hello Jo\n"}, "Hello Jo\r\n"},
		"equals sign":                   {[]string{"a=b"}, "a=3Db"},
		"other letters":                 {[]string{"é€"}, "=C3=A9=E2=82=AC"},
		"a blank at the end":            {[]string{"a \nb\t\nc  \n"}, "a=20\r\nb=09\r\nc =20\r\n"},
		"a blank at a border":           {[]string{"Dear ", "Jo", "!\n"}, "Dear=20Jo!\r\n"},
		"a blank before a line end":     {[]string{"a ", "\nb"}, "a=20\r\nb"},
		"a value of blanks":             {[]string{"a", "  ", "\n"}, "a =20\r\n"},
		"an empty value":                {[]string{"a", "", "b"}, "ab"},
		"an empty static text":          {[]string{"", "a", "", "b"}, "ab"},
		"a dot alone":                   {[]string{"a\n.\nb"}, "a\r\n=2E\r\nb"},
		"a dot as a value":              {[]string{"a\n", ".", "\n"}, "a\r\n=2E\r\n"},
		"a dot within":                  {[]string{"a.b\n"}, "a.b\r\n"},
		"From at the beginning":         {[]string{"From me\nFrom you\n"}, "=46rom me\r\n=46rom you\r\n"},
		"From within":                   {[]string{"a From b"}, "a From b"},
		"From over a border":            {[]string{"\nFro", "m x"}, "\r\n=46rom x"},
		"carriage returns":              {[]string{"a\rb\r\n"}, "a=0Db=0D\r\n"},
		"a carriage return at a border": {[]string{"a\r", "\nb"}, "a=0D\r\nb"},
		"a character over a border":     {[]string{"\xC3", "\xA9"}, "=C3=A9"},
		"a line of 75":                  {[]string{strings.Repeat("x", 75) + "\n"}, strings.Repeat("x", 75) + "\r\n"},
		"a line of 76":                  {[]string{strings.Repeat("x", 76)}, strings.Repeat("x", 75) + "=\r\nx"},
		"a value that does not fit":     {[]string{strings.Repeat("x", 70), "abcdefg", "h"}, strings.Repeat("x", 70) + "=\r\nabcdefgh"},
		"an escape that does not fit":   {[]string{strings.Repeat("x", 73) + "é"}, strings.Repeat("x", 73) + "=\r\n=C3=A9"},
		"a static text that fits not":   {[]string{"abc", strings.Repeat("y", 70), "defgh\n"}, "abc" + strings.Repeat("y", 70) + "=\r\ndefgh\r\n"},
		"a dot behind a soft break":     {[]string{strings.Repeat("x", 75) + ".y"}, strings.Repeat("x", 75) + "=\r\n=2Ey"},
	} {
		t.Run(name, func(t *testing.T) {
			b := bodyOf(test.segments...)
			assert.Equal(t, test.want, string(b.quotedTo(nil)))
			assert.Equal(t, strings.Join(test.segments, ""), b.String())
			holds(t, b)
		})
	}
}

// Whatever the segments and however they are cut, the text comes back.
func TestQuotedHoldsForRandomSegments(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	tokens := []string{"a", "word ", " ", "\t", "\n", "\r", "\r\n", ".", "=", "é", "日本", "From ", "F", "From", "=\r\n", "=20", "_", strings.Repeat("x", 74), strings.Repeat("y", 150), "\x00", "\x7f", "--", "=_"}
	for range 20000 {
		segments := make([]string, r.IntN(8))
		for i := range segments {
			for range r.IntN(5) {
				segments[i] += tokens[r.IntN(len(tokens))]
			}
		}
		holds(t, bodyOf(segments...))
	}
}

func FuzzQuoted(f *testing.F) {
	f.Add("Dear ", "Jo", ",\n. ")
	f.Add("\xC3", "\xA9\r", "\nFrom ")
	f.Fuzz(func(t *testing.T, a, b, c string) { holds(t, bodyOf(a, b, c)) })
}

// What is taken back leaves no trace.
func TestBuilder(t *testing.T) {
	var b Builder
	b.Static(NewStatic("a "))
	b.Values = append(b.Values, "value"...)
	b.Value()
	at := b.Position()
	assert.True(t, b.Blank(at))
	b.Static(NewStatic(" \n"))
	assert.True(t, b.Blank(at))
	b.Values = append(b.Values, " "...)
	b.Value()
	assert.True(t, b.Blank(at))
	b.Values = append(b.Values, "x"...)
	b.Value()
	assert.False(t, b.Blank(at))
	b.Back(at)
	b.Static(NewStatic("!"))
	body := b.Body()
	assert.Equal(t, "a value!", body.String())
	assert.Equal(t, len("a value!"), body.Len())
	assert.Equal(t, len("a value!"), b.Len())
	b.Reset()
	b.Values = append(b.Values, "other words"...)
	b.Value()
	assert.Equal(t, "other words", b.Body().String())
	assert.Equal(t, "a value!", body.String(), "a body keeps nothing of its builder")
}

func encodingOf(b Body) string {
	name, _ := b.encoding()
	return name
}

// The shorter encoding is taken.
func TestEncoding(t *testing.T) {
	assert.Equal(t, "quoted-printable", encodingOf(Text("Bonjour Anaïs, 61,25 €\n")))
	assert.Equal(t, "quoted-printable", encodingOf(Body{}))
	assert.Equal(t, "base64", encodingOf(Text("お支払いの期限が過ぎています。\n")))
	assert.Equal(t, "base64", encodingOf(Text("انتهت مهلة الدفع أمس.\n")))
	assert.Equal(t, "quoted-printable", encodingOf(Text("<td style=\"padding: 8px 16px; color: #111111\">お支払い</td>\n")))
}

func BenchmarkAppend(b *testing.B) {
	static := NewStatic("\n<td style=\"padding:8px 12px;border-bottom:1px solid #e2e5eb\">" + strings.Repeat("words and words ", 6) + "\n</td>")
	var builder Builder
	for range 150 {
		builder.Static(static)
		builder.Values = append(builder.Values, "61.25 and more"...)
		builder.Value()
	}
	body := builder.Body()
	b.SetBytes(int64(body.Len()))
	_, room := body.encoding()
	buf := make([]byte, 0, room)
	for b.Loop() {
		buf = body.quotedTo(buf[:0])
	}
}
