// Package billettest helps programs that import Billet to test their mails.
package billettest

import (
	"io/fs"
	"testing"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/golden"
)

// Golden holds every mail of a mail folder against its golden file, one subtest
// for each file. A mail without a file, and a file without a mail, fail. The
// files are written by billet test --update. A folder with faults fails at
// once.
func Golden(t *testing.T, folder fs.FS, o billet.Options) {
	t.Helper()
	opened, err := billet.Open(folder, o)
	if err != nil {
		t.Fatalf("the mail folder does not open:\n%v", err)
	}
	results, err := golden.Compare(t.Context(), opened, folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range results {
		t.Run(r.File, func(t *testing.T) {
			if words := r.Fault(); words != "" {
				t.Error(words)
			}
		})
	}
}
