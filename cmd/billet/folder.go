package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/starter"
)

// mailFolder finds the mail folder: the one that was named, else this folder if
// it is one, else the starter.
func mailFolder(dir string) (fs.FS, error) {
	if dir == "" {
		if _, err := os.Stat("billet.yaml"); err != nil {
			return starter.Folder(), nil
		}
		dir = "."
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, usageError{fmt.Errorf("there is no folder %s", dir)}
	}
	if _, err := os.Stat(filepath.Join(dir, "billet.yaml")); err != nil {
		return nil, usageError{fmt.Errorf("%s is no mail folder: it has no billet.yaml", dir)}
	}
	// A Root keeps links inside the folder from leading out of it.
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return root.FS(), nil
}

// folderEvents are the events that the mail folder knows.
func folderEvents(dir string) (*events.Catalogue, error) {
	files, err := mailFolder(dir)
	if err != nil {
		return nil, err
	}
	return billet.Events(files)
}
