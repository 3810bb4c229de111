package program

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// Marks stand around words in text, and in nothing that is an address.
func TestIsolated(t *testing.T) {
	const name = "‹כהן> נעם"
	for _, e := range []Escape{Line, Words, HTMLText} {
		assert.Equal(t, "\u200F"+name+"\u200F\u200E", isolated(name, e))
	}
	for _, e := range []Escape{Attribute, URL, Path, Query, Address, Rich} {
		assert.Equal(t, name, isolated(name, e))
	}
}
