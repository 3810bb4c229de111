package placeholders

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestRightToLeft(t *testing.T) {
	for text, want := range map[string]bool{
		"‹כהן> נעם": true, "مرحبا": true, "a long line of ASCII, then שלום": true, "ﻻ": true, "\U00010A10": true,
		"Zoë Müller": false, "日本語": false, "naïve €12 – „x“ 12345678": false, "😀": false, "": false, "\xff\xfe": false,
		"נעם\nno": false, // several lines
	} {
		assert.Equal(t, want, RightToLeft(text), "%q", text)
	}
}
