package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/fsnotify/fsnotify"
)

// walk watches folders one after the other.
type walk struct {
	notify  *fsnotify.Watcher
	watched map[string]bool // by path
	real    map[string]bool // paths without links, so that a circle of links ends
}

// watchAll watches a folder, all in it but what is hidden, what links in it lead
// to, and what it stands in, for the folder itself may go and come. Each folder
// is watched before it is read, so that nothing comes unnoticed.
func watchAll(notify *fsnotify.Watcher, dir string) (watched map[string]bool, err error) {
	w := &walk{notify: notify, watched: map[string]bool{}, real: map[string]bool{}}
	if err := w.below(dir); err != nil {
		return nil, err
	}
	for above := filepath.Dir(dir); w.add(above) != nil && above != filepath.Dir(above); {
		above = filepath.Dir(above)
	}
	return w.watched, nil
}

// add watches one folder; that it is not there is an error, for which
// [fs.ErrNotExist] stands.
func (w *walk) add(dir string) error {
	err := w.notify.Add(dir)
	if err == nil {
		w.watched[dir] = true
	}
	return err
}

func (w *walk) below(dir string) error {
	real, err := filepath.EvalSymlinks(dir)
	if err != nil || w.real[real] {
		return nil // it went away while we looked
	}
	w.real[real] = true
	if err := w.add(dir); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	}
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, entry := range entries {
		if hidden(entry.Name()) {
			continue
		}
		name := filepath.Join(dir, entry.Name())
		switch {
		case entry.IsDir():
			err = w.below(name)
		case entry.Type()&fs.ModeSymlink != 0:
			err = w.behind(name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// behind watches what a link leads to.
func (w *walk) behind(link string) error {
	info, err := os.Stat(link)
	if err != nil {
		return nil // it leads nowhere
	}
	if info.IsDir() {
		return w.below(link)
	}
	file, err := filepath.EvalSymlinks(link)
	if err != nil {
		return nil
	}
	if err := w.add(filepath.Dir(file)); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// counts reports whether an event may change the mails.
func (w *watcher) counts(event fsnotify.Event) bool {
	switch {
	case event.Op == fsnotify.Chmod:
		return false
	case holds(event.Name, w.dir):
		return true
	case holds(filepath.Dir(event.Name), filepath.Dir(w.dir)):
		return false // a neighbour
	}
	return !isScratch(event.Name)
}

// moves reports whether after an event other folders may have to be watched.
func (w *watcher) moves(event fsnotify.Event) bool {
	if w.watched[event.Name] || holds(event.Name, w.dir) {
		return true
	}
	info, err := os.Lstat(event.Name)
	return event.Has(fsnotify.Create) && err == nil && !info.Mode().IsRegular()
}

// holds reports whether a path lies in a folder, or is it.
func holds(dir, name string) bool {
	rest, inside := strings.CutPrefix(name, strings.TrimSuffix(dir, string(filepath.Separator)))
	return inside && (rest == "" || rest[0] == filepath.Separator)
}

// isScratch reports files that editors keep beside the real ones. A link may
// look like one: volumes that are exchanged as a whole hang on "..data".
func isScratch(name string) bool {
	if base := filepath.Base(name); !hidden(base) && !strings.HasSuffix(base, "~") {
		return false
	}
	info, err := os.Lstat(name)
	if err != nil || info.Mode()&fs.ModeSymlink == 0 {
		return true
	}
	_, err = os.Stat(name)
	return err != nil
}

func hidden(base string) bool { return strings.HasPrefix(base, ".") }
