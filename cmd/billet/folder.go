package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/starter"
)

const (
	module      = "github.com/billet-mail/billet"
	starterPath = "starter/mail" // in a checkout of the module
)

// mailFolder finds the mail folder: the one that was named, else this folder if
// it is one, else the starter. dir is where it is on disk, "" for the starter
// that is part of the program.
func mailFolder(named string) (files fs.FS, dir string, err error) {
	if dir = named; dir == "" {
		dir = folderHere()
	}
	if dir == "" {
		return starter.Folder(), "", nil
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, "", usageError{fmt.Errorf("there is no folder %s", dir)}
	}
	if !isMailFolder(dir) {
		return nil, "", usageError{fmt.Errorf("%s is no mail folder: it has no billet.yaml", dir)}
	}
	return onDisk(dir), dir, nil
}

// folderHere is the mail folder that belongs to the current folder, "" if none
// does. In a checkout of Billet it is that of the starter, so that a change of
// its files is seen.
func folderHere() string {
	switch {
	case isMailFolder("."):
		return "."
	case isCheckout() && isMailFolder(starterPath):
		return starterPath
	}
	return ""
}

func isMailFolder(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, "billet.yaml"))
	return err == nil
}

// isCheckout reports whether the go.mod of the current folder is ours.
func isCheckout() bool {
	text, err := os.ReadFile("go.mod")
	return err == nil && slices.ContainsFunc(strings.Split(string(text), "\n"), func(line string) bool {
		return slices.Equal(strings.Fields(line), []string{"module", module})
	})
}

// onDisk is a folder on disk. Like an [os.Root] it keeps links inside it from
// leading out. It is opened anew for each file, so that one that takes its place,
// as after a change of branch, is read from then on.
type onDisk string

func (d onDisk) Open(name string) (fs.File, error) {
	root, err := os.OpenRoot(string(d))
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return root.FS().Open(name)
}

// folderEvents are the events that the mail folder knows.
func folderEvents(named string) (*events.Catalogue, error) {
	files, _, err := mailFolder(named)
	if err != nil {
		return nil, err
	}
	return billet.Events(files)
}
