package golden

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestVisible(t *testing.T) {
	for line, want := range map[string]string{
		"":                     "",
		"plain words\tand tab": "plain words\tand tab",
		"12\u00a0€":            `12\u00A0€`,
		"1\u202f494":           `1\u202F494`,
		"\u200fشركة\u200f":     `\u200Fشركة\u200F`,
		"می\u200cشود":          `می\u200Cشود`,
		"e\u0301":              "e\u0301",
		"日本　語":                 `日本\u3000語`,
		"👩\u200d🚀":             `👩\u200D🚀`,
		"a\rb\x00":             `a\u000Db\u0000`,
		"blanks  ":             `blanks\u0020\u0020`,
		"  ":                   `\u0020\u0020`,
		"-- text --":           `\u002D- text --`,
		"---":                  "---",
		`C:\users`:             `C:\u005Cusers`,
		`a\b`:                  `a\b`,
		"\U000E0001":           `\U000E0001`,
	} {
		assert.Equal(t, want, visible(line), "%q", line)
	}
}

// What is written leads back to the line, so that no two lines look the same.
func FuzzVisible(f *testing.F) {
	for _, seed := range []string{"a\u00a0b ", `\u00A0`, `\\u`, `\U0001F600`, "-- x --", "\r\u2028"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, line string) {
		assert.Equal(t, string([]rune(line)), unescaped(visible(line)))
	})
}
