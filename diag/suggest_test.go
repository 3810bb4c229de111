package diag

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestSuggest(t *testing.T) {
	known := []string{"number", "name", "issued_on", "due_on", "total", "café", "PayURL"}
	for _, c := range []struct{ name, got, want string }{
		{"the same", "name", "name"},
		{"swapped neighbours", "nmae", "name"},
		{"a letter too few", "numbr", "number"},
		{"a letter too many", "totaal", "total"},
		{"another letter", "tatal", "total"},
		{"two faults in a long name", "isued_om", "issued_on"},
		{"case does not count", "NUMBER", "number"},
		{"case of the known name", "payurl", "PayURL"},
		{"an accent is one letter", "cafe", "café"},
		{"hyphen for underscore", "due-on", "due_on"},
	} {
		assert.Equal(t, c.want, Suggest(c.got, known), c.name)
	}
}

func TestSuggestFindsNothing(t *testing.T) {
	for _, c := range []struct {
		name, got string
		known     []string
	}{
		{"nothing is known", "name", nil},
		{"nothing is near", "subscription", []string{"name", "total"}},
		{"two faults in a short name", "nxyz", []string{"name"}},
		{"one letter of many", "n", []string{"number"}},
		{"nothing given", "", []string{"name"}},
	} {
		assert.Empty(t, Suggest(c.got, c.known), c.name)
	}
}

func TestSuggestPrefersTheNearest(t *testing.T) {
	assert.Equal(t, "lines", Suggest("line", []string{"links", "lines"}))
	assert.Equal(t, "bat", Suggest("cat", []string{"bat", "rat"}), "of equally near ones the first")
	assert.Equal(t, "rat", Suggest("cat", []string{"rat", "bat"}), "of equally near ones the first")
}

func TestDidYouMean(t *testing.T) {
	twelve := []string{"b1x", "b2x", "b3x", "b4x", "b5x", "b6x", "b7x", "b8x", "b9x", "c1x", "c2x", "c3x"}
	const list = "known are b1x, b2x, b3x, b4x, b5x, b6x, b7x, b8x, b9x, c1x, c2x, c3x"
	for _, c := range []struct {
		name, got string
		known     []string
		want      string
	}{
		{"near", "nmae", []string{"number", "name"}, "did you mean name?"},
		{"not near", "zzz", []string{"number", "name"}, "known are number, name"},
		{"one is known", "zzz", []string{"name"}, "known are name"},
		{"nothing is known", "zzz", nil, ""},
		{"as many as are listed", "zzzzzz", twelve, list},
		{"more than are listed", "zzzzzz", append(twelve, "last"), list + ", …"},
	} {
		assert.Equal(t, c.want, DidYouMean(c.got, c.known), c.name)
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"a", "", 1}, {"", "abc", 3}, {"abc", "abc", 0},
		{"abc", "abd", 1}, {"abc", "ab", 1}, {"abc", "acb", 1}, {"ab", "ba", 1},
		{"abcd", "badc", 2}, {"kitten", "sitting", 3}, {"é", "e", 1}, {"合計", "合", 1},
	} {
		assert.Equal(t, c.want, distance(c.a, c.b), "%s → %s", c.a, c.b)
		assert.Equal(t, c.want, distance(c.b, c.a), "%s → %s", c.b, c.a)
	}
}
