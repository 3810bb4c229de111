package program

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// A right-to-left name in a left-to-right sentence brings marks along; nothing
// else is touched.
func TestIsolated(t *testing.T) {
	const name = "‹כהן> נעם"
	for _, c := range []struct {
		value  string
		escape Escape
		rtl    bool
		want   string
	}{
		{name, HTMLText, false, "\u200F" + name + "\u200F\u200E"},
		{name, Words, false, "\u200F" + name + "\u200F\u200E"},
		{name, Line, false, "\u200F" + name + "\u200F\u200E"},
		{name, HTMLText, true, name},
		{name, Attribute, false, name},
		{name, URL, false, name},
		{name, Query, false, name},
		{"مرحبا", Line, false, "\u200Fمرحبا\u200F\u200E"},
		{"Zoë Müller", HTMLText, false, "Zoë Müller"},
		{"日本語", HTMLText, false, "日本語"},
		{"نعم\nno", Words, false, "نعم\nno"},
		{"", HTMLText, false, ""},
	} {
		assert.Equal(t, c.want, isolated(c.value, c.escape, c.rtl), "%q", c.value)
	}
}
