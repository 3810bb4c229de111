package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
)

func TestCounted(t *testing.T) {
	warning := diag.Diagnostic{Severity: diag.Warning}
	for want, list := range map[string]diag.List{
		"no faults, no warnings": nil,
		"1 fault, 1 warning":     {{}, warning},
		"2 faults, 3 warnings":   {{}, warning, {}, warning, warning},
	} {
		assert.Equal(t, want, counted(list))
	}
}

func TestPlace(t *testing.T) {
	here, err := filepath.Abs(".")
	require.NoError(t, err)
	for dir, want := range map[string]string{
		"": "", ".": "", "./mails": "mails", "a/b/": "a/b", "..": "", "../mails": "",
		filepath.Join(here, "mails"): "mails", here: "", filepath.Dir(here): "",
	} {
		assert.Equal(t, want, place(dir), dir)
	}
}

// Only a character device such as a terminal gets colour, and only if nobody
// asked for none.
func TestColored(t *testing.T) {
	t.Setenv("NO_COLOR", "")
	t.Setenv("TERM", "xterm")
	assert.False(t, colored(&discard{}), "no file")
	file, err := os.Create(filepath.Join(t.TempDir(), "out"))
	require.NoError(t, err)
	defer file.Close()
	assert.False(t, colored(file), "a plain file")
	device, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	require.NoError(t, err)
	defer device.Close()
	assert.True(t, colored(device))
	t.Setenv("NO_COLOR", "1")
	assert.False(t, colored(device))
	t.Setenv("NO_COLOR", "")
	t.Setenv("TERM", "dumb")
	assert.False(t, colored(device))
}

type discard struct{}

func (*discard) Write(p []byte) (int, error) { return len(p), nil }
