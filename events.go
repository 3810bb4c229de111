package billet

import (
	"errors"
	"io/fs"
	"strings"

	"github.com/billet-mail/billet/config"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
)

// Events reads which events a mail folder knows: the canonical ones and those
// that its billet.yaml declares. It reads nothing else of the folder. The error
// is a [diag.List] of what is wrong with billet.yaml, or one of the file
// system.
func Events(folder fs.FS) (*events.Catalogue, error) {
	catalogue := events.Canonical()
	text, err := fs.ReadFile(folder, "billet.yaml")
	if errors.Is(err, fs.ErrNotExist) {
		return catalogue, nil
	}
	if err != nil {
		return nil, err
	}
	settings, faults := config.Load(diag.NewSource("billet.yaml", strings.TrimPrefix(string(text), "\uFEFF")))
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return catalogue.With(settings.Events...)
}
